"""Identifiers do not survive in a comment; other numbers and words do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.comments import MASK, mask_identifiers


@pytest.mark.parametrize(
    "identifier",
    [
        "3320010101900001",
        "3320 0101 0190 0001",
        "33.2001.010190.0001",
        "3320-0101-0190-0001",
        "081234567890",
        "0812-3456-7890",
        "0812 3456 7890",
        "+62 812 3456 7890",
        "+6281234567890",
        "62-812-3456-7890",
        "(0291) 591234",
        "0291-591234",
        "warga@contoh.id",
        "nama.panjang+tag@surat.contoh.co.id",
        "warga @ contoh.id",
        "3320_0101_0190_0001",
        "0812_3456_7890",
        "0812\u20103456\u20107890",
        "0812\u20113456\u20117890",
        "0812\u20123456\u20127890",
        "0812\u20133456\u20137890",
        "warga[at]contoh.id",
        "warga (at) contoh.go.id",
        "warga at contoh.id",
        "WARGA AT CONTOH.ID",
        "WA 8123456789",
        "wa: 6281234567890",
        "WhatsApp saya 812-3456-7890",
        "HP 81234567890",
        "no. hp 8123456789",
        "telp. 812345678",
        "telepon 8123 4567 890",
        "No 8123456789",
        "nomor 812345678901",
        "https://wa.me/8123456789",
        "https://wa.me/628123456789",
    ],
)
def test_identifier_is_masked(identifier: str) -> None:
    masked = mask_identifiers(f"Hubungi saya: {identifier}, mohon dibantu.")
    assert MASK in masked
    assert not any(character.isdigit() for character in masked)
    assert "contoh" not in masked


@pytest.mark.parametrize(
    "harmless",
    [
        "Antre 45 menit, nomor 0123 di loket 3.",
        "Biaya Rp 150.000 tahun 2026",
        "Datang jam 08.30 sampai 11.45",
        "Pelayanan 100% baik",
        "e-mail @loket belum dibalas",
        "Nomor 812 dilayani, no 8123 tidak",
        "Biaya 8123456789 rupiah",
        "WA 81 orang, nomor antrean 81234567",
        "Datang at 08.30, bukan at loket",
        "Lihat [at] di papan",
        "Ruang A_12, jam 08–11",
    ],
)
def test_other_numbers_stay(harmless: str) -> None:
    assert mask_identifiers(harmless) == harmless


def test_every_identifier_of_a_comment_is_masked() -> None:
    assert mask_identifiers("081234567890 atau 085712345678").count(MASK) == 2


def test_anything_but_text_is_refused() -> None:
    with pytest.raises(ValueError, match="expected str"):
        mask_identifiers(None)  # type: ignore[arg-type]


@given(st.text())
def test_masking_twice_changes_nothing_more(text: str) -> None:
    once = mask_identifiers(text)
    assert mask_identifiers(once) == once


@given(st.text(alphabet="abc \n", max_size=40), st.integers(10**15, 10**16 - 1))
def test_sixteen_digits_never_survive(around: str, nik: int) -> None:
    assert str(nik) not in mask_identifiers(f"{around} {nik} {around}")
