"""What hangs, stands, sticks or is worn at a counter: its name with the QR code of its survey."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import typst

from app.documents.glyphs import printable
from app.documents.qr import qr_svg

_FOLDER = Path(__file__).parent
TEMPLATES = _FOLDER / "typst"
FONTS = _FOLDER / "fonts"
LANGUAGES = tuple(json.loads((TEMPLATES / "poster_words.json").read_bytes()))
LETTERS_PER_GROUP = 4


class Kind(StrEnum):
    """A form in which the code of a counter is printed; each has a template of its name."""

    POSTER = "poster"
    TENT = "tent"
    STICKERS = "stickers"
    LANYARD = "lanyard"


# How many counters share an A4 page.
PER_PAGE = {Kind.POSTER: 1, Kind.TENT: 1, Kind.STICKERS: 10, Kind.LANYARD: 4}


@dataclass(frozen=True)
class Poster:
    """What is printed for one counter; `link` goes into the QR code, the rest is for reading.

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

    @property
    def host(self) -> str:
        """Where a code can be typed in: the short address without its path and code."""
        return self.short_address.rpartition("/s/")[0] or self.short_address

    @property
    def letters(self) -> str:
        """The code in groups that are read out and typed without losing one's place."""
        code = self.link.rpartition("/")[2]
        groups = range(0, len(code), LETTERS_PER_GROUP)
        return " ".join(code[start : start + LETTERS_PER_GROUP] for start in groups)


def page_count(kind: Kind, counters: int) -> int:
    """How many A4 pages so many counters fill."""
    return -(-counters // PER_PAGE[kind])


def poster_pdf(
    posters: Sequence[Poster],
    kind: Kind = Kind.POSTER,
    *,
    logo: bytes | None = None,
    on_drawn: Callable[[int], object] = lambda _drawn: None,
) -> bytes:
    """Give one accessible PDF of A4 pages; equal posters give equal bytes.

    `logo` is a PNG; `on_drawn` hears after each code how many are drawn.
    """
    # PDF/UA makes typst refuse a page without title, language or alternative text.
    return _compiled(posters, kind, logo, on_drawn, format="pdf", pdf_standards="ua-1")


def poster_preview(
    posters: Sequence[Poster], kind: Kind = Kind.POSTER, *, logo: bytes | None = None
) -> bytes:
    """Give the first page as a PNG of a size for the screen."""
    first = posters[: PER_PAGE[kind]]
    return _compiled(first, kind, logo, lambda _drawn: None, format="png", ppi=72)


def _compiled(
    posters: Sequence[Poster],
    kind: Kind,
    logo: bytes | None,
    on_drawn: Callable[[int], object],
    **output: Any,
) -> bytes:
    if not posters:
        raise ValueError("A PDF of posters needs at least one poster.")
    inputs = {
        "posters": json.dumps(list(_drawn(posters, on_drawn))),
        "kind": kind.value,
        "logo": json.dumps(list(logo or b"")),
    }
    compiled = typst.compile(
        _files(kind),
        font_paths=[FONTS],
        # Only our own fonts, or the poster would change from machine to machine.
        ignore_system_fonts=True,
        sys_inputs=inputs,
        **output,
    )
    return compiled


def _files(kind: Kind) -> dict[str, bytes]:
    """All that a template may read; nothing else of the disk is in its reach."""
    names = ("shared.typ", "poster_words.json")
    files = {name: (TEMPLATES / name).read_bytes() for name in names}
    files["main.typ"] = (TEMPLATES / f"{kind.value}.typ").read_bytes()
    return files


def _drawn(
    posters: Iterable[Poster], on_drawn: Callable[[int], object]
) -> Iterable[dict[str, Any]]:
    for number, poster in enumerate(posters, start=1):
        names = {name: printable(getattr(poster, name)) for name in ("agency", "unit", "counter")}
        codes = {"host": poster.host, "letters": poster.letters}
        yield asdict(poster) | names | codes | {"picture": qr_svg(poster.link).decode()}
        on_drawn(number)
