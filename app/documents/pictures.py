"""Pictures that somebody sends: their size read without opening them, then drawn anew by us.

Drawing anew leaves out whatever else a file holds (places, names, scripts, a second picture), and
proves that what is kept can be printed.
"""

from __future__ import annotations

import json
from pathlib import Path

import typst

TEMPLATE = Path(__file__).parent / "typst" / "picture.typ"
PNG_START, JPEG_START = b"\x89PNG\r\n\x1a\n", b"\xff\xd8"
# A file of few bytes may claim a picture that fills the memory; a logo needs no more than this.
MOST_DOTS_ASIDE = 4000
# What the longer side is drawn with: 600 dots are enough for 50 mm on paper.
DOTS_ASIDE = 600
# Heads of JPEG parts that say the size; C4, C8 and CC look alike and say other things.
_SIZE_MARKERS = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def drawn_anew(content: bytes) -> bytes:
    """The picture of a PNG or JPEG file as a small PNG; ValueError for anything else."""
    width, height = picture_size(content)
    if not (0 < width <= MOST_DOTS_ASIDE and 0 < height <= MOST_DOTS_ASIDE):
        raise ValueError(f"A picture of {width} x {height} dots; expected 1 to {MOST_DOTS_ASIDE}.")
    try:
        return typst.compile(
            TEMPLATE,
            root=TEMPLATE.parent,
            ignore_system_fonts=True,
            sys_inputs={"picture": json.dumps(list(content)), "aside": str(DOTS_ASIDE)},
            format="png",
            ppi=72,
        )
    except typst.TypstError as fault:
        raise ValueError("The file claims to be a picture but cannot be drawn.") from fault


def picture_size(content: bytes) -> tuple[int, int]:
    """Width and height as the file claims them; ValueError unless it begins as PNG or JPEG."""
    if content.startswith(PNG_START) and content[12:16] == b"IHDR" and len(content) >= 24:
        return int.from_bytes(content[16:20]), int.from_bytes(content[20:24])
    if content.startswith(JPEG_START):
        return _jpeg_size(content)
    raise ValueError("Neither a PNG nor a JPEG file.")


def _jpeg_size(content: bytes) -> tuple[int, int]:
    """The size in the first part that says it; each part begins with FF, its kind, its length."""
    at = len(JPEG_START)
    while at + 9 <= len(content) and content[at] == 0xFF:
        length = int.from_bytes(content[at + 2 : at + 4])
        if content[at + 1] in _SIZE_MARKERS:
            height, width = content[at + 5 : at + 7], content[at + 7 : at + 9]
            return int.from_bytes(width), int.from_bytes(height)
        at += 2 + length
    raise ValueError("A JPEG file without a size.")
