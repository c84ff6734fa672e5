"""The column of each element in a table's header."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_forms.catalogue import all_instruments
from survey_forms.rating_headers import (
    column_letters,
    element_columns,
    heads_elements,
    locate_columns,
    normal_heading,
)

GIANYAR = "persyaratan,prosedur,waktu,biaya,produk,kompetensi,perilaku,sarana,pengaduan"
JEPARA = (
    "tanggal,loket,persyaratan,prosedur,waktu,biaya,produk,kompetensi,perilaku,pengaduan,sarana"
)
SEKADAU = "persyaratan,prosedur,waktu,biaya,produk,kompetensi,perilaku,pengaduan,sarana"
NUMBERED = [f"U{number}" for number in range(1, 10)]


@pytest.mark.parametrize("header", [GIANYAR, JEPARA, SEKADAU])
def test_headers_of_real_files_are_read_by_key(skm, header):
    names = header.split(",")
    columns = locate_columns(names, skm, None)
    assert {key: names[index] for key, index in columns.items()} == {k: k for k in skm.keys}


def test_columns_come_in_form_order(skm):
    assert tuple(locate_columns(JEPARA.split(","), skm, None)) == skm.keys


def test_byte_order_mark_before_the_first_header_does_not_hide_it(skm):
    assert locate_columns(("\ufeff" + GIANYAR).split(","), skm, None)["persyaratan"] == 0


@pytest.mark.parametrize("language", ["id", "en"])
def test_official_names_are_taken(skm, language):
    header = [item.names[language] for item in skm.items]
    assert list(locate_columns(header, skm, None).values()) == list(range(9))


@pytest.mark.parametrize(
    ("key", "heading"),
    [
        ("prosedur", "sistem, mekanisme dan prosedur"),
        ("prosedur", " SISTEM,  MEKANISME, DAN PROSEDUR "),
        ("biaya", "Biaya / Tarif"),
        ("sarana", "Sarana dan Prasarana"),
        ("pengaduan", "Penanganan Pengaduan"),
        ("waktu", "WAKTU"),
    ],
)
def test_headings_are_matched_without_capitals_commas_and_blanks(skm, key, heading):
    header = [heading if one == key else one for one in skm.keys]
    assert locate_columns(header, skm, None)[key] == skm.keys.index(key)


@pytest.mark.parametrize("heading", ["Produk Layanan", "U5 Produk Pelayanan"])
@pytest.mark.parametrize("others", [GIANYAR, SEKADAU])
def test_a_short_name_is_taken_in_its_element_s_own_place(skm, others, heading):
    header = [heading if one == "produk" else one for one in others.split(",")]

    assert locate_columns(header, skm, None)["produk"] == 4
    assert element_columns(header, skm, "produk") == [4]


def test_a_short_name_elsewhere_is_the_kind_of_service(skm):
    """It is another column of the sheet, and no element is taken to be missing or repeated."""
    numbered, named = ["Produk Layanan", *NUMBERED], ["Produk Layanan", *SEKADAU.split(",")]

    assert locate_columns(numbered, skm, "list")["produk"] == 5
    assert locate_columns(named, skm, None)["produk"] == 5


@pytest.mark.parametrize(
    "header",
    [
        "Produk Layanan,persyaratan,prosedur,waktu,biaya,kompetensi,perilaku,pengaduan,sarana",
        "persyaratan,prosedur,waktu,biaya,kompetensi,Produk Layanan,perilaku,pengaduan,sarana",
        "persyaratan,prosedur,waktu,biaya,nama,Produk Layanan,kompetensi,perilaku,pengaduan,sarana",
    ],
)
def test_a_short_name_out_of_its_element_s_place_is_not_guessed_at(skm, header):
    with pytest.raises(ValueError, match='"Produk Spesifikasi Jenis Pelayanan"'):
        locate_columns(header.split(","), skm, None)


def test_two_short_names_of_one_element_are_refused(skm):
    header = [*GIANYAR.split(",")[:4], "Produk Layanan", "Produk Pelayanan", *skm.keys[5:]]
    with pytest.raises(ValueError, match='"Produk Spesifikasi Jenis Pelayanan"'):
        locate_columns(header, skm, None)


@pytest.mark.parametrize("language", ["id", "en"])
def test_questions_are_taken_as_a_form_on_the_web_hands_them_out(skm, language):
    header = [f"{n}. {item.questions[language]}" for n, item in enumerate(skm.items, start=1)]
    assert list(locate_columns(header, skm, None).values()) == list(range(9))


@pytest.mark.parametrize(
    ("key", "heading"),
    [
        (
            "perilaku",
            "Bagaimana pendapat Bapak/Ibu perilaku petugas dalam pelayanan terkait kesopanan dan "
            "keramahan?",
        ),
        ("biaya", "4) Bagaimana pendapat Anda tentang kewajaran biaya/tarif dalam pelayanan ?"),
        ("waktu", "Bagaimana pendapat Saudara/i tentang kecepatan waktu memberikan pelayanan"),
    ],
)
def test_a_question_is_known_though_a_word_of_it_differs(skm, key, heading):
    header = [heading if one == key else one for one in skm.keys]
    assert locate_columns(header, skm, None)[key] == skm.keys.index(key)


@pytest.mark.parametrize(
    "heading",
    [
        "Bagaimana pendapat Saudara tentang kecepatan petugas dalam pelayanan?",
        "Bagaimana pendapat Saudara tentang pelayanan di unit ini secara keseluruhan?",
    ],
)
def test_a_question_that_may_mean_another_thing_is_not_taken(skm, heading):
    with pytest.raises(ValueError, match="Waktu Penyelesaian"):
        locate_columns([heading if one == "waktu" else one for one in skm.keys], skm, None)


@pytest.mark.parametrize("instrument", all_instruments(), ids=lambda one: one.reference)
def test_no_heading_belongs_to_two_elements(instrument):
    headings = []
    for item in instrument.items:
        texts = (item.key, *item.names.values(), *item.aliases)
        headings += {text.casefold() for text in texts}
    assert len(headings) == len(set(headings))


def test_numbered_columns_are_read_in_the_named_order(skm):
    in_list_order = locate_columns(NUMBERED, skm, "list")
    in_form_order = locate_columns(NUMBERED, skm, "form")
    assert (in_list_order["pengaduan"], in_list_order["sarana"]) == (7, 8)
    assert (in_form_order["sarana"], in_form_order["pengaduan"]) == (7, 8)


@given(st.permutations(range(9)))
def test_numbered_columns_may_stand_anywhere(skm, places):
    header = ["tanggal", *[""] * 9]
    for number, place in enumerate(places, start=1):
        header[place + 1] = f" u{number} "
    columns = locate_columns(header, skm, "list")
    assert [columns[key] for key in skm.list_order] == [place + 1 for place in places]


def test_numbered_columns_without_an_order_explain_both(skm):
    both_orders = (
        'Kolom U1 sampai U9 mempunyai dua arti. Sebutkan urutannya: "list" (daftar dan tabel '
        'hasil: U8 pengaduan, U9 sarana) atau "form" (kuesioner: U8 sarana, U9 pengaduan).'
    )
    with pytest.raises(ValueError, match=re.escape(both_orders)):
        locate_columns(NUMBERED, skm, None)


def test_faults_are_told_in_the_language_asked_for(skm):
    with pytest.raises(ValueError, match="two meanings"):
        locate_columns(NUMBERED, skm, None, language="en")


def test_single_numbered_column_has_one_meaning(pulse):
    assert locate_columns(["U1"], pulse, None) == {"pelayanan": 0}


def test_order_is_ignored_for_named_columns(skm):
    header = SEKADAU.split(",")
    assert locate_columns(header, skm, "form") == locate_columns(header, skm, None)


def test_numbers_beside_names_are_refused(skm):
    with pytest.raises(ValueError, match=r'Kolom "U1", "U2".* tetapi kolom "Waktu" memakai nama'):
        locate_columns([*NUMBERED, "Waktu"], skm, "list")


@pytest.mark.parametrize("header", [GIANYAR.replace("waktu", "lama").split(","), []])
def test_missing_columns_are_named(skm, header):
    with pytest.raises(ValueError, match=r'Tidak ada kolom untuk .*"Waktu Penyelesaian"'):
        locate_columns(header, skm, None)


def test_missing_number_is_named_by_its_element(skm):
    with pytest.raises(ValueError, match='Tidak ada kolom untuk "Sarana dan Prasarana"'):
        locate_columns(NUMBERED[:8], skm, "list")


def test_repeated_column_is_refused_with_its_letters(skm):
    with pytest.raises(ValueError, match=r"Waktu Penyelesaian ada di lebih .* kolom: C, J\."):
        locate_columns([*GIANYAR.split(","), "Waktu Penyelesaian"], skm, None)


def test_repeated_number_is_refused(skm):
    with pytest.raises(ValueError, match="Persyaratan ada di lebih dari satu kolom: A, J"):
        locate_columns([*NUMBERED, "u1"], skm, "list")


def test_number_beyond_the_instrument_is_refused(skm):
    with pytest.raises(ValueError, match="Kolom U10 tidak dikenal"):
        locate_columns([*NUMBERED, "U10"], skm, "list")


@pytest.mark.parametrize("order", ["List", "", "daftar"])
def test_unknown_order_is_refused(skm, order):
    with pytest.raises(ValueError, match=f'Urutan "{order}" tidak dikenal'):
        locate_columns(NUMBERED, skm, order)


@pytest.mark.parametrize(("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ")])
def test_columns_are_named_as_a_spreadsheet_names_them(index, letters):
    assert column_letters(index) == letters


@pytest.mark.parametrize(
    "head", ["U{}", "u.{}", "U-{}", "Unsur {}", "UNSUR_{}", "Unsur ke-{}", "Unsur Ke {}"]
)
def test_numbers_are_read_however_they_are_written(skm, head):
    header = [head.format(number) for number in range(1, 10)]
    assert locate_columns(header, skm, "form") == dict(zip(skm.keys, range(9), strict=True))


def test_ordinal_numbers_have_two_meanings_as_others_have(skm):
    header = [f"Unsur ke-{number}" for number in range(1, 10)]

    assert locate_columns(header, skm, "list")["pengaduan"] == 7
    assert heads_elements(header, skm)
    with pytest.raises(ValueError, match="U8 pengaduan, U9 sarana"):
        locate_columns(header, skm, None)
    with pytest.raises(ValueError, match="U10"):
        locate_columns([*header, "Unsur ke-10"], skm, "list")


@pytest.mark.parametrize("head", ["U1 {}", "{} (U1)", "Unsur 1: {}", "Unsur ke-1: {}"])
def test_a_name_is_read_whatever_number_stands_beside_it(skm, head):
    header = [head.format(item.names["id"]) for item in skm.items]
    assert locate_columns(header, skm, None) == dict(zip(skm.keys, range(9), strict=True))


@pytest.mark.parametrize(
    ("cells", "heads"),
    [
        (NUMBERED, True),
        (["No", "Tanggal", *NUMBERED[:5]], True),
        (["No", "Tanggal", *NUMBERED[:4]], False),
        (["U1", "Persyaratan"], False),
        (["SURVEI KEPUASAN MASYARAKAT"], False),
        ([f"U{number}" for number in range(10, 19)], False),
        ([], False),
    ],
)
def test_a_row_heads_elements_where_it_names_half_of_them(skm, cells, heads):
    assert heads_elements(cells, skm) is heads


def test_one_element_is_found_by_name_or_by_a_number_of_one_meaning(skm):
    assert element_columns(["U6", "Perilaku Pelaksana"], skm, "perilaku") == [1]
    assert element_columns(["U6", "U8"], skm, "kompetensi") == [0]
    assert element_columns(["U8", "U9"], skm, "sarana") == []


def test_headings_differ_by_their_words_alone():
    assert normal_heading(" Waktu_isi (DETIK)") == normal_heading("waktu isi detik")
