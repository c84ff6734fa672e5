"""What waits is let out in batches of at least k: a counter's by itself where it has as many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from app.services.scoring_rules import K

Row = TypeVar("Row")


def batches_of(
    waiting: Iterable[Row],
    *,
    together: Callable[[Row], object],
    counter: Callable[[Row], object],
    n: Callable[[Sequence[Row]], int] = len,
) -> Iterator[tuple[bool, list[Row]]]:
    """The rows that may go now, in batches, with whether a batch is one counter's alone.

    A counter's rows go when k answers wait, else with those of the other counters that they share
    the label `together` with, if these are k; fewer wait on.
    """
    for of_all in grouped(waiting, together):
        remainders: list[Row] = []
        for of_counter in grouped(of_all, counter):
            if n(of_counter) >= K:
                yield True, of_counter
            else:
                remainders += of_counter
        if n(remainders) >= K:
            yield False, remainders


def grouped(rows: Iterable[Row], label: Callable[[Row], object]) -> list[list[Row]]:
    """The rows in groups that share a label, in the order in which labels come first."""
    groups: dict[object, list[Row]] = {}
    for row in rows:
        groups.setdefault(label(row), []).append(row)
    return list(groups.values())
