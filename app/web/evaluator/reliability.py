"""The reliability of a unit's answers."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from analytics.results import Interval, decimal_text
from app.access import Scope
from app.clock import Period
from app.services.reliability import (
    ItemReliability,
    Reliability,
    UnitReliability,
    unit_reliability,
)
from app.services.scoring_rules import instrument_of
from app.web.evaluator.operations import operation
from app.web.evaluator.reliability_schemas import NUMBERS, ItemReliabilityReply, ReliabilityReply
from app.web.evaluator.schemas import PeriodReply
from app.web.evaluator.score_schemas import SubjectReply
from app.web.wording import N_

MEASUREMENT = N_("Mutu pengukuran")
PLACES = 3
SHARE_PLACES = 4


@operation(
    "/units/{unit_id}/reliability/{period}",
    tag=MEASUREMENT,
    summary=N_("Keandalan jawaban sebuah unit: alpha Cronbach dan lembar seragam"),
    reply=ReliabilityReply,
)
def show_unit_reliability(scope: Scope, unit_id: int, period: Period) -> ReliabilityReply:
    """How well the elements agree over the answers of a unit with everything under it."""
    return _reply(unit_reliability(scope, unit_id, period))


def _reply(found: UnitReliability) -> ReliabilityReply:
    numbers = _numbers(found, found.result) if found.result else dict.fromkeys(NUMBERS)
    return ReliabilityReply(
        subject=SubjectReply.model_validate(found.subject, from_attributes=True),
        period=PeriodReply.of(found.period),
        instrument=found.instrument,
        withheld=found.withheld.value if found.withheld else None,
        elements=tuple(_elements(found)),
        **numbers,
    )


def _numbers(found: UnitReliability, result: Reliability) -> dict[str, Any]:
    interval = result.interval
    return {
        "n": result.n,
        "n_complete": result.n_complete,
        "n_fewest": result.n_fewest,
        "straightlined_share": _text(found.straightlined_share_0_1, SHARE_PLACES),
        "alpha": _text(result.alpha, PLACES),
        "interval_95": _limits(interval) if interval else None,
        "interval_method": interval.method if interval else None,
        "interval_undefined": result.interval_reason,
        "undefined": result.reason,
        "note": result.note,
    }


def _elements(found: UnitReliability) -> Iterator[ItemReliabilityReply]:
    asked = instrument_of(found.instrument)
    items = {item.key: item for item in found.result.items} if found.result else {}
    for key in asked.list_order:
        yield _element(key, asked.item(key).names["id"], items.get(key))


def _element(key: str, name: str, item: ItemReliability | None) -> ItemReliabilityReply:
    correlation = item.item_total_correlation if item else None
    return ItemReliabilityReply(
        key=key,
        name=name,
        n=item.n if item else None,
        item_total_correlation=None if correlation is None else _float(correlation),
        alpha_if_deleted=_text(item.alpha_if_deleted, PLACES) if item else None,
    )


def _limits(interval: Interval) -> tuple[str, str]:
    return _float(interval.low), _float(interval.high)


def _text(value: Fraction | None, places: int) -> str | None:
    return None if value is None else decimal_text(value, places)


def _float(value: float) -> str:
    """A float as text; by way of repr, so that the digits it prints are those rounded."""
    return decimal_text(Decimal(repr(value)), PLACES)
