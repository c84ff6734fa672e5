"""The lists that lead to a result: units by agency, and the periods of one unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from flask import url_for

from app.clock import Period
from app.services.public_results import PublicUnit
from app.web.languages import LanguageLink, language_argument
from app.web.period_names import period_name

Links = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class AgencyResults:
    """An agency with links to the results of its units: (href, text)."""

    name: str
    units: Links


@dataclass(frozen=True)
class ResultListPage:
    """The units with results by agency; `period` names the one that was asked for, if any."""

    language: str
    languages: tuple[LanguageLink, ...]
    period: str
    agencies: tuple[AgencyResults, ...]
    all_href: str


@dataclass(frozen=True)
class UnitResultsPage:
    """The closed periods of a unit: (href, text)."""

    language: str
    languages: tuple[LanguageLink, ...]
    unit: str
    agency: str
    periods: Links
    all_href: str


def list_page(
    units: Sequence[PublicUnit],
    within: Period | None,
    language: str,
    languages: tuple[LanguageLink, ...],
) -> ResultListPage:
    """The page of these units, which stand by agency and name."""
    return ResultListPage(
        language=language,
        languages=languages,
        period=period_name(within) if within else "",
        agencies=tuple(
            AgencyResults(name, tuple((_unit_href(unit, language), unit.name) for unit in held))
            for name, held in groupby(units, key=lambda unit: unit.agency)
        ),
        all_href=url_for("public.show_results", **language_argument(language)),
    )


def unit_list_page(
    unit: PublicUnit, language: str, languages: tuple[LanguageLink, ...]
) -> UnitResultsPage:
    """The page of one unit."""
    return UnitResultsPage(
        language=language,
        languages=languages,
        unit=unit.name,
        agency=unit.agency,
        periods=tuple(
            (_result_href(unit.id, held.period, language), period_name(held.period))
            for held in unit.periods
        ),
        all_href=url_for("public.show_results", **language_argument(language)),
    )


def _unit_href(unit: PublicUnit, language: str) -> str:
    return url_for("public.show_unit_results", unit_id=unit.id, **language_argument(language))


def _result_href(unit_id: int, period: Period, language: str) -> str:
    kept = language_argument(language)
    return url_for("public.show_result", unit_id=unit_id, period=period.code, **kept)
