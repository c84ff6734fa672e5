"""The needs of counters, services or units below, element by element, in one table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from app.access import Scope
from app.documents.numbers import whole_shown
from app.queries import organisation
from app.services.needs_matrix import Need, NeedsMatrix, Side, SubjectNeeds
from app.web.manager.comparison_words import NAMES, left_out_reason
from app.web.manager.priorities_words import MARKS, STANDINGS, limits_shown, signed_float
from app.web.score_card import language
from survey_forms import catalogue


@dataclass(frozen=True)
class MatrixCell:
    """One element of one subject: the gap with its interval, and how it stands."""

    mark: str
    standing: str
    gap: str
    interval: str


@dataclass(frozen=True)
class MatrixRow:
    """One subject; its cells stand in list order."""

    name: str
    n: str
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True)
class MatrixPanel:
    """The subjects by name, and those that may not be seen by reason."""

    noun: str
    lead: str
    elements: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    left_out: tuple[str, ...]


def matrix_panel(scope: Scope, found: NeedsMatrix) -> MatrixPanel:
    """The panel of one side."""
    names = _names(scope, found)
    asked = catalogue.find(found.instrument)
    shown = [row for row in found.rows if row.needs]
    return MatrixPanel(
        noun=_(NAMES[found.side]),
        lead=_lead(shown),
        elements=tuple(asked.item(key).names[language()] for key in asked.list_order),
        rows=tuple(_row(names[row.subject.id], row.n or 0, row.needs or ()) for row in shown),
        left_out=tuple(_left_out(found, names)),
    )


def _names(scope: Scope, found: NeedsMatrix) -> dict[int, str]:
    """Names by id; counters of units below carry their unit's, since two may have one name."""
    names = {row.subject.id: row.subject.name for row in found.rows}
    if found.side is not Side.COUNTERS:
        return names
    owners = {unit.id: unit.name for unit in organisation.units(scope)}
    for counter in organisation.counters(scope, found.unit_id):
        if counter.unit_id != found.unit_id and counter.id in names:
            names[counter.id] += f" ({owners[counter.unit_id]})"
    return names


def _lead(shown: Sequence[SubjectNeeds]) -> str:
    below = sum(need.standing == "below" for row in shown for need in row.needs or ())
    if not shown:
        return _("Belum ada yang cukup jawabannya untuk ditampilkan di sini.")
    if below:
        return _(
            "%(n)s sel bertanda ▼: di sana unsur itu jelas di bawah sasaran, juga setelah "
            "ketidakpastiannya diperhitungkan.",
            n=whole_shown(below, language()),
        )
    return _("Tidak ada sel yang jelas di bawah sasaran.")


def _row(name: str, n: int, needs: Sequence[Need]) -> MatrixRow:
    return MatrixRow(name, whole_shown(n, language()), tuple(_cell(need) for need in needs))


def _cell(need: Need) -> MatrixCell:
    return MatrixCell(
        mark=MARKS[need.standing],
        standing=_(STANDINGS[need.standing]),
        gap=signed_float(float(need.gap)),
        interval=limits_shown(need.gap_interval),
    )


def _left_out(found: NeedsMatrix, names: dict[int, str]) -> list[str]:
    """Who has no row: one sentence for each reason."""
    held: dict[str, list[str]] = {}
    for row in found.rows:
        if row.reason:
            held.setdefault(left_out_reason(row.reason), []).append(names[row.subject.id])
    return [f"{reason}: {', '.join(listed)}." for reason, listed in held.items()]
