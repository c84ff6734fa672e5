"""The full form that may follow a tap."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from flask import Response, render_template, url_for
from flask_babel import gettext as _

from app.clock import now
from app.queries.collection import open_collection_point
from app.services.taps import TooLateToFollow, full_point, tap_to_follow
from app.web.languages import LanguageLink, asked_language, language_argument, language_links
from app.web.public import replies
from app.web.public.blueprint import blueprint
from app.web.public.entries import Entry, secret_key
from app.web.public.sending import show_form, take_in
from app.web.public.survey import canonical_code


@dataclass(frozen=True)
class TapCountsPage:
    """What a citizen sees whose tap counts and takes no full answer any more."""

    language: str
    languages: tuple[LanguageLink, ...]
    words: str
    fresh_form: str


@blueprint.get("/s/<string:code>/lengkap/<string:tap>")
def show_full_form(code: str, tap: str) -> Response:
    """The full form for whoever tapped, unless one followed the tap already."""
    opened_at = now()
    try:
        entry = _entry(code, tap, opened_at)
    except TooLateToFollow as problem:
        return _tap_counts(code, problem.translated(_), 410)
    if entry.follows and entry.follows.is_followed:
        words = _("Penilaian singkat ini sudah dilengkapi, dan jawaban lengkapnya dihitung.")
        return _tap_counts(code, words, 409)
    return show_form(entry, opened_at)


@blueprint.post("/s/<string:code>/lengkap/<string:tap>")
def submit_full_form(code: str, tap: str) -> Response:
    """Store the full answer in place of the tap, or show the form again."""
    arrived_at = now()
    try:
        entry = _entry(code, tap, arrived_at)
    except TooLateToFollow as problem:
        return _tap_counts(code, problem.translated(_), 410)
    return take_in(entry, arrived_at)


def _tap_counts(code: str, words: str, status: int) -> Response:
    """Why no full form follows, and the way to a new one."""
    if replies.asks_for_json():
        return replies.refused(status, words)
    language = asked_language()
    address = partial(url_for, "public.show_survey", code=code)
    page = TapCountsPage(
        language=language,
        languages=language_links(language, address),
        words=words,
        fresh_form=address(**language_argument(language)),
    )
    html = render_template("public/tap_counts.html", page=page)
    return Response(html, status, mimetype="text/html")


def _entry(code: str, name: str, moment: datetime) -> Entry:
    point = full_point(open_collection_point(canonical_code(code), moment))
    tap = tap_to_follow(secret_key(), point, name)
    return Entry(
        point=point,
        channel=tap.channel,
        language=asked_language(),
        address=partial(url_for, "public.show_full_form", code=point.code, tap=name),
        thanks_address=partial(url_for, "public.show_thanks", code=point.code),
        follows=tap,
    )
