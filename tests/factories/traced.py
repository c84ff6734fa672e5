"""Follows which answers each released number counts, from release to release and close to close.

The database keeps sums only: once two batches are added together, nobody can tell them apart. Here
each batch leaves a mark in further entries of its vectors, so that what a number of long ago has in
common with one of today is known exactly.
"""

from __future__ import annotations

from collections import Counter as Counts
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import sqlalchemy as sa

from app.clock import MONTHS_IN, Period, PeriodKind
from app.database import db
from app.models.responses import Response
from app.models.tallies import Told
from app.services import releases
from app.services.answered_people import FIELDS
from app.services.released_parts import Cell, ReleasedPart
from app.services.scoring_rules import K

MOST_BATCHES = 256
TRACED = ("_release", "_let_out", "_waiting_part", "_held", "_replace", "told_at_close")
# (cell, batch): answers that were released together and that every number counts together.
Atom = tuple[Cell, int]
Parts = dict[tuple[Cell, int, str], np.ndarray]
# What is told of a respondent, by question.
Block = tuple[str, ...]


class Trace:
    """The released parts as they are now, each with how many answers it has of every batch."""

    def __init__(self) -> None:
        self.batch = 0
        self.parts: Parts = {}
        self.people: dict[Atom, Counts[Block]] = {}
        self.let_out: set[bytes] = set()
        self.remainders: set[Atom] = set()
        self.plain = {name: getattr(releases, name) for name in TRACED}

    def _release(self, batches: Any, step: str, ahead: Any = None) -> int:
        self.batch += 1
        return self.plain["_release"](batches, step, ahead)

    def _waiting_part(self, row: Any) -> ReleasedPart:
        part = self.plain["_waiting_part"](row)
        marks = np.zeros(MOST_BATCHES, dtype=np.int32)
        marks[self.batch] = part.n
        return part._replace(vector=np.concatenate([part.vector, marks]))

    def _let_out(self, row: Any) -> ReleasedPart:
        part = self.plain["_let_out"](row)
        self._follow(row, part)
        return part

    def _follow(self, row: Any, part: ReleasedPart) -> None:
        """Who is let out: whoever of the row was not before."""
        chosen = sa.select(Response).where(
            Response.day == row.day,
            Response.slot == row.slot,
            Response.counter_id == row.counter_id,
            sa.func.coalesce(Response.service_id, 0) == row.service_id,
            Response.channel == row.channel,
            Response.is_verified == row.is_verified,
            Response.is_flagged == row.is_flagged,
        )
        new = [who for who in db.session.scalars(chosen) if who.id not in self.let_out]
        self.let_out |= {who.id for who in new}
        if len(new) != part.n:
            raise AssertionError(f"{len(new)} people in a batch of {part.n}")
        blocks = [tuple(who.block.get(name, "") for name in FIELDS) for who in new]
        self.people.setdefault((part.cell, self.batch), Counts()).update(blocks)

    def _held(self, pool: Any) -> list[ReleasedPart]:
        return [
            part._replace(vector=np.concatenate([part.vector, self.parts[_key(part)]]))
            for part in self.plain["_held"](pool)
        ]

    def _replace(self, pool: Any, before: Any, after: Any) -> None:
        for part in before:
            self.parts.pop(_key(part), None)
        for part in after:
            self.parts[_key(part)] = part.vector[-MOST_BATCHES:]
        cut = [
            [part._replace(vector=part.vector[:-MOST_BATCHES]) for part in parts]
            for parts in (before, after)
        ]
        self.plain["_replace"](pool, *cut)

    def told_at_close(self, parts: Any, period: Period, step: str) -> list[ReleasedPart]:
        """Notes which few answers a unit's total counts at its close alone (decisions 1)."""
        for length in PeriodKind:
            bit = Told.UNIT.over(length) if MONTHS_IN[length] >= period.months else 0
            waits = [p for p in parts if p.cell.month in period.each_month() and not p.told & bit]
            if bit and sum(part.n for part in waits) < K:
                self.remainders |= {
                    (part.cell, batch)
                    for part in waits
                    for batch in np.flatnonzero(part.vector[-MOST_BATCHES:]).tolist()
                }
        return self.plain["told_at_close"](parts, period, step)

    def sizes(self) -> dict[Atom, int]:
        """How many answers each atom has."""
        found: dict[Atom, int] = {}
        for (cell, *_), marks in self.parts.items():
            for batch in np.flatnonzero(marks).tolist():
                if (cell, batch) in found:
                    raise AssertionError(f"a batch was torn apart: {cell}, {batch}")
                found[cell, batch] = int(marks[batch])
        return found


def _key(part: ReleasedPart) -> tuple[Cell, int, str]:
    return part.cell, part.told, part.steps


def atoms_of(parts: Parts, told: int) -> Iterator[Atom]:
    """The atoms that views with this bit count."""
    for (cell, bits, _), marks in parts.items():
        if bits & told:
            for batch in np.flatnonzero(marks).tolist():
                yield cell, batch


@contextmanager
def traced() -> Iterator[Trace]:
    """Follow every release in this block; what is stored and shown stays as it would be."""
    trace = Trace()
    for name in TRACED:
        setattr(releases, name, getattr(trace, name))
    try:
        yield trace
    finally:
        for name, plain in trace.plain.items():
            setattr(releases, name, plain)
