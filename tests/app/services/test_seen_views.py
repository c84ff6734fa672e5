"""Over all views together, nothing that is shown gives fewer than five answers away."""

from __future__ import annotations

import json
import random
from datetime import date

import pytest
from flask import Flask

from analytics.disclosure import safe_views
from app.clock import Period
from app.database import transaction
from app.models.organisation import Unit
from app.services import publications, scores
from app.services.releases import release
from app.services.scoring_rules import K
from app.services.seen_views import _seen_in_tree
from app.services.tallies import rebuild_daily_tallies
from tests.factories.all_views import released_groups, seen_totals, stored_groups
from tests.factories.eavesdropper import small_groups_that_follow
from tests.factories.evaluator_systems import let_steps_tell_ratings, release_answers
from tests.factories.organisation import Office, an_office
from tests.factories.responses import stored_rows

YEAR = Period.parse("2025")
JUNE = Period.parse("2026-06")
RATINGS = [(4, 4, 3, 4, 4, 4, 4, 4, 4), (3,) * 9, (4,) * 9, (2, 3, 3, 3, 4, 4, 4, 4, 4)]


def a_year(office: Office, drawn: random.Random, busy: float) -> None:
    """Answers of a year that is over: unequal counters, services and months."""
    for counter, _ in enumerate(office.counters):
        for month in drawn.sample(range(1, 13), 5):
            for _ in range(int(drawn.expovariate(1) * busy)):
                service = drawn.choice([None, *(kind.id for kind in office.services)])
                stored_rows(
                    office,
                    [drawn.choice(RATINGS)],
                    counter=counter,
                    day=date(2025, month, drawn.randint(1, 28)),
                    service_id=service,
                    is_verified=drawn.random() < 0.5,
                    is_flagged=drawn.random() < 0.2,
                )


def what_follows(scope, units: list[Unit], groups: dict[str, int]) -> list[tuple[str, ...]]:
    """The small groups that follow from all that can be seen."""
    totals = seen_totals(scope, units, "2025", groups)
    assert totals
    return small_groups_that_follow(groups, totals.values(), K)


@pytest.mark.parametrize("seed", range(4))
def test_nothing_small_follows_from_the_scores_of_a_unit(seed: int, app: Flask, scope, now) -> None:
    office = an_office(scope, now, counters=3, services=2, year=2025)
    a_year(office, random.Random(seed), busy=(2.0, 5.0, 9.0, 3.0)[seed])  # noqa: S311
    rebuild_daily_tallies(scope, now)
    release(scope, now)

    for code in ("2025-Q1", "2025-03", "2025")[: seed % 4]:
        publications.close_period(scope, now, office.unit.id, Period.parse(code))

    assert what_follows(scope, [office.unit], released_groups()) == []


@pytest.mark.parametrize("most_together", [30_000_000, 0])
@pytest.mark.parametrize("seed", range(2))
def test_nor_from_a_unit_with_others_under_it(
    seed: int, most_together: int, app: Flask, scope, now, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.services.seen_views.MOST_TOGETHER", most_together)
    top = an_office(scope, now, counters=1, year=2025)
    below = [
        an_office(scope, now, agency=top.agency, code=f"U{n}", name=f"UPT {n}", year=2025)
        for n in range(2)
    ]
    with transaction() as session:
        for office in below:
            session.add(office.unit)
            office.unit.parent_id = top.unit.id
            office.unit.path = f"{top.unit.path}{office.unit.id}/"
    drawn = random.Random(seed)  # noqa: S311
    for office in (top, *below):
        a_year(office, drawn, busy=3.0)
    rebuild_daily_tallies(scope, now)
    release(scope, now)
    publications.close_period(scope, now, below[0].unit.id, YEAR)

    units = [office.unit for office in (top, *below)]
    assert what_follows(scope, units, released_groups()) == []


def test_nor_when_nothing_of_a_closed_period_may_be_seen(app: Flask, scope, now) -> None:
    office = an_office(scope, now, counters=4, services=2, year=2025)
    a_year(office, random.Random(111), busy=2)  # noqa: S311
    rebuild_daily_tallies(scope, now)
    release(scope, now)
    frozen = publications.close_period(scope, now, office.unit.id, Period.parse("2025-Q1"))

    assert json.loads(frozen.content)["seen"] == []
    assert what_follows(scope, [office.unit], released_groups()) == []


def test_planted_list_of_every_view_is_seen_to_leak(
    app: Flask, scope, now, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = an_office(scope, now, counters=3, services=2, year=2025)
    a_year(office, random.Random(1), busy=4.0)  # noqa: S311
    rebuild_daily_tallies(scope, now)
    monkeypatch.setattr(
        "app.services.view_audit.safe_views", lambda _sizes, views, _k, **_: [True] * len(views)
    )
    monkeypatch.setattr("analytics.seen_sums.has_marked_union", lambda *_, **__: False)
    release(scope, now)

    assert what_follows(scope, [office.unit], stored_groups()) != []


OF_ONE_MIND = [(3, 3, 1, 4, 2, 4, 2, 3, 2), (4, 2, 1, 3, 4, 2, 3, 2, 4)]
# Two of ten say what they think of the costs.
SKIPPED = [*[(3, 3, 3, None, 3, 4, 4, 3, 4)] * 4, (3, 3, 3, 2, 3, 4, 4, 3, 4)]


def rest_of(scope, office: Office, key: str) -> tuple[int, int]:
    """Answers to an element, and their sum, of a unit less all counters that are shown."""
    june = Period.parse("2025-06")
    whole = scores.unit_score(scope, office.unit.id, june).result
    assert whole
    counters = [one.result for one in scores.counter_scores(scope, office.unit.id, june)]
    parts = [result.element(key) for result in counters if result]
    n, total = whole.element(key).n, whole.element(key).sum
    return n - sum(part.n for part in parts), total - sum(part.sum for part in parts)


@pytest.mark.parametrize(("ratings", "key"), [(OF_ONE_MIND * 8, "waktu"), (SKIPPED * 2, "biaya")])
def test_two_counters_together_give_no_element_away(
    ratings: list[tuple[int | None, ...]], key: str, app: Flask, scope, now, monkeypatch
) -> None:
    """Neither is shown by itself, and no more may their sum follow from unit and neighbour."""
    let_steps_tell_ratings(monkeypatch)
    office = an_office(scope, now, counters=3, year=2025)
    stored_rows(office, RATINGS * 8, day=date(2025, 6, 3))
    for counter in (1, 2):
        stored_rows(office, ratings, counter=counter, day=date(2025, 6, 3))
    release_answers(scope, now)

    n, total = rest_of(scope, office, key)
    assert n >= K
    assert total > 2 * n

    planted: dict[str, None] = {"parts": None, "least": None}
    monkeypatch.setattr(
        "app.services.view_audit.safe_views",
        lambda *given, **said: safe_views(*given, **said | planted),
    )
    _seen_in_tree.cache_clear()
    n, total = rest_of(scope, office, key)
    _seen_in_tree.cache_clear()
    assert n < K or total == n


def test_what_a_closed_period_shows_stays_shown(app: Flask, scope, now) -> None:
    office = an_office(scope, now, counters=3, services=2, year=2025)
    a_year(office, random.Random(3), busy=6.0)  # noqa: S311
    rebuild_daily_tallies(scope, now)
    release(scope, now)
    quarter = Period.parse("2025-Q1")
    publications.close_period(scope, now, office.unit.id, quarter)
    shown = {s.subject for s in scores.counter_scores(scope, office.unit.id, quarter) if s.n}

    stored_rows(office, RATINGS * 3, counter=1, day=date(2025, 2, 3))
    rebuild_daily_tallies(scope, now)
    release(scope, now)

    after = {s.subject for s in scores.counter_scores(scope, office.unit.id, quarter) if s.n}
    assert after == shown
