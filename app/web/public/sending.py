"""One way from an opened form to a stored answer, whatever led to the form.

Showing the form, taking in what was sent and thanking are the same for every `Entry`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial

from flask import Response, current_app, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy.exc import OperationalError

from app.clock import Period, PeriodKind
from app.services.coaching import question_receipt
from app.services.late_answers import sign_coming_visits, sign_visit
from app.services.receipt_flags import sign_opening
from app.services.responses import Outcome, Receipt, key_hash_of, record_response
from app.services.taps import seal
from app.web.languages import language_argument, language_links
from app.web.public import ready_pages, replies
from app.web.public.entries import Entry, in_offered_language, secret_key
from app.web.public.judging import bound_tries, is_flagged, remember
from app.web.public.offered import Services, services_at
from app.web.public.pages import FirstStandsPage, survey_page
from survey_forms import catalogue
from survey_forms.answers import Answers, read_answers
from survey_forms.form_builder import SurveyForm, build_form

_pages = ready_pages.ReadyPages()
# The query arguments that name a tap to its own citizen, and let one answer the question on it.
TAP, QUESTION = "ketukan", "tanya"


def show_form(entry: Entry, opened_at: datetime) -> Response:
    """The empty form, ready but for the values that differ each time."""
    entry = in_offered_language(entry)
    point = entry.point
    if entry.follows:
        own = ready_pages.ReadyPage.of(_render_empty(entry))
        return ready_pages.send(own, _hidden_values(entry, opened_at))
    key = (
        current_app.extensions["assets"],
        entry.channel,
        entry.service,
        point.code,
        point.revision,
        point.instrument,
        entry.language,
        # Holds what the address keeps of language and display.
        entry.own_address,
    )
    page = _pages.get(key, lambda: _render_empty(entry))
    return ready_pages.send(page, _hidden_values(entry, opened_at))


def take_in(entry: Entry, arrived_at: datetime) -> Response:
    """Store what was sent, or show the form again with what has to be mended."""
    entry = in_offered_language(entry)
    form = _form_class(entry)(request.form)
    if not form.validate():
        return _show_again(entry, form, arrived_at, 422)
    bound_tries(entry, form, arrived_at)
    try:
        receipt = _record(entry, form, arrived_at)
    except OperationalError as error:
        # Neither its words nor a traceback: what a citizen sent stands in no log.
        current_app.logger.error("an answer could not be stored: %s", type(error.orig).__name__)
        return _show_again(entry, form, arrived_at, 503, _not_stored(entry))
    if receipt.outcome is Outcome.STORED:
        remember(entry, arrived_at)
    return _after_send(entry, receipt, form["submission_key"].data)


def _record(entry: Entry, form: SurveyForm, arrived_at: datetime) -> Receipt:
    return record_response(
        entry.point,
        catalogue.find(entry.point.instrument).keys,
        _answers(entry, form),
        receipt_key=secret_key(),
        channel=entry.channel,
        is_flagged=is_flagged(entry, form, arrived_at),
        follows=entry.follows,
        ticket_hash=entry.ticket_hash,
    )


def _hidden_values(entry: Entry, opened_at: datetime) -> ready_pages.HiddenValues:
    """Fresh values for a form that is opened now."""
    key, seed = ready_pages.new_token(), ready_pages.new_token()
    opening = sign_opening(secret_key(), key, opened_at)
    if entry.kiosk and not entry.visit:
        visits = sign_coming_visits(secret_key(), entry.point, opening)
        return ready_pages.HiddenValues(key, seed, visits)
    expires_at = entry.visit.expires_at if entry.visit else None
    signed = sign_visit(secret_key(), entry.point, opening, expires_at)
    return ready_pages.HiddenValues(key, seed, signed)


def _form_class(entry: Entry) -> type[SurveyForm]:
    services = _services_of(entry)
    return build_form(catalogue.find(entry.point.instrument), entry.language, services)


def _answers(entry: Entry, form: SurveyForm) -> Answers:
    """The answers of a valid form; where there is one service to choose, that is the one."""
    answers = read_answers(form, catalogue.find(entry.point.instrument))
    services = _services_of(entry)
    return replace(answers, service=services[0][0]) if len(services) == 1 else answers


def _services_of(entry: Entry) -> Services:
    """The services to choose from: that of the ticket, or those of the point's unit."""
    return (entry.service,) if entry.service else services_at(entry.point)


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
        page = replace(page, ticket=_("Tiket untuk satu kunjungan"))
    return render_template(_template(entry), page=page, kiosk=entry.kiosk)


def _template(entry: Entry) -> str:
    if entry.kiosk:
        return "public/kiosk.html"
    is_one_tap = catalogue.find(entry.point.instrument).is_one_tap
    return "public/pulse.html" if is_one_tap else "public/survey.html"


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


def _first_fault(form: SurveyForm) -> str:
    """What is wrong with a form, in one sentence."""
    faults = [*form.form_errors, *(field.errors[0] for field in form if field.errors)]
    return str(faults[0])


def _after_send(entry: Entry, receipt: Receipt, submission_key: str) -> Response:
    if receipt.outcome is Outcome.FIRST_STANDS:
        return _first_stands(entry)
    language, going_on = language_argument(entry.language), _going_on(entry, submission_key)
    thanks = entry.thanks_address(kode=receipt.code, **going_on, **language)
    if replies.asks_for_json():
        return replies.taken(receipt.code, thanks)
    return redirect(thanks, 303)  # type: ignore[return-value]


def _going_on(entry: Entry, submission_key: str) -> dict[str, str]:
    """What the thanks lead on with: the question once a visit, and the full form after a tap."""
    if entry.kiosk or entry.follows:
        return {}
    point, secret = entry.point, secret_key()
    month = Period.containing(point.day, PeriodKind.MONTH)
    going_on = {QUESTION: question_receipt(secret, point.counter_id, month, submission_key)}
    if point.follow_up_instrument:
        going_on[TAP] = seal(secret, key_hash_of(submission_key))
    return going_on


def _first_stands(entry: Entry) -> Response:
    if replies.asks_for_json():
        return replies.refused(409, _first_stands_words())
    fresh = entry.address
    # What is one person's own is used up; the poster's form is open to all.
    if entry.follows or entry.ticket_hash:
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


def _first_stands_words() -> str:
    return _(
        "Formulir ini sudah pernah dikirim dengan jawaban lain. Jawaban yang pertama tersimpan; "
        "yang baru saja dikirim tidak."
    )
