"""Columns are found by the names that offices give them, in either language and any spelling."""

from __future__ import annotations

import pytest

from app.services.column_names import OTHER_NAMES, places_of


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Tanggal", "tanggal"),
        ("DATE", "tanggal"),
        ("Tgl.", "tanggal"),
        ("Kode_Petugas", "petugas"),
        ("Kritik dan Saran", "komentar"),
        ("Waktu isi (detik)", "waktu_isi_detik"),
        ("Kompetensi Pelaksana", "kompetensi"),
        ("U7", "perilaku"),
        ("Tunggu (menit)", "tunggu_menit"),
    ],
)
def test_a_heading_is_known_by_what_it_means(heading: str, name: str) -> None:
    assert places_of(["No", heading], name) == [1]


def test_the_very_name_comes_before_others_that_mean_the_same() -> None:
    assert places_of(["saran", "Komentar"], "komentar") == [1]
    assert places_of(["saran", "Komentar"], "saran") == [0]


def test_several_that_may_be_meant_are_all_given() -> None:
    assert places_of(["saran", "kritik"], "komentar") == [0, 1]


def test_a_number_that_has_two_meanings_names_no_element() -> None:
    assert places_of(["U8"], "sarana") == []


def test_a_column_without_a_heading_is_none() -> None:
    assert places_of(["", "-"], "--") == []


def test_no_two_names_share_another() -> None:
    others = [one for names in OTHER_NAMES.values() for one in names] + list(OTHER_NAMES)

    assert len(set(others)) == len(others)
