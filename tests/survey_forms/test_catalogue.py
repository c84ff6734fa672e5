"""Every instrument version is held to the checksum written down for it."""

import shutil
import subprocess

import pytest

from survey_forms.catalogue import (
    FOLDER,
    all_instruments,
    find,
    find_in,
    find_worded,
    load_catalogue,
)


@pytest.fixture
def folder(tmp_path):
    """A copy of the published instruments that a test may break."""
    return shutil.copytree(FOLDER, tmp_path / "instruments")


def test_version_is_found_by_reference_and_newest_by_id():
    assert find("skm-2017@3") is find("skm-2017")
    assert find("skm-2017@1").version == 1
    assert find("pulse-1").version == 2


def test_version_by_name_only_is_never_meant_by_the_id_alone():
    assert find("skm-2017@4").by_name_only
    assert find("skm-2017").version == 3


def test_a_version_without_a_language_is_read_in_its_newest_translation():
    assert find_worded("skm-2017@1", "id") is find("skm-2017@1")
    assert find_worded("skm-2017@1", "jv") is find("skm-2017@3")
    assert find_worded("skm-2017@1", "xx") is find("skm-2017@1")


@pytest.mark.parametrize("name", ["skm-2017@9", "skm", "", "skm-2017@"])
def test_unknown_instrument_is_refused_with_the_known_ones(name):
    with pytest.raises(
        ValueError, match=r"no instrument '.*'; there are pulse-1@1, pulse-1@2, skm"
    ):
        find(name)


def test_all_instruments_stand_by_id_and_version():
    assert [one.reference for one in all_instruments()] == [
        *("pulse-1@1", "pulse-1@2"),
        *("skm-2017@1", "skm-2017@2", "skm-2017@3", "skm-2017@4"),
    ]


def test_checksums_are_readable_for_sha256sum():
    subprocess.run(["sha256sum", "--check", "--strict", "CHECKSUMS"], cwd=FOLDER, check=True)


def test_edited_version_is_refused(folder):
    path = folder / "skm-2017.toml"
    path.write_text(path.read_text("utf-8").replace("Gratis", "Murah sekali"), "utf-8")
    with pytest.raises(ValueError, match=r"skm-2017\.toml: expected the checksum .*next version"):
        load_catalogue(folder)


def test_version_without_checksum_is_refused(folder):
    shutil.copy(folder / "pulse-1.toml", folder / "pulse-1-v9.toml")
    with pytest.raises(ValueError, match=r"pulse-1-v9\.toml: expected a line for it in CHECKSUMS"):
        load_catalogue(folder)


def test_vanished_version_is_refused(folder):
    (folder / "pulse-1.toml").unlink()
    with pytest.raises(ValueError, match=r"pulse-1\.toml: expected the file that CHECKSUMS lists"):
        load_catalogue(folder)


def test_one_version_in_two_files_is_refused(folder):
    shutil.copy(folder / "pulse-1.toml", folder / "copy.toml")
    lines = (folder / "CHECKSUMS").read_text("utf-8").splitlines()
    pulse_line = next(line for line in lines if line.endswith("pulse-1.toml"))
    lines.append(pulse_line.replace("pulse-1.toml", "copy.toml"))
    (folder / "CHECKSUMS").write_text("\n".join(lines), "utf-8")
    with pytest.raises(ValueError, match="each id and version in one file only"):
        load_catalogue(folder)


@pytest.mark.parametrize("line", ["", "abc  pulse-1.toml", "0" * 64 + " pulse-1.toml"])
def test_unreadable_checksum_line_is_refused_by_number(folder, line):
    (folder / "CHECKSUMS").write_text(f"{line}\n", "utf-8")
    with pytest.raises(ValueError, match="CHECKSUMS: line 1: expected a SHA-256"):
        load_catalogue(folder)


def test_file_with_two_checksums_is_refused(folder):
    lines = (folder / "CHECKSUMS").read_text("utf-8")
    (folder / "CHECKSUMS").write_text(lines + lines.splitlines()[0], "utf-8")
    with pytest.raises(ValueError, match=r"CHECKSUMS: line 7: .* that no other line names"):
        load_catalogue(folder)


def test_newer_version_is_found_by_id_without_hiding_the_older(folder):
    text = (folder / "pulse-1.toml").read_text("utf-8").replace("version = 1", "version = 10")
    (folder / "pulse-1-v10.toml").write_text(text, "utf-8")
    sums = subprocess.run(
        ["sha256sum", "pulse-1-v10.toml"], cwd=folder, check=True, capture_output=True, text=True
    )
    with (folder / "CHECKSUMS").open("a", encoding="utf-8") as checksums:
        checksums.write(sums.stdout)
    catalogue = load_catalogue(folder)
    assert list(catalogue)[:4] == ["pulse-1@1", "pulse-1@2", "pulse-1@10", "skm-2017@1"]
    assert find_in(catalogue, "pulse-1").version == 10
    assert find_in(catalogue, "pulse-1@1").version == 1
