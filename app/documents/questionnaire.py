"""The questionnaire on paper: an A4 sheet for who cannot or will not use a screen."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import typst

from app.documents.glyphs import printable
from app.documents.poster import FONTS, TEMPLATES
from survey_forms.instrument import BlockField, Instrument, Item

LANGUAGES = tuple(json.loads((TEMPLATES / "questionnaire_words.json").read_bytes()))
# The digit that clerks type, and the sheet prints, for "prefer not to say".
NOT_STATED = 0


@dataclass(frozen=True)
class PaperForm:
    """What a sheet asks and where; without a counter it leaves a line to write it on."""

    agency: str
    unit: str
    counter: str
    services: tuple[str, ...]
    instrument: Instrument
    language: str = "id"
    logo: bytes | None = None

    def __post_init__(self) -> None:
        """Refuse a language that the questionnaire or the sheet has no words in."""
        offered = languages_on_paper(self.instrument)
        if self.language not in offered:
            raise ValueError(f"This sheet is in {', '.join(offered)}; got {self.language!r}.")


def languages_on_paper(instrument: Instrument) -> tuple[str, ...]:
    """The languages in which a questionnaire can be printed."""
    return tuple(language for language in instrument.languages if language in LANGUAGES)


def questionnaire_pdf(form: PaperForm) -> bytes:
    """Give one accessible PDF of at most two A4 pages; equal forms give equal bytes."""
    return typst.compile(
        TEMPLATES / "questionnaire.typ",
        root=TEMPLATES,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={
            "sheet": json.dumps(_sheet(form)),
            "logo": json.dumps(list(form.logo or b"")),
        },
        format="pdf",
        pdf_standards="ua-1",
    )


def _sheet(form: PaperForm) -> dict[str, Any]:
    asked, language = form.instrument, form.language
    return {
        "language": language,
        "agency": printable(form.agency),
        "unit": printable(form.unit),
        "counter": printable(form.counter),
        "title": asked.titles[language],
        "reference": asked.reference,
        "unofficial": language in asked.unofficial,
        "services": [printable(name) for name in form.services],
        "questions": list(_questions(asked, language)),
        "overall": _question(asked.overall, language) if asked.overall else None,
        "block": [_block_field(field, language) for field in asked.block],
        "comment": _comment(asked, language),
    }


def _questions(asked: Instrument, language: str) -> Iterator[dict[str, Any]]:
    """The questions in form order, each with its number there and its code in the list."""
    for number, item in enumerate(asked.items, start=1):
        code = f"U{asked.list_order.index(item.key) + 1}"
        yield _question(item, language) | {"number": number, "code": code}


def _question(item: Item, language: str) -> dict[str, Any]:
    return {
        "name": item.names[language],
        "text": item.questions[language],
        "choices": [[choice.value, choice.labels[language]] for choice in item.choices],
    }


def _block_field(field: BlockField, language: str) -> dict[str, Any]:
    """A question about the respondent; the number of a class is what clerks type."""
    not_stated, *classes = (choice.labels[language] for choice in field.choices)
    numbered = list(enumerate(classes, start=1))
    return {"label": field.labels[language], "choices": [*numbered, (NOT_STATED, not_stated)]}


def _comment(asked: Instrument, language: str) -> Mapping[str, str] | None:
    if asked.comment is None:
        return None
    return {"label": asked.comment.labels[language], "hint": asked.comment.hints[language]}
