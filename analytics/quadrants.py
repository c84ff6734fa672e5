"""Importance against performance: where an element stands when both are uncertain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from analytics.importance import ImportanceResult
from analytics.kind_checks import all_of_kind, of_kind
from analytics.priorities import Need
from analytics.results import Interval

Quadrant = Literal["fix_first", "keep_up", "low_priority", "beyond_need", "unclear"]


@dataclass(frozen=True)
class PlacedElement:
    """One element between importance and performance; `quadrant` is "unclear" near a line."""

    key: str
    importance: float
    performance: Fraction
    interval: Interval
    quadrant: Quadrant


def quadrants(needs: Sequence[Need], importance: ImportanceResult) -> tuple[PlacedElement, ...]:
    """Place elements between what matters and how it does.

    Parameters
    ----------
    needs : sequence of Need
        Their target is the line of performance.
    importance : ImportanceResult
        The line of importance is the even share: R^2 over the number of elements with a share.

    Returns
    -------
    tuple of PlacedElement
        In the order of `needs`, without elements that have no share; empty where importance is
        undefined. "fix_first": more important than even, below the target; "keep_up": more
        important, target reached; "low_priority": less important, below; "beyond_need": less
        important, reached; "unclear" where either interval reaches over its line.

    Raises
    ------
    ValueError
        Never: elements that only one of the two knows are left out.

    Source
    ------
    Martilla, J. A. and James, J. C. (1977), Journal of Marketing 41(1), 77-79.

    Examples
    --------
    >>> quadrants([], ImportanceResult(3, None, (), "too_few_answers"))
    ()
    """
    line = importance_line(importance)
    if line is None:
        return ()
    shares = {share.key: share for share in importance.shares}
    placed = []
    for need in all_of_kind(needs, Need, "a need"):
        share = shares.get(need.key)
        if share is None or share.share_0_1 is None or share.interval is None:
            continue
        quadrant = _quadrant(need, share.interval, line)
        measured = (share.share_0_1, need.mean, need.interval)
        placed.append(PlacedElement(need.key, *measured, quadrant))
    return tuple(placed)


def importance_line(importance: ImportanceResult) -> float | None:
    """Give the share each element would have if all mattered alike.

    Parameters
    ----------
    importance : ImportanceResult

    Returns
    -------
    float or None
        R^2 over the number of elements with a share; None where importance is undefined.

    Raises
    ------
    ValueError
        Never.

    Source
    ------
    As `quadrants`: crosshairs at the mean.

    Examples
    --------
    >>> importance_line(ImportanceResult(3, None, (), "too_few_answers")) is None
    True
    """
    r_squared = of_kind(importance, ImportanceResult, "importance").r_squared
    if r_squared is None:
        return None
    return r_squared / sum(s.share_0_1 is not None for s in importance.shares)


def _quadrant(need: Need, share: Interval, line: float) -> Quadrant:
    if need.standing == "unclear" or share.low <= line <= share.high:
        return "unclear"
    if share.low > line:
        return "fix_first" if need.standing == "below" else "keep_up"
    return "low_priority" if need.standing == "below" else "beyond_need"
