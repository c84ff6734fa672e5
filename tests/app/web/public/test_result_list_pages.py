"""The lists that lead to a result name agencies, units and periods, and keep the language."""

from __future__ import annotations

from flask import Flask

from app.clock import Period
from app.services.public_results import PublicPeriod, PublicUnit
from app.web.public.result_list_pages import list_page, unit_list_page

YEAR, QUARTER = Period.parse("2025"), Period.parse("2025-Q2")
UNITS = [
    PublicUnit(1, "Dinas A", "Kabupaten Satu", (PublicPeriod(1, YEAR, 1),)),
    PublicUnit(2, "Dinas B", "Kabupaten Satu", (PublicPeriod(2, YEAR, 1),)),
    PublicUnit(3, "Dinas A", "Kota Dua", (PublicPeriod(3, QUARTER, 2),)),
]


def test_units_stand_under_their_agency(app: Flask) -> None:
    with app.test_request_context("/hasil"):
        page = list_page(UNITS, None, "id", ())

    assert [(agency.name, len(agency.units)) for agency in page.agencies] == [
        ("Kabupaten Satu", 2),
        ("Kota Dua", 1),
    ]
    assert page.agencies[0].units[1] == ("/hasil/2", "Dinas B")


def test_links_keep_the_language(app: Flask) -> None:
    with app.test_request_context("/hasil?bahasa=en"):
        page = unit_list_page(UNITS[2], "en", ())

    assert page.periods == (("/hasil/3/2025-Q2?bahasa=en", "Quarter II 2025"),)
    assert page.all_href == "/hasil?bahasa=en"
