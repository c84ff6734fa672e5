"""Which row of a table heads the rows below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

# Titles, units and periods stand above a table; no report has more of them.
LOOKED_FOR_A_HEADER = 30

IsHeader = Callable[[Sequence[str]], bool]
# Whether a row below a header (the first argument) is what is looked for.
IsRow = Callable[[Sequence[str], Sequence[str]], bool]


def header_row(
    top: Sequence[Sequence[str]], is_header: IsHeader
) -> tuple[int, tuple[str, ...]] | None:
    """The place of the first row that is a header, and its cells; None where there is none.

    A cell that is left empty is headed by the one above, as where heads are merged over two rows.
    """
    above: Sequence[str] = ()
    for place, cells in enumerate(top):
        headed = _headed_from_above(cells, above)
        if is_header(cells) or is_header(headed):
            return place, headed
        above = cells
    return None


def _headed_from_above(cells: Sequence[str], above: Sequence[str]) -> tuple[str, ...]:
    if sum(bool(cell.strip()) for cell in above) <= 1:
        return tuple(cells)  # a title, which heads no column
    width = max(len(cells), len(above))
    lower, upper = ((*row, *("",) * (width - len(row))) for row in (cells, above))
    return tuple(low if low.strip() else high for low, high in zip(lower, upper, strict=True))
