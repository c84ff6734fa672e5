"""From a comparison to its figure."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from app.web.manager.comparison_figure import comparison_figure
from tests.app.web.manager.test_comparison_words import a_comparison, names_of


@pytest.fixture(autouse=True)
def _a_request(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


def test_every_compared_subject_has_a_dot_and_a_diamond() -> None:
    found = a_comparison(80, 85, 90, 95)
    figure = comparison_figure(found, names_of(found))

    assert figure is not None
    raw, shrunken, texts = figure["data"]
    assert raw["x"] == [80, 85, 90, 95]
    assert 80 < shrunken["x"][0] < shrunken["x"][3] < 95
    assert texts["text"][0].startswith("80,")
    assert figure["layout"]["yaxis"]["ticktext"] == [f"Loket {i}" for i in range(1, 5)]
    assert "n = 30" in raw["customdata"][0]


def test_who_cannot_see_it_is_told_what_it_shows() -> None:
    found = a_comparison(80, 85, 90, 95)
    figure = comparison_figure(found, names_of(found))

    assert figure is not None
    assert figure["layout"]["meta"]["description"].startswith("Titik IKM 4 yang dibandingkan")


def test_nothing_to_compare_has_no_figure() -> None:
    found = a_comparison(80)
    assert comparison_figure(found, names_of(found)) is None
