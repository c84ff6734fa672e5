"""Scores and elements as the rows of a table; the figures draw the same rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from flask_babel import gettext as _

from analytics.results import ElementResult, IndexResult, Interval
from app.documents.numbers import INTERVAL_DASH, decimal_shown, interval_shown, whole_shown
from app.services.scores import Score
from app.services.shown_tallies import Withheld
from app.web.score_card import (
    INDEX_PLACES,
    RATING_PLACES,
    index_shown,
    language,
    performance_name,
    withheld_reason,
)
from survey_forms import catalogue

WEAKEST = 3


@dataclass(frozen=True)
class ElementRow:
    """One element with its mean (NRR), as shown and exactly."""

    name: str
    mean: str
    weighted: str
    interval: str
    n: str
    grade: str | None
    performance: str | None
    is_weakest: bool
    value: Fraction | None
    limits: Interval | None


@dataclass(frozen=True)
class ScoreRow:
    """One counter, service or month; without an index, `reason` says why there is none."""

    name: str
    short_name: str
    href: str | None
    index: str
    interval: str
    n: str
    grade: str | None
    performance: str | None
    reason: str | None
    value: Fraction | None
    limits: Interval | None
    tickets: tuple[str, ...] = ()
    is_rate_low: bool = False
    is_few: bool = False


def element_rows(score: Score) -> tuple[ElementRow, ...]:
    """The elements of a score in list order, the weakest three marked."""
    if score.result is None:
        return ()
    weakest = weakest_elements(score.result)
    return tuple(
        _element_row(score.instrument, element, element.key in weakest)
        for element in score.result.elements
    )


def weakest_elements(result: IndexResult) -> frozenset[str]:
    """Keys of the three lowest elements; fewer where the third is no lower than the fourth."""
    means = {e.key: e.mean for e in result.elements if e.mean is not None}
    ordered = sorted(means.values())
    # No element is told apart from others with the same mean, so the tied ones all stay unmarked.
    bound = ordered[WEAKEST] if len(ordered) > WEAKEST else None
    lowest = sorted(means, key=lambda key: means[key])[:WEAKEST]
    return frozenset(key for key in lowest if bound is not None and means[key] < bound)


def weakest_note(rows: Sequence[ElementRow]) -> str:
    """What the marks beside the elements mean, or why there are none."""
    if len(rows) <= WEAKEST:
        return ""
    marked = sum(row.is_weakest for row in rows)
    if marked == WEAKEST:
        return _("Tiga unsur terendah ditandai ▼ dan arsiran.")
    if marked:
        return _("Unsur terendah ditandai ▼ dan arsiran; unsur sesudahnya bernilai sama.")
    return _("Tiga terendah tidak dapat dipisahkan: beberapa unsur bernilai sama.")


def _element_row(instrument: str, element: ElementResult, is_weakest: bool) -> ElementRow:
    spoken = language()
    return ElementRow(
        name=catalogue.find(instrument).item(element.key).names[spoken],
        mean=_rating(element.mean, spoken),
        weighted=_rating(element.weighted, spoken),
        interval=interval_shown(element.interval, RATING_PLACES, spoken),
        n=whole_shown(element.n, spoken),
        grade=element.grade,
        performance=performance_name(instrument, element.grade),
        is_weakest=is_weakest,
        value=element.mean,
        limits=element.interval,
    )


def _rating(value: Fraction | None, spoken: str) -> str:
    return INTERVAL_DASH if value is None else decimal_shown(value, RATING_PLACES, spoken)


def best_first(scores: Sequence[Score]) -> list[Score]:
    """Scores by index, the highest first; those without a number after them, by name."""
    seen = [score for score in scores if score.result]
    rest = [score for score in scores if not score.result]
    seen.sort(key=lambda score: (-_index(score), score.subject.name))
    return seen + sorted(rest, key=lambda score: score.subject.name)


def with_answers(scores: Sequence[Score], optional_ids: frozenset[int]) -> list[Score]:
    """Without those of `optional_ids` that nobody answered: "tanpa loket", "tidak dicatat"."""
    return [
        score
        for score in scores
        if not (score.subject.id in optional_ids and score.withheld is Withheld.NO_ANSWERS)
    ]


def score_row(
    score: Score,
    name: str,
    *,
    short_name: str | None = None,
    href: Callable[[int], str] | None = None,
) -> ScoreRow:
    """The row of a score; `href` makes the address of its own page from its id."""
    result, spoken = score.result, language()
    limits = result.interval if result else None
    return ScoreRow(
        name=name,
        short_name=short_name or name,
        href=href(score.subject.id) if href else None,
        index=index_shown(result) if result else INTERVAL_DASH,
        interval=interval_shown(limits, INDEX_PLACES, spoken),
        n=whole_shown(result.n, spoken) if result else INTERVAL_DASH,
        grade=result.grade if result else None,
        performance=performance_name(score.instrument, result.grade) if result else None,
        reason=withheld_reason(score.withheld) if score.withheld else None,
        value=result.index if result else None,
        limits=limits,
        is_few=_is_few(score),
    )


def _is_few(score: Score) -> bool:
    """Whether so few answered that the grade should not be relied on."""
    return score.n is not None and score.n < score.n_enough


def _index(score: Score) -> Fraction:
    if score.result is None or score.result.index is None:
        raise ValueError("a withheld score has no place in an order by index")
    return score.result.index
