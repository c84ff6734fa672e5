"""Days of groups: R's numbers, never a smaller variance, and few identical groups told apart."""

import numpy as np
import pytest

from analytics.cluster_sums import ClusterSums
from analytics.comparison import compare
from analytics.day_effects import DayEffect, GroupDays, day_effects, effect_from_elsewhere
from analytics.inputs import Tally
from analytics.mean_index import ni_variance
from tests.analytics.conftest import ITEMS

FAMILIES = 60


@pytest.fixture
def group_of():
    """Makes a group of the tallies of its days."""
    return lambda days: GroupDays(Tally.merged(days), ClusterSums.of_tallies(days))


@pytest.fixture
def made_groups(made_sheets, tallies_by, group_of):
    """The groups of R's file: complete sheets by service and day."""
    complete = [row for row in made_sheets if all(row[key] for key in ITEMS)]
    return {
        service: group_of(
            list(
                tallies_by(
                    [row for row in complete if row["layanan"] == service], "tanggal"
                ).values()
            )
        )
        for service in ("Izin", "KTP", "Pajak", "SKCK")
    }


def test_effects_are_those_of_r_survey_and_aov(made_groups, rule, reference_rows) -> None:
    rows = {row["group"]: row for row in reference_rows("group_days.csv")}
    found = dict(zip(made_groups, day_effects(list(made_groups.values()), rule), strict=True))

    pooled = {
        group: 1 + (float(row["together"]) - 1) * float(row["alike"]) for group, row in rows.items()
    }
    for group in ("Izin", "KTP", "SKCK"):
        own = float(rows[group]["variance"]) / float(rows[group]["independent"])
        expected = max(1.0, own, pooled[group])
        assert found[group].factor == pytest.approx(expected, rel=1e-9)
        assert found[group].degrees == int(rows[group]["days"]) - 1
    # A group of 7 days is no measure of its own: it takes the pooled effect.
    assert found["Pajak"].factor == pytest.approx(pooled["Pajak"], rel=1e-9)
    assert found["Pajak"].degrees == 7
    spread = 25**2 * float(rows["KTP"]["pooled_spread"])
    assert found["KTP"].least == pytest.approx(pooled["KTP"] * spread / 57, rel=1e-9)


def test_own_variance_is_that_of_r_to_the_eighth_digit(made_groups, rule, reference_rows) -> None:
    (row,) = (row for row in reference_rows("group_days.csv") if row["group"] == "KTP")
    (effect,) = day_effects([made_groups["KTP"]], rule)

    clustered = effect.factor * float(ni_variance(made_groups["KTP"].whole, rule))

    assert clustered == pytest.approx(float(row["variance"]), rel=1e-8)


def test_too_few_days_or_equal_sheets_say_nothing(group_of, rule, tally_of) -> None:
    moods = [tally_of([[3 + day % 2] * 9] * 3) for day in range(9)]
    equal = [tally_of([[4] * 9] * 3)] * 12

    assert day_effects([group_of(moods), group_of(equal)], rule) is None
    assert day_effects([GroupDays(Tally.merged(moods), None)], rule) is None
    assert day_effects([], rule) is None


def test_days_that_are_alike_never_make_a_group_surer(group_of, rule, tally_of) -> None:
    days = [tally_of([[4] * 9, [3] * 9])] * 12

    (effect,) = day_effects([group_of(days)], rule)

    assert (effect.factor, effect.degrees) == (1.0, 11.0)


def test_an_effect_from_elsewhere_never_narrows() -> None:
    assert effect_from_elsewhere(0.4, 5) == DayEffect(1.0, 4.0)


def test_days_of_other_elements_are_refused(rule, tally_of) -> None:
    days = ClusterSums(("waktu",), [[3]] * 10, [[9]] * 10)

    with pytest.raises(ValueError, match="days have"):
        day_effects([GroupDays(tally_of([[4] * 9, [3] * 9]), days)], rule)


def moody(random, days: int, *, level: float = 0.7) -> GroupDays:
    """Days with a mood of their own, which all of their 6 sheets share."""
    moods = np.clip(random.normal(level, 0.25, days), 0.02, 0.98)
    ratings = 3 + (random.random((days, 6)) < moods[:, None]).astype(np.uint8)
    sums = ClusterSums(("puas",), np.full((days, 1), 6), ratings.sum(axis=1, keepdims=True))
    return GroupDays(Tally.from_ratings(ratings.reshape(-1, 1), ("puas",), 1, 4), sums)


def told_apart(groups: dict[str, GroupDays], rule, *, by_day: bool) -> bool:
    days = {key: group.days for key, group in groups.items()} if by_day else None
    found = compare({key: group.whole for key, group in groups.items()}, rule, days)
    assert found.allows_for_days is by_day
    return len(found.bands) > 1


def test_identical_groups_with_moods_of_days_are_seldom_told_apart(pulse_rule) -> None:
    random = np.random.default_rng(4)
    families = [{str(place): moody(random, 15) for place in range(6)} for _ in range(FAMILIES)]

    with_days = sum(told_apart(family, pulse_rule, by_day=True) for family in families)
    without = sum(told_apart(family, pulse_rule, by_day=False) for family in families)

    assert with_days / FAMILIES <= 0.05
    assert without / FAMILIES > 0.15


def test_a_group_that_truly_differs_is_still_found(pulse_rule) -> None:
    random = np.random.default_rng(5)
    groups = {str(place): moody(random, 60) for place in range(6)}

    assert told_apart(groups | {"worse": moody(random, 60, level=0.3)}, pulse_rule, by_day=True)


def test_a_group_without_known_days_is_as_unsure_as_the_others(pulse_rule) -> None:
    random = np.random.default_rng(6)
    known, unknown = moody(random, 20), moody(random, 20)

    effects = day_effects([known, unknown._replace(days=None)], pulse_rule)

    assert effects[0].factor >= effects[1].factor > 1.5
    assert effects[1].degrees == 9


def test_a_group_whose_few_days_were_alike_is_not_surer_than_the_others(pulse_rule) -> None:
    random = np.random.default_rng(6)
    known, equal = moody(random, 20), moody(random, 4, level=9.0)
    found = compare(
        {"known": known.whole, "equal": equal.whole},
        pulse_rule,
        {"known": known.days, "equal": equal.days},
    )

    assert found.groups[1].raw.variance > found.groups[0].raw.variance
    assert len(found.bands) == 1


def test_a_group_of_few_days_with_many_sheets_each_is_less_sure_than_the_others(pulse_rule) -> None:
    random = np.random.default_rng(6)
    known, ratings = moody(random, 20), np.repeat([[3], [4], [4], [4]], 30, axis=0)
    crowded = GroupDays(
        Tally.from_ratings(ratings, ("puas",), 1, 4),
        ClusterSums(("puas",), [[60]] * 2, [[210], [240]]),
    )

    usual, few = day_effects([known, crowded], pulse_rule)

    assert few.factor > 3 * usual.factor
