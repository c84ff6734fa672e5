"""The page after a send: the receipt, one question on how it was filled in, and the way on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Response, redirect, render_template, request, url_for
from flask_babel import gettext as _

from app.clock import Period
from app.errors import Invalid, NotFound
from app.models.coaching import SelfFilled
from app.queries.collection import counter_of_code
from app.services.coaching import month_of_question, record_coaching
from app.services.responses import month_of_receipt
from app.services.taps import unseal
from app.web.languages import LanguageLink, asked_language, language_argument, language_links
from app.web.public.blueprint import blueprint
from app.web.public.entries import secret_key
from app.web.public.receipts import last_months
from app.web.public.sending import QUESTION, TAP
from app.web.public.survey import canonical_code

# A receipt is thanked for, and its holder asked, in its own month and the next.
MONTHS_THANKED = 2
# What the address says once the question was answered: now, or before this time already.
NOTED, NOTED_BEFORE = "1", "sudah"
ANSWERS = {
    "ya": SelfFilled.YES,
    "tidak": SelfFilled.NO,
    "tidak-ingin": SelfFilled.UNSAID,
}
# What the page keeps in its address besides the language.
KEPT = ("kode", TAP, QUESTION, "tercatat")


@dataclass(frozen=True)
class ThanksPage:
    """What a citizen sees once the answer is stored.

    `kept` is what the form of the question sends along; `full_form` leads on from a tap.
    """

    language: str
    languages: tuple[LanguageLink, ...]
    receipt: str
    lookup: str
    action: str
    kept: tuple[tuple[str, str], ...]
    is_asked: bool
    is_noted: bool
    was_noted_before: bool
    full_form: str


@blueprint.get("/s/<string:code>/terima-kasih")
def show_thanks(code: str) -> str:
    """The page of thanks; it asks nothing of the database."""
    receipt, tap = request.args.get("kode", ""), request.args.get(TAP, "")
    month_thanked(receipt)
    language = asked_language()
    spoken = language_argument(language)
    kept: dict[str, Any] = {name: request.args[name] for name in KEPT if name in request.args}

    def address(**arguments: Any) -> str:
        return url_for("public.show_thanks", code=code, **kept, **arguments)

    is_tap = unseal(secret_key(), tap) is not None
    is_noted = "tercatat" in kept
    page = ThanksPage(
        language=language,
        languages=language_links(language, address),
        receipt=receipt,
        lookup=url_for("public.show_receipt", kode=receipt, **spoken),
        action=url_for("public.say_self_filled", code=code, **spoken),
        kept=tuple(kept.items()),
        is_asked=not is_noted and QUESTION in kept,
        is_noted=is_noted,
        was_noted_before=kept.get("tercatat") == NOTED_BEFORE,
        full_form=url_for("public.show_full_form", code=code, tap=tap, **spoken) if is_tap else "",
    )
    return render_template("public/thanks.html", page=page)


@blueprint.post("/s/<string:code>/diisi-sendiri")
def say_self_filled(code: str) -> Response:
    """Note whether the form was filled in alone; after Back the first answer stands."""
    month_thanked(request.form.get("kode", ""))
    counter_id, receipt = counter_of_code(canonical_code(code)), request.form.get(QUESTION, "")
    month = _month_asked(counter_id, receipt)
    if counter_id is None or month is None:
        raise NotFound(_("Alamat ini tidak lengkap atau salah."))
    # Two answers in one send are none that is offered.
    answer = ANSWERS.get(",".join(request.form.getlist("jawaban")))
    if answer is None:
        raise Invalid(_("Pilih salah satu jawaban yang ditawarkan."))
    is_first = record_coaching(counter_id, month, answer, receipt)
    kept: dict[str, Any] = {name: request.form[name] for name in KEPT if name in request.form}
    noted = (
        kept
        | {"tercatat": NOTED if is_first else NOTED_BEFORE}
        | language_argument(asked_language())
    )
    address = url_for("public.show_thanks", code=code, **noted)
    return redirect(address, 303)  # type: ignore[return-value]


def _month_asked(counter_id: int | None, receipt: str) -> Period | None:
    """The month in which somebody was asked at this counter who holds this question receipt."""
    if counter_id is None:
        return None
    return month_of_question(secret_key(), counter_id, receipt, last_months(MONTHS_THANKED))


def month_thanked(receipt: str) -> Period:
    """The month that a receipt was given in; NotFound where we gave none such of late."""
    month = month_of_receipt(secret_key(), receipt, last_months(MONTHS_THANKED))
    if month is None:
        raise NotFound(_("Tanda terima ini tidak dikenal."))
    return month
