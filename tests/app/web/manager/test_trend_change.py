"""The panel of a change: numbers of both periods, the difference, and a word that fits it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from analytics.trend import Change
from app.services.period_change import OTHER_INSTRUMENT
from app.web.manager.trend_change import change_beside_months, change_panel
from tests.factories.trends import STEADY, a_trend


@pytest.fixture(autouse=True)
def _a_request(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


def test_a_rise_is_led_by_its_numbers() -> None:
    panel = change_panel(a_trend())

    assert panel.title == "Tahun 2026 dibanding Tahun 2025"
    assert panel.lead.startswith("IKM: kenaikan +25,00, rentang 95% +")
    assert panel.sizes == "n = 40 pada Tahun 2025 dan 40 pada Tahun 2026."


def test_the_index_stands_first_and_elements_in_list_order() -> None:
    rows = change_panel(a_trend()).rows

    assert [row.name for row in rows][:2] == ["IKM", "Persyaratan"]
    assert [row.name for row in rows][-1] == "Sarana dan Prasarana"
    assert (rows[0].before, rows[0].after, rows[0].difference) == ("75,00", "100,00", "+25,00")
    assert (rows[1].before, rows[1].after, rows[1].difference) == ("3,000", "4,000", "+1,000")
    assert {(row.word, row.sign) for row in rows} == {("kenaikan", "▲")}


def test_a_fall_is_a_fall() -> None:
    rows = change_panel(a_trend(before=((4,) * 9,) * 40, after=((3,) * 9,) * 40)).rows

    assert (rows[0].difference, rows[0].word, rows[0].sign) == ("−25,00", "penurunan", "▼")


def test_what_cannot_be_told_apart_is_not_to_be_reported_as_a_change() -> None:
    same = ((4, 3, 4, 3, 4, 3, 4, 3, 4),) * 40
    panel = change_panel(a_trend(before=same, after=same))

    assert panel.lead.startswith("IKM kedua periode tidak dapat dibedakan: selisih 0,00")
    assert {row.word for row in panel.rows} == {"tidak dapat dibedakan"}


def test_a_withheld_period_says_which_and_why() -> None:
    before = change_panel(a_trend(before=((4,) * 9,) * 3))
    after = change_panel(a_trend(after=((4,) * 9,) * 3))

    assert (before.reason, before.rows) == ("Tahun 2025: Kurang dari 5 jawaban.", ())
    assert (after.reason, after.rows) == ("Tahun 2026: Kurang dari 5 jawaban.", ())


def test_different_questionnaires_say_so() -> None:
    trend = a_trend()
    other = replace(trend.change, index=Change(None, None, None, OTHER_INSTRUMENT))

    panel = change_panel(replace(trend, change=other))

    assert "kuesioner yang berbeda" in panel.reason


def test_a_change_is_told_beside_months_that_do_not_stand_out() -> None:
    said = change_beside_months(a_trend())

    assert said.startswith("Tahun 2026 dibanding Tahun 2025 menunjukkan kenaikan IKM +25,00.")
    assert "naik turun bulanan yang wajar" in said


def test_a_change_is_told_where_few_answers_explain_the_only_signals() -> None:
    trend = a_trend([(level, 90) for level, _ in STEADY] + [(1, 10)])
    only = replace(trend, chart=replace(trend.chart, signals=trend.doubtful))

    assert "menunjukkan kenaikan" in change_beside_months(only)


def test_months_and_change_that_do_not_contradict_need_no_sentence() -> None:
    same = ((4, 3, 4, 3, 4, 3, 4, 3, 4),) * 40

    assert change_beside_months(a_trend(before=same, after=same)) == ""
    assert change_beside_months(a_trend([*STEADY, (0, 20)])) == ""
    assert change_beside_months(a_trend(STEADY[:2])) == ""
