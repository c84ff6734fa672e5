"""Groups of answer sheets in a spreadsheet side by side, without any database."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np

from analytics.between_variance import restricted_likelihood
from analytics.cluster_sums import ClusterSums
from analytics.comparison import ComparedGroup, Comparison, compare, compare_indices
from analytics.inputs import Tally
from analytics.results import Interval, decimal_text
from analytics.shrinkage import METHOD
from analytics.standardisation import Standardised, standardise
from app.errors import Invalid
from app.services.file_sheets import FileSheets, read_sheets

# "waktu" is an element of the SKM, so a half-day has to stand under another name.
USUAL_STRATA = ("layanan", "slot", "saluran")


@dataclass(frozen=True)
class FileComparison:
    """The groups of one column, raw and shrunken, and with one mix where strata were found.

    `strata` are the columns that the mix is made of; empty where the file has none of them, and
    then `standardised` is empty too. `n_without_group` sheets had no text in the column.
    """

    by: str
    n_without_group: int
    comparison: Comparison
    strata: tuple[str, ...]
    standardised: tuple[Standardised, ...]
    standardised_comparison: Comparison | None


def compare_file(
    content: bytes,
    filename: str,
    by: str,
    *,
    strata: Sequence[str] = (),
    date_column: str | None = None,
    order: str | None = None,
    instrument: str = "skm-2017",
) -> FileComparison:
    """The comparison of the groups that a column names; Invalid says what cannot be used.

    Without `strata`, the usual columns are taken, as far as the file has them. With a column of
    dates, sheets of one day are not taken to be independent.
    """
    needed = [by, *strata, *([date_column] if date_column else [])]
    sheets = read_sheets(content, filename, needed, order=order, instrument=instrument)
    if by in strata:
        raise Invalid("Kolom '%(name)s' tidak dapat menjadi kelompok dan campuran.", name=by)
    named = np.array([bool(text) for text in sheets.columns.texts(by)], dtype=bool)
    held = sheets.only(named)
    columns = tuple(strata) or tuple(
        name for name in USUAL_STRATA if name != by and sheets.columns.has(name)
    )
    return _compared(held, by, columns, date_column, n_without_group=int((~named).sum()))


def _compared(
    sheets: FileSheets,
    by: str,
    strata: tuple[str, ...],
    date_column: str | None,
    *,
    n_without_group: int,
) -> FileComparison:
    groups, rule = sheets.columns.texts(by), sheets.rule
    mixes = list(zip(*(sheets.columns.texts(name) for name in strata), strict=True))
    labels = list(zip(groups, mixes, strict=True)) if strata else []
    standardised = standardise(sheets.tallies_by(labels), rule)
    days = _days(sheets, groups, date_column) if date_column else {}
    comparison = compare(sheets.tallies_by(groups), rule, days)
    measured = comparison.with_day_effects(one.index for one in standardised if one.index)
    low, high = rule.factor * rule.low, rule.factor * rule.high
    return FileComparison(
        by=by,
        n_without_group=n_without_group,
        comparison=comparison,
        strata=strata,
        standardised=standardised,
        standardised_comparison=compare_indices(measured, low=low, high=high) if strata else None,
    )


def _days(sheets: FileSheets, groups: Sequence[str], date_column: str) -> dict[str, ClusterSums]:
    """What each day adds to each group."""
    labels = zip(groups, sheets.columns.days(date_column), strict=True)
    held: dict[str, list[Tally]] = {}
    for (group, _), tally in sheets.tallies_by(list(labels)).items():
        held.setdefault(group, []).append(tally)
    return {group: ClusterSums.of_tallies(days) for group, days in held.items()}


def comparison_as_texts(found: FileComparison) -> dict[str, object]:
    """The result as JSON writes it: decimals as texts, rounded half-up for display."""
    mixed = found.standardised_comparison
    return {
        "by": found.by,
        "n_without_group": found.n_without_group,
        "mean": _text(found.comparison.mean, 2),
        "between_sd": _text(found.comparison.between_sd, 2),
        "between_sd_reml": _between_sd_reml(found.comparison),
        "shrinkage_method": METHOD if found.comparison.between_sd is not None else None,
        "reason": found.comparison.reason,
        "allows_for_days": found.comparison.allows_for_days,
        "left_out": list(found.comparison.left_out),
        "groups": [_group(group) for group in found.comparison.groups],
        "bands": _lists(found.comparison),
        "strata": list(found.strata),
        "standardised": [_standardised(one) for one in found.standardised],
        "standardised_bands": _lists(mixed) if mixed else None,
    }


def _between_sd_reml(comparison: Comparison) -> str | None:
    """The spread of true indices by the other usual method, as a check; None where not shrunk."""
    if comparison.between_sd is None:
        return None
    raw = [group.raw for group in comparison.groups]
    between = restricted_likelihood(
        [float(one.index) for one in raw], [one.variance for one in raw]
    )
    return _text(math.sqrt(between), 2)


def _lists(comparison: Comparison) -> list[list[str]] | None:
    return None if comparison.bands is None else [list(band) for band in comparison.bands]


def _group(group: ComparedGroup) -> dict[str, object]:
    return {
        "key": group.raw.key,
        "n": group.raw.n,
        "index": decimal_text(group.raw.index, 2),
        "interval_95": _limits(group.raw.interval),
        "shrunken": _text(group.shrunken, 2),
        "shrunken_interval_95": _limits(group.interval),
        "kept_share": _text(group.kept_0_1, 4),
        "probability_above": _text(group.probability_above, 4),
    }


def _standardised(one: Standardised) -> dict[str, object]:
    index = one.index
    return {
        "key": one.key,
        "n": one.n,
        "own_mix": _text(one.own_mix, 2),
        "index": _text(index.index, 2) if index else None,
        "interval_95": _limits(index.interval) if index else None,
        "difference": _text(one.difference, 2),
        "difference_interval_95": _limits(one.difference_interval),
        "covered_share": _text(one.covered_0_1, 4),
        "reason": one.reason,
    }


def _limits(interval: Interval | None) -> list[str | None] | None:
    return None if interval is None else [_text(interval.low, 2), _text(interval.high, 2)]


def _text(value: Fraction | float | None, places: int) -> str | None:
    if value is None:
        return None
    exact = value if isinstance(value, Fraction) else Decimal(repr(value))
    return decimal_text(exact, places)
