"""Judging days: what stands out, what does not, and the bars of the attack set."""

from __future__ import annotations

import numpy as np
import pytest

from analytics.day_summaries import DaySummary, summary_of
from analytics.response_quality import Reason, judged_days
from tests.analytics.attacks import simulation
from tests.analytics.attacks.simulation import BARRED, HIGH, ITEMS, LOW, SCENARIOS
from tests.analytics.attacks.verdicts import found_in, received, summaries
from tests.analytics.test_own_history import a_day, usual_days


def reasons_of(days) -> set[Reason]:
    return set(judged_days(days)[-1].reasons)


def test_no_days_give_no_judgement() -> None:
    assert judged_days([]) == ()


def test_usual_days_have_no_reasons() -> None:
    assert not [day for day in judged_days(usual_days(80)) if day.reasons]


@pytest.mark.parametrize(
    ("odd", "expected"),
    [
        (a_day(99, n=40, points=56), {Reason.MORE_THAN_USUAL}),
        (a_day(99, n=6, points=150), {Reason.WORSE_THAN_USUAL}),
        (a_day(99, n=6, points=9, flagged=6), {Reason.MANY_FLAGGED}),
    ],
)
def test_a_day_is_named_for_what_is_odd_about_it(odd: DaySummary, expected: set) -> None:
    assert reasons_of([*usual_days(40), odd]) == expected


def test_far_better_days_than_usual_stand_out_where_there_is_room_above() -> None:
    days = [a_day(day, n=6, points=70 + day % 5) for day in range(40)]

    assert Reason.BETTER_THAN_USUAL in reasons_of([*days, a_day(99, n=12, points=0)])


def test_straight_lining_alone_is_no_reason() -> None:
    days = [DaySummary(1, day, 6, 6, 6 * (day == 99), 0, 9, 17, 27) for day in [*range(45), 99]]

    assert reasons_of(days) == set()
    assert judged_days(days)[-1].evidence.n_straightlined == 6


def test_several_attacked_days_do_not_hide_one_another() -> None:
    attacked = [a_day(100 + number, n=30, points=700) for number in range(3)]
    judged = judged_days([*usual_days(60), *attacked])

    assert all(day.reasons for day in judged[-3:])


def test_fewer_than_five_sheets_are_not_judged_but_stand_in_the_history() -> None:
    days = [*usual_days(20), a_day(99, n=4, points=100, flagged=4)]
    judged = judged_days(days)

    assert (judged[-1].reasons, judged[-1].undefined) == (frozenset(), "too_few_sheets")
    assert judged[-1].evidence.isolation is None


def test_a_new_counter_is_judged_by_its_flags_alone() -> None:
    judged = judged_days([a_day(1, n=30, points=800), a_day(2, n=30, points=40, flagged=20)])

    assert [day.undefined for day in judged] == ["too_few_days"] * 2
    assert [set(day.reasons) for day in judged] == [set(), {Reason.MANY_FLAGGED}]
    assert judged[0].evidence.usual_n is None


def test_four_flags_are_never_many() -> None:
    assert reasons_of([*usual_days(40), a_day(99, n=5, points=9, flagged=4)]) == set()


def test_places_are_held_against_their_own_history_only() -> None:
    low = [a_day(day, n=6, points=80, place=2) for day in range(40)]

    assert not [day for day in judged_days([*usual_days(40), *low]) if day.reasons]


def test_the_order_of_days_changes_nothing() -> None:
    days = [*usual_days(60), a_day(99, n=30, points=700)]

    forth, back = judged_days(days), judged_days(days[::-1])[::-1]
    assert [day.reasons for day in forth] == [day.reasons for day in back]


def test_a_day_that_stands_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="stands twice"):
        judged_days([a_day(1), a_day(1)])


def test_two_questionnaires_are_refused() -> None:
    with pytest.raises(ValueError, match="expected one questionnaire"):
        judged_days([a_day(1), DaySummary(1, 2, 5, 5, 0, 0, 9, 17, 3)])


def test_every_number_of_the_evidence_is_finite() -> None:
    for day in judged_days([*usual_days(60), a_day(99, n=30, points=0)]):
        held = [value for value in vars(day.evidence).values() if value is not None]
        assert np.isfinite(held).all()


def test_honest_sheets_are_like_the_real_ones_they_stand_for(real) -> None:
    drawn = np.random.default_rng(7)
    rows = [[int(mark) for mark in simulation._honest_ratings(drawn)] for _ in range(20_000)]
    ratings, tally = np.array(rows), real("jepara").tally
    summary = summary_of(tally, 1, 1, 0)
    mean = summary.shortfall / (summary.n * summary.most)
    spread = summary.shortfall_squares / (summary.n * summary.most**2) - mean**2
    short = (HIGH - ratings).sum(axis=1) / (ITEMS * (HIGH - LOW))

    assert short.mean() == pytest.approx(mean, abs=0.005)
    assert short.var() == pytest.approx(spread, rel=0.1)
    straight = (ratings.min(axis=1) == ratings.max(axis=1)).mean()
    assert straight == pytest.approx(tally.n_straightlined / tally.n_complete, abs=0.04)


def test_the_frozen_attack_set_is_the_one_that_its_generator_writes(tmp_path) -> None:
    simulation.write_frozen(tmp_path / "again.csv")

    assert (tmp_path / "again.csv").read_bytes() == simulation.FROZEN.read_bytes()


@pytest.fixture(scope="module")
def frozen():
    """What is found in each office of the frozen set."""
    return {name: found_in(sheets) for name, sheets in simulation.read_frozen().items()}


@pytest.mark.parametrize("scenario", BARRED)
def test_attacks_of_the_frozen_set_are_found_by_day_and_by_sheet(frozen, scenario) -> None:
    found = frozen[scenario]

    assert found.attack_days_flagged >= 0.95 * found.attack_days > 0
    assert found.attack_sheets_flagged >= 0.95 * found.attack_sheets > 0


def test_honest_days_of_the_frozen_set_are_seldom_flagged(frozen) -> None:
    assert set(frozen) == set(SCENARIOS)
    judged = sum(found.honest_days_judged for found in frozen.values())
    flagged = sum(found.honest_days_flagged for found in frozen.values())

    assert judged > 500
    assert flagged <= 0.02 * judged


@pytest.mark.parametrize("scenario", BARRED)
def test_attacks_on_small_and_large_counters_are_found(scenario: str) -> None:
    offices = [simulation.attacked_office(scenario, 1000 + k, 60, k) for k in (0, 3, 7)]
    found = [found_in(sheets) for sheets in offices]

    assert sum(one.attack_days_flagged for one in found) >= 0.95 * 9
    assert sum(one.honest_days_flagged for one in found) <= 0.02 * sum(
        one.honest_days_judged for one in found
    )


def test_the_bars_would_see_a_judge_that_finds_nothing(monkeypatch) -> None:
    monkeypatch.setattr("analytics.response_quality.FALSE_DISCOVERIES", 0.0)
    monkeypatch.setattr("analytics.response_quality.CUT", 1.0)
    found = found_in(simulation.read_frozen()["staff_phone"])

    assert found.attack_days_flagged == 0


def test_a_bot_is_flagged_while_it_sends(frozen) -> None:
    assert frozen["bot"].attack_sheets_at_receipt == frozen["bot"].attack_sheets


def test_summaries_hold_every_sheet() -> None:
    sheets = simulation.honest_office(3, 10)

    assert sum(day.n for day in summaries(received(sheets))) == len(sheets)
