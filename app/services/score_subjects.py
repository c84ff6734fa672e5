"""Whose scores stand side by side, under today's names or those frozen with a closed period."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from app.access import Scope
from app.models.organisation import Counter, ServiceType, Unit
from app.models.publications import FrozenScore
from app.models.tallies import NO_SERVICE
from app.queries import organisation

UNIT, COUNTER, SERVICE, MONTH = "unit", "counter", "service", "month"
NO_SERVICE_NAME = "Tidak dicatat"


@dataclass(frozen=True)
class Subject:
    """What a score is of; `kind` is unit, counter, service or month."""

    kind: str
    id: int
    name: str


def subjects_today(scope: Scope, unit_id: int) -> dict[str, list[list[Any]]]:
    """The [id, name] pairs of a unit, its counters and its services, by kind; to be frozen."""
    return {kind: _today(scope, unit_id, kind) for kind in (UNIT, COUNTER, SERVICE)}


def subjects_of(
    scope: Scope, unit_id: int, kind: str, frozen: FrozenScore | None
) -> tuple[Subject, ...]:
    """The unit itself, its counters or its services; as they were when the period was closed."""
    pairs: Sequence[Sequence[Any]] = (
        json.loads(frozen.content)["subjects"][kind] if frozen else _today(scope, unit_id, kind)
    )
    found = [Subject(kind, place_id, name) for place_id, name in pairs]
    if kind == SERVICE:
        found.append(Subject(SERVICE, NO_SERVICE, NO_SERVICE_NAME))
    return tuple(found)


def _today(scope: Scope, unit_id: int, kind: str) -> list[list[Any]]:
    listed: dict[str, Callable[[], Sequence[Unit | Counter | ServiceType]]] = {
        UNIT: lambda: [organisation.unit(scope, unit_id)],
        COUNTER: lambda: organisation.counters(scope, unit_id),
        SERVICE: lambda: organisation.services(scope, unit_id),
    }
    return [[place.id, place.name] for place in listed[kind]()]
