"""The tallies that a viewer may see: of a unit, its counters, services and months, or why not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

import numpy as np

from analytics.inputs import Tally
from app.access import Scope
from app.clock import Period
from app.services.rating_counts import counts_of
from app.services.score_sources import Source, source_of
from app.services.score_subjects import MONTH, UNIT, Subject
from app.services.score_views import Reading
from app.services.scoring_rules import K, instrument_of


class Withheld(StrEnum):
    """Why there is no number.

    `PROTECTS_OTHERS` is said of what is too small as well as of what would betray it, wherever
    anything is seen; `TOO_FEW` only where nothing is. `NO_ANSWERS` is said of a part of the answers
    (those with a ticket, those without a flag) only where the whole unit has none.
    """

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
        subjects: Sequence[Subject] = [_month(month) for month in source.period.each_month()]
    else:
        subjects = source.subjects(kind)
    return tuple(_shown(source, subject) for subject in subjects)


def _month(first_day: date) -> Subject:
    return Subject(MONTH, first_day.toordinal(), f"{first_day:%Y-%m}")


def _shown(source: Source, subject: Subject) -> ShownTally:
    withheld = _reason(source, subject)
    vector = None if withheld else source.tallies.summed(source.rows(subject))
    return ShownTally(
        subject=subject,
        period=Period.parse(subject.name) if subject.kind == MONTH else source.period,
        instrument=source.tallies.instrument,
        vector=vector,
        withheld=withheld,
        verified_share_0_1=_verified_share(source, subject) if vector is not None else None,
    )


def _reason(source: Source, subject: Subject) -> Withheld | None:
    """Why a tally may not be shown, if so."""
    released = source.n_released(subject)
    if released < K:
        return Withheld.NO_ANSWERS if _tells_none(source, subject) else _few(source)
    if source.n(subject) < K:
        return Withheld.PROTECTS_OTHERS
    fewest = _fewest_answers(source, subject)
    if fewest < K:
        return _few(source) if fewest else Withheld.UNDEFINED
    return None if source.shows(subject) else Withheld.PROTECTS_OTHERS


def _tells_none(source: Source, subject: Subject, reading: Reading | None = None) -> bool:
    """Whether it is said of a subject that it has no answers at all, in this reading or another.

    Of verified answers: were it said which counters, services and months have none, the few that
    are left could be reckoned from sums that are seen, as no count is below zero.
    """
    read = reading or source.reading
    if source.n_released(subject, read):
        return False
    is_whole = read is Reading.ALL or subject.kind in (UNIT, MONTH)
    return is_whole or not any(source.n_released(unit, read) for unit in source.subjects(UNIT))


def _few(source: Source) -> Withheld:
    """What is said of fewer than k answers: beside numbers the same as of what protects them.

    Of a total less what is seen six may be left. Were it said that one part of them is too small
    and the other is not, they would be 1 and 5.
    """
    return Withheld.PROTECTS_OTHERS if source.seen else Withheld.TOO_FEW


def _fewest_answers(source: Source, subject: Subject) -> int:
    """Answers to the element that was answered least."""
    summed = source.tallies.summed(source.rows(subject))
    (counts,) = counts_of(source.tallies.instrument, summed[None])
    return int(counts.sum(axis=1).min())


def _verified_share(source: Source, subject: Subject) -> Fraction | None:
    """The share of verified answers; None where it would tell of fewer than k.

    Some answers may be counted already of which it is not told yet whether they are verified.
    """
    n, verified = source.n_parted(subject), source.n(subject, Reading.VERIFIED)
    if verified and not source.shows(subject, Reading.VERIFIED):
        return None
    if not verified and not _tells_none(source, subject, Reading.VERIFIED):
        return None
    return Fraction(verified, n or 1)
