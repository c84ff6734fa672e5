"""Scores of units, counters and services: the only bridge from tallies to the index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from analytics.results import IndexResult, Reconciled
from analytics.sample_size import krejcie_morgan
from app.access import Scope
from app.clock import Period
from app.errors import NotFound
from app.queries import organisation
from app.services.computed_index import computed_index
from app.services.score_sources import Source, source_of
from app.services.score_subjects import COUNTER, MONTH, SERVICE, UNIT, Subject
from app.services.score_views import Reading
from app.services.scoring_rules import instrument_of
from app.services.shown_tallies import ShownTally, Withheld, shown_of
from app.services.straightlined import told_share
from app.services.ticket_counts import TicketCounts, ticket_counts


class Status(StrEnum):
    """Whether a score may still move."""

    PROVISIONAL = "provisional"
    FINAL = "final"


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
    tickets: TicketCounts
    reconciliation: Mapping[str, Reconciled]
    straightlined_share_0_1: Fraction | None = None

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
        counters=_scores(source, COUNTER),
        services=_scores(source, SERVICE),
        months=_scores(source, MONTH),
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
    return _scores(source_of(scope, unit_id, period, reading, version), COUNTER)


def service_scores(
    scope: Scope,
    unit_id: int,
    period: Period,
    *,
    reading: Reading = Reading.ALL,
    version: int | None = None,
) -> tuple[Score, ...]:
    """The scores of the service types of a unit's subtree; id 0 is "tidak dicatat"."""
    return _scores(source_of(scope, unit_id, period, reading, version), SERVICE)


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
    (unit,) = _scores(source, UNIT)
    return unit


def _scores(source: Source, kind: str) -> tuple[Score, ...]:
    """The scores of the unit itself, of its counters, its services or its months."""
    return tuple(_score(source, shown) for shown in shown_of(source, kind))


def _score_of(scores: Sequence[Score], subject_id: int) -> Score:
    """One of several scores; NotFound when it did not exist yet as the period was closed."""
    for score in scores:
        if score.subject.id == subject_id:
            return score
    raise NotFound("Belum ada saat periode itu ditutup.")


def _score(source: Source, shown: ShownTally) -> Score:
    vector = shown.vector
    computed = None if vector is None else computed_index(shown.instrument, vector.tobytes())
    population = source.population if shown.subject.kind == UNIT else None
    frozen = source.frozen
    return Score(
        subject=shown.subject,
        unit_id=source.unit_id,
        period=shown.period,
        reading=source.reading,
        instrument=shown.instrument,
        rule_version=instrument_of(shown.instrument).rule.version,
        status=Status.FINAL if frozen else Status.PROVISIONAL,
        version=frozen.version if frozen else None,
        sha256=frozen.sha256 if frozen else None,
        n_needed=krejcie_morgan(population),
        population=population,
        result=computed.result if computed else None,
        withheld=shown.withheld,
        verified_share_0_1=shown.verified_share_0_1,
        tickets=ticket_counts(source, shown),
        reconciliation=computed.reconciliation if computed else {},
        straightlined_share_0_1=told_share(source, shown),
    )
