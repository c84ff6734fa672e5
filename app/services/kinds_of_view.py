"""The kinds of view: whose answers each view counts, and which of them.

By these a release tells views of answers; `score_views` finds what they count among released rows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.clock import PeriodKind
from app.models.tallies import LENGTHS, Told
from app.services.released_parts import Cell


@dataclass(frozen=True)
class Kind:
    """A kind of view: what the answers of one view have in common, and which of them it counts.

    What it counts is a part of what its `total` was told of.
    """

    told: Told
    total: Told | None
    of: Callable[[Cell], object]
    counts: Callable[[Cell], bool]

    def needed(self, length: PeriodKind) -> int:
        """The bits that answers need before a view of this kind may count them."""
        return 0 if self.total is None else self.total.over(length)


def _unit(_cell: Cell) -> None:
    return None


def _counter(cell: Cell) -> object:
    return cell.counter_id


def _service(cell: Cell) -> object:
    return cell.service_id


def every_answer(_cell: Cell) -> bool:
    """For views that count all answers of theirs."""
    return True


def _verified(cell: Cell) -> bool:
    return cell.is_verified


def _unflagged(cell: Cell) -> bool:
    return not cell.is_flagged


KINDS = (
    Kind(Told.UNIT, None, _unit, every_answer),
    Kind(Told.COUNTER, Told.UNIT, _counter, every_answer),
    Kind(Told.SERVICE, Told.UNIT, _service, every_answer),
    Kind(Told.VERIFIED, Told.UNIT, _unit, _verified),
    Kind(Told.UNFLAGGED, Told.UNIT, _unit, _unflagged),
    Kind(Told.COUNTER_VERIFIED, Told.COUNTER, _counter, _verified),
    Kind(Told.SERVICE_VERIFIED, Told.SERVICE, _service, _verified),
)
TOLD_TO_ALL = sum(kind.told.over(length) for kind in KINDS for length in LENGTHS)
