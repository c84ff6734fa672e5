"""Scores of units, counters and services: the only bridge from tallies to the index."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction

import numpy as np

from analytics.results import IndexResult, Reconciled
from analytics.sample_size import krejcie_morgan
from analytics.small_counts import withheld_groups
from app.access import Scope
from app.clock import Period
from app.errors import NotFound
from app.queries import organisation
from app.services.computed_index import ComputedIndex, computed_index
from app.services.releases import K
from app.services.score_sources import Reading, Source, source_of
from app.services.score_subjects import COUNTER, SERVICE, UNIT, Subject
from app.services.scoring_rules import instrument_of


class Status(StrEnum):
    """Whether a score may still move."""

    PROVISIONAL = "provisional"
    FINAL = "final"


class Withheld(StrEnum):
    """Why there is no number."""

    NO_ANSWERS = "no_answers"
    TOO_FEW = "too_few"
    PROTECTS_OTHERS = "protects_others"
    UNDEFINED = "undefined"


@dataclass(frozen=True)
class Score:
    """A score with all that is needed to judge it; `result` is None when it is withheld."""

    subject: Subject
    unit_id: int
    period: Period
    reading: Reading
    instrument: str
    rule_version: str
    status: Status
    version: int | None
    sha256: str | None
    n_needed: int
    population: int | None
    result: IndexResult | None
    withheld: Withheld | None
    verified_share_0_1: Fraction | None
    reconciliation: Mapping[str, Reconciled]

    @property
    def n(self) -> int | None:
        """How many answers stand behind it; None when even that is withheld."""
        return self.result.n if self.result else None

    @property
    def n_enough(self) -> int:
        """How many answers it takes before a score may decide anything.

        A unit needs the regulation's sample (Krejcie-Morgan of the people it serves). Its counters
        and services have no such figure of their own: they need as many answers as an officer's
        score, from where on the interval was shown to hold.
        """
        if self.subject.kind == UNIT:
            return self.n_needed
        return instrument_of(self.instrument).rule.min_n_officer


@dataclass(frozen=True)
class Overview:
    """A unit's score with those of its counters, its services and its months."""

    unit: Score
    counters: tuple[Score, ...]
    services: tuple[Score, ...]
    months: tuple[Score, ...]


def unit_score(
    scope: Scope,
    unit_id: int,
    period: Period,
    *,
    reading: Reading = Reading.ALL,
    version: int | None = None,
) -> Score:
    """The score of a unit with everything under it over a period, or a frozen version of it."""
    return _unit_score(source_of(scope, unit_id, period, reading, version))


def overview(
    scope: Scope, unit_id: int, period: Period, *, reading: Reading = Reading.ALL
) -> Overview:
    """The score of a unit and, side by side, of its counters, services and months."""
    source = source_of(scope, unit_id, period, reading)
    return Overview(
        unit=_unit_score(source),
        counters=_neighbours(source, COUNTER),
        services=_neighbours(source, SERVICE),
        months=tuple(_month_scores(source)),
    )


def counter_scores(
    scope: Scope,
    unit_id: int,
    period: Period,
    *,
    reading: Reading = Reading.ALL,
    version: int | None = None,
) -> tuple[Score, ...]:
    """The scores of the counters of a unit's subtree, side by side."""
    return _neighbours(source_of(scope, unit_id, period, reading, version), COUNTER)


def service_scores(
    scope: Scope,
    unit_id: int,
    period: Period,
    *,
    reading: Reading = Reading.ALL,
    version: int | None = None,
) -> tuple[Score, ...]:
    """The scores of the service types of a unit's subtree; id 0 is "tidak dicatat"."""
    return _neighbours(source_of(scope, unit_id, period, reading, version), SERVICE)


def counter_score(
    scope: Scope,
    counter_id: int,
    period: Period,
    *,
    reading: Reading = Reading.ALL,
    version: int | None = None,
) -> Score:
    """The score of one counter, withheld by the same rule as beside its neighbours."""
    place = organisation.counter(scope, counter_id)
    scores = counter_scores(scope, place.unit_id, period, reading=reading, version=version)
    return _score_of(scores, counter_id)


def service_score(
    scope: Scope,
    service_id: int,
    period: Period,
    *,
    reading: Reading = Reading.ALL,
    version: int | None = None,
) -> Score:
    """The score of one service type, withheld by the same rule as beside its neighbours."""
    kind = organisation.service(scope, service_id)
    scores = service_scores(scope, kind.unit_id, period, reading=reading, version=version)
    return _score_of(scores, service_id)


def _unit_score(source: Source) -> Score:
    (unit,) = source.subjects(UNIT)
    return _score(source, unit, source.everything, False)


def _neighbours(source: Source, kind: str) -> tuple[Score, ...]:
    """The scores of the unit's counters, or of its services."""
    seen, subjects = source.tallies, source.subjects(kind)
    held_by, shown = seen.counter_id, seen.with_counter
    if kind == SERVICE:
        held_by, shown = seen.service_id, seen.with_service
    chosen = [shown & (held_by == subject.id) for subject in subjects]
    return _scores(source, subjects, chosen, besides=source.n(~shown))


def _score_of(scores: Sequence[Score], subject_id: int) -> Score:
    """One of several scores; NotFound when it did not exist yet as the period was closed."""
    for score in scores:
        if score.subject.id == subject_id:
            return score
    raise NotFound("Belum ada saat periode itu ditutup.")


def _month_scores(source: Source) -> Iterator[Score]:
    """The months of the period; withheld within their quarter, which is a view of its own."""
    months = source.period.each_month()
    for start in range(0, len(months), 3):
        quarter = months[start : start + 3]
        subjects = [Subject("month", m.toordinal(), _month_code(m)) for m in quarter]
        chosen = [source.tallies.month == month.toordinal() for month in quarter]
        for month, score in zip(quarter, _scores(source, subjects, chosen), strict=True):
            yield replace(score, period=Period(month.year, month.month, 1))


def _month_code(month: date) -> str:
    return f"{month:%Y-%m}"


def _scores(
    source: Source,
    subjects: Sequence[Subject],
    chosen: Sequence[np.ndarray],
    besides: int = 0,
) -> tuple[Score, ...]:
    """Scores of neighbours: small ones are withheld, and one more if they could be subtracted."""
    sizes = [source.n(mask) for mask in chosen]
    hidden = withheld_groups(sizes, K, besides=besides)
    return tuple(
        _score(source, subject, mask, protects)
        for subject, mask, protects in zip(subjects, chosen, hidden, strict=True)
    )


def _score(source: Source, subject: Subject, chosen: np.ndarray, hidden: bool) -> Score:
    reference = source.tallies.instrument
    withheld = _reason(source, chosen, hidden)
    computed = None if withheld else _computed(source, chosen)
    if computed and min(computed.result.elements, key=lambda e: e.n).n < K:
        withheld = Withheld.TOO_FEW if computed.result.index is not None else Withheld.UNDEFINED
        computed = None
    population = source.population if subject.kind == "unit" else None
    frozen = source.frozen
    return Score(
        subject=subject,
        unit_id=source.unit_id,
        period=source.period,
        reading=source.reading,
        instrument=reference,
        rule_version=instrument_of(reference).rule.version,
        status=Status.FINAL if frozen else Status.PROVISIONAL,
        version=frozen.version if frozen else None,
        sha256=frozen.sha256 if frozen else None,
        n_needed=krejcie_morgan(population),
        population=population,
        result=computed.result if computed else None,
        withheld=withheld,
        verified_share_0_1=_verified_share(source, chosen) if computed else None,
        reconciliation=computed.reconciliation if computed else {},
    )


def _computed(source: Source, chosen: np.ndarray) -> ComputedIndex:
    vector = source.tallies.summed(source.read(chosen))
    return computed_index(source.tallies.instrument, vector.tobytes())


def _reason(source: Source, chosen: np.ndarray, hidden: bool) -> Withheld | None:
    """Why a score may not be shown, if so."""
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
