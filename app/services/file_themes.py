"""The themes of comments in a spreadsheet, without any database."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from analytics.comment_elements import counted_elements, elements_in
from analytics.comments import mask_identifiers
from analytics.results import decimal_text
from analytics.themes import FEWEST_COMMENTS, Theme, Themes, find_themes
from app.services.comments import shuffled_place
from app.services.file_columns import FileColumns, read_columns
from app.services.scoring_rules import K
from app.services.themes import ELEMENT_SHARE, MOST_EXAMPLES

# What stands below a heading where columns are counted, or nothing.
NUMBER_OF_A_COLUMN = re.compile(r"\(?\d{0,3}\)?")


@dataclass(frozen=True)
class FileTheme:
    """One theme of a file: its label, its size, the elements it speaks of, and examples."""

    label: str
    n: int
    share_0_1: Fraction
    elements: tuple[str, ...]
    examples: tuple[str, ...]


@dataclass(frozen=True)
class FileThemes:
    """The themes of a file, the most frequent first, or the reason why there are none."""

    n: int
    n_without: int
    themes: tuple[FileTheme, ...]
    reason: str | None
    fewest: int = FEWEST_COMMENTS


def read_comments(content: bytes, filename: str, column: str) -> list[str]:
    """The comments of a column, masked before anything else is done; empty cells are left out."""
    held: FileColumns = read_columns(content, filename, [column], {column: _is_comment})
    return [mask_identifiers(text) for text in held.texts(column) if text]


def _is_comment(text: str) -> bool:
    return not NUMBER_OF_A_COLUMN.fullmatch(text)


def themes_of_comments(
    comments: list[str], progress: Callable[[int], object] = lambda _: None
) -> FileThemes:
    """The themes of masked comments; `progress` is told of each comment twice."""
    found = find_themes(comments, k=K, progress=progress)
    return FileThemes(
        n=found.n,
        n_without=found.n_without,
        themes=tuple(_described(theme, found, comments) for theme in found.themes),
        reason=found.reason,
    )


def themes_as_texts(found: FileThemes) -> dict[str, object]:
    """The themes as JSON writes them: shares as texts, rounded half-up for display."""
    return {
        "n": found.n,
        "n_without": found.n_without,
        "reason": found.reason,
        "themes": [
            {
                "label": theme.label,
                "n": theme.n,
                "share": decimal_text(theme.share_0_1, 4),
                "elements": list(theme.elements),
                "examples": list(theme.examples),
            }
            for theme in found.themes
        ],
    }


def _described(theme: Theme, found: Themes, comments: list[str]) -> FileTheme:
    texts = [comments[place] for place in theme.members]
    counts = counted_elements([elements_in(text) for text in texts])
    ordered = sorted(set(texts), key=lambda text: shuffled_place(text, b""))
    return FileTheme(
        label=", ".join(theme.label),
        n=len(texts),
        share_0_1=Fraction(len(texts), found.n),
        elements=tuple(key for key, n in counts.items() if n >= ELEMENT_SHARE * len(texts)),
        examples=tuple(ordered[:MOST_EXAMPLES]),
    )
