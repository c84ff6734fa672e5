"""Released answers in parts: what is known of them, and which views count them since when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

import numpy as np

# The history of answers that are told to no view any more before their period is closed.
SETTLED = ""


class Cell(NamedTuple):
    """What released answers have in common, besides the views that count them."""

    counter_id: int
    month: date
    slot: str
    service_id: int
    channel: str
    is_verified: bool
    is_flagged: bool
    instrument: str


class ReleasedPart(NamedTuple):
    """Released answers of one cell that the same views count (`Told` bits) since the same steps.

    `steps` is their history: in which step which views came to count them (see `written`), while
    further views may come to do so.
    """

    cell: Cell
    told: int
    vector: np.ndarray
    steps: str = SETTLED

    @property
    def n(self) -> int:
        """Answers in it."""
        return int(self.vector[0])

    @property
    def is_new(self) -> bool:
        """Whether no view counts them yet."""
        return not self.told

    @property
    def is_open(self) -> bool:
        """Whether further views may come to count them before their period is closed."""
        return self.is_new or self.steps != SETTLED


def written(history: dict[str, int]) -> str:
    """A history as text: the marks of steps, each with the `Told` bits that it brought."""
    return " ".join(f"{step}:{bits:x}" for step, bits in sorted(history.items()))


def read_history(steps: str) -> dict[str, int]:
    """The same read back; what is settled has none."""
    pairs = (entry.split(":") for entry in steps.split())
    return {step: int(bits, 16) for step, bits in pairs}


def joined(parts: Iterable[ReleasedPart]) -> list[ReleasedPart]:
    """Parts of the same cell and the same history, added together."""
    sums: dict[tuple[Cell, int, str], np.ndarray] = {}
    for cell, told, vector, steps in parts:
        held = sums.get((cell, told, steps))
        sums[cell, told, steps] = vector if held is None else held + vector
    return [ReleasedPart(cell, told, vector, steps) for (cell, told, steps), vector in sums.items()]
