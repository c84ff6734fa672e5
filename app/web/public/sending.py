"""One way from an opened form to a stored answer, whatever led to the form.

A poster, a ticket and a kiosk each make an `Entry`; showing the form, taking in what was sent and
thanking are the same for all of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from flask import Response, current_app, redirect, render_template, request
from flask_babel import gettext as _
from sqlalchemy.exc import OperationalError

from app.models.responses import Channel
from app.queries.collection import OpenPoint
from app.queries.organisation import offered_services
from app.services.late_answers import HeldSends, Visit, opening_of, sign_visit, waited
from app.services.receipt_flags import RecentSends, pace_flag, sign_opening, time_flag
from app.services.responses import Outcome, Receipt, record_response
from app.web.languages import language_argument, language_links
from app.web.public import ready_pages, replies
from app.web.public.pages import FirstStandsPage, survey_page
from survey_forms import catalogue
from survey_forms.answers import Answers, read_answers
from survey_forms.form_builder import SurveyForm, build_form

_pages = ready_pages.ReadyPages()


@dataclass(frozen=True)
class KioskFrame:
    """What a kiosk's form knows besides: where it begins and ends, and its hours."""

    home: str
    exit: str
    opens: int
    closes: int
    zone: float


@dataclass(frozen=True)
class Entry:
    """How a form was reached: the point that it is filed at, the channel, and its addresses.

    `address` gives the form's own address from query arguments, `thanks_address` that of the page
    after a send. `visit` is what a form that comes back was signed with.
    """

    point: OpenPoint
    channel: Channel
    language: str
    address: Callable[..., str]
    thanks_address: Callable[..., str]
    visit: Visit | None = None
    kiosk: KioskFrame | None = None


def show_form(entry: Entry, opened_at: datetime) -> Response:
    """The empty form, ready but for the values that differ each time."""
    point = entry.point
    key = (
        current_app.extensions["assets"],
        entry.channel,
        point.code,
        point.revision,
        point.instrument,
        entry.language,
    )
    page = _pages.get(key, lambda: _render_empty(entry))
    return ready_pages.send(page, _hidden_values(entry, opened_at))


def take_in(entry: Entry, arrived_at: datetime) -> Response:
    """Store what was sent, or show the form again with what has to be mended."""
    point = entry.point
    form = _form_class(entry)(request.form)
    if not form.validate():
        return _show_again(entry, form, arrived_at, 422)
    try:
        receipt = record_response(
            point,
            catalogue.find(point.instrument).keys,
            _answers(point, form),
            receipt_key=secret_key(),
            channel=entry.channel,
            is_flagged=_is_flagged(entry, form, arrived_at),
        )
    except OperationalError as error:
        # Neither its words nor a traceback: what a citizen sent stands in no log.
        current_app.logger.error("an answer could not be stored: %s", type(error.orig).__name__)
        return _show_again(entry, form, arrived_at, 503, _not_stored())
    if receipt.outcome is Outcome.STORED:
        _remember(entry, arrived_at)
    return _after_send(entry, receipt)


def secret_key() -> bytes:
    """What openings and receipts are signed with."""
    return current_app.secret_key.encode()  # type: ignore[union-attr]


def _hidden_values(entry: Entry, opened_at: datetime) -> ready_pages.HiddenValues:
    """Fresh values for a form that is opened now."""
    key, seed = ready_pages.new_token(), ready_pages.new_token()
    opening = sign_opening(secret_key(), key, opened_at)
    expires_at = entry.visit.expires_at if entry.visit else None
    signed = sign_visit(secret_key(), entry.point, opening, expires_at)
    return ready_pages.HiddenValues(key, seed, signed)


def _is_flagged(entry: Entry, form: SurveyForm, arrived_at: datetime) -> bool:
    """Whether an answer came too fast, in a burst, or with no time that we signed.

    A kiosk makes a key for each person by itself, so there the opening alone is proof of its time.
    """
    point, visit = entry.point, entry.visit
    asked = len(catalogue.find(point.instrument).keys)
    if visit and _is_held(entry, arrived_at):
        return _held_sends().is_burst(point.code, visit, arrived_at)
    if _recent_sends().is_burst(point.counter_id, arrived_at):
        return True
    if visit and entry.channel is Channel.KIOSK:
        return pace_flag(visit.opened_at.timestamp(), arrived_at, asked) is not None
    opened, key = opening_of(form["opened"].data or ""), form["submission_key"].data
    return time_flag(secret_key(), opened, key, arrived_at, asked) is not None


def _is_held(entry: Entry, arrived_at: datetime) -> bool:
    """Whether an answer waited on a kiosk, where one opening serves all while it is cut off."""
    visit = entry.visit
    return visit is not None and entry.channel is Channel.KIOSK and waited(visit, arrived_at)


def _remember(entry: Entry, arrived_at: datetime) -> None:
    """Count a stored answer where the next ones are measured."""
    if entry.visit and _is_held(entry, arrived_at):
        _held_sends().add(entry.point.code, entry.visit)
    else:
        _recent_sends().add(entry.point.counter_id, arrived_at)


def _held_sends() -> HeldSends:
    kept: HeldSends = current_app.extensions.setdefault("held_sends", HeldSends())
    return kept


def _recent_sends() -> RecentSends:
    kept: RecentSends = current_app.extensions.setdefault("recent_sends", RecentSends())
    return kept


def _form_class(entry: Entry) -> type[SurveyForm]:
    services = _services_of(entry.point)
    return build_form(catalogue.find(entry.point.instrument), entry.language, services)


def _answers(point: OpenPoint, form: SurveyForm) -> Answers:
    """The answers of a valid form; where a unit gives one service, that is the one."""
    answers = read_answers(form, catalogue.find(point.instrument))
    services = _services_of(point)
    return replace(answers, service=services[0][0]) if len(services) == 1 else answers


def _services_of(point: OpenPoint) -> tuple[tuple[str, str], ...]:
    """The services of the point's unit, read again only when the unit's revision grew."""
    kept = current_app.extensions.setdefault("offered_services", {})
    revision, services = kept.get(point.unit_id, (None, ()))
    if revision != point.revision:
        services = offered_services(point.unit_id)
        kept[point.unit_id] = (point.revision, services)
    return services


def _render_empty(entry: Entry) -> str:
    form = _form_class(entry)()
    _fill(form, ready_pages.PLACES)
    return _rendered(entry, form)


def _rendered(entry: Entry, form: SurveyForm, notice: str = "") -> str:
    instrument = catalogue.find(entry.point.instrument)
    page = survey_page(entry.point, instrument, entry.language, form, entry.address, notice)
    template = "public/kiosk.html" if entry.kiosk else "public/survey.html"
    return render_template(template, page=page, kiosk=entry.kiosk)


def _fill(form: SurveyForm, values: ready_pages.HiddenValues) -> None:
    for name, value in values._asdict().items():
        form[name].data = value


def _show_again(
    entry: Entry, form: SurveyForm, arrived_at: datetime, status: int, notice: str = ""
) -> Response:
    """The form with everything that was typed; unusable hidden values are made anew."""
    if replies.asks_for_json():
        return replies.refused(status, notice or _first_fault(form))
    if form.form_errors:
        _fill(form, _hidden_values(entry, arrived_at))
    return Response(_rendered(entry, form, notice), status, mimetype="text/html")


def _after_send(entry: Entry, receipt: Receipt) -> Response:
    if receipt.outcome is Outcome.FIRST_STANDS:
        return _first_stands(entry)
    thanks = entry.thanks_address(kode=receipt.code, **language_argument(entry.language))
    if replies.asks_for_json():
        return replies.taken(receipt.code, thanks)
    return redirect(thanks, 303)  # type: ignore[return-value]


def _first_fault(form: SurveyForm) -> str:
    """What is wrong with a form, in one sentence."""
    faults = [*form.form_errors, *(field.errors[0] for field in form if field.errors)]
    return str(faults[0])


def _first_stands(entry: Entry) -> Response:
    if replies.asks_for_json():
        return replies.refused(409, _first_stands_words())
    page = FirstStandsPage(
        language=entry.language,
        languages=language_links(entry.language, entry.address),
        unit=entry.point.unit,
        counter=entry.point.counter,
        fresh_form=entry.address(**language_argument(entry.language)),
    )
    html = render_template("public/first_stands.html", page=page)
    return Response(html, 409, mimetype="text/html")


def _not_stored() -> str:
    return _(
        "Jawaban Anda belum tersimpan karena gangguan di pihak kami. Isian Anda masih ada di "
        "halaman ini: tunggu sebentar, lalu tekan Kirim jawaban sekali lagi."
    )


def _first_stands_words() -> str:
    return _(
        "Formulir ini sudah pernah dikirim dengan jawaban lain. Jawaban yang pertama tersimpan; "
        "yang baru saja dikirim tidak."
    )
