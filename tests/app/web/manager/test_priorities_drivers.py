"""What low ratings go along with, in words."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import pytest
from flask import Flask

from analytics.results import Interval
from app.clock import Period
from app.services.drivers import ShownDriver, ShownLevel, UnitDrivers
from app.web.manager.priorities_drivers import driver_panel

JUNE = Period.parse("2026-06")
HELD = Interval(0.1, 0.15, 0.95, "")


@pytest.fixture(autouse=True)
def _a_request(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


def a_driver(
    factor: str, low: float, *levels: ShownLevel, has_hidden_levels: bool = False
) -> ShownDriver:
    within = Interval(low, 0.04, 0.95, "")
    return ShownDriver(factor, 0.02, within, levels, has_hidden_levels)


def found_with(*drivers: ShownDriver) -> UnitDrivers:
    return UnitDrivers(JUNE, None, 1235, Fraction(1, 20), 0.2, 0.01, 0.002, drivers)


def test_the_lead_says_how_many_are_low_and_what_the_model_gains() -> None:
    lead = driver_panel(found_with(a_driver("counter", 0.01))).lead

    assert lead.startswith("5,0% dari semua nilai (dari sedikitnya 1.235 jawaban)")
    assert "5,0% lebih baik" in lead
    assert "(galat baku 1,0%)" in lead


def test_a_factor_is_told_with_its_interval_as_a_share_of_the_whole_loss() -> None:
    (row,) = driver_panel(found_with(a_driver("counter", 0.01))).rows

    assert (row.name, row.worse, row.interval) == ("Loket", "10,0%", "5,0% sampai 20,0%")
    assert row.words == "Tampak bersama nilai rendah"


def test_a_factor_whose_interval_holds_nothing_is_not_sure() -> None:
    (row,) = driver_panel(found_with(a_driver("slot", -0.01))).rows

    assert (row.name, row.words) == ("Waktu (pagi atau siang)", "Belum dapat dipastikan")


def test_levels_have_names_and_only_at_least_so_many_sheets() -> None:
    panel = driver_panel(
        found_with(
            a_driver("counter", 0.01, ShownLevel("7", "Loket 7", 245, 0.125, HELD)),
            a_driver("slot", 0.01, ShownLevel("afternoon", "afternoon", 600, 0.05, HELD)),
            a_driver("channel", 0.01, ShownLevel("static_qr", "static_qr", 600, 0.05, HELD)),
            a_driver("service", 0.01, ShownLevel("0", "Tidak dicatat", 5, 0.05, HELD)),
        )
    )

    assert [row.name for row in panel.levels] == [
        "Loket 7",
        "Siang",
        "Kode QR di loket",
        "Tidak dicatat",
    ]
    assert (panel.levels[0].at_least, panel.levels[0].share) == ("sedikitnya 245", "12,5%")
    assert panel.levels[0].interval == "10,0% sampai 15,0%"
    assert panel.levels[1].factor == "Waktu (pagi atau siang)"


def test_hidden_levels_are_mentioned() -> None:
    assert driver_panel(
        found_with(a_driver("service", 0.01, has_hidden_levels=True))
    ).has_hidden_levels
    assert not driver_panel(found_with(a_driver("service", 0.01))).has_hidden_levels


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("too_few_low", "terlalu jarang"),
        ("not_proven", "Belum ada faktor yang terbukti"),
        ("too_few_rows", "Pilih periode yang lebih panjang"),
        ("nothing_varies", "minta petugas mencatat jenis layanan"),
    ],
)
def test_what_is_not_shown_says_why_and_what_to_do(reason: str, words: str) -> None:
    panel = driver_panel(UnitDrivers(JUNE, reason))

    assert words in panel.reason
    assert (panel.lead, panel.rows, panel.levels) == ("", (), ())
