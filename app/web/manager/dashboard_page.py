"""The list of a reader's units with the index of each, for who holds more than one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for

from app.access import Scope
from app.clock import Period, PeriodKind
from app.models.organisation import Unit
from app.queries import organisation, tallies
from app.services import scores
from app.services.scores import Status
from app.web.manager.score_rows import ScoreRow, score_row
from app.web.period_names import period_name
from app.web.score_card import status_name


@dataclass(frozen=True)
class UnitBranch:
    """A unit with its score and the units under it.

    `period` is empty where it is the page's; `status` is empty where there is no number.
    """

    row: ScoreRow
    period: str
    status: str
    is_final: bool
    below: tuple[UnitBranch, ...]


@dataclass(frozen=True)
class DashboardPage:
    """Every unit of the scope as a tree, over the newest year that has answers.

    A unit that has none in that year is shown over its own newest year, which stands beside it.
    """

    period: str
    branches: tuple[UnitBranch, ...]


def top_units(units: Sequence[Unit]) -> list[Unit]:
    """The units whose parent is not among them."""
    ids = {unit.id for unit in units}
    return [unit for unit in units if unit.parent_id not in ids]


def dashboard_page(scope: Scope, units: Sequence[Unit]) -> DashboardPage:
    """The tree of these units; without any answer there is no period and no number."""
    period = _newest_year(scope, top_units(units))
    return DashboardPage(
        period=period_name(period) if period else "",
        branches=tuple(_branch(scope, unit, units, period) for unit in top_units(units)),
    )


def units_in_reach(scope: Scope) -> Sequence[Unit]:
    """Every unit whose scores the reader may see, each after its parent."""
    return organisation.units(scope)


def _newest_year(scope: Scope, tops: Sequence[Unit]) -> Period | None:
    months = [tallies.last_month_with_answers(scope, unit.id) for unit in tops]
    newest: date | None = max((month for month in months if month), default=None)
    return Period.containing(newest, PeriodKind.YEAR) if newest else None


def _branch(scope: Scope, unit: Unit, units: Sequence[Unit], period: Period | None) -> UnitBranch:
    below = [other for other in units if other.parent_id == unit.id]
    own = _newest_year(scope, [unit]) or period
    score = scores.unit_score(scope, unit.id, own or _this_year())
    return UnitBranch(
        row=score_row(score, unit.name, href=_address),
        period="" if own is None or own == period else period_name(own),
        status=status_name(score) if score.result else "",
        is_final=score.status is Status.FINAL,
        below=tuple(_branch(scope, other, units, period) for other in below),
    )


def _address(unit_id: int) -> str:
    return url_for("manager.show_unit", unit_id=unit_id)


def _this_year() -> Period:
    return Period.containing(date.today(), PeriodKind.YEAR)  # noqa: DTZ011
