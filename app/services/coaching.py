"""Taking in whether a citizen filled in alone, and the shares that the inspectorate reads."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

import sqlalchemy as sa
from scipy.special import ndtri

from analytics.results import Interval
from analytics.score_limits import wilson_limits
from app.access import Scope, unaudited
from app.clock import Period
from app.database import db, insert, random_id, turn_to_write
from app.models.coaching import AskedReceipt, CoachingAnswer, SelfFilled
from app.queries import coaching
from app.services.coaching_releases import first_open_month
from app.services.scoring_rules import K

LEVEL = 0.95
METHOD = "wilson"
_PART_BYTES = 12


@dataclass(frozen=True)
class CoachingShare:
    """What was released of one counter or month; counts under k are None.

    The share is of those who said no among those who said yes or no, and None while either is
    under k.
    """

    name: str
    month: date | None
    alone: int | None
    asked_for: int | None
    unsaid: int | None
    share_0_1: Fraction | None
    interval: Interval | None


def question_receipt(secret: bytes, counter_id: int, month: Period, submission_key: str) -> str:
    """What the thanks for a stored answer carry, for one answer to the question at its counter.

    It comes from the form's key, so that a form sent again leads to the same one, whatever else was
    changed in it. The key is kept nowhere, so nobody can make it from what is stored.
    """
    holder = hmac.digest(secret, f"asked|{submission_key}".encode(), "sha256")[:_PART_BYTES]
    return _proved(secret, counter_id, month, holder)


def month_of_question(
    secret: bytes, counter_id: int, receipt: str, months: Iterable[Period]
) -> Period | None:
    """Which of these months a question receipt was given in at this counter, if any."""
    try:
        holder = base64.urlsafe_b64decode(receipt.encode())[:_PART_BYTES]
    except ValueError:
        return None
    given = (m for m in months if _is_proved(secret, counter_id, m, holder, receipt))
    return next(given, None)


def _is_proved(secret: bytes, counter_id: int, month: Period, holder: bytes, receipt: str) -> bool:
    right = _proved(secret, counter_id, month, holder)
    return hmac.compare_digest(receipt.encode(), right.encode())


def _proved(secret: bytes, counter_id: int, month: Period, holder: bytes) -> str:
    told = f"asked|{counter_id}|{month.code}|".encode()
    proof = hmac.digest(secret, told + holder, "sha256")[:_PART_BYTES]
    return base64.urlsafe_b64encode(holder + proof).decode("ascii")


@unaudited("a citizen's send leaves no event, or its time would be kept (decisions 10)")
def record_coaching(counter_id: int, month: Period, answer: SelfFilled, receipt: str) -> bool:
    """Store an answer unless this receipt's holder answered before; says whether it was stored.

    The question receipt is kept as a hash in a table of its own: nothing leads from there to the
    answer, nor from either to the ratings.
    """
    used = hashlib.sha256(f"coaching|{receipt}".encode()).digest()
    row = {"id": random_id(), "counter_id": counter_id, "month": month.first_day, "answer": answer}
    with turn_to_write(), db.engine.begin() as connection:
        statement = insert(AskedReceipt.__table__).on_conflict_do_nothing()
        counted = statement.execution_options(preserve_rowcount=True)
        is_first = connection.execute(counted, {"id": used}).rowcount == 1
        if is_first:
            connection.execute(sa.insert(CoachingAnswer.__table__), row)
    return is_first


def counter_shares(scope: Scope, unit_id: int, period: Period) -> tuple[CoachingShare, ...]:
    """The shares of each counter over a period, by the counters' names."""
    rows = coaching.released(scope, unit_id, period.first_day, period.last_day)
    counters = dict.fromkeys((row.counter_id, row.counter) for row in rows)
    return tuple(
        _share(name, None, [row for row in rows if row.counter_id == counter_id])
        for counter_id, name in counters
    )


def pooled_share(scope: Scope, unit_id: int, period: Period, now: datetime) -> CoachingShare | None:
    """The share of all counters together that got too few answers of a kind to be told apart.

    Only of months that take no more answers, so that it moves with none; None where even together
    they are under k.
    """
    rows = _pooled(scope, unit_id, period, now)
    return _share("", None, rows) if rows else None


def month_shares(
    scope: Scope, unit_id: int, period: Period, now: datetime
) -> tuple[CoachingShare, ...]:
    """The shares of the unit in each month of a period, the oldest first."""
    rows = [
        *coaching.released(scope, unit_id, period.first_day, period.last_day),
        *_pooled(scope, unit_id, period, now),
    ]
    months = sorted({row.month for row in rows})
    return tuple(_share("", month, [r for r in rows if r.month == month]) for month in months)


def _pooled(scope: Scope, unit_id: int, period: Period, now: datetime) -> Sequence[sa.Row]:
    months = (period.first_day, period.last_day)
    return coaching.pooled(scope, unit_id, months, first_open_month(now), few=K)


def _share(name: str, month: date | None, rows: Iterable[sa.Row]) -> CoachingShare:
    sums = dict.fromkeys(SelfFilled, 0)
    for row in rows:
        sums[row.answer] += int(row.n)
    alone, asked_for, unsaid = (sums[kind] or None for kind in SelfFilled)
    n = (alone or 0) + (asked_for or 0)
    share = Fraction(asked_for, n) if alone and asked_for else None
    return CoachingShare(name, month, alone, asked_for, unsaid, share, _interval(share, n))


def _interval(share_0_1: Fraction | None, n: int) -> Interval | None:
    if share_0_1 is None:
        return None
    low, high = wilson_limits(float(share_0_1), n, float(ndtri((1 + LEVEL) / 2)))
    return Interval(float(low), float(high), LEVEL, METHOD)
