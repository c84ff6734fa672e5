"""Somebody who sees several totals and asks which small groups follow from them, exactly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations

Row = dict[int, Fraction]


def small_groups_that_follow(
    sizes: Mapping[str, int], totals: Iterable[Iterable[str]], k: int, largest: int = 2
) -> list[tuple[str, ...]]:
    """Groups of up to `largest` cells, with fewer than k answers, that totals give by subtraction.

    Gaussian elimination over fractions: slow, exact, and sharing no code with what is tested.
    Differences of two totals, one of which holds the other, are looked at whatever their width.
    """
    names = [name for name, n in sizes.items() if n]
    seen = [frozenset(total) & frozenset(names) for total in totals]
    reduced = _reduced({names.index(name): Fraction(1) for name in total} for total in seen)
    found = [
        group
        for width in range(1, largest + 1)
        for group in combinations(names, width)
        if sum(sizes[name] for name in group) < k
        and _follows([names.index(name) for name in group], reduced)
    ]
    return found + list(_differences(sizes, set(seen), k))


def _differences(
    sizes: Mapping[str, int], totals: Iterable[frozenset[str]], k: int
) -> Iterator[tuple[str, ...]]:
    held = [frozenset(), *totals]
    for smaller in held:
        for larger in held:
            rest = larger - smaller
            if smaller < larger and sum(sizes[name] for name in rest) < k:
                yield tuple(sorted(rest))


def _reduced(rows: Iterable[Row]) -> list[tuple[int, Row]]:
    """The rows in echelon form: (leading cell, row with a 1 there)."""
    form: list[tuple[int, Row]] = []
    for row in rows:
        rest = _less(row, form)
        if rest:
            lead = min(rest)
            scaled = {cell: value / rest[lead] for cell, value in rest.items()}
            form = [(at, _minus(other, scaled, other.get(lead, Fraction(0)))) for at, other in form]
            form.append((lead, scaled))
    return form


def _follows(cells: Sequence[int], form: list[tuple[int, Row]]) -> bool:
    return not _less(dict.fromkeys(cells, Fraction(1)), form)


def _less(row: Row, form: list[tuple[int, Row]]) -> Row:
    for lead, other in form:
        row = _minus(row, other, row.get(lead, Fraction(0)))
    return row


def _minus(row: Row, other: Row, times: Fraction) -> Row:
    if not times:
        return row
    cells = row.keys() | other.keys()
    rest = {c: row.get(c, Fraction(0)) - times * other.get(c, Fraction(0)) for c in cells}
    return {cell: value for cell, value in rest.items() if value}
