"""The page of what to fix first: what to do, the needs, what matters, what low ratings go with."""

from __future__ import annotations

from dataclasses import dataclass

from app.access import Scope
from app.services.drivers import unit_drivers
from app.services.needs_matrix import Side, needs_matrix
from app.services.priorities import priorities, targets_of
from app.web.manager.comparison_page import ASKED, side_links
from app.web.manager.priorities_drivers import DriverPanel, driver_panel
from app.web.manager.priorities_elements import NeedPanel, need_panel
from app.web.manager.priorities_importance import ImportancePanel, importance_panel
from app.web.manager.priorities_matrix import MatrixPanel, matrix_panel
from app.web.manager.priorities_words import advice, target_name
from app.web.manager.unit_frame import BarLink, UnitFrame, section_address, unit_frame
from app.web.score_card import withheld_advice, withheld_reason

SECTION = "prioritas"


@dataclass(frozen=True)
class PrioritiesPage:
    """What a unit should look at first; `reason` says why there is no number."""

    frame: UnitFrame
    reason: str = ""
    advice: str = ""
    targets: tuple[BarLink, ...] = ()
    needs: NeedPanel | None = None
    sides: tuple[BarLink, ...] = ()
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
            BarLink(
                f"{address}&sasaran={name}&menurut={_word(side)}", target_name(name), name == aim
            )
            for name in targets_of(found.instrument)
        ),
        needs=need_panel(found),
        sides=side_links(scope, unit_id, f"{address}&sasaran={aim}", side, anchor="#matriks"),
        matrix=matrix_panel(scope, needs_matrix(scope, unit_id, frame.asked, side, aim)),
        importance=importance_panel(found),
        drivers=driver_panel(unit_drivers(scope, unit_id, frame.asked)),
    )


def _word(side: Side) -> str:
    """How a side is named in the address."""
    return next(word for word, held in ASKED.items() if held is side)
