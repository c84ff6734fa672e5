"""Which signs can be printed: an accessible PDF may hold none that its fonts lack."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import typst

FONTS = Path(__file__).parent / "fonts"
# What stands for a sign that the fonts lack, so that nobody wonders where it went.
MISSING = "?"
_PAGE = b"""
#set document(title: "x", date: none)
#set text(font: ("Inter", "Libertinus Serif"))
#sys.inputs.sign
"""


def printable(text: str) -> str:
    """The text with a question mark for each sign that would spoil the whole document."""
    return "".join(sign if sign.isascii() or _has_glyph(sign) else MISSING for sign in text)


@lru_cache(maxsize=4096)
def _has_glyph(sign: str) -> bool:
    """Ask by setting the sign alone: typst refuses PDF/UA with a glyph missing."""
    try:
        typst.compile(
            _PAGE,
            font_paths=[FONTS],
            ignore_system_fonts=True,
            sys_inputs={"sign": sign},
            format="pdf",
            pdf_standards="ua-1",
        )
    except typst.TypstError:
        return False
    return True
