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
        "0812\u00b73456\u00b77890",
        "3374\u20220101\u20220190\u20220001",
        "rekening BRI 1234567890123",
        "sy O8135555O123",
        "nol delapan satu tiga lima lima lima nol satu dua",
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
        "Jalan di depan pasar berlubang",
        "Loket A 3 dan C 4 ramai, satu dua orang saja",
        "Parkir mobil dan motor penuh",
        "Petugas di loket 2 ramah, Ibu petugas juga",
    ],
)
def test_other_numbers_stay(harmless: str) -> None:
    assert mask_identifiers(harmless) == harmless


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("mobil K 1234 XYZ baret", f"mobil {MASK} baret"),
        ("motor plat h 4321 abc hilang", f"motor plat {MASK} hilang"),
        ("rumah di Jl. Melati No. 17 RT 03 RW 05", f"rumah di {MASK}"),
        ("warga RT 02/RW 07 menunggu", f"warga {MASK} menunggu"),
        ("Terima kasih Pak Wirtana", f"Terima kasih Pak {MASK}"),
        ("bu lestuna dan pak wirtana ramah", f"bu {MASK} dan pak {MASK} ramah"),
        ("balas ke @lestuna_86 saja", f"balas ke {MASK} saja"),
        ("ig: lestuna.86, ditunggu", f"ig: {MASK}, ditunggu"),
        ("lihat https://instagram.com/lestuna", f"lihat https://instagram.com/{MASK}"),
    ],
)
def test_what_points_at_a_person_is_masked(text: str, left: str) -> None:
    assert mask_identifiers(text) == left


def test_every_identifier_of_a_comment_is_masked() -> None:
    assert mask_identifiers("081234567890 atau 085712345678").count(MASK) == 2


def test_anything_but_text_is_refused() -> None:
    with pytest.raises(ValueError, match="expected str"):
        mask_identifiers(None)  # type: ignore[arg-type]


@given(
    st.lists(
        st.sampled_from(
            ["Pak", "bu", "Wirtana", "lestuna", "ramah", "Jl.", "No. 5", "0812 3456 7890", "Hj."]
        ),
        max_size=12,
    )
)
def test_masking_names_twice_changes_nothing_more(words: list[str]) -> None:
    once = mask_identifiers(" ".join(words))
    assert mask_identifiers(once) == once


@given(st.text())
def test_masking_twice_changes_nothing_more(text: str) -> None:
    once = mask_identifiers(text)
    assert mask_identifiers(once) == once


@given(st.text(alphabet="abc \n", max_size=40), st.integers(10**15, 10**16 - 1))
def test_sixteen_digits_never_survive(around: str, nik: int) -> None:
    assert str(nik) not in mask_identifiers(f"{around} {nik} {around}")


@pytest.mark.parametrize(
    "typed",
    [
        *("budi (at) gmail (dot) com", "budi[at]gmail.com", "budi @ gmail . com", "budi@gmail"),
        *(
            "budi at gmail dot com",
            "budi et yahoo titik co titik id",
            "ｂｕｄｉ＠ｇｍａｉｌ．ｃｏｍ",
        ),
        *("٠٨١٢٣٤٥٦٧٨٩٠", "０８１２３４５６７８９０", "08\u200b1234567890", "0812-3456\n-7890"),
        *("+62 812-3456-7890", "0812.3456.7890", "0812\r\n3456\r\n7890", "+62(812)34567890"),
        *(
            "3374 0123 4567 0001",
            "337401\n2345670001",
            "198501012010011001",
            "19850101 201001 1 001",
        ),
    ],
)
def test_unusual_ways_to_write_a_number_or_address_are_masked(typed: str) -> None:
    assert mask_identifiers(f"hubungi {typed} ya") == f"hubungi {MASK} ya"


@pytest.mark.parametrize(
    "text",
    [
        *("2 orang @ loket 3", "beli 2@5000", "baik @ kantor. Mantap", "ditunggu at least 3 jam"),
        *("Instagram kantor bagus", "buka di FB: ya"),
        *("buka 08.00 sampai 16.00", "👨\u200d👩\u200d👧 bagus", "antrean 1234567 tahun 2026"),
    ],
)
def test_what_only_looks_like_an_address_stays(text: str) -> None:
    assert mask_identifiers(text) == text


@pytest.mark.parametrize(
    "text",
    [
        *("Datang 12/03/2026 14/03/2026", "antara 2026-03-12 2026-03-14", "tanggal 05/03/2026"),
        *("dari 01-02-2026 03-02-2026 ditolak", "12/03/2026  14/03/2026 15/03/2026 tutup"),
        *("Biaya Rp 1.000.000.000", "rp1.062.500.000.000 katanya", "Rp. 2.034.567.890.123,00"),
        *("sampai 1.000.000.000 rupiah", "bayar Rp 1.000.000.000,- saja"),
    ],
)
def test_dates_in_a_row_and_sums_of_money_stay(text: str) -> None:
    assert mask_identifiers(text) == text


@pytest.mark.parametrize(
    "identifier",
    [
        *("3320 0101 0190 0001", "33-20-01-01-1990-0001", "3320010101900001"),
        *("12/03/2026 0001 0001", "12/03/2026-14/03/2026-12", "12.03.2026 14.03.2026"),
        *("31/12/2026 45/03/2026", "081.234.567.890", "62.812.345.678", "+62.812.345.678"),
        *("0812/3456/7890", "08-12-3456 7890", "٠٨١٢.٣٤٥.٦٧٨.٩٠١", "0812 345 678 901"),
        *("3.320.010.101.900.001", "0\ue0008123456789"),
    ],
)
@pytest.mark.parametrize(
    "before", ["", "Rp ", "Rp1.000.000 ", "tanggal 12/03/2026 ", "1.000 rupiah "]
)
def test_what_looks_like_a_date_or_a_sum_hides_no_identifier(before: str, identifier: str) -> None:
    masked = mask_identifiers(f"hubungi {before}{identifier} ya")

    assert MASK in masked
    assert sum(map(str.isdigit, masked)) <= sum(map(str.isdigit, before))


def test_a_number_behind_a_date_is_masked_with_it() -> None:
    masked = mask_identifiers("hubungi 05/03/2026 081234567890 ya")

    assert MASK in masked
    assert not {"0812", "7890", "2026"} & set(masked.split())


@given(
    st.lists(
        st.sampled_from(["Rp ", "1.000.000", "12/03/2026", " ", "0812", "3456", "7890", "-", "."]),
        max_size=10,
    )
)
def test_masking_dates_and_sums_twice_changes_nothing_more(parts: list[str]) -> None:
    once = mask_identifiers("".join(parts))
    assert mask_identifiers(once) == once
