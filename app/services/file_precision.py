"""How sure the index of a spreadsheet of answers is, without any database."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal

from analytics.cluster_sums import ClusterSums
from analytics.clusters import cluster_design
from analytics.finite_population import finite_ni_variance, finite_population_interval
from analytics.index import satisfaction_index
from analytics.inputs import Rule, Tally
from analytics.results import IndexResult, Interval, decimal_text
from analytics.sample_size import krejcie_morgan, margin_reached
from app.errors import Invalid
from app.services.day_design import DayDesign, day_design
from app.services.file_sheets import FileSheets, read_sheets
from app.services.precision import margin_of


@dataclass(frozen=True)
class FilePrecision:
    """The index of a file with its intervals; those that were not asked for are None."""

    result: IndexResult
    population: int | None
    among_served: Interval | None
    error_among_served: float | None
    days: DayDesign | None
    n_needed: int
    share_margin_0_1: float | None
    index_margin: float | None


@dataclass(frozen=True)
class SampleNeeded:
    """The sample a number of people needs, and what the sheets at hand reach."""

    population: int | None
    n_needed: int
    n: int | None
    share_margin_0_1: float | None


def precision_of_file(
    content: bytes,
    filename: str,
    *,
    order: str | None = None,
    instrument: str = "skm-2017",
    population: int | None = None,
    date_column: str | None = None,
) -> FilePrecision:
    """The precision of the index of the sheets in a file; Invalid says what cannot be used."""
    needed = [date_column] if date_column else []
    sheets = read_sheets(content, filename, needed, order=order, instrument=instrument)
    days = _days(sheets, date_column) if date_column else None
    _check_people(population, sheets.tally.n)
    return _precision(sheets, population, days)


def sample_needed(population: int | None, n: int | None) -> SampleNeeded:
    """The sample for these people, and the margin that n sheets reach if n is given."""
    if n is not None:
        _check_people(population, n)
    margin = None if n is None else margin_reached(n, population)
    return SampleNeeded(population, krejcie_morgan(population), n, margin)


def precision_as_texts(found: FilePrecision) -> dict[str, object]:
    """The result as JSON writes it: decimals as texts, rounded half-up for display."""
    days = found.days
    return {
        "n": found.result.n,
        "index": None if found.result.index is None else decimal_text(found.result.index, 2),
        "interval_95": limits_as_texts(found.result.interval),
        "reason": found.result.reason,
        "population": found.population,
        "interval_95_among_served": limits_as_texts(found.among_served),
        "standard_error_among_served": float_text(found.error_among_served, 4),
        "days": None
        if days is None
        else {
            "n_days": days.n_days,
            "design_effect": float_text(days.design_effect, 2),
            "interval_95": limits_as_texts(days.interval),
            "reason": days.reason,
        },
        "n_needed": found.n_needed,
        "share_margin": float_text(found.share_margin_0_1, 4),
        "index_margin": float_text(found.index_margin, 2),
    }


def float_text(value: float | None, places: int) -> str | None:
    """A number as text with a decimal point, rounded half-up."""
    return None if value is None else decimal_text(Decimal(repr(value)), places)


def limits_as_texts(interval: Interval | None) -> list[str | None] | None:
    """The limits of an index's interval as texts."""
    return [float_text(limit, 2) for limit in (interval.low, interval.high)] if interval else None


def _check_people(population: int | None, n: int) -> None:
    if population is not None and population < n:
        raise Invalid(
            "Jumlah yang dilayani (%(people)s orang) lebih kecil dari jumlah lembar (%(n)s). "
            "Periksa angkanya: setiap orang mengisi paling banyak satu lembar.",
            people=population,
            n=n,
        )


def _precision(sheets: FileSheets, population: int | None, days: DayDesign | None) -> FilePrecision:
    tally, rule = sheets.tally, sheets.rule
    result = satisfaction_index(tally, rule)
    among = None if population is None else finite_population_interval(tally, rule, population)
    return FilePrecision(
        result=result,
        population=population,
        among_served=among,
        error_among_served=_error_among(tally, rule, population) if among else None,
        days=days,
        n_needed=krejcie_morgan(population),
        share_margin_0_1=margin_reached(result.n, population) if result.n else None,
        index_margin=margin_of(result),
    )


def _error_among(tally: Tally, rule: Rule, population: int | None) -> float | None:
    """The standard error of the index as a description of the people served, in its points."""
    if population is None:
        return None
    return rule.factor * math.sqrt(finite_ni_variance(tally, rule, population))


def _days(sheets: FileSheets, date_column: str) -> DayDesign:
    by_day = sheets.tallies_by(sheets.columns.days(date_column))
    days = list(by_day.values()) or [sheets.tally]
    return day_design(cluster_design(sheets.tally, ClusterSums.of_tallies(days), sheets.rule))
