"""From priorities to what the API answers: the one place where their numbers become text."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from analytics.results import Interval, decimal_text
from app.services.drivers import ShownDriver, UnitDrivers
from app.services.needs_matrix import NeedsMatrix, SubjectNeeds
from app.services.priorities import ElementShare, Need, Priorities, importance_line
from app.services.scoring_rules import instrument_of
from app.web.evaluator.priorities_schemas import PrioritiesReply, SubjectNeedsReply
from app.web.evaluator.schemas import PeriodReply
from app.web.evaluator.score_schemas import SubjectReply

RATING_PLACES, SHARE_PLACES, LOSS_PLACES = 3, 4, 6
NEED_NUMBERS = (
    *("n", "mean", "gap", "gap_interval_95", "standing"),
    *("lowest_chance", "among_lowest_chance"),
)


def priorities_reply(found: Priorities, drivers: UnitDrivers) -> PrioritiesReply:
    """The reply about a unit; a withheld one has no numbers."""
    mattering = found.importance
    return PrioritiesReply.model_validate(
        {
            "subject": SubjectReply.model_validate(found.subject, from_attributes=True),
            "period": PeriodReply.of(found.period),
            "instrument": found.instrument,
            "target": found.target.name,
            "target_mean": _text(found.target.value, RATING_PLACES),
            "n": found.n,
            "withheld": found.withheld,
            "likely_lowest": [need.key for need in found.likely],
            "importance": {
                "n": None if mattering.reason else mattering.n,
                "r_squared": _text(mattering.r_squared, SHARE_PLACES),
                "even_share": _text(importance_line(mattering), SHARE_PLACES),
                "unavailable": mattering.reason,
            },
            "drivers": _drivers(drivers),
            "elements": _elements(found),
        }
    )


def needs_replies(found: NeedsMatrix) -> list[SubjectNeedsReply]:
    """One reply for each subject, by name."""
    return [_row(found, row) for row in found.rows]


def _row(found: NeedsMatrix, row: SubjectNeeds) -> SubjectNeedsReply:
    return SubjectNeedsReply.model_validate(
        {
            "subject": SubjectReply.model_validate(row.subject, from_attributes=True),
            "period": PeriodReply.of(found.period),
            "instrument": found.instrument,
            "target": found.target.name,
            "n": row.n,
            "left_out": row.reason,
            "elements": _needs(found.instrument, row.needs),
        }
    )


def _needs(instrument: str, needs: tuple[Need, ...] | None) -> list[dict[str, Any]]:
    """The elements in list order; without needs their names alone."""
    asked = instrument_of(instrument)
    by_key = {need.key: _need(need) for need in needs or ()}
    return [
        {"key": key, "name": asked.item(key).names["id"]}
        | by_key.get(key, dict.fromkeys(NEED_NUMBERS))
        for key in asked.list_order
    ]


def _need(need: Need) -> dict[str, Any]:
    return {
        "n": need.n,
        "mean": _text(need.mean, RATING_PLACES),
        "gap": _text(need.gap, RATING_PLACES),
        "gap_interval_95": _limits(need.gap_interval, RATING_PLACES),
        "standing": need.standing,
        "lowest_chance": _text(need.lowest_0_1, SHARE_PLACES),
        "among_lowest_chance": _text(need.among_lowest_0_1, SHARE_PLACES),
    }


def _elements(found: Priorities) -> list[dict[str, Any]]:
    shares = {share.key: share for share in found.importance.shares}
    placed = {one.key: one.quadrant for one in found.placed}
    rest_scores = dict(found.rest_scores)
    return [
        element
        | _share(shares.get(element["key"]))
        | {
            "quadrant": placed.get(element["key"]),
            "rest_score_correlation": _text(rest_scores.get(element["key"]), SHARE_PLACES),
        }
        for element in _needs(found.instrument, found.needs)
    ]


def _share(share: ElementShare | None) -> dict[str, Any]:
    return {
        "importance": _text(share.share_0_1 if share else None, SHARE_PLACES),
        "importance_interval_95": _limits(share.interval if share else None, SHARE_PLACES),
    }


def _drivers(found: UnitDrivers) -> dict[str, Any]:
    return {
        "unavailable": found.reason,
        "n_at_least": found.at_least,
        "low_share": _text(found.low_share_0_1, SHARE_PLACES),
        "loss_baseline": _text(found.loss_baseline, LOSS_PLACES),
        "gain": _text(found.gain, LOSS_PLACES),
        "gain_error": _text(found.gain_error, LOSS_PLACES),
        "factors": [_driver(driver) for driver in found.drivers],
    }


def _driver(driver: ShownDriver) -> dict[str, Any]:
    return {
        "factor": driver.factor,
        "importance": _text(driver.importance, LOSS_PLACES),
        "interval_95": _limits(driver.interval, LOSS_PLACES),
        "levels": [
            {
                "level": level.level,
                "name": level.name,
                "n_at_least": level.at_least,
                "low_share": _text(level.low_share_0_1, SHARE_PLACES),
                "low_share_interval_95": _limits(level.interval, SHARE_PLACES),
            }
            for level in driver.levels
        ],
        "has_hidden_levels": driver.has_hidden_levels,
    }


def _limits(interval: Interval | None, places: int) -> tuple[str | None, str | None] | None:
    return None if interval is None else (_text(interval.low, places), _text(interval.high, places))


def _text(value: Fraction | float | None, places: int) -> str | None:
    """A number as text; a float by way of repr, so that the digits it prints are those rounded."""
    if value is None:
        return None
    return decimal_text(value if isinstance(value, Fraction) else Decimal(repr(value)), places)
