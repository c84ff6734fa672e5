"""Evidence on officers: nothing below the minimum, no rank, and identical officers stay alike."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.cluster_sums import ClusterSums
from analytics.individuals import LEAST_MIN_N, check_min_n, officers_evidence
from analytics.inputs import Tally
from analytics.officer_sheets import ITEMS, OfficerSheets


def of(code, fours, threes, group="Loket 1"):
    rows = [[4, 4]] * fours + [[3, 3]] * threes
    return OfficerSheets(code, group, Tally.from_ratings(np.array(rows, np.uint8), ITEMS, 1, 4))


MANY = [of(f"P{n}", 30, 10) for n in range(6)]


def by_code(found):
    return {one.code: one for one in found.officers}


def test_below_the_minimum_there_is_only_n():
    found = by_code(officers_evidence([*MANY, of("P9", 20, 14)]))["P9"]
    assert (found.n, found.reason) == (34, "too_few_answers")
    assert (found.own, found.shrunken, found.against_group) == (None, None, None)


def test_at_the_minimum_there_is_evidence():
    found = by_code(officers_evidence([*MANY, of("P9", 20, 15)]))["P9"]
    assert (found.n, found.reason) == (35, None)
    assert found.own.interval.low < found.own.value < found.own.interval.high
    assert found.shrunken is not None


def test_who_has_too_few_takes_no_part_in_the_comparison():
    with_few, without = (officers_evidence(sheets) for sheets in ([*MANY, of("P9", 0, 34)], MANY))
    assert with_few.officers[:6] == without.officers
    assert (with_few.groups[0].n_officers, with_few.groups[0].n_assessed) == (7, 6)


def test_officers_stand_by_group_and_code_whatever_their_score():
    sheets = [of("B", 40, 0), of("A", 0, 40), of("C", 20, 20), of("A", 40, 0, "Loket 0")]
    found = officers_evidence(sheets)
    places = [(one.group, one.code) for one in found.officers]
    assert places == sorted(places)
    assert [group.group for group in found.groups] == ["Loket 0", "Loket 1"]


def test_one_who_differs_by_much_is_told_and_the_others_are_not():
    found = by_code(officers_evidence([*MANY, of("P9", 0, 40)]))
    assert found["P9"].against_group.difference == "below"
    assert {found[f"P{n}"].against_group.difference for n in range(6)} == {"not_separable"}


def test_the_more_officers_are_compared_the_more_a_difference_must_be():
    elsewhere = [of(f"Q{n}", 30, 10, f"Loket {n}") for n in range(2, 40)]
    beside = [of(f"R{n}", 30, 10, f"Loket {n}") for n in range(2, 40)]
    sheets = [*MANY, of("P9", 20, 20)]
    few, many = (by_code(officers_evidence(s)) for s in (sheets, [*sheets, *elsewhere, *beside]))
    assert many["P9"].against_group.p_value > few["P9"].against_group.p_value


def test_a_single_officer_has_an_own_mean_and_no_comparison():
    found = officers_evidence(MANY[:1])
    assert found.groups[0].reason == "alone_in_group"
    assert found.officers[0].own is not None
    assert found.officers[0].against_group is None


def test_nobody_gives_nothing():
    assert officers_evidence([]).officers == ()


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 99), shape=st.permutations(range(6)))
def test_the_order_in_which_officers_come_does_not_matter(seed, shape):
    generator = np.random.default_rng(seed)
    sheets = [
        OfficerSheets(
            f"P{n}", "A", Tally.from_ratings(generator.integers(1, 5, (40, 2)), ITEMS, 1, 4)
        )
        for n in range(6)
    ]
    assert officers_evidence(sheets) == officers_evidence([sheets[place] for place in shape])


@pytest.mark.parametrize("n", [35, 100])
def test_a_thousand_identical_officers_are_not_told_apart(n):
    generator = np.random.default_rng(35)
    # Nearly all fours, as most real sheets are.
    pairs = np.array([[4, 4]] * 82 + [[3, 3]] * 7 + [[3, 4]] * 6 + [[4, 3]] * 5, np.uint8)
    families = 0
    for _ in range(20):
        drawn = pairs[generator.integers(0, 100, (50, n))]
        sheets = [
            OfficerSheets(f"P{place}", "A", Tally.from_ratings(rows, ITEMS, 1, 4))
            for place, rows in enumerate(drawn)
        ]
        found = officers_evidence(sheets).officers
        families += any(one.against_group.difference != "not_separable" for one in found)
    assert families <= 3


def test_a_minimum_below_20_is_refused():
    for min_n in (LEAST_MIN_N - 1, 0):
        with pytest.raises(ValueError, match=f"min_n is {min_n}; expected at least 20"):
            officers_evidence(MANY, min_n=min_n)
    with pytest.raises(ValueError, match="min_n"):
        check_min_n(35.5)


def test_an_officer_who_stands_twice_and_bad_levels_are_refused():
    with pytest.raises(ValueError, match="P0 stands twice in Loket 1"):
        officers_evidence([*MANY, MANY[0]])
    with pytest.raises(ValueError, match="family_error is 5"):
        officers_evidence(MANY, family_error=5)
    with pytest.raises(ValueError, match="level between 0 and 1"):
        officers_evidence(MANY, level=95)


def moody_officer(random, code: str, *, days: int = 12, level: float = 0.7) -> OfficerSheets:
    """Days with a mood of their own, which all of their 9 sheets share."""
    moods = np.clip(random.normal(level, 0.3, days), 0.02, 0.98)
    ratings = 3 + (random.random((days, 9, 1)) < moods[:, None, None]).astype(np.uint8)
    ratings = np.repeat(ratings, 2, axis=2)
    sums = ClusterSums(ITEMS, np.full((days, 2), 9), ratings.sum(axis=1, dtype=np.int64))
    return OfficerSheets(code, "A", Tally.from_ratings(ratings.reshape(-1, 2), ITEMS, 1, 4), sums)


def is_any_different(officers: list[OfficerSheets]) -> bool:
    judged = [one.against_group for one in officers_evidence(officers).officers]
    return any(one.difference != "not_separable" for one in judged)


@pytest.mark.parametrize("days", [12, 9])
def test_identical_officers_on_days_of_different_moods_are_seldom_called_different(days) -> None:
    random = np.random.default_rng(7)
    families = [
        [moody_officer(random, f"P{code}", days=days) for code in range(6)] for _ in range(25)
    ]

    with_days = sum(is_any_different(family) for family in families)
    without = sum(
        is_any_different([replace(one, days=None) for one in family]) for family in families
    )

    assert with_days <= 1
    assert without > 6


def test_an_officer_who_differs_on_all_days_is_found_and_it_says_that_days_count() -> None:
    random = np.random.default_rng(8)
    officers = [moody_officer(random, f"P{code}", days=40) for code in range(6)]
    found = officers_evidence([*officers, moody_officer(random, "P9", days=40, level=0.1)])

    assert found.allows_for_days
    assert found.officers[-1].against_group.difference == "below"
    assert not officers_evidence([replace(one, days=None) for one in officers]).allows_for_days
