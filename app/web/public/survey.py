"""Opening a counter's form, sending it, and the page of thanks."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from flask import Response, current_app, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy.exc import OperationalError

from app.clock import Period, PeriodKind, local_day_and_slot, now
from app.errors import NotFound
from app.queries.collection import OpenPoint, open_collection_point
from app.queries.organisation import offered_services
from app.services.receipt_flags import RecentSends, sign_opening, time_flag
from app.services.responses import Outcome, Receipt, is_receipt, record_response
from app.web.languages import asked_language, language_argument, language_links
from app.web.public import ready_pages
from app.web.public.blueprint import blueprint
from app.web.public.pages import FirstStandsPage, ThanksPage, survey_page
from survey_forms import catalogue
from survey_forms.answers import Answers, read_answers
from survey_forms.form_builder import SurveyForm, build_form

# What a hand on paper writes for the characters that a code never has.
_MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V"})
_pages = ready_pages.ReadyPages()


@blueprint.get("/s/<string:code>")
def show_survey(code: str) -> Response:
    """The form of the counter that a code stands for."""
    opened_at = now()
    point = open_collection_point(canonical_code(code), opened_at)
    language = asked_language()
    key = (current_app.extensions["assets"], point.code, point.revision, point.instrument, language)
    page = _pages.get(key, lambda: _render_empty(point, language))
    return ready_pages.send(page, _hidden_values(opened_at))


@blueprint.post("/s/<string:code>")
def submit_survey(code: str) -> Response:
    """Store an answer, or show the form again with what has to be mended."""
    arrived_at = now()
    point = open_collection_point(canonical_code(code), arrived_at)
    language = asked_language()
    form = _form_class(point, language)(request.form)
    if not form.validate():
        return _show_again(point, language, form, 422)
    try:
        receipt = record_response(
            point,
            catalogue.find(point.instrument).keys,
            _answers(point, form),
            receipt_key=_secret(),
            is_flagged=_is_flagged(point, form, arrived_at),
        )
    except OperationalError as error:
        # Neither its words nor a traceback: what a citizen sent stands in no log.
        current_app.logger.error("an answer could not be stored: %s", type(error.orig).__name__)
        return _show_again(point, language, form, 503, _not_stored())
    if receipt.outcome is Outcome.STORED:
        _recent_sends().add(point.counter_id, arrived_at)
    return _after_send(point, language, receipt)


@blueprint.get("/s/<string:code>/terima-kasih")
def show_thanks(code: str) -> str:
    """The page of thanks with the receipt; it asks nothing of the database."""
    language = asked_language()
    receipt = request.args.get("kode", "")
    if not is_receipt(_secret(), receipt, _months_of_receipts()):
        raise NotFound("Tanda terima ini tidak dikenal.")

    def address(**arguments: Any) -> str:
        return url_for("public.show_thanks", code=code, kode=receipt, **arguments)

    page = ThanksPage(language, language_links(language, address), receipt)
    return render_template("public/thanks.html", page=page)


def canonical_code(typed: str) -> str:
    """The code as it is stored, from one that may have been typed by hand off a poster."""
    return typed.upper().replace("-", "").replace(" ", "").translate(_MISREAD)


def _secret() -> bytes:
    return current_app.secret_key.encode()  # type: ignore[union-attr]


def _hidden_values(opened_at: datetime) -> ready_pages.HiddenValues:
    """Fresh values for a form that is opened now."""
    key, seed = ready_pages.new_token(), ready_pages.new_token()
    return ready_pages.HiddenValues(key, seed, sign_opening(_secret(), key, opened_at))


def _is_flagged(point: OpenPoint, form: SurveyForm, arrived_at: datetime) -> bool:
    """Whether an answer came too fast, in a burst, or with no time that we signed."""
    if _recent_sends().is_burst(point.counter_id, arrived_at):
        return True
    asked = len(catalogue.find(point.instrument).keys)
    opened, key = form["opened"].data or "", form["submission_key"].data
    return time_flag(_secret(), opened, key, arrived_at, asked) is not None


def _recent_sends() -> RecentSends:
    kept: RecentSends = current_app.extensions.setdefault("recent_sends", RecentSends())
    return kept


def _months_of_receipts() -> tuple[Period, Period]:
    """This month and the last one; it begins with the first zone of the country, WIT."""
    day, _slot = local_day_and_slot(now(), "WIT")
    month = Period.containing(day, PeriodKind.MONTH)
    return month, month.preceding


def _form_class(point: OpenPoint, language: str) -> type[SurveyForm]:
    services = _services_of(point)
    return build_form(catalogue.find(point.instrument), language, services)


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


def _render_empty(point: OpenPoint, language: str) -> str:
    form = _form_class(point, language)()
    _fill(form, ready_pages.PLACES)
    page = survey_page(point, catalogue.find(point.instrument), language, form)
    return render_template("public/survey.html", page=page)


def _fill(form: SurveyForm, values: ready_pages.HiddenValues) -> None:
    for name, value in values._asdict().items():
        form[name].data = value


def _show_again(
    point: OpenPoint, language: str, form: SurveyForm, status: int, notice: str = ""
) -> Response:
    """The form with everything that was typed; unusable hidden values are made anew."""
    if form.form_errors:
        _fill(form, _hidden_values(now()))
    page = survey_page(point, catalogue.find(point.instrument), language, form, notice)
    return Response(render_template("public/survey.html", page=page), status, mimetype="text/html")


def _after_send(point: OpenPoint, language: str, receipt: Receipt) -> Response:
    if receipt.outcome is Outcome.FIRST_STANDS:
        return _first_stands(point, language)
    arguments = language_argument(language)
    thanks = url_for("public.show_thanks", code=point.code, kode=receipt.code, **arguments)
    return redirect(thanks, 303)  # type: ignore[return-value]


def _first_stands(point: OpenPoint, language: str) -> Response:
    def address(**arguments: Any) -> str:
        return url_for("public.show_survey", code=point.code, **arguments)

    page = FirstStandsPage(
        language=language,
        languages=language_links(language, address),
        unit=point.unit,
        counter=point.counter,
        fresh_form=address(**language_argument(language)),
    )
    html = render_template("public/first_stands.html", page=page)
    return Response(html, 409, mimetype="text/html")


def _not_stored() -> str:
    return _(
        "Jawaban Anda belum tersimpan karena gangguan di pihak kami. Isian Anda masih ada di "
        "halaman ini: tunggu sebentar, lalu tekan Kirim jawaban sekali lagi."
    )
