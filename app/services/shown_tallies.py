"""The tallies that a viewer may see: of a unit, its counters, services and months, or why not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

import numpy as np

from analytics.inputs import Tally
from analytics.small_counts import withheld_groups
from app.access import Scope
from app.clock import Period
from app.services.releases import K
from app.services.score_sources import Reading, Source, source_of
from app.services.score_subjects import MONTH, SERVICE, UNIT, Subject
from app.services.scoring_rules import instrument_of


class Withheld(StrEnum):
    """Why there is no number."""

    NO_ANSWERS = "no_answers"
    TOO_FEW = "too_few"
    PROTECTS_OTHERS = "protects_others"
    UNDEFINED = "undefined"


@dataclass(frozen=True)
class ShownTally:
    """What may be seen of a subject over a period: `vector` is None where it is withheld.

    `vector` is the int64 form of a `Tally`, with the items in the instrument's form order. Every
    number that anybody sees of a subject is computed from this, so that all of them are withheld
    together.
    """

    subject: Subject
    period: Period
    instrument: str
    vector: np.ndarray | None
    withheld: Withheld | None
    verified_share_0_1: Fraction | None

    @property
    def tally(self) -> Tally | None:
        """The tally itself, with the items in form order."""
        if self.vector is None:
            return None
        asked = instrument_of(self.instrument)
        return Tally.from_vector(asked.keys, *asked.scale, self.vector)


def shown_tallies(
    scope: Scope, unit_id: int, period: Period, kind: str, *, reading: Reading = Reading.ALL
) -> tuple[ShownTally, ...]:
    """What may be seen of a unit (kind "unit"), its counters, its services or its months."""
    return shown_of(source_of(scope, unit_id, period, reading), kind)


def shown_of(source: Source, kind: str) -> tuple[ShownTally, ...]:
    """The same from a source that was read already."""
    if kind == MONTH:
        return tuple(_months(source))
    subjects = source.subjects(kind)
    if kind == UNIT:
        return tuple(_shown(source, subject, source.everything, False) for subject in subjects)
    seen = source.tallies
    held_by, told = seen.counter_id, seen.with_counter
    if kind == SERVICE:
        held_by, told = seen.service_id, seen.with_service
    chosen = [told & (held_by == subject.id) for subject in subjects]
    return _neighbours(source, subjects, chosen, besides=source.n(~told))


def _months(source: Source) -> Iterator[ShownTally]:
    """The months of the period; withheld within their quarter, which is a view of its own."""
    months = source.period.each_month()
    for start in range(0, len(months), 3):
        quarter = months[start : start + 3]
        chosen = [source.tallies.month == month.toordinal() for month in quarter]
        yield from _neighbours(source, [_month(m) for m in quarter], chosen)


def _month(first_day: date) -> Subject:
    return Subject(MONTH, first_day.toordinal(), f"{first_day:%Y-%m}")


def _neighbours(
    source: Source, subjects: Sequence[Subject], chosen: Sequence[np.ndarray], besides: int = 0
) -> tuple[ShownTally, ...]:
    """Neighbours: small ones are withheld, and one more if they could be subtracted."""
    hidden = withheld_groups([source.n(mask) for mask in chosen], K, besides=besides)
    return tuple(
        _shown(source, subject, mask, protects)
        for subject, mask, protects in zip(subjects, chosen, hidden, strict=True)
    )


def _shown(source: Source, subject: Subject, chosen: np.ndarray, hidden: bool) -> ShownTally:
    withheld = _reason(source, chosen, hidden)
    vector = None if withheld else source.tallies.summed(source.read(chosen))
    shown = ShownTally(
        subject=subject,
        period=_period_of(source, subject),
        instrument=source.tallies.instrument,
        vector=vector,
        withheld=withheld,
        verified_share_0_1=_verified_share(source, chosen) if vector is not None else None,
    )
    return _with_every_element(shown)


def _with_every_element(shown: ShownTally) -> ShownTally:
    """The same unless fewer than k answered one of the elements."""
    if shown.vector is None:
        return shown
    fewest = _fewest_answers(shown.instrument, shown.vector.tobytes())
    if fewest >= K:
        return shown
    reason = Withheld.TOO_FEW if fewest else Withheld.UNDEFINED
    return ShownTally(shown.subject, shown.period, shown.instrument, None, reason, None)


@lru_cache(maxsize=8192)
def _fewest_answers(reference: str, vector: bytes) -> int:
    asked = instrument_of(reference)
    tally = Tally.from_vector(asked.keys, *asked.scale, np.frombuffer(vector, dtype=np.int64))
    return int(tally.answered.min())


def _period_of(source: Source, subject: Subject) -> Period:
    if subject.kind != MONTH:
        return source.period
    first_day = date.fromordinal(subject.id)
    return Period(first_day.year, first_day.month, 1)


def _reason(source: Source, chosen: np.ndarray, hidden: bool) -> Withheld | None:
    """Why a tally may not be shown, if so."""
    n = source.n(chosen)
    if n == 0:
        return Withheld.NO_ANSWERS
    if n < K:
        return Withheld.TOO_FEW
    left_out = source.n_unverified(chosen) if source.reading is Reading.VERIFIED else 0
    return Withheld.PROTECTS_OTHERS if hidden or 0 < left_out < K else None


def _verified_share(source: Source, chosen: np.ndarray) -> Fraction | None:
    """The share of verified answers, unless one of the two groups is smaller than k."""
    groups = source.n_verified(chosen), source.n_unverified(chosen)
    if any(0 < group < K for group in groups):
        return None
    return Fraction(groups[0], sum(groups))
