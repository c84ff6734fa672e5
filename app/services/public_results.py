"""What the public reads of closed periods: the frozen scores, as far as they may be seen by all."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from app.access import Actor, Grant, Role, Scope
from app.clock import Period
from app.errors import NotFound
from app.models.organisation import Agency, Unit
from app.models.publications import FrozenScore
from app.models.tallies import NO_SERVICE
from app.queries import organisation, publications
from app.services import scores
from app.services.public_respondents import Margins
from app.services.public_views import public_list
from app.services.score_subjects import SERVICE, UNIT
from app.services.score_views import Reading, View
from app.services.scores import Score

MOST_KEPT = 4096
PUBLIC = Actor("public", "public")


@dataclass(frozen=True)
class PublicPeriod:
    """A closed period of a unit, with the version of it that the public sees."""

    unit_id: int
    period: Period
    version: int


@dataclass(frozen=True)
class ServiceScore:
    """A service with its score; None where the public may not see it."""

    name: str
    score: Score | None


@dataclass(frozen=True)
class PublicResult:
    """A unit's closed period: its score, its services, and who answered.

    `newer_version` names a later version whose few late answers may not be seen yet. `respondents`
    is None where nothing is told of them.
    """

    unit: str
    agency: str
    score: Score
    services: tuple[ServiceScore, ...]
    shows_verified: bool
    respondents: Margins | None
    least: int
    newer_version: int | None


@dataclass(frozen=True)
class PublicUnit:
    """A unit that has results, under the name of its agency."""

    id: int
    name: str
    agency: str
    periods: tuple[PublicPeriod, ...]


def public_units(within: Period | None = None) -> tuple[PublicUnit, ...]:
    """Every unit with results for all to see, by agency and name; of periods that hold a month."""
    return _units(publications.every_version(), within)


def _units(versions: Sequence[FrozenScore], within: Period | None = None) -> tuple[PublicUnit, ...]:
    held: dict[int, list[PublicPeriod]] = {}
    for frozen in _newest_public(versions):
        found = PublicPeriod(frozen.unit_id, Period.parse(frozen.period), frozen.version)
        if within is None or set(within.each_month()) <= set(found.period.each_month()):
            held.setdefault(frozen.unit_id, []).append(found)
    units = [
        PublicUnit(unit.id, unit.name, agency.name, _newest_first(held[unit.id]))
        for unit, agency in organisation.units_with_agencies(list(held))
    ]
    return tuple(sorted(units, key=lambda unit: (unit.agency, unit.name)))


def public_unit(unit_id: int) -> PublicUnit:
    """A unit with its results, or NotFound where it has none."""
    found = _units(publications.every_version(unit_id))
    if not found:
        raise NotFound("Belum ada hasil yang dapat ditampilkan untuk unit ini.")
    return found[0]


def public_result(unit_id: int, period: Period) -> PublicResult:
    """The result of a unit's closed period for all to see, or NotFound."""
    versions = publications.every_version(unit_id, period)
    shown = next((frozen for frozen in versions if _is_public(frozen.sha256)), None)
    if shown is None:
        raise NotFound("Belum ada hasil yang dapat ditampilkan untuk periode ini.")
    ((unit, agency),) = organisation.units_with_agencies([unit_id])
    return _result(unit, agency, shown, versions[0].version)


def is_published(unit_id: int, period: Period) -> bool:
    """Whether there is a result of a unit's period for all to see."""
    versions = publications.every_version(unit_id, period)
    return any(_is_public(frozen.sha256) for frozen in versions)


@lru_cache(maxsize=MOST_KEPT)
def _is_public(sha256: str) -> bool:
    """Whether anything of the frozen score with this hash may be seen by all."""
    return bool(public_list(json.loads(publications.content_of(sha256))))


def _result(unit: Unit, agency: Agency, frozen: FrozenScore, newest: int) -> PublicResult:
    content = json.loads(frozen.content)
    seen, period = public_list(content), Period.parse(frozen.period)
    scope = Scope(PUBLIC, (Grant(Role.EVALUATOR, unit.path),))
    score = scores.unit_score(scope, unit.id, period, version=frozen.version)
    listed = scores.service_scores(scope, unit.id, period, version=frozen.version)
    return PublicResult(
        unit=score.subject.name,
        agency=agency.name,
        score=score,
        services=tuple(_services(listed, unit.id, content)),
        shows_verified=View(UNIT, unit.id, Reading.VERIFIED, period.code) in seen,
        respondents=content["public"]["respondents"],
        least=content["public"]["k"],
        newer_version=newest if newest > frozen.version else None,
    )


def _services(
    listed: Iterable[Score], unit_id: int, content: dict[str, Any]
) -> Iterable[ServiceScore]:
    """Each service that was rated; nothing where none was recorded at all."""
    seen, answered = public_list(content), _answered(content)
    for score in listed if answered - {NO_SERVICE} else ():
        place = score.subject.id or -unit_id
        if score.subject.id in answered:
            view = View(SERVICE, place, Reading.ALL, score.period.code)
            yield ServiceScore(score.subject.name, score if view in seen else None)


def _answered(content: dict[str, Any]) -> set[int]:
    return {row["service"] for row in content["tallies"]}


def _newest_public(versions: Sequence[FrozenScore]) -> Iterable[FrozenScore]:
    """Of each unit's period the newest version of which anything is public; given newest first."""
    newest: dict[tuple[int, str], FrozenScore] = {}
    for frozen in versions:
        if (frozen.unit_id, frozen.period) not in newest and _is_public(frozen.sha256):
            newest[frozen.unit_id, frozen.period] = frozen
    return newest.values()


def _newest_first(periods: Iterable[PublicPeriod]) -> tuple[PublicPeriod, ...]:
    return tuple(sorted(periods, key=_end_and_length, reverse=True))


def _end_and_length(held: PublicPeriod) -> tuple[date, int]:
    return held.period.last_day, held.period.months
