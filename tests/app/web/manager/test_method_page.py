"""The page about the method says what the rule says."""

from __future__ import annotations

from flask import Flask

from app.web.manager.method_page import method_page


def test_grades_cover_the_scale_without_a_gap(app: Flask) -> None:
    with app.test_request_context():
        spans = [(row.grade, row.span) for row in method_page(35).grades]

    assert spans == [
        ("A", "88,31–100,00"),
        ("B", "76,61–88,30"),
        ("C", "65,00–76,60"),
        ("D", "25,00–64,99"),
    ]


def test_the_example_goes_from_sums_to_the_index(app: Flask) -> None:
    with app.test_request_context():
        page = method_page(35)

    assert (page.rows[7].name, page.rows[7].sum, page.rows[7].mean) == (
        "Penanganan Pengaduan, Saran dan Masukan",
        "26",
        "2,600",
    )
    assert (page.ni, page.index, page.grade) == ("3,078", "76,94", "B")


def test_another_weight_gives_another_grade(app: Flask) -> None:
    with app.test_request_context():
        customs = {name: (index, grade) for name, index, grade in method_page(35).customs}

    assert customs["0,11"] == ("76,18", "C")
