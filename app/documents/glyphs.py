"""Which signs can be printed: an accessible PDF may hold none that its fonts lack."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import typst

_FOLDER = Path(__file__).parent
FONTS = _FOLDER / "fonts"
ONE_SIGN = _FOLDER / "typst" / "sign.typ"
# What stands for a sign that the fonts lack, so that nobody wonders where it went.
MISSING = "?"


def printable(text: str) -> str:
    """The text with a question mark for each sign that would spoil the whole document."""
    return "".join(sign if sign.isascii() or _has_glyph(sign) else MISSING for sign in text)


@lru_cache(maxsize=4096)
def _has_glyph(sign: str) -> bool:
    """Ask by setting the sign alone: typst refuses PDF/UA with a glyph missing."""
    try:
        typst.compile(
            ONE_SIGN,
            font_paths=[FONTS],
            ignore_system_fonts=True,
            sys_inputs={"sign": sign},
            format="pdf",
            pdf_standards="ua-1",
        )
    except typst.TypstError:
        return False
    return True
