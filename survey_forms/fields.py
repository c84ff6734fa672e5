"""The fields of a citizen's form: closed choices that take nothing else, and texts made clean.

Everything that is the same for each request is prepared once per form class, because a form is
built anew for every answer that arrives.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wtforms import RadioField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from survey_forms.wording import FormWording

COMMENT_MAX_LENGTH = 1000
REASON_MAX_LENGTH = 200
# Before the name of an element: the name under which the reason for its rating is sent.
REASON = "reason_"

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
    """The radios of one rated element, and beside them why; its data is the chosen value or None.

    `why` are the words in which a reason is asked, None where it is not; `reason` is what was sent
    under `reason_name`. It is no field of its own: making one for each request takes as long as
    making the rating, and nearly every one would be empty.
    """

    def __init__(
        self, label: str, *, element_name: str, why: FormWording | None = None, **kwargs: Any
    ) -> None:
        super().__init__(label, **kwargs)
        self.element_name = element_name
        self.why = why
        self.reason_name = REASON + self.name
        self.reason = self.reason_error = ""

    def process(self, formdata: Any, *args: Any, **kwargs: Any) -> None:
        """Take in the rating, and the first reason that was sent, made clean and put on a line."""
        super().process(formdata, *args, **kwargs)
        sent = formdata.getlist(self.reason_name) if self.why and formdata else None
        self.reason = " ".join(clean_comment(sent[0]).split()) if sent else ""

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        """Whether the rating can be taken, and the reason is not too long."""
        self.reason_error = self._too_long()
        return super().validate(*args, **kwargs) and not self.reason_error

    def _too_long(self) -> str:
        """What is said of a reason over the limit."""
        if self.why is None or len(self.reason) <= REASON_MAX_LENGTH:
            return ""
        count, most = self.why.number(len(self.reason)), self.why.number(REASON_MAX_LENGTH)
        return self.why.reason_too_long.format(name=self.element_name, count=count, most=most)


class CommentField(TextAreaField):
    """The comment, cleaned of what cannot be stored or shown, with a limit that keeps the text."""

    def __init__(self, label: str, *, words: FormWording, **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self._words = words

    def process_formdata(self, valuelist: list[str]) -> None:
        """Keep the first text that was sent, made clean."""
        self.data = clean_comment(valuelist[0]) if valuelist else ""

    def pre_validate(self, _form: object) -> None:
        """Refuse a text over the limit, saying how long it is."""
        count = len(self.data or "")
        if count > COMMENT_MAX_LENGTH:
            shown, told = self._words.number, self._words.comment_too_long
            raise ValidationError(told.format(count=shown(count), most=shown(COMMENT_MAX_LENGTH)))


def clean_comment(text: str) -> str:
    """The text with plain line breaks and without control characters and outer blanks."""
    text = _LINE_BREAK.sub("\n", text).replace("\t", " ")
    return _UNSTORABLE.sub("", text).strip()


def _as_is(value: Any) -> Any:
    return value
