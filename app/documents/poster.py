"""The poster of a counter: one A4 page with the QR code that leads to its survey."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import typst

from app.documents.qr import qr_svg

_FOLDER = Path(__file__).parent
TEMPLATE = _FOLDER / "typst" / "poster.typ"
FONTS = _FOLDER / "fonts"
LANGUAGES = tuple(json.loads((TEMPLATE.parent / "poster_words.json").read_bytes()))


@dataclass(frozen=True)
class Poster:
    """What one poster says; `link` goes into the QR code, `short_address` is for typing.

    The first language is the main one, a second stands beside it in smaller letters.
    """

    agency: str
    unit: str
    counter: str
    link: str
    short_address: str
    languages: tuple[str, ...] = ("id", "en")

    def __post_init__(self) -> None:
        """Refuse languages that the poster has no words in."""
        if not 1 <= len(self.languages) <= 2 or not set(self.languages) <= set(LANGUAGES):
            raise ValueError(
                f"A poster is in one or two of {', '.join(LANGUAGES)}; got {self.languages!r}."
            )


def poster_pdf(posters: Sequence[Poster]) -> bytes:
    """Give one accessible PDF with an A4 page per poster; equal posters give equal bytes."""
    if not posters:
        raise ValueError("A PDF of posters needs at least one poster.")
    pages = [asdict(poster) | {"code": qr_svg(poster.link).decode()} for poster in posters]
    return typst.compile(
        TEMPLATE,
        root=TEMPLATE.parent,
        font_paths=[FONTS],
        # Only our own fonts, or the poster would change from machine to machine.
        ignore_system_fonts=True,
        sys_inputs={"posters": json.dumps(pages)},
        format="pdf",
        # PDF/UA makes typst refuse a page without title, language or alternative text.
        pdf_standards="ua-1",
    )
