"""The words of precision: each state has its own, and none is a verdict."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from flask import Flask

from app.clock import Period
from app.services.day_design import DayDesign, DaysUnknown
from app.services.precision import Sample, Unknown
from app.services.score_subjects import Subject
from app.services.shown_tallies import Withheld
from app.web.manager.precision_words import (
    advice,
    days_meaning,
    margin_shown,
    needed_shown,
    served_meaning,
    verdict,
)

YEAR = Period.parse("2026")
UNIT, SERVICE = Subject("unit", 1, "Dinas"), Subject("service", 2, "KTP")


@pytest.fixture(autouse=True)
def page(app: Flask):
    """A page being made, in Indonesian."""
    with app.test_request_context():
        yield


def sample(n: int | None, subject: Subject = UNIT, withheld: Withheld | None = None) -> Sample:
    return Sample(subject, n, 384, subject is SERVICE, 0.0211, 0.266, withheld)


def days(effect: float | None, reason: DaysUnknown | None = None) -> DayDesign:
    return DayDesign(230, effect, None, reason, YEAR)


def a_precision(n: int, effect: float | None) -> SimpleNamespace:
    return SimpleNamespace(unit=sample(n), days=days(effect))


@pytest.mark.parametrize(
    ("n", "effect", "expected"),
    [
        (100, 4.7, "Kumpulkan 284 jawaban lagi"),
        (2151, 4.7, "Sekarang sebarkan: mintalah jawaban setiap hari"),
        (2151, 1.2, "Pertahankan cara mengumpulkannya"),
        (2151, None, "Pertahankan cara mengumpulkannya"),
    ],
)
def test_advice_is_what_to_do_first(n: int, effect: float | None, expected: str) -> None:
    assert expected in advice(a_precision(n, effect))


def test_days_that_are_alike_say_what_the_answers_are_worth() -> None:
    assert "2.151 jawaban memberi keterangan setara 457 jawaban" in days_meaning(days(4.7), 2151)
    assert "tidak membuat angka ini kurang pasti" in days_meaning(days(0.8), 2151)


@pytest.mark.parametrize("reason", DaysUnknown)
def test_every_reason_about_days_has_words(reason: DaysUnknown) -> None:
    assert days_meaning(days(None, reason), 20).endswith(".")


@pytest.mark.parametrize("unknown", Unknown)
def test_every_reason_about_people_served_has_words(unknown: Unknown) -> None:
    assert served_meaning(SimpleNamespace(among_served_unknown=unknown)).endswith(".")


def test_margins_are_shown_with_their_sign_or_a_dash() -> None:
    assert margin_shown(sample(100)) == ("±2,1%", "±0,27")
    nothing = Sample(UNIT, None, 384, False, None, None, Withheld.TOO_FEW)
    assert margin_shown(nothing) == ("–", "–")


def test_a_service_needs_at_most_what_its_unit_needs() -> None:
    assert needed_shown(sample(100, SERVICE)) == "paling banyak 384"
    assert needed_shown(sample(100)) == "384"


def test_the_verdict_is_about_the_number_of_answers_only() -> None:
    assert verdict(sample(384)) == "Cukup"
    assert verdict(sample(383)) == "Kurang 1"
    assert verdict(sample(30, SERVICE)) == "Belum tentu cukup"
    assert verdict(sample(None, SERVICE, Withheld.TOO_FEW)) == "Kurang dari 5 jawaban"
