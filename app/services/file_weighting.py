"""Weights that give the sheets of a file the margins of the people served, with no database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analytics.index import satisfaction_index
from analytics.inputs import Tally
from analytics.results import IndexResult, decimal_text
from analytics.weight_trimming import USUAL_BOUND, trimmed_weights
from analytics.weighted_index import WeightedIndex, weighted_index
from analytics.weighting import Categories, largest_difference, rake
from app.errors import Invalid
from app.services.file_margins import Margins, check_sheets
from app.services.file_precision import float_text, limits_as_texts
from app.services.file_sheets import FileSheets, read_sheets

__all__ = ["USUAL_BOUND", "AppliedWeights", "FileWeighting", "weighting_of_file"]


@dataclass(frozen=True)
class AppliedWeights:
    """An index with trimmed weights, and how far trimming took them off the margins."""

    index: WeightedIndex
    n_trimmed: int
    largest_difference: float


@dataclass(frozen=True)
class FileWeighting:
    """A weighted index beside the plain one; `reason` says why `applied` is None.

    `n_left_out` sheets do not tell one of the variables. Differences are the largest part of the
    people by which any category is off its margin.
    """

    plain: IndexResult
    n_left_out: int
    rounds: int
    largest_difference: float
    bound: float
    applied: AppliedWeights | None
    reason: str | None


def weighting_of_file(
    content: bytes,
    filename: str,
    margins: Margins,
    *,
    bound: float = USUAL_BOUND,
    order: str | None = None,
    instrument: str = "skm-2017",
) -> FileWeighting:
    """The index of a file weighted to margins of columns that it has; Invalid says what is wrong.

    `bound` is the largest weight as a multiple of the mean one.
    """
    sheets = read_sheets(content, filename, list(margins), order=order, instrument=instrument)
    labels = zip(*(sheets.columns.texts(name) for name in margins), strict=True)
    told = np.array([all(label) for label in labels], dtype=bool)
    chosen = sheets.only(told)
    categories = {name: chosen.columns.texts(name) for name in margins}
    check_sheets(categories, margins)
    try:
        return _weighting(chosen, categories, margins, bound, int((~told).sum()))
    except ValueError as error:
        raise Invalid(str(error)) from error


def weighting_as_texts(found: FileWeighting) -> dict[str, object]:
    """The result as JSON writes it: decimals as texts, rounded half-up for display."""
    plain, applied = found.plain, found.applied
    index = applied.index if applied else None
    return {
        "n": plain.n,
        "n_left_out": found.n_left_out,
        "index": None if plain.index is None else decimal_text(plain.index, 2),
        "interval_95": limits_as_texts(plain.interval),
        "weighted_index": float_text(index.index if index else None, 2),
        "weighted_interval_95": limits_as_texts(index.interval if index else None),
        "n_effective": float_text(index.n_effective if index else None, 1),
        "rounds": found.rounds,
        "largest_difference": float_text(found.largest_difference, 6),
        "bound": float_text(found.bound, 2),
        "n_trimmed": applied.n_trimmed if applied else None,
        "trimmed_difference": float_text(applied.largest_difference if applied else None, 6),
        "reason": found.reason,
    }


def _weighting(
    sheets: FileSheets, held: Categories, margins: Margins, bound: float, n_left_out: int
) -> FileWeighting:
    cells = sheets.tallies_by(list(zip(*held.values(), strict=True)))
    # Cells stand in the order of their first sheet; so do the categories of each variable.
    categories = dict(zip(margins, map(list, zip(*cells, strict=True)), strict=True))
    counts = np.array([tally.n for tally in cells.values()], dtype=np.int64)
    raked = rake(categories, counts, margins)
    applied = None
    if raked.weights is not None:
        applied = _applied(sheets, list(cells.values()), raked.weights, bound, categories, margins)
    return FileWeighting(
        plain=satisfaction_index(sheets.tally, sheets.rule),
        n_left_out=n_left_out,
        rounds=raked.rounds,
        largest_difference=raked.largest_difference,
        bound=bound,
        applied=applied,
        reason=raked.reason or (applied.index.reason if applied else None),
    )


def _applied(
    sheets: FileSheets,
    cells: Sequence[Tally],
    raked: np.ndarray,
    bound: float,
    categories: Categories,
    margins: Margins,
) -> AppliedWeights:
    counts = np.array([tally.n for tally in cells], dtype=np.int64)
    weights = trimmed_weights(raked, counts, bound=bound)
    was_cut = weights < raked
    # Trimmed weights miss the margins, so knowing these makes the index no surer.
    raked_to = None if was_cut.any() else categories
    return AppliedWeights(
        index=weighted_index(cells, weights, sheets.rule, raked_to=raked_to),
        n_trimmed=int(counts[was_cut].sum()),
        largest_difference=largest_difference(weights, categories, counts, margins),
    )
