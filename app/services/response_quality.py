"""What there is to look at twice in the answers of a unit, and the index with and without it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache

from analytics.repeated_texts import MOST_DIFFERENT_TEXTS, RepeatedText, repeated_texts
from analytics.response_quality import Reason
from app.access import Scope
from app.clock import Period
from app.queries import organisation
from app.services.comments import ShownComment, shown_comments
from app.services.judged_year import JudgedYear, NamedDay, NamedMonth, judged_year
from app.services.score_sources import Source, source_of
from app.services.score_views import Reading
from app.services.scores import Score, unit_score
from app.services.scoring_rules import K
from app.services.ticket_timing import counters_in_bursts

__all__ = ["NamedDay", "NamedMonth", "Reason", "RepeatedComment", "ResponseQuality"]

MOST_KEPT = 1024


@dataclass(frozen=True)
class RepeatedComment:
    """A released comment that stands at least k times, nearly alike, at one counter in a month."""

    counter_id: int
    month: date
    text: str
    n: int


@dataclass(frozen=True)
class ResponseQuality:
    """The answers of a unit over a period: two readings, and what stands out, with reasons.

    `flagged_share_0_1` is that of answers flagged at receipt; None unless both readings may be
    told and none of the answers still waits to be told apart. `counters` names the counters of the
    unit's subtree by id. `has_unnamed_days` says that more days stand out than may be named;
    `n_judged` counts the counter-days that could be judged. `ticket_bursts` are the ids of counters
    whose tickets came back in bursts over the period's year.
    """

    score: Score
    unflagged: Score
    flagged_share_0_1: Fraction | None
    counters: dict[int, str]
    days: tuple[NamedDay, ...]
    months: tuple[NamedMonth, ...]
    has_unnamed_days: bool
    n_judged: int
    comments: tuple[RepeatedComment, ...]
    ticket_bursts: tuple[int, ...]

    @property
    def straightlined_share_0_1(self) -> Fraction | None:
        """The share of complete sheets that rate all alike; None where it tells of a few."""
        return self.score.straightlined_share_0_1


def response_quality(scope: Scope, unit_id: int, period: Period) -> ResponseQuality:
    """What there is to look at twice in a unit's subtree over a period."""
    counters = organisation.counters(scope, unit_id)
    years = [judged_year(owner, period) for owner in sorted({c.unit_id for c in counters})]
    source = source_of(scope, unit_id, period, Reading.ALL)
    score = unit_score(scope, unit_id, period)
    unflagged = unit_score(scope, unit_id, period, reading=Reading.UNFLAGGED)
    return ResponseQuality(
        score=score,
        unflagged=unflagged,
        flagged_share_0_1=_flagged_share(source, score, unflagged),
        counters={counter.id: counter.name for counter in counters},
        days=tuple(day for year in years for day in year.days if _holds(period, day.day)),
        months=tuple(m for year in years for m in year.months if _holds(period, m.month)),
        has_unnamed_days=any(_holds(period, month) for year in years for month in year.unnamed),
        n_judged=sum(_n_judged(year, period) for year in years),
        comments=tuple(_repeated(shown_comments(scope, unit_id, period))),
        ticket_bursts=counters_in_bursts(scope, unit_id, period),
    )


def _flagged_share(source: Source, score: Score, unflagged: Score) -> Fraction | None:
    """The flagged part of the answers that the score counts.

    It is not what the two readings differ by: that also holds answers which the reading without
    flagged ones does not count yet, and these are nobody's fault.
    """
    unit = score.subject
    without = source.n(unit, Reading.UNFLAGGED)
    if score.n is None or (without and unflagged.n is None):
        return None
    flagged = int(source.tallies.sizes[source.rows(unit) & source.tallies.is_flagged].sum())
    is_told_apart = flagged + without == score.n and not 0 < flagged < K
    return Fraction(flagged, score.n) if is_told_apart else None


def _holds(period: Period, day: date) -> bool:
    return period.first_day <= day <= period.last_day


def _n_judged(year: JudgedYear, period: Period) -> int:
    return sum(_holds(period, day) for day in year.judged)


def _repeated(comments: tuple[ShownComment, ...]) -> Iterator[RepeatedComment]:
    """Texts that stand often among the first 2,000 of a counter and month, in no order of time."""
    groups: dict[tuple[int, date], list[str]] = {}
    for comment in comments:
        if comment.counter_id is not None:
            groups.setdefault((comment.counter_id, comment.month), []).append(comment.text)
    for (counter_id, month), texts in groups.items():
        for found in _repeated_in(tuple(texts[:MOST_DIFFERENT_TEXTS])):
            yield RepeatedComment(counter_id, month, found.text, len(found.places))


@lru_cache(maxsize=MOST_KEPT)
def _repeated_in(texts: tuple[str, ...]) -> tuple[RepeatedText, ...]:
    """Kept, because thousands of texts take a second to compare and seldom change."""
    return repeated_texts(texts)
