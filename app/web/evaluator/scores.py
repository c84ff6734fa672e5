"""Scores of units, counters and services."""

from __future__ import annotations

from app.access import Scope
from app.clock import Period
from app.services import scores
from app.web.evaluator.operations import operation
from app.web.evaluator.parameters import ScoreListQuery, ScoreQuery
from app.web.evaluator.score_replies import score_reply
from app.web.evaluator.score_schemas import ScoreReply
from app.web.wording import N_

SCORES = N_("Nilai")


@operation(
    "/units/{unit_id}/scores/{period}",
    tag=SCORES,
    summary=N_("Nilai sebuah unit pada satu periode"),
    query=ScoreQuery,
    reply=ScoreReply,
)
def show_unit_score(scope: Scope, query: ScoreQuery, unit_id: int, period: Period) -> ScoreReply:
    """The score of a unit with everything under it."""
    return score_reply(
        scores.unit_score(scope, unit_id, period, reading=query.reading, version=query.version)
    )


@operation(
    "/units/{unit_id}/scores/{period}/counters",
    tag=SCORES,
    summary=N_("Nilai loket-loket sebuah unit, berdampingan"),
    query=ScoreListQuery,
    reply=ScoreReply,
)
def list_counter_scores(
    scope: Scope, query: ScoreListQuery, unit_id: int, period: Period
) -> list[ScoreReply]:
    """The scores of a unit's counters."""
    found = scores.counter_scores(
        scope, unit_id, period, reading=query.reading, version=query.version
    )
    return [score_reply(score) for score in found]


@operation(
    "/units/{unit_id}/scores/{period}/services",
    tag=SCORES,
    summary=N_("Nilai jenis-jenis layanan sebuah unit, berdampingan"),
    query=ScoreListQuery,
    reply=ScoreReply,
)
def list_service_scores(
    scope: Scope, query: ScoreListQuery, unit_id: int, period: Period
) -> list[ScoreReply]:
    """The scores of a unit's service types; subject 0 holds answers without one."""
    found = scores.service_scores(
        scope, unit_id, period, reading=query.reading, version=query.version
    )
    return [score_reply(score) for score in found]


@operation(
    "/counters/{counter_id}/scores/{period}",
    tag=SCORES,
    summary=N_("Nilai satu loket pada satu periode"),
    query=ScoreQuery,
    reply=ScoreReply,
)
def show_counter_score(
    scope: Scope, query: ScoreQuery, counter_id: int, period: Period
) -> ScoreReply:
    """The score of one counter."""
    return score_reply(
        scores.counter_score(
            scope, counter_id, period, reading=query.reading, version=query.version
        )
    )


@operation(
    "/services/{service_id}/scores/{period}",
    tag=SCORES,
    summary=N_("Nilai satu jenis layanan pada satu periode"),
    query=ScoreQuery,
    reply=ScoreReply,
)
def show_service_score(
    scope: Scope, query: ScoreQuery, service_id: int, period: Period
) -> ScoreReply:
    """The score of one service type."""
    return score_reply(
        scores.service_score(
            scope, service_id, period, reading=query.reading, version=query.version
        )
    )
