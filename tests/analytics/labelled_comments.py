"""The synthetic set of labelled comments, and measures of quality on it."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

MARKED = re.compile(r"\[\[(\w+):(.*?)\]\](?!\])")
FILE = Path(__file__).parent / "comments_set" / "comments.csv"
WORD = re.compile(r"\w{3,}")


@dataclass(frozen=True)
class LabelledComment:
    """A comment with its labels; `marked` shows in marks what must be masked."""

    id: int
    marked: str
    tone: str
    elements: frozenset[str]
    low_elements: frozenset[str]
    tone_again: str
    elements_again: frozenset[str]

    @property
    def text(self) -> str:
        """The comment as it would have been typed."""
        return MARKED.sub(r"\2", self.marked)

    @property
    def identifiers(self) -> list[tuple[str, str]]:
        """(kind, text) of everything that must be masked."""
        return MARKED.findall(self.marked)


@cache
def labelled_comments() -> tuple[LabelledComment, ...]:
    """Every comment of the set."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(_comment(row) for row in csv.DictReader(file))


def _comment(row: dict[str, str]) -> LabelledComment:
    return LabelledComment(
        id=int(row["id"]),
        marked=row["text"],
        tone=row["tone"],
        elements=frozenset(row["elements"].split()),
        low_elements=frozenset(row["low_elements"].split()),
        tone_again=row["tone_again"],
        elements_again=frozenset(row["elements_again"].split()),
    )


def survives(identifier: str, masked: str) -> bool:
    """Whether an identifier, or a word of it, is still there after masking."""
    if identifier in masked:
        return True
    left = {word.lower() for word in WORD.findall(masked)}
    return any(word.lower() in left for word in WORD.findall(identifier))


def f1(wanted: Sequence[frozenset[str]], found: Sequence[frozenset[str]]) -> float:
    """The F1 of labels over all comments together."""
    both = sum(len(a & b) for a, b in zip(wanted, found, strict=True))
    return 2 * both / (sum(map(len, wanted)) + sum(map(len, found)))


def kappa(first: Iterable[Hashable], second: Iterable[Hashable]) -> float:
    """Cohen's kappa of two rounds of labels."""
    a, b = list(first), list(second)
    agreed = sum(x == y for x, y in zip(a, b, strict=True)) / len(a)
    shares = Counter(a), Counter(b)
    by_chance = sum(shares[0][label] * shares[1][label] for label in shares[0]) / len(a) ** 2
    return (agreed - by_chance) / (1 - by_chance)
