"""Makes the WTForms class of an instrument in one language; the page's layout is the template's."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from wtforms import Form, HiddenField, StringField
from wtforms.fields.choices import SelectChoice

from survey_forms.fields import (
    REASON,
    ClosedChoiceField,
    ClosedChoices,
    CommentField,
    RatingField,
)
from survey_forms.instrument import BlockField, CommentPrompt, Instrument, Item
from survey_forms.ready_fields import ReadyFields
from survey_forms.wording import FormWording, wording

Services = tuple[tuple[str, str], ...]

# 16 characters of this alphabet are 96 bits: enough that two phones never make the same key.
_TOKEN = re.compile(r"[A-Za-z0-9_-]{16,64}")


class SurveyForm(Form):
    """What every citizen's form has: the two hidden values without which an answer cannot count.

    `opened` says when the form was opened, and `website` is seen by programs only; nothing is
    refused over either.
    """

    Meta = ReadyFields
    page_outdated = ""
    submission_key = HiddenField("")
    receipt_seed = HiddenField("")
    opened = HiddenField("")
    website = StringField("")

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Whether the answer can be stored; hidden faults are faults of the page as a whole."""
        fields_are_valid = super().validate(extra_validators)
        is_whole = _is_token(self.submission_key.data) and _is_token(self.receipt_seed.data)
        self.form_errors = [] if is_whole else [self.page_outdated]
        return fields_are_valid and is_whole


# The bound covers every unit of a large agency in each language; a class is cheap to make again.
@lru_cache(maxsize=1024)
def build_form(instrument: Instrument, language: str, services: Services = ()) -> type[SurveyForm]:
    """The form class: service, radios with reasons, overall question, comment, block, hidden ones.

    Fields stand in the order of the page. `services` are pairs of code and name; a choice among
    fewer than two is not asked. Reasons are asked where there is a comment to keep them with.
    A ValueError says which language, key or service code cannot be used.
    """
    if language not in instrument.languages:
        known = ", ".join(instrument.languages)
        raise ValueError(f"{instrument.reference} is not in {language!r}; it is in {known}.")
    words = wording(language).form
    fields: dict[str, Any] = {"service": _service(services, words)} if len(services) > 1 else {}
    why = words if instrument.comment else None
    fields |= {item.key: _rating(item, language, words, why) for item in instrument.items}
    if instrument.overall:
        fields[instrument.overall.key] = _optional_rating(instrument.overall, language, words)
    if instrument.comment:
        fields["comment"] = _comment(instrument.comment, language, words)
    fields |= {field.key: _block_field(field, language, words) for field in instrument.block}
    _refuse_taken_names(instrument)
    attributes = {**fields, "page_outdated": words.page_outdated, "ready_fields": {}}
    return type("CitizenForm", (SurveyForm,), attributes)


def _is_token(text: str | None) -> bool:
    return bool(text and _TOKEN.fullmatch(text))


def _refuse_taken_names(instrument: Instrument) -> None:
    overall = (instrument.overall,) if instrument.overall else ()
    for asked in (*instrument.items, *overall, *instrument.block):
        name = asked.key
        own = name in ("service", "comment") or name.startswith(REASON)
        if own or hasattr(SurveyForm, name):
            raise ValueError(
                f"{instrument.reference}: the key {name!r} is taken by the form itself."
            )


def _rating(item: Item, language: str, words: FormWording, why: FormWording | None) -> RatingField:
    missing = words.answer_missing.format(name=item.names[language])
    closed = _closed(item, language, words, missing)
    return _rating_field(item, language, closed, why)


def _optional_rating(item: Item, language: str, words: FormWording) -> RatingField:
    return _rating_field(item, language, _closed(item, language, words, None), None)


def _rating_field(
    item: Item, language: str, closed: ClosedChoices, why: FormWording | None
) -> RatingField:
    name = item.names[language]
    return RatingField(item.questions[language], element_name=name, closed=closed, why=why)


def _closed(
    item: Item, language: str, words: FormWording, when_missing: str | None
) -> ClosedChoices:
    return ClosedChoices(
        choices=tuple(SelectChoice(c.value, c.labels[language]) for c in item.choices),
        accepted={str(choice.value): choice.value for choice in item.choices},
        when_missing=when_missing,
        when_unknown=words.answer_unknown.format(name=item.names[language]),
    )


def _block_field(field: BlockField, language: str, words: FormWording) -> ClosedChoiceField:
    options = [(choice.code, choice.labels[language]) for choice in field.choices]
    label = field.labels[language]
    return _drop_down(label, options, words, label)


def _service(services: Services, words: FormWording) -> ClosedChoiceField:
    codes = [code for code, _ in services]
    if "" in codes or len(set(codes)) != len(codes):
        raise ValueError(
            f"Expected services with different codes that are not empty, found {codes}."
        )
    options = [("", words.service_not_chosen), *services]
    return _drop_down(words.service_label, options, words, words.service_name)


def _drop_down(
    label: str, options: list[tuple[str, str]], words: FormWording, name: str
) -> ClosedChoiceField:
    closed = ClosedChoices(
        choices=tuple(SelectChoice(code, text) for code, text in options),
        accepted={code: code for code, _ in options},
        when_missing=None,
        when_unknown=words.answer_unknown.format(name=name),
    )
    return ClosedChoiceField(label, closed=closed)


def _comment(prompt: CommentPrompt, language: str, words: FormWording) -> CommentField:
    hint = prompt.hints[language]
    return CommentField(prompt.labels[language], description=hint, words=words)
