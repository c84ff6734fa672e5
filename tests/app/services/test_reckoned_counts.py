"""What a reader can reckon of hidden counts from shown ones, as no count is negative or broken.

The audit of views asks what follows from sums alone. This asks for more, by integer programming:
whether all that is said of a year, a withheld number's reason too, leaves a hidden count of fewer
than k only one value. SciPy's `milp` (HiGHS) answers that; none of our code does.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from app.clock import Period
from app.database import db
from app.models.responses import Response
from app.services import scores
from app.services.score_subjects import COUNTER, SERVICE, UNIT
from app.services.score_views import Reading
from app.services.scores import Score
from app.services.scoring_rules import K
from app.services.shown_tallies import Withheld
from tests.factories.all_views import periods_of
from tests.factories.evaluator_systems import release_answers
from tests.factories.organisation import Office, an_office
from tests.factories.responses import stored_rows

MONTHS = (1, 2, 4)
WEIGHTS = (6, 3, 1)
RATED = ((4, 4, 3, 4, 4, 4, 4, 4, 4), (3,) * 9, (2, 3, 3, 3, 4, 4, 4, 4, 4))
MOST = 200


@dataclass(frozen=True)
class Said:
    """What is said of one count: which cells it adds up, the least and the most it may be.

    `words` are the reading and reason of a hidden one.
    """

    cells: np.ndarray
    least: float
    most: float
    count: int
    words: tuple[Reading, Withheld] | None


# Years in which 23 and 21 hidden counts followed while it was said which parts had no answers.
@pytest.mark.parametrize("seed", [4, 10])
def test_no_hidden_count_is_left_a_single_value(seed, app, scope, now) -> None:
    office = an_office(scope, now, counters=3, services=3, year=2025)
    _answer(office, random.Random(seed))  # noqa: S311
    release_answers(scope, now)
    said = _understood(list(_all_that_is_said(scope, office)))

    hidden = [one for one in said if one.words and 0 < one.count < K]
    reckoned = [one for one in hidden if _has_one_value(one, said)]

    assert len(hidden) >= 20
    assert sum(not one.words for one in said) >= 30
    assert not reckoned


def _answer(office: Office, drawn: random.Random) -> None:
    for _ in range(drawn.randint(60, 120)):
        stored_rows(
            office,
            [drawn.choice(RATED)],
            counter=drawn.choices(range(3), WEIGHTS)[0],
            service_id=drawn.choices(office.services, WEIGHTS)[0].id,
            day=date(2025, drawn.choice(MONTHS), 5),
            is_verified=drawn.random() < 0.12,
            is_flagged=drawn.random() < 0.06,
        )


def _all_that_is_said(scope, office: Office) -> Iterator[Said]:
    """Of the unit, its counters and services, in each period and reading."""
    cells = list(
        product(
            (counter.id for counter in office.counters),
            (service.id for service in office.services),
            MONTHS,
            (False, True),
            (False, True),
        )
    )
    counts = _counts(cells)
    for period, reading in product(periods_of("2025"), Reading):
        found = scores.overview(scope, office.unit.id, period, reading=reading)
        for score in (found.unit, *found.counters, *found.services):
            counted = np.array([_counts_cell(score, period, *cell) for cell in cells], float)
            if counted.any() or score.subject.kind == UNIT:
                yield _said(score, counted, int(counted @ counts))


def _counts(cells: list[tuple]) -> np.ndarray:
    place = {cell: number for number, cell in enumerate(cells)}
    counts = np.zeros(len(cells))
    for row in db.session.scalars(db.select(Response)):
        cell = (row.counter_id, row.service_id, row.day.month, row.is_verified, row.is_flagged)
        counts[place[cell]] += 1
    return counts


def _counts_cell(
    score: Score, period: Period, counter: int, service: int, month: int, verified: bool, flagged
) -> bool:
    own = {UNIT: score.subject.id, COUNTER: counter, SERVICE: service}[score.subject.kind]
    in_period = month in {day.month for day in period.each_month()}
    read = {Reading.ALL: True, Reading.VERIFIED: verified, Reading.UNFLAGGED: not flagged}
    return own == score.subject.id and in_period and read[score.reading]


def _said(score: Score, counted: np.ndarray, count: int) -> Said:
    """A number that is behind tells the least; a reason tells nothing yet."""
    if score.n is not None:
        return Said(counted, score.n, score.n if score.n == count else np.inf, count, None)
    assert score.withheld is not None
    return Said(counted, 0, np.inf, count, (score.reading, score.withheld))


def _understood(said: Sequence[Said]) -> list[Said]:
    """With what a reader knows who knows when each reason is given: never of none, only of none."""
    given = {one.words: [other.count for other in said if other.words == one.words] for one in said}
    return [
        replace(one, least=min(1, *given[one.words]), most=np.inf if any(given[one.words]) else 0)
        if one.words
        else one
        for one in said
    ]


def _has_one_value(asked: Said, said: list[Said]) -> bool:
    rows = np.array([one.cells for one in said])
    allowed = LinearConstraint(rows, [one.least for one in said], [one.most for one in said])
    ends = [_least(sign * asked.cells, allowed) for sign in (1, -1)]
    return None not in ends and ends[0] == -(ends[1] or 0)


def _least(weights: np.ndarray, allowed: LinearConstraint) -> int | None:
    """The least of a weighted sum of whole counts; None where there is none or no time."""
    found = milp(
        weights,
        constraints=allowed,
        integrality=np.ones(len(weights)),
        bounds=Bounds(0, MOST),
        options={"time_limit": 5},
    )
    return None if found.fun is None else round(found.fun)
