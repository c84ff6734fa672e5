"""A published instrument never changes: each file matches the checksum written down for it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from survey_forms.catalogue import CHECKSUMS, FOLDER, all_instruments, load_catalogue
from tests.rules.tree import ROOT


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the instruments to plant a fault in."""
    return shutil.copytree(FOLDER, tmp_path / "instruments")


def test_every_instrument_matches_its_checksum() -> None:
    assert len(load_catalogue(FOLDER)) == len(list(FOLDER.glob("*.toml")))


def test_git_leaves_the_bytes_of_instruments_alone() -> None:
    lines = (ROOT / ".gitattributes").read_text(encoding="utf-8").splitlines()

    assert f"{FOLDER.relative_to(ROOT).as_posix()}/* -text" in lines


@pytest.mark.parametrize("name", [path.name for path in sorted(FOLDER.glob("*.toml"))])
def test_planted_edit_of_one_byte_is_caught(name: str, copy: Path) -> None:
    (copy / name).write_bytes((copy / name).read_bytes() + b"\n")

    with pytest.raises(ValueError, match="expected the checksum"):
        load_catalogue(copy)


def test_planted_instrument_without_a_checksum_is_caught(copy: Path) -> None:
    shutil.copy(copy / "pulse-1.toml", copy / "planted.toml")

    with pytest.raises(ValueError, match=r"planted\.toml"):
        load_catalogue(copy)


def test_planted_loss_of_an_instrument_is_caught(copy: Path) -> None:
    (copy / "pulse-1.toml").unlink()

    with pytest.raises(ValueError, match=CHECKSUMS):
        load_catalogue(copy)


def test_every_instrument_speaks_every_language_of_the_pages() -> None:
    from app.web.languages import LANGUAGES

    for instrument in all_instruments():
        assert set(LANGUAGES) <= set(instrument.languages), instrument.reference
