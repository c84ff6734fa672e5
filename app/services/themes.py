"""The themes of the comments that a viewer may read, with tone, elements and examples."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache

import sqlalchemy as sa

from analytics.comment_elements import counted_elements, elements_in
from analytics.themes import FEWEST_COMMENTS, Theme, Themes, find_themes
from analytics.tone import Tone, learn_tone
from app.access import Scope
from app.clock import Period
from app.queries import comments
from app.services.comments import shuffled_place
from app.services.scoring_rules import K

MOST_EXAMPLES = 3
# Labels are handed on from the first of so many earlier periods of the same length.
EARLIER_PERIODS = 36
# An element belongs to a theme when this part of its comments speak of it.
ELEMENT_SHARE = Fraction(1, 4)


@dataclass(frozen=True)
class ShownTheme:
    """A theme as a viewer may see it.

    `elements` are spoken of by a quarter of its comments or more; `rated_low` were rated 1 or 2
    by at least k of its writers and not by at least k others, without saying how many (decisions
    31). `n_complaints` is None where the tone cannot be told.
    """

    label: tuple[str, ...]
    n: int
    share_0_1: Fraction
    elements: tuple[str, ...]
    rated_low: tuple[str, ...]
    n_complaints: int | None
    examples: tuple[str, ...]


@dataclass(frozen=True)
class CommentThemes:
    """The themes of a period, the most frequent first, or the reason why there are none."""

    n: int
    n_without: int
    themes: tuple[ShownTheme, ...]
    reason: str | None
    tone_reason: str | None
    tone_accuracy_0_1: float | None
    fewest: int = FEWEST_COMMENTS


@dataclass(frozen=True)
class CommentSet:
    """Comments known by the hash of their keys, so that what was computed of them is kept."""

    digest: bytes
    rows: tuple[sa.Row, ...] = field(compare=False, repr=False)

    @classmethod
    def of(cls, rows: Sequence[sa.Row]) -> CommentSet:
        """The set of these rows, in the order of their random keys."""
        return cls(hashlib.sha256(b"".join(bytes(row.id) for row in rows)).digest(), tuple(rows))

    @property
    def texts(self) -> list[str]:
        """The comments themselves."""
        return [row.text for row in self.rows]


def themes_of(scope: Scope, unit_id: int, period: Period) -> CommentThemes:
    """The themes of the released comments of a unit's subtree over a period.

    A theme keeps the label it had in the period before, and so back to the first one.
    """
    spans = _with_earlier(period)
    rows = comments.released(scope, unit_id, spans[0].first_day, period.last_day)
    sets = [CommentSet.of(held) for span in spans[:-1] if _enough(held := _within(rows, span))]
    asked = CommentSet.of(_within(rows, period))
    found = _found((*sets, asked))
    tone = _tone(asked)
    return CommentThemes(
        n=found.n,
        n_without=found.n_without,
        themes=tuple(_shown(theme, asked, tone) for theme in found.themes),
        reason=found.reason,
        tone_reason=tone.reason,
        tone_accuracy_0_1=tone.balanced_accuracy_0_1,
    )


def _with_earlier(period: Period) -> list[Period]:
    """The period after those of the same length before it, the oldest first."""
    spans = [period]
    while len(spans) <= EARLIER_PERIODS and spans[0].year > 2000:
        spans.insert(0, spans[0].preceding)
    return spans


def _within(rows: Sequence[sa.Row], period: Period) -> list[sa.Row]:
    return [row for row in rows if period.first_day <= row.month <= period.last_day]


def _enough(rows: Sequence[sa.Row]) -> bool:
    return len(rows) >= FEWEST_COMMENTS


@lru_cache(maxsize=256)
def _found(sets: tuple[CommentSet, ...]) -> Themes:
    """The themes of the last set, labelled after those of the sets before it."""
    earlier = _found(sets[:-1]).themes if sets[1:] else ()
    return find_themes(sets[-1].texts, k=K, earlier=earlier)


@lru_cache(maxsize=64)
def _tone(held: CommentSet) -> Tone:
    return learn_tone(held.texts, [bool(row.low_elements) for row in held.rows])


def _shown(theme: Theme, held: CommentSet, tone: Tone) -> ShownTheme:
    rows = [held.rows[place] for place in theme.members]
    said = tone.complaints
    return ShownTheme(
        label=theme.label,
        n=len(rows),
        share_0_1=Fraction(len(rows), len(held.rows)),
        elements=_spoken_of(rows),
        rated_low=tuple(_rated_low(rows)),
        n_complaints=None if said is None else sum(said[place] for place in theme.members),
        examples=_examples(rows),
    )


def _spoken_of(rows: Sequence[sa.Row]) -> tuple[str, ...]:
    counts = counted_elements([elements_in(row.text) for row in rows])
    return tuple(key for key, n in counts.items() if n >= ELEMENT_SHARE * len(rows))


def _rated_low(rows: Sequence[sa.Row]) -> Iterator[str]:
    """The elements that enough of the writers rated low, and enough did not."""
    keys = dict.fromkeys(key for row in rows for key in row.low_elements)
    counts = {key: sum(key in row.low_elements for row in rows) for key in keys}
    for key, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        if n >= K and len(rows) - n >= K:
            yield key


def _examples(rows: Sequence[sa.Row]) -> tuple[str, ...]:
    """Up to three comments, each text once, chosen by nothing but their text."""
    ordered = sorted(rows, key=lambda row: shuffled_place(row.text, bytes(row.id)))
    return tuple(dict.fromkeys(row.text for row in ordered))[:MOST_EXAMPLES]
