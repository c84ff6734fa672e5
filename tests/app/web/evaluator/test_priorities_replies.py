"""From priorities to what the API answers."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from analytics.results import Interval
from app.services.drivers import ShownDriver, ShownLevel, UnitDrivers
from app.services.shown_tallies import Withheld
from app.web.evaluator.priorities_replies import needs_replies, priorities_reply
from tests.factories.needs import JUNE, SKM, some_matrix, some_priorities
from tests.factories.overall_sheets import overall_sheets

GOOD, SLOW = (4,) * 9, (4, 4, 2, 4, 4, 4, 4, 4, 4)
NONE = UnitDrivers(JUNE, "not_proven")


def test_numbers_become_text_with_a_point_and_a_sign() -> None:
    reply = priorities_reply(some_priorities([GOOD] * 10 + [SLOW] * 40), NONE)

    waktu = reply.elements[2]
    assert (waktu.n, waktu.mean, waktu.gap, waktu.standing) == (50, "2.400", "-1.132", "below")
    assert float(waktu.gap_interval_95[0]) < -1.132 < float(waktu.gap_interval_95[1])
    assert (waktu.lowest_chance, waktu.among_lowest_chance) == ("1.0000", "1.0000")
    assert reply.likely_lowest == ("waktu",)
    assert [element.key for element in reply.elements] == list(SKM.list_order)


def test_importance_has_shares_an_even_share_and_quadrants() -> None:
    reply = priorities_reply(some_priorities(overall_sheets(300)), NONE)

    waktu = reply.elements[2]
    low, high = map(float, waktu.importance_interval_95)
    assert low < float(waktu.importance) < high
    assert waktu.quadrant == "fix_first"
    assert (reply.importance.n, reply.importance.unavailable) == (300, None)
    assert (reply.importance.r_squared, reply.importance.even_share) == ("0.7813", "0.0868")
    total = sum(float(element.importance) for element in reply.elements)
    assert abs(total - float(reply.importance.r_squared)) < 0.001


def test_a_few_overall_answers_are_not_counted_out() -> None:
    sheets = overall_sheets(60) + [(*sheet[:9], None) for sheet in overall_sheets(60)]

    told = priorities_reply(some_priorities(sheets), NONE).importance

    assert (told.n, told.unavailable) == (None, "too_few_answers")


def test_a_withheld_unit_has_no_numbers() -> None:
    found = some_priorities([GOOD] * 40)
    withheld = replace(
        found, n=None, needs=None, withheld=Withheld.TOO_FEW, likely=(), rest_scores=()
    )

    reply = priorities_reply(withheld, UnitDrivers(JUNE, "too_few_low"))

    assert (reply.withheld, reply.n) == ("too_few", None)
    numbers = {
        value
        for element in reply.elements
        for name, value in element
        if name not in {"key", "name"}
    }
    assert numbers == {None}


def test_drivers_are_told_with_levels_and_only_at_least_so_many_sheets() -> None:
    level = ShownLevel("7", "Loket 7", 245, 0.12345, Interval(0.1, 0.15, 0.95, ""))
    driver = ShownDriver("counter", 0.0123456, Interval(-0.001, 0.02, 0.95, ""), (level,), True)
    drivers = UnitDrivers(JUNE, None, 1235, Fraction(1, 3), 0.2, 0.01, 0.002, (driver,))

    told = priorities_reply(some_priorities([GOOD] * 40), drivers).drivers

    assert (told.unavailable, told.n_at_least, told.low_share) == (None, 1235, "0.3333")
    (factor,) = told.factors
    assert (factor.importance, factor.interval_95) == ("0.012346", ("-0.001000", "0.020000"))
    assert factor.has_hidden_levels
    assert factor.levels[0].model_dump() == {
        "level": "7",
        "name": "Loket 7",
        "n_at_least": 245,
        "low_share": "0.1235",
        "low_share_interval_95": ("0.1000", "0.1500"),
    }


def test_a_matrix_has_a_reply_for_each_row_with_its_reason() -> None:
    matrix = some_matrix({"A": [GOOD] * 40}, {"B": "other_questionnaire"}, target="mean")

    first, second = needs_replies(matrix)

    assert (first.subject.name, first.n, first.target, first.left_out) == ("A", 40, "mean", None)
    assert first.elements[0].gap == "0.000"
    assert (second.left_out, second.n, second.elements[0].gap) == (
        "other_questionnaire",
        None,
        None,
    )
    assert second.elements[0].name == "Persyaratan"
