"""The page of coaching: how many citizens were asked for a certain rating, by counter and month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from flask_babel import gettext as _

from app.access import Scope
from app.clock import now
from app.documents.numbers import INTERVAL_DASH, percent_shown, whole_shown
from app.services.coaching import (
    CoachingShare,
    counter_shares,
    month_shares,
    pooled_share,
)
from app.web.manager.unit_frame import UnitFrame, unit_frame
from app.web.period_names import month_name
from app.web.score_card import language

SECTION = "pendampingan"
Row = tuple[str, ...]


@dataclass(frozen=True)
class CoachingPage:
    """The tables of a unit over a period; no rows while nothing may be told."""

    frame: UnitFrame
    counters: tuple[Row, ...] = ()
    months: tuple[Row, ...] = ()


def coaching_page(scope: Scope, unit_id: int, code: str | None) -> CoachingPage:
    """The page over the asked period, or over the last year that has answers."""
    frame = unit_frame(scope, unit_id, code, SECTION)
    if frame.asked is None:
        return CoachingPage(frame)
    counters = list(counter_shares(scope, unit_id, frame.asked))
    together = pooled_share(scope, unit_id, frame.asked, now())
    if together:
        counters.append(replace(together, name=_("Loket lain bersama-sama")))
    return CoachingPage(
        frame,
        counters=_rows(counters),
        months=_rows(month_shares(scope, unit_id, frame.asked, now())),
    )


def _rows(shares: Sequence[CoachingShare]) -> tuple[Row, ...]:
    """Name, share of "no" with its interval, n, and how many said each thing."""
    return tuple(
        (
            month_name(held.month) if held.month else held.name,
            percent_shown(held.share_0_1, language()) if held.share_0_1 is not None else "–",
            _limits(held),
            _count((held.alone or 0) + (held.asked_for or 0)),
            _count(held.asked_for),
            _count(held.alone),
            _count(held.unsaid),
        )
        for held in shares
    )


def _count(n: int | None) -> str:
    return whole_shown(n, language()) if n else _("kurang dari 5")


def _limits(held: CoachingShare) -> str:
    if held.interval is None:
        return INTERVAL_DASH
    limits = (Fraction(held.interval.low), Fraction(held.interval.high))
    return INTERVAL_DASH.join(percent_shown(limit, language()) for limit in limits)
