"""Looking up a receipt: whether it was given, and in which month; nothing of the answer is known.

A receipt is given only once its answer is stored, and every stored answer is counted, by itself or
through the full answer that followed it. So a code that we gave was counted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from flask import Response, render_template, request, url_for

from app.clock import Period, PeriodKind, local_day_and_slot, now
from app.services.public_results import public_units
from app.services.responses import month_of_receipt
from app.web.languages import LanguageLink, asked_language, language_argument, language_links
from app.web.period_names import period_name
from app.web.public.blueprint import blueprint
from app.web.public.entries import secret_key
from app.web.public.typed_codes import typed_letters

# This month and the thirteen before it: a receipt of any day is known for a year and a month.
MONTHS_KNOWN = 14
# What a hand writes for letters that look alike; receipts are of A to Z and 2 to 7.
_MISREAD = str.maketrans({"0": "O", "1": "I", "8": "B"})
_LETTERS = re.compile(r"[A-Z2-7]{1,20}")


@dataclass(frozen=True)
class ReceiptPage:
    """The field for a receipt, and what is known of the one that was asked for."""

    language: str
    languages: tuple[LanguageLink, ...]
    asked: str
    period: str
    is_unknown: bool
    results_href: str


@blueprint.get("/tanda-terima")
def show_receipt() -> Response:
    """What a receipt says: counted, in which month. Unknown ones get the field again."""
    typed = request.args.get("kode", "")
    code, language = receipt_of(typed), asked_language()
    month = month_of_receipt(secret_key(), code, last_months(MONTHS_KNOWN))

    def address(**arguments: Any) -> str:
        return url_for("public.show_receipt", kode=code or None, **arguments)

    page = ReceiptPage(
        language=language,
        languages=language_links(language, address),
        asked=code,
        period=period_name(month) if month else "",
        is_unknown=bool(typed.strip()) and month is None,
        results_href=_results_of(month, language) if month else "",
    )
    html = render_template("public/receipt.html", page=page, kept=language_argument(language))
    return Response(html, 404 if page.is_unknown else 200, mimetype="text/html")


def _results_of(month: Period, language: str) -> str:
    """The units with final results over a time that holds the month; empty while there are none."""
    if not public_units(month):
        return ""
    return url_for("public.show_results", periode=month.code, **language_argument(language))


def receipt_of(typed: str) -> str:
    """A receipt as we write it, from one typed by hand; empty where it can be none."""
    letters = typed_letters(typed).translate(_MISREAD)
    if not _LETTERS.fullmatch(letters):
        return ""
    return f"{letters[:8]}-{letters[8:]}" if len(letters) > 8 else letters


def last_months(how_many: int) -> tuple[Period, ...]:
    """This month and those before it; it begins with the first zone of the country, WIT."""
    day, _slot = local_day_and_slot(now(), "WIT")
    months = [Period.containing(day, PeriodKind.MONTH)]
    while len(months) < how_many:
        months.append(months[-1].preceding)
    return tuple(months)
