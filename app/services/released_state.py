"""Shown tallies in one released state: the key under which what was computed of them is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.access import Scope
from app.queries import tallies
from app.services.shown_tallies import ShownTally


@dataclass(frozen=True)
class ShownInState:
    """Shown tallies of a unit, its counters or services, and the marks of what is released there.

    Two are equal where the same integers of the same subjects are shown and nothing was released
    in between, whoever asks: so a function of one may be kept by `lru_cache`.
    """

    unit_id: int
    integers: tuple[object, ...]
    stamps: tuple[tuple[int, str], ...]
    scope: Scope = field(compare=False)
    shown: tuple[ShownTally, ...] = field(compare=False)


def shown_in_state(scope: Scope, unit_id: int, shown: Sequence[ShownTally]) -> ShownInState:
    """The tallies in today's state of the unit; NotFound where the scope does not reach it."""
    stamps = tallies.stamps_under(scope, unit_id)
    integers = tuple(
        (
            (one.subject.kind, one.subject.id, one.period, one.instrument),
            None if one.vector is None else one.vector.tobytes(),
        )
        for one in shown
    )
    return ShownInState(unit_id, integers, tuple(stamps.items()), scope, tuple(shown))
