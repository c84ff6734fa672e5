"""Which views count answers whose history is not known: decided by their sizes alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from analytics.small_counts import withheld_groups
from app.clock import MONTHS_IN, Period, PeriodKind
from app.models.tallies import LENGTHS, Told
from app.services.batches import grouped
from app.services.kinds_of_view import KINDS, Kind, every_answer
from app.services.released_parts import (
    SETTLED,
    Cell,
    ReleasedPart,
    joined,
    read_history,
    written,
)
from app.services.scoring_rules import K


def told_by_size(
    parts: Iterable[ReleasedPart], lengths: Collection[PeriodKind] = LENGTHS
) -> list[ReleasedPart]:
    """The parts, told to every view over periods of these lengths that may count what waits.

    Groups are told apart within their total only when no remainder of fewer than k stays behind,
    so that the difference between a total and its groups moves by at least k, or not at all. The
    parts have no history from here on.
    """
    known = list(parts)
    for length in reversed(LENGTHS):
        for kind in KINDS if length in lengths else ():
            known = _told_to(kind, length, known)
    return joined(part._replace(steps=SETTLED) for part in known)


def told_at_close(parts: Iterable[ReleasedPart], period: Period, step: str) -> list[ReleasedPart]:
    """The released parts of a unit's year as the first close of a period leaves them.

    The unit's totals over the period and longer ones count all that is in it. What has no history
    is told by size to the views inside the period; all else goes on in steps.
    """
    known = list(parts)
    months = period.each_month()
    apart = [part for part in known if part.cell.month not in months]
    closed = [_counted_in_total(part, period, step) for part in known if part.cell.month in months]
    inside = [length for length in LENGTHS if MONTHS_IN[length] <= period.months]
    settled = told_by_size([part for part in closed if not part.is_open], inside)
    return joined([*apart, *settled, *(part for part in closed if part.is_open)])


def _counted_in_total(part: ReleasedPart, period: Period, step: str) -> ReleasedPart:
    """The part, counted by the unit's totals over the period and longer ones from this step on."""
    lengths = [length for length in LENGTHS if MONTHS_IN[length] >= period.months]
    brought = sum(Told.UNIT.over(length) for length in lengths) & ~part.told
    if not brought:
        return part
    history = read_history(part.steps)
    history[step] = history.get(step, 0) | brought
    steps = written(history) if part.is_open else part.steps
    return part._replace(told=part.told | brought, steps=steps)


def _told_to(kind: Kind, length: PeriodKind, parts: list[ReleasedPart]) -> list[ReleasedPart]:
    bit, needed = kind.told.over(length), kind.needed(length)
    waits = [part for part in parts if not part.told & bit and part.told & needed == needed]
    after = [part for part in parts if part.told & bit or part.told & needed != needed]
    for total in grouped(waits, lambda part: _total(kind, length, part.cell)):
        groups = grouped(total, lambda part: (kind.of(part.cell), kind.counts(part.cell)))
        hidden = withheld_groups([sum(part.n for part in group) for group in groups], K)
        for group, stays in zip(groups, hidden, strict=True):
            after += group if stays else [part._replace(told=part.told | bit) for part in group]
    return after


def _total(kind: Kind, length: PeriodKind, cell: Cell) -> object:
    """The total that a kind of view divides: the unit's period, or what it counts a part of."""
    of = None if kind.counts is every_answer else kind.of(cell)
    return Period.containing(cell.month, length), of
