"""Texts of the documentation are translated where they are shown, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from flask import Flask
from flask_babel import Babel

from app.web.wording import N_, translated


@pytest.fixture
def english(tmp_path: Path) -> Flask:
    """An application that speaks English from a catalogue with one text."""
    catalogue = Catalog(locale="en")
    catalogue.add("Nilai", "Scores")
    (tmp_path / "en" / "LC_MESSAGES").mkdir(parents=True)
    with (tmp_path / "en" / "LC_MESSAGES" / "messages.mo").open("wb") as file:
        write_mo(file, catalogue)
    made = Flask("english")
    Babel(made, default_locale="en", default_translation_directories=str(tmp_path))
    return made


def test_a_marked_text_stays_as_it_is() -> None:
    assert N_("Nilai") == "Nilai"


def test_only_prose_is_translated(english: Flask) -> None:
    written = {"summary": "Nilai", "name": "Nilai", "in": [{"description": "Nilai"}, "Nilai"]}
    with english.test_request_context():
        shown = translated(written)
    assert shown == {
        "summary": "Scores",
        "name": "Nilai",
        "in": [{"description": "Scores"}, "Nilai"],
    }


def test_an_empty_description_does_not_show_the_catalogue_header(english: Flask) -> None:
    with english.test_request_context():
        assert translated({"description": ""}) == {"description": ""}
