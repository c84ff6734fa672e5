"""What to fix first in words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from analytics.results import Interval
from app.services.priorities import target_named
from app.web.manager.priorities_words import (
    QUADRANTS,
    advice,
    limits_shown,
    target_name,
    target_note,
)
from tests.factories.needs import some_priorities
from tests.factories.overall_sheets import overall_sheets

GOOD, SLOW = (4,) * 9, (4, 4, 2, 4, 4, 4, 4, 4, 4)


@pytest.fixture(autouse=True)
def _a_request(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


def test_an_element_that_matters_and_is_low_comes_first() -> None:
    said = advice(some_priorities(overall_sheets(300)))

    assert said.startswith("Perbaiki dahulu Waktu Penyelesaian: penting bagi kepuasan warga")


def test_without_importance_the_surely_lowest_element_comes_first() -> None:
    said = advice(some_priorities([GOOD] * 10 + [SLOW] * 40))

    assert said.startswith("Mulai dari Waktu Penyelesaian: hampir pasti unsur yang terendah")


def test_elements_that_may_each_be_the_lowest_are_named_together() -> None:
    sheets = [(4, 4, 2, 2, 4, 4, 4, 4, 4), (4, 4, 2, 3, 4, 4, 4, 4, 4)] * 10
    sheets += [(4, 4, 3, 2, 4, 4, 4, 4, 4), GOOD] * 10

    said = advice(some_priorities(sheets))

    assert said.startswith("Di bawah sasaran: Waktu Penyelesaian; Biaya/Tarif.")
    assert "salah satu dari" in said


def test_what_is_not_yet_sure_asks_for_more_answers() -> None:
    said = advice(some_priorities([GOOD] * 6 + [SLOW] * 1))

    assert "Kumpulkan lebih banyak jawaban" in said


def test_a_unit_that_reached_everything_is_told_so() -> None:
    said = advice(some_priorities([GOOD] * 200 + [SLOW] * 10))

    assert said.startswith("Semua unsur mencapai sasaran. Bila ingin lebih baik lagi, mulai dari W")


def test_more_than_three_names_are_counted() -> None:
    said = advice(some_priorities([GOOD] * 200))

    assert ", dan 6 lainnya" in said


def test_a_target_is_named_with_its_number() -> None:
    assert (target_name("A"), target_name("mean")) == ("Mutu A", "Rata-rata sendiri")
    assert target_note(target_named("skm-2017@1", "A")).endswith("mutu A, yaitu NRR 3,532.")
    assert "%" not in target_note(target_named("skm-2017@1", "mean"))


def test_limits_carry_their_signs() -> None:
    assert limits_shown(Interval(-0.1234, 0.05, 0.95, "")) == "−0,123 sampai +0,050"


def test_every_quadrant_has_a_name_and_a_meaning() -> None:
    assert next(iter(QUADRANTS)) == "fix_first"
    assert len({meaning for _, meaning in QUADRANTS.values()}) == 5
