"""The fields of a citizen's form: closed choices that take nothing else, and a comment made clean.

Everything that is the same for each request is prepared once per form class, because a form is
built anew for every answer that arrives.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wtforms import Field, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from survey_forms.wording import FormWording

COMMENT_MAX_LENGTH = 1000
REASON_MAX_LENGTH = 200

_LINE_BREAK = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Lone surrogates cannot be stored as UTF-8; marks for right-to-left text and emoji are left alone.
_UNSTORABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True)
class ClosedChoices:
    """What may be chosen and what is said otherwise; `when_missing` is None for optional fields."""

    choices: tuple[SelectChoice, ...]
    accepted: Mapping[str, Any]
    when_missing: str | None
    when_unknown: str


class ClosedChoiceField(SelectField):
    """A drop-down that takes exactly one of the prepared choices, looked up by what was sent.

    Its data is the accepted value, or None when nothing or something else was sent.
    """

    def __init__(self, label: str, *, closed: ClosedChoices, **kwargs: Any) -> None:
        super().__init__(label, coerce=_as_is, **kwargs)
        self._choices = closed.choices
        self._closed = closed

    def process_formdata(self, valuelist: list[str]) -> None:
        """Keep the chosen value; two sends of one name are no choice at all."""
        self.data = self._closed.accepted.get(valuelist[0]) if len(valuelist) == 1 else None

    def pre_validate(self, _form: object) -> None:
        """Refuse an answer that is missing but needed, or that the form does not offer."""
        if self.data is not None:
            return
        closed = self._closed
        message = closed.when_unknown if any(self.raw_data or ()) else closed.when_missing
        if message:
            raise ValidationError(message)


class RatingField(ClosedChoiceField, RadioField):
    """The radios of one rated element; its data is the chosen value or None."""

    def __init__(self, label: str, *, element_name: str, **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.element_name = element_name


class CleanText(Field):
    """A free text, cleaned of what cannot be stored or shown, with a limit that keeps the text."""

    most = 0
    too_long = ""

    def __init__(self, label: str, *, words: FormWording, **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self._number = words.number

    def process_formdata(self, valuelist: list[str]) -> None:
        """Keep the first text that was sent, made clean."""
        self.data = clean_comment(valuelist[0]) if valuelist else ""

    def pre_validate(self, _form: object) -> None:
        """Refuse a text over the limit, saying how long it is."""
        count = len(self.data or "")
        if count > self.most:
            shown = self._number
            raise ValidationError(self.too_long.format(count=shown(count), most=shown(self.most)))


class CommentField(CleanText, TextAreaField):
    """The comment at the end of the form."""

    most = COMMENT_MAX_LENGTH

    def __init__(self, label: str, *, words: FormWording, **kwargs: Any) -> None:
        super().__init__(label, words=words, **kwargs)
        self.too_long = words.comment_too_long


class ReasonField(CleanText, StringField):
    """Why an element was rated low, on one line."""

    most = REASON_MAX_LENGTH

    def __init__(self, *, element_name: str, words: FormWording, **kwargs: Any) -> None:
        super().__init__(words.reason_label, words=words, **kwargs)
        named = element_name.replace("{", "{{").replace("}", "}}")
        self.too_long = words.reason_too_long.replace("{name}", named)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Keep the first text that was sent, made clean and put on one line."""
        super().process_formdata(valuelist)
        self.data = " ".join((self.data or "").split())


def clean_comment(text: str) -> str:
    """The text with plain line breaks and without control characters and outer blanks."""
    text = _LINE_BREAK.sub("\n", text).replace("\t", " ")
    return _UNSTORABLE.sub("", text).strip()


def _as_is(value: Any) -> Any:
    return value
