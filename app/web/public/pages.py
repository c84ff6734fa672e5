"""What the citizen's templates show: frozen page objects, made from forms and points."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from app.queries.collection import OpenPoint
from app.web.languages import LanguageLink, language_argument, language_links
from survey_forms.fields import COMMENT_MAX_LENGTH, REASON_MAX_LENGTH, RatingField
from survey_forms.form_builder import SurveyForm
from survey_forms.instrument import Instrument

Choices = tuple[tuple[str, str], ...]
MOST_UNITS = 2 * COMMENT_MAX_LENGTH


@dataclass(frozen=True)
class Reason:
    """Why an element was rated low, asked beside it."""

    key: str
    label: str
    text: str
    error: str
    most: int


@dataclass(frozen=True)
class Question:
    """One rated element as it is asked."""

    key: str
    name: str
    text: str
    choices: Choices
    selected: int | None
    error: str
    reason: Reason | None = None


@dataclass(frozen=True)
class DropDown:
    """One optional question that is answered from a list."""

    key: str
    label: str
    choices: Choices
    selected: str
    error: str


@dataclass(frozen=True)
class CommentBox:
    """The free comment; `most_units` is what a browser lets in, counted in UTF-16.

    Whatever is pasted then fits in a body that is taken, so that a text over the limit comes back
    with all answers. It is twice the limit, which is in characters: emoji have two units.
    """

    label: str
    hint: str
    text: str
    error: str
    most_units: int


@dataclass(frozen=True)
class SurveyPage:
    """The form of one counter in one language, empty or as it came back.

    `service` asks which of several services the visit was for; `only_service` names the one that
    the unit gives.
    """

    title: str
    language: str
    languages: tuple[LanguageLink, ...]
    agency: str
    unit: str
    counter: str
    only_service: str
    is_unofficial: bool
    action: str
    service: DropDown | None
    questions: tuple[Question, ...]
    overall: Question | None
    drop_downs: tuple[DropDown, ...]
    comment: CommentBox | None
    errors: tuple[tuple[str, str], ...]
    is_incomplete: bool
    notice: str
    submission_key: str
    receipt_seed: str
    opened: str
    ticket: str = ""


@dataclass(frozen=True)
class FirstStandsPage:
    """What a citizen sees who sent a form again with other answers."""

    language: str
    languages: tuple[LanguageLink, ...]
    unit: str
    counter: str
    fresh_form: str


@dataclass(frozen=True)
class TicketRefusedPage:
    """What a citizen sees whose ticket opens nothing, with the way that is still open."""

    language: str
    languages: tuple[LanguageLink, ...]
    title: str
    message: str
    poster_href: str
    is_revoked: bool


def survey_page(
    point: OpenPoint,
    instrument: Instrument,
    language: str,
    form: SurveyForm,
    address: Callable[..., str],
    notice: str = "",
    *,
    only_service: str = "",
) -> SurveyPage:
    """The page of a form; faults, what was chosen and what was typed are those of the form."""
    return SurveyPage(
        title=instrument.titles[language],
        language=language,
        languages=language_links(language, address, instrument.languages),
        agency=point.agency,
        unit=point.unit,
        counter=point.counter,
        only_service=only_service,
        is_unofficial=language in instrument.unofficial,
        action=address(**language_argument(language)),
        service=_drop_down(form["service"]) if "service" in form else None,
        questions=tuple(_question(form[key]) for key in instrument.keys),
        overall=_question(form[instrument.overall.key]) if instrument.overall else None,
        drop_downs=tuple(_drop_down(form[field.key]) for field in instrument.block),
        comment=_comment(form),
        errors=tuple(_faults(form)),
        is_incomplete=_is_incomplete(form),
        notice=notice,
        submission_key=form["submission_key"].data,
        receipt_seed=form["receipt_seed"].data,
        opened=form["opened"].data or "",
    )


def _choices(field: Any) -> Choices:
    return tuple((str(choice.value), choice.label) for choice in field.choices)


def _error(field: Any) -> str:
    return field.errors[0] if field.errors else ""


def _question(field: RatingField) -> Question:
    return Question(
        key=field.name,
        name=field.element_name,
        text=field.label.text,
        choices=_choices(field),
        selected=field.data,
        error=_error(field),
        reason=_reason(field),
    )


def _reason(field: RatingField) -> Reason | None:
    if field.why is None:
        return None
    label, most = field.why.reason_label, REASON_MAX_LENGTH
    return Reason(field.reason_name, label, field.reason, field.reason_error, most)


def _drop_down(field: Any) -> DropDown:
    return DropDown(
        field.name, field.label.text, _choices(field), str(field.data or ""), _error(field)
    )


def _comment(form: SurveyForm) -> CommentBox | None:
    if "comment" not in form:
        return None
    field = form["comment"]
    return CommentBox(
        field.label.text, field.description, field.data or "", _error(field), MOST_UNITS
    )


def _is_incomplete(form: SurveyForm) -> bool:
    """Whether nothing is wrong but questions that were passed over."""
    if form.form_errors or any(f.reason_error for f in form if isinstance(f, RatingField)):
        return False
    faulty = [field for field in form if field.errors]
    passed_over = (isinstance(f, RatingField) and not any(f.raw_data or ()) for f in faulty)
    return bool(faulty) and all(passed_over)


def _faults(form: SurveyForm) -> Iterator[tuple[str, str]]:
    """Each fault with a link to the control that mends it, in the order of the page."""
    for message in form.form_errors:
        yield "#main", message
    for field in form:
        if field.errors:
            first = f"-{field.choices[0].value}" if isinstance(field, RatingField) else ""
            yield f"#{field.name}{first}", field.errors[0]
        if isinstance(field, RatingField) and field.reason_error:
            yield f"#{field.reason_name}", field.reason_error
