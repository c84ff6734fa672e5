"""What to fix first according to a spreadsheet of answers, without any database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np

from analytics.drivers import DriversResult, low_rating_drivers
from analytics.importance import ImportanceResult, importance
from analytics.overall_tally import overall_tally
from analytics.priorities import Need, likely_lowest, needs_matrix, needs_of
from analytics.quadrants import PlacedElement, quadrants
from analytics.reliability import reliability
from analytics.results import Interval, decimal_text
from app.errors import Invalid
from app.services.file_sheets import FileSheets, read_sheets
from app.services.priorities import NOT_ASKED, Target, shares_listed, target_named
from survey_forms.answers import LOW_RATINGS
from survey_forms.instrument import Instrument
from survey_forms.rating_tables import Fault, locate_columns

# "waktu" is an element of the SKM, so a half-day has to stand under another name.
USUAL_FACTORS = ("layanan", "slot", "loket", "saluran")
PLACES, LOSS_PLACES = 4, 6
BLANK = "-"
OFFICERS = "petugas"


@dataclass(frozen=True)
class PrioritiesWanted:
    """What to compute besides the needs of all sheets together; columns are those of the file."""

    target: str | None = None
    by: str | None = None
    overall: str | None = None
    factors: tuple[str, ...] = ()
    order: str | None = None
    instrument: str = "skm-2017"


@dataclass(frozen=True)
class FilePriorities:
    """The priorities of a file; elements in list order.

    `needs` is None where an element has fewer than 2 answers; `groups` are those of the column
    asked for, in which `n_without_group` sheets say nothing. `factors` are the columns that
    drivers were looked for in.
    """

    n: int
    instrument: Instrument
    target: Target
    needs: tuple[Need, ...] | None
    likely: tuple[Need, ...]
    groups: dict[str, tuple[Need, ...] | None]
    n_without_group: int
    importance: ImportanceResult
    placed: tuple[PlacedElement, ...]
    rest_scores: tuple[tuple[str, float | None], ...]
    factors: tuple[str, ...]
    drivers: DriversResult | None


def priorities_of_file(content: bytes, filename: str, wanted: PrioritiesWanted) -> FilePriorities:
    """The priorities of the sheets in a CSV or XLSX file; Invalid says what cannot be used."""
    columns = [name for name in (wanted.by, wanted.overall, *wanted.factors) if name]
    _refuse_officers(columns)
    sheets = read_sheets(
        content, filename, columns, order=wanted.order, instrument=wanted.instrument
    )
    _refuse_elements(sheets, columns, wanted.order)
    target = target_named(sheets.instrument.reference, wanted.target)
    needs = _listed(needs_of(sheets.tally, sheets.rule, target.value), sheets.instrument)
    mattering = _importance(sheets, wanted.overall)
    factors = wanted.factors or tuple(n for n in USUAL_FACTORS if sheets.columns.has(n))
    return FilePriorities(
        n=sheets.tally.n,
        instrument=sheets.instrument,
        target=target,
        needs=needs,
        likely=likely_lowest(needs or ()),
        groups=_groups(sheets, wanted.by, target),
        n_without_group=sheets.columns.texts(wanted.by).count("") if wanted.by else 0,
        importance=mattering,
        placed=quadrants(needs or (), mattering),
        rest_scores=_rest_scores(sheets),
        factors=factors,
        drivers=_drivers(sheets, factors) if factors else None,
    )


def _refuse_officers(columns: Sequence[str]) -> None:
    if any(name.casefold() == OFFICERS for name in columns):
        raise Invalid(
            "Petugas tidak diperiksa di sini: nilai perorangan hanya memakai kompetensi dan "
            "perilaku. Pakai: flask analytics officers."
        )


def _refuse_elements(sheets: FileSheets, columns: Sequence[str], order: str | None) -> None:
    """An element explains itself perfectly, so it is neither an outcome nor a factor nor a group.

    An answer to a question of its own is what importance needs (decisions 30).
    """
    header = sheets.columns.table.columns
    elements = set(locate_columns(header, sheets.instrument, order).values())
    for name in columns:
        if sheets.columns.place(name) in elements:
            raise Invalid(
                "Kolom '%(name)s' adalah salah satu unsur. Sebutkan kolom lain yang bukan unsur.",
                name=name,
            )


def _groups(
    sheets: FileSheets, by: str | None, target: Target
) -> dict[str, tuple[Need, ...] | None]:
    if by is None:
        return {}
    tallies = sheets.tallies_by(sheets.columns.texts(by))
    named = {label: tallies[label] for label in sorted(tallies) if label}
    found = needs_matrix(named, sheets.rule, target.value)
    return {label: _listed(needs, sheets.instrument) for label, needs in found.items()}


def _listed(needs: Sequence[Need] | None, asked: Instrument) -> tuple[Need, ...] | None:
    if needs is None:
        return None
    by_key = {need.key: need for need in needs}
    return tuple(by_key[key] for key in asked.list_order)


def _importance(sheets: FileSheets, column: str | None) -> ImportanceResult:
    if column is None:
        return ImportanceResult(0, None, (), NOT_ASKED)
    asked = sheets.instrument
    ratings = np.column_stack((sheets.ratings, _overall(sheets, column)))
    return shares_listed(importance(overall_tally(ratings, asked.keys, *asked.scale)), asked)


def _overall(sheets: FileSheets, column: str) -> np.ndarray:
    """The overall answers, gaps as 0; every cell off the scale is a fault."""
    low, high = sheets.instrument.scale
    known = {"": 0}
    for value in range(low, high + 1):
        # Spreadsheets write a whole number as "4.0" too.
        known |= dict.fromkeys((f"{value}", f"{value}.0", f"{value},0"), value)
    rows = [number for number, _ in sheets.columns.table.rows]
    texts = sheets.columns.texts(column)
    expected = f"Tulis angka bulat {low} sampai {high}, atau kosongkan bila tidak dijawab."
    faults = [
        Fault(row, column, text, expected)
        for row, text in zip(rows, texts, strict=True)
        if text not in known
    ]
    if faults:
        raise Invalid("Ada isi yang tidak dapat dibaca.", faults)
    return np.array([known[text] for text in texts], dtype=np.uint8)


def _rest_scores(sheets: FileSheets) -> tuple[tuple[str, float | None], ...]:
    items = {one.key: one.item_total_correlation for one in reliability(sheets.tally).items}
    return tuple((key, items[key]) for key in sheets.instrument.list_order if key in items)


def _drivers(sheets: FileSheets, factors: Sequence[str]) -> DriversResult:
    """Each sheet is a row of its own: low when any of its ratings is."""
    low = np.asarray(np.isin(sheets.ratings, LOW_RATINGS).any(axis=1), dtype=np.int64)
    levels = {name: [text or BLANK for text in sheets.columns.texts(name)] for name in factors}
    return low_rating_drivers(levels, np.ones(len(low), dtype=np.int64), low)


def priorities_as_texts(found: FilePriorities) -> dict[str, object]:
    """The result as JSON writes it: decimals as texts, rounded half-up for display."""
    mattering = found.importance
    return {
        "n": found.n,
        "instrument": found.instrument.reference,
        "target": found.target.name,
        "needs": _needs(found.needs),
        "likely_lowest": [need.key for need in found.likely],
        "groups": {name: _needs(needs) for name, needs in found.groups.items()},
        "n_without_group": found.n_without_group,
        "importance": {
            "n": mattering.n,
            "reason": mattering.reason,
            "r_squared": _text(mattering.r_squared),
            "shares": {
                share.key: {
                    "share": _text(share.share_0_1),
                    "interval_95": _limits(share.interval),
                    "reason": share.reason,
                }
                for share in mattering.shares
            },
        },
        "quadrants": {one.key: one.quadrant for one in found.placed},
        "rest_score_correlations": {key: _text(value) for key, value in found.rest_scores},
        "factors": list(found.factors),
        "drivers": _drivers_as_texts(found.drivers),
    }


def _needs(needs: Sequence[Need] | None) -> dict[str, object] | None:
    if needs is None:
        return None
    return {
        need.key: {
            "n": need.n,
            "mean": _text(need.mean, 3),
            "target": _text(need.target, 4),
            "gap": _text(need.gap, 3),
            "gap_interval_95": _limits(need.gap_interval, 3),
            "standing": need.standing,
            "lowest": _text(need.lowest_0_1),
            "among_lowest": _text(need.among_lowest_0_1),
        }
        for need in needs
    }


def _drivers_as_texts(found: DriversResult | None) -> dict[str, object] | None:
    if found is None:
        return None
    return {
        "n": found.n,
        "n_low": found.n_low,
        "loss_baseline": _text(found.loss_baseline, LOSS_PLACES),
        "gain": _text(found.gain, LOSS_PLACES),
        "gain_error": _text(found.gain_error, LOSS_PLACES),
        "reason": found.reason,
        "drivers": [
            {
                "factor": one.factor,
                "importance": _text(one.importance, LOSS_PLACES),
                "interval_95": _limits(one.interval, LOSS_PLACES),
                "levels": {
                    level.level: {
                        "n": level.n,
                        "low_share": _text(level.low_share_0_1),
                        "interval_95": _limits(level.interval, PLACES),
                    }
                    for level in one.levels
                },
            }
            for one in found.drivers
        ],
    }


def _limits(interval: Interval | None, places: int = PLACES) -> list[str | None] | None:
    return None if interval is None else [_text(x, places) for x in (interval.low, interval.high)]


def _text(value: Fraction | float | None, places: int = PLACES) -> str | None:
    if value is None:
        return None
    exact = value if isinstance(value, Fraction) else Decimal(repr(float(value)))
    return decimal_text(exact, places)
