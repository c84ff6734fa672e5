"""From a trend to its reply: numbers as texts, months by code, nothing of what is withheld."""

from __future__ import annotations

from app.web.evaluator.trend_replies import trend_reply
from tests.factories.trends import STEADY, a_trend


def test_months_carry_index_interval_and_n() -> None:
    reply = trend_reply(a_trend())

    first = reply.months[0]
    assert (first.month, first.index, first.n, first.left_out) == ("2026-01", "87.50", 20, None)
    assert first.interval_95[0] < first.index < first.interval_95[1]


def test_a_withheld_month_has_no_number() -> None:
    few, hidden = trend_reply(a_trend([*STEADY, (5, 9), (5, 3)])).months[-2:]

    assert (few.left_out, few.n) == ("few_answers", 9)
    assert (hidden.left_out, hidden.withheld) == ("withheld", "too_few")
    assert (hidden.index, hidden.n, hidden.interval_95) == (None, None, None)


def test_limits_are_told_as_computed_even_beyond_the_scale() -> None:
    reply = trend_reply(a_trend([(9, 20), (7, 20)] * 4))

    assert float(reply.limits.high) > 100
    assert reply.limits.is_trial
    assert reply.undefined is None


def test_too_few_or_equal_months_say_why_nothing_is_judged() -> None:
    few, equal = trend_reply(a_trend(STEADY[:2])), trend_reply(a_trend([(5, 20)] * 8))

    assert (few.limits, few.undefined) == (None, "too_few_points")
    assert (equal.limits.low, equal.undefined) == (equal.limits.high, "no_variation")


def test_signals_name_their_months() -> None:
    reply = trend_reply(a_trend([*STEADY, (0, 20)]))

    assert ("outside", "down", ("2026-09",)) in [(s.kind, s.side, s.months) for s in reply.signals]
    assert reply.limits.screened == ("2026-09",)


def test_limits_by_n_stand_beside_months_where_n_varies() -> None:
    reply = trend_reply(a_trend([(5, 20), (6, 60)] * 4))

    assert all(month.limits_by_n for month in reply.months)
    assert trend_reply(a_trend()).months[0].limits_by_n is None


def test_the_change_has_difference_limits_and_word() -> None:
    reply = trend_reply(a_trend())

    assert (reply.index.difference, reply.index.direction) == ("25.00", "kenaikan")
    assert float(reply.index.interval_95[0]) > 0
    assert (reply.n_before, reply.n) == (40, 40)
    assert [e.difference for e in reply.elements] == ["1.000"] * 9
    assert reply.elements[-1].key == "sarana"


def test_a_withheld_period_has_no_change() -> None:
    reply = trend_reply(a_trend(before=((4,) * 9,) * 3))

    assert (reply.index.difference, reply.index.reason) == (None, "withheld")
    assert (reply.n_before, reply.elements[0].before) == (None, None)
