"""Every text that people read is there in every language."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from app.web.languages import DEFAULT, LANGUAGES
from tests.rules.tree import ROOT, plant

PLACE = re.compile(r"%\(\w+\)[sd]|\{\w*\}")
KEYWORDS = re.compile(r"^KEYWORDS := (.+)$", re.MULTILINE)


def texts_of(root: Path, scratch: Path) -> Catalog:
    """The texts in the code and templates under a root, gathered as `make messages` does."""
    keywords = KEYWORDS.findall((ROOT / "Makefile").read_text(encoding="utf-8"))[0].split()
    command = [str(Path(sys.executable).with_name("pybabel")), "--quiet", "extract", "."]
    command += ["--mapping-file", str(ROOT / "pyproject.toml"), "--output-file", str(scratch)]
    command += [f"--keyword={keyword}" for keyword in keywords]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    return read_po(scratch.open("rb"))


def untranslated(texts: Catalog, catalogue: Catalog) -> list[str]:
    """Texts that a catalogue lacks, leaves empty or unsure, or gives other places to fill in."""
    return [str(text.id) for text in texts if text.id and not _is_said(text, catalogue)]


def _is_said(text: Message, catalogue: Catalog) -> bool:
    said = catalogue.get(text.id)
    if said is None or said.fuzzy:
        return False
    asked = (text.id,) if isinstance(text.id, str) else text.id
    given = (said.string,) if isinstance(said.string, str) else said.string
    places = {place for one in asked for place in PLACE.findall(one)}
    return all(one and set(PLACE.findall(one)) <= places for one in given) and places == {
        place for one in given for place in PLACE.findall(one)
    }


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """Every text of the project."""
    return texts_of(ROOT, tmp_path_factory.mktemp("texts") / "messages.pot")


@pytest.mark.parametrize("language", [name for name in LANGUAGES if name != DEFAULT])
def test_every_text_is_said_in_every_language(language: str, texts: Catalog) -> None:
    path = ROOT / "app/translations" / language / "LC_MESSAGES/messages.po"

    assert len(texts) > 50
    assert untranslated(texts, read_po(path.open("rb"))) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("app/web/planted.py", '_("Teks tanam %(n)s")'),
        ("app/services/planted.py", 'raise NotFound("Teks tanam %(n)s")'),
        ("app/templates/planted.html", '<p>{{ _("Teks tanam %(n)s") }}</p>'),
    ],
)
def test_planted_text_without_translation_is_caught(
    name: str, content: str, tmp_path: Path
) -> None:
    found = texts_of(plant(tmp_path, name, content), tmp_path / "messages.pot")

    assert untranslated(found, Catalog("en")) == ["Teks tanam %(n)s"]


@pytest.mark.parametrize("said", ["", "No place", "Another %(m)s"])
def test_planted_poor_translation_is_caught(said: str) -> None:
    texts, catalogue = Catalog(), Catalog("en")
    texts.add("Teks tanam %(n)s")
    catalogue.add("Teks tanam %(n)s", said)

    assert untranslated(texts, catalogue) == ["Teks tanam %(n)s"]


def test_a_translation_that_is_unsure_is_caught() -> None:
    texts, catalogue = Catalog(), Catalog("en")
    texts.add("Buka survei")
    catalogue.add("Buka survei", "Open the survey", flags=["fuzzy"])

    assert untranslated(texts, catalogue) == ["Buka survei"]
