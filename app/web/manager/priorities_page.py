"""The page of what to fix first: what to do, the needs, what matters, what low ratings go with."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from app.access import Scope
from app.queries import organisation
from app.services.drivers import unit_drivers
from app.services.needs_matrix import Side, needs_matrix
from app.services.priorities import priorities, targets_of
from app.web.manager.comparison_page import ASKED
from app.web.manager.comparison_words import NAMES
from app.web.manager.priorities_drivers import DriverPanel, driver_panel
from app.web.manager.priorities_elements import NeedPanel, need_panel
from app.web.manager.priorities_importance import ImportancePanel, importance_panel
from app.web.manager.priorities_matrix import MatrixPanel, matrix_panel
from app.web.manager.priorities_words import advice, target_name
from app.web.manager.unit_frame import UnitFrame, section_address, unit_frame
from app.web.score_card import withheld_advice, withheld_reason

SECTION = "prioritas"
Links = tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True)
class PrioritiesPage:
    """What a unit should look at first; `reason` says why there is no number.

    `targets` and `sides` are links: address, name, whether it is the current one.
    """

    frame: UnitFrame
    reason: str = ""
    advice: str = ""
    targets: Links = ()
    needs: NeedPanel | None = None
    sides: Links = ()
    matrix: MatrixPanel | None = None
    importance: ImportancePanel | None = None
    drivers: DriverPanel | None = None


def priorities_page(
    scope: Scope, unit_id: int, code: str | None, side: Side, target: str | None
) -> PrioritiesPage:
    """The page of a unit over the asked period, or over the last year that has answers."""
    frame = unit_frame(scope, unit_id, code, SECTION)
    if frame.asked is None:
        return PrioritiesPage(frame)
    found = priorities(scope, unit_id, frame.asked, target)
    if found.withheld:
        return PrioritiesPage(
            frame, reason=withheld_reason(found.withheld), advice=withheld_advice(found.withheld)
        )
    address = f"{section_address(unit_id, SECTION)}?periode={frame.asked.code}"
    aim = found.target.name
    return PrioritiesPage(
        frame=frame,
        advice=advice(found),
        targets=tuple(
            (f"{address}&sasaran={name}&menurut={_word(side)}", target_name(name), name == aim)
            for name in targets_of(found.instrument)
        ),
        needs=need_panel(found),
        sides=_sides(scope, unit_id, f"{address}&sasaran={aim}", side),
        matrix=matrix_panel(scope, needs_matrix(scope, unit_id, frame.asked, side, aim)),
        importance=importance_panel(found),
        drivers=driver_panel(unit_drivers(scope, unit_id, frame.asked)),
    )


def _word(side: Side) -> str:
    """How a side is named in the address."""
    return next(word for word, held in ASKED.items() if held is side)


def _sides(scope: Scope, unit_id: int, address: str, current: Side) -> Links:
    """The ways to lay needs side by side; units only where there are units below."""
    has_below = any(unit.parent_id == unit_id for unit in organisation.units(scope))
    return tuple(
        (f"{address}&menurut={word}#matriks", _(NAMES[side]), side is current)
        for word, side in ASKED.items()
        if side is not Side.UNITS or has_below
    )
