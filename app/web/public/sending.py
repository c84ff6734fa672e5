"""One way from an opened form to a stored answer, whatever led to the form.

A poster, a ticket and a kiosk each make an `Entry`; showing the form, taking in what was sent and
thanking are the same for all of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from flask import Response, current_app, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy.exc import OperationalError

from app.errors import TooSoon
from app.models.responses import Channel
from app.queries.collection import OpenPoint
from app.queries.organisation import offered_services
from app.services.receipt_flags import RecentSends, sign_opening, time_flag
from app.services.recent_tries import SPAN_S, RecentTries
from app.services.responses import Outcome, Receipt, key_hash_of, record_response
from app.services.taps import Tap, seal
from app.web.languages import language_argument, language_links, settle_language
from app.web.public import ready_pages
from app.web.public.pages import FirstStandsPage, survey_page
from survey_forms import catalogue
from survey_forms.answers import Answers, read_answers
from survey_forms.form_builder import SurveyForm, build_form

_pages = ready_pages.ReadyPages()
# The query argument that names a tap to its own citizen.
TAP = "ketukan"


@dataclass(frozen=True)
class Entry:
    """How a form was reached: the point that it is filed at, the channel, and its addresses.

    `address` gives the form's own address from query arguments, `thanks_address` that of the page
    after a send. `follows` is the tap that a full answer counts in place of, where it follows one;
    such a form is never kept ready, since its address is one person's own. A ticket's hash makes
    the answer verified; a ticket may name the service, by id and name, which is then not asked.
    """

    point: OpenPoint
    channel: Channel
    language: str
    address: Callable[..., str]
    thanks_address: Callable[..., str]
    follows: Tap | None = None
    ticket_hash: bytes | None = None
    service: tuple[str, str] | None = None


def show_form(entry: Entry, opened_at: datetime) -> Response:
    """The empty form, ready but for the values that differ each time."""
    entry = _in_offered_language(entry)
    point = entry.point
    if entry.follows:
        own = ready_pages.ReadyPage.of(_render_empty(entry))
        return ready_pages.send(own, _hidden_values(opened_at))
    key = (
        current_app.extensions["assets"],
        entry.channel,
        entry.service,
        point.code,
        point.revision,
        point.instrument,
        entry.language,
        # Holds the code, and what the address keeps of language and display.
        _own_address(entry),
    )
    page = _pages.get(key, lambda: _render_empty(entry))
    return ready_pages.send(page, _hidden_values(opened_at))


def take_in(entry: Entry, arrived_at: datetime) -> Response:
    """Store what was sent, or show the form again with what has to be mended."""
    entry = _in_offered_language(entry)
    point = entry.point
    form = _form_class(entry)(request.form)
    if not form.validate():
        return _show_again(entry, form, arrived_at, 422)
    _bound_tries(entry, form, arrived_at)
    try:
        receipt = record_response(
            point,
            catalogue.find(point.instrument).keys,
            _answers(entry, form),
            receipt_key=secret_key(),
            channel=entry.channel,
            is_flagged=_is_flagged(point, form, arrived_at),
            follows=entry.follows,
            ticket_hash=entry.ticket_hash,
        )
    except OperationalError as error:
        # Neither its words nor a traceback: what a citizen sent stands in no log.
        current_app.logger.error("an answer could not be stored: %s", type(error.orig).__name__)
        return _show_again(entry, form, arrived_at, 503, _not_stored(entry))
    if receipt.outcome is Outcome.STORED:
        _recent_sends().add(point.counter_id, arrived_at)
    return _after_send(entry, receipt, form["submission_key"].data)


def _in_offered_language(entry: Entry) -> Entry:
    """The entry in a language that its questionnaire has."""
    offered = catalogue.find(entry.point.instrument).languages
    if entry.language in offered:
        return entry
    return replace(entry, language=settle_language(offered))


def _own_address(entry: Entry) -> str:
    return entry.address(**language_argument(entry.language))


def secret_key() -> bytes:
    """What openings and receipts are signed with."""
    return current_app.secret_key.encode()  # type: ignore[union-attr]


def _hidden_values(opened_at: datetime) -> ready_pages.HiddenValues:
    """Fresh values for a form that is opened now."""
    key, seed = ready_pages.new_token(), ready_pages.new_token()
    return ready_pages.HiddenValues(key, seed, sign_opening(secret_key(), key, opened_at))


def _is_flagged(point: OpenPoint, form: SurveyForm, arrived_at: datetime) -> bool:
    """Whether an answer came too fast, in a burst, at no time that we signed, or fell in a trap."""
    if form["website"].data or _recent_sends().is_burst(point.counter_id, arrived_at):
        return True
    asked = len(catalogue.find(point.instrument).keys)
    opened, key = form["opened"].data or "", form["submission_key"].data
    return time_flag(secret_key(), opened, key, arrived_at, asked) is not None


def _bound_tries(entry: Entry, form: SurveyForm, arrived_at: datetime) -> None:
    """TooSoon when this form or ticket was sent too often; a form with faults was not a try."""
    tries = current_app.extensions.setdefault("recent_tries", RecentTries())
    key = form["submission_key"].data.encode()
    for subject in (key, entry.ticket_hash):
        if subject and not tries.allow(subject, arrived_at):
            raise TooSoon(
                "Formulir atau tiket ini sudah terlalu sering dikirim. Tunggu satu jam, lalu "
                "kirim lagi.",
                wait_s=SPAN_S,
            )


def _recent_sends() -> RecentSends:
    kept: RecentSends = current_app.extensions.setdefault("recent_sends", RecentSends())
    return kept


def _form_class(entry: Entry) -> type[SurveyForm]:
    services = _services_of(entry)
    return build_form(catalogue.find(entry.point.instrument), entry.language, services)


def _answers(entry: Entry, form: SurveyForm) -> Answers:
    """The answers of a valid form; where there is one service to choose, that is the one."""
    answers = read_answers(form, catalogue.find(entry.point.instrument))
    services = _services_of(entry)
    return replace(answers, service=services[0][0]) if len(services) == 1 else answers


def _services_of(entry: Entry) -> tuple[tuple[str, str], ...]:
    """The services to choose from: that of the ticket, or those of the point's unit.

    The unit's are read again only when its revision grew.
    """
    if entry.service:
        return (entry.service,)
    point = entry.point
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
    services = _services_of(entry)
    page = survey_page(
        entry.point,
        instrument,
        entry.language,
        form,
        entry.address,
        notice,
        only_service=services[0][1] if len(services) == 1 else "",
    )
    if entry.ticket_hash:
        page = replace(page, ticket=_ticket_words(entry))
    template = "public/pulse.html" if instrument.is_one_tap else "public/survey.html"
    return render_template(template, page=page)


def _fill(form: SurveyForm, values: ready_pages.HiddenValues) -> None:
    for name, value in values._asdict().items():
        form[name].data = value


def _show_again(
    entry: Entry, form: SurveyForm, arrived_at: datetime, status: int, notice: str = ""
) -> Response:
    """The form with everything that was typed; unusable hidden values are made anew."""
    if form.form_errors:
        _fill(form, _hidden_values(arrived_at))
    return Response(_rendered(entry, form, notice), status, mimetype="text/html")


def _after_send(entry: Entry, receipt: Receipt, submission_key: str) -> Response:
    if receipt.outcome is Outcome.FIRST_STANDS:
        return _first_stands(entry)
    language, going_on = language_argument(entry.language), {}
    if entry.point.follow_up_instrument:
        going_on = {TAP: seal(secret_key(), key_hash_of(submission_key))}
    thanks = entry.thanks_address(kode=receipt.code, **going_on, **language)
    return redirect(thanks, 303)  # type: ignore[return-value]


def _first_stands(entry: Entry) -> Response:
    fresh = entry.address
    if entry.follows:
        fresh = partial(url_for, "public.show_survey", code=entry.point.code)
    page = FirstStandsPage(
        language=entry.language,
        languages=language_links(
            entry.language, fresh, catalogue.find(entry.point.instrument).languages
        ),
        unit=entry.point.unit,
        counter=entry.point.counter,
        fresh_form=fresh(**language_argument(entry.language)),
    )
    html = render_template("public/first_stands.html", page=page)
    return Response(html, 409, mimetype="text/html")


def _ticket_words(entry: Entry) -> str:
    if entry.service:
        return _("Tiket untuk satu kunjungan: %(service)s", service=entry.service[1])
    return _("Tiket untuk satu kunjungan")


def _not_stored(entry: Entry) -> str:
    if catalogue.find(entry.point.instrument).is_one_tap:
        return _(
            "Jawaban Anda belum tersimpan karena gangguan di pihak kami. Tunggu sebentar, lalu "
            "ketuk jawaban Anda sekali lagi."
        )
    return _(
        "Jawaban Anda belum tersimpan karena gangguan di pihak kami. Isian Anda masih ada di "
        "halaman ini: tunggu sebentar, lalu tekan Kirim jawaban sekali lagi."
    )
