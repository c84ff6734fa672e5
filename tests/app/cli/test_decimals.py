"""Numbers in the words of commands: a comma in Indonesian, a point in English."""

from __future__ import annotations

from flask import Flask
from flask_babel import force_locale

from app.cli.decimals import span, worded


def test_indonesian_has_a_decimal_comma(app: Flask) -> None:
    with force_locale("id"):
        assert [worded("92.25"), worded("-0.300"), worded("7")] == ["92,25", "-0,300", "7"]
        assert span(["80.10", "92.25"]) == "80,10 - 92,25"


def test_english_keeps_the_point(app: Flask) -> None:
    with force_locale("en"):
        assert span(["80.10", "92.25"]) == "80.10 - 92.25"


def test_no_number_is_a_dash(app: Flask) -> None:
    assert worded(None) == "-"
