"""Every text that people read is there in every language."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from app.web.languages import CITIZEN_LANGUAGES, DEFAULT, LANGUAGES
from tests.rules.tree import ROOT, plant

PLACE = re.compile(r"%\(\w+\)[sd]|\{\w*\}")
KEYWORDS = re.compile(r"^KEYWORDS := (.+)$", re.MULTILINE)
CITIZENS = re.compile(r"^CITIZENS := (.+)$", re.MULTILINE)
COMPONENTS = re.compile(r"^CITIZENS_COMPONENTS := (.+)$", re.MULTILINE)
USED = re.compile(r'{% (?:from|extends|include) "([^"]+)"')


def texts_of(root: Path, scratch: Path) -> Catalog:
    """The texts in the code and templates under a root, gathered as `make messages` does."""
    keywords = listed(KEYWORDS)
    command = [str(Path(sys.executable).with_name("pybabel")), "--quiet", "extract", "."]
    command += ["--mapping-file", str(ROOT / "pyproject.toml"), "--output-file", str(scratch)]
    command += [f"--keyword={keyword}" for keyword in keywords]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    return read_po(scratch.open("rb"))


def listed(names: re.Pattern[str]) -> list[str]:
    """The words of a list in the Makefile."""
    return names.findall((ROOT / "Makefile").read_text(encoding="utf-8"))[0].split()


def citizens_places() -> tuple[str, ...]:
    """Where texts stand that citizens read: files, and folders with all in them."""
    components = (f"app/templates/components/{name}.html" for name in listed(COMPONENTS))
    return (*listed(CITIZENS), *components)


def texts_for_citizens(texts: Catalog) -> Catalog:
    """The texts of a catalogue that stand where citizens read."""
    chosen = Catalog()
    for text in texts:
        if text.id and any(place.startswith(citizens_places()) for place, _ in text.locations):
            chosen.add(text.id)
    return chosen


def used_by_citizens(root: Path) -> set[str]:
    """The templates that those of citizens are made of, however deep."""
    folder = root / "app/templates"
    open_ones = {path.relative_to(folder).as_posix() for path in (folder / "public").glob("*.html")}
    found: set[str] = set()
    while open_ones - found:
        name = (open_ones - found).pop()
        found.add(name)
        open_ones |= set(USED.findall((folder / name).read_text(encoding="utf-8")))
    return found


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


@pytest.mark.parametrize("language", [name for name in CITIZEN_LANGUAGES if name not in LANGUAGES])
def test_every_text_for_citizens_is_said_in_their_languages(language: str, texts: Catalog) -> None:
    path = ROOT / "app/translations" / language / "LC_MESSAGES/messages.po"
    shown = texts_for_citizens(texts)

    assert len(shown) > 50
    assert untranslated(shown, read_po(path.open("rb"))) == []


def test_every_template_of_citizens_is_among_those_that_are_translated() -> None:
    names = {f"app/templates/{name}" for name in used_by_citizens(ROOT)}

    assert "app/templates/components/field.html" in names
    assert [name for name in sorted(names) if not name.startswith(citizens_places())] == []


def test_planted_component_of_a_citizens_page_is_found(tmp_path: Path) -> None:
    plant(tmp_path, "app/templates/components/b.html", "{{ _('Teks') }}")
    plant(tmp_path, "app/templates/components/a.html", '{% from "components/b.html" import b %}')
    plant(tmp_path, "app/templates/public/x.html", '{% from "components/a.html" import a %}')

    assert used_by_citizens(tmp_path) == {"public/x.html", "components/a.html", "components/b.html"}


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
