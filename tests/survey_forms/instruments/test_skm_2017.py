"""The published SKM says word for word what the regulation's questionnaire says."""

from decimal import Decimal
from fractions import Fraction

import pytest

# Official name, question and answers 1 to 4, in form order, as reports quote PermenPANRB 14/2017.
WORDING_OF_THE_REGULATION = {
    "persyaratan": (
        "Persyaratan",
        "Bagaimana pendapat Saudara tentang kesesuaian persyaratan pelayanan dengan "
        "jenis pelayanannya?",
        ("Tidak sesuai", "Kurang sesuai", "Sesuai", "Sangat sesuai"),
    ),
    "prosedur": (
        "Sistem, Mekanisme, dan Prosedur",
        "Bagaimana pemahaman Saudara tentang kemudahan prosedur pelayanan di unit ini?",
        ("Tidak mudah", "Kurang mudah", "Mudah", "Sangat mudah"),
    ),
    "waktu": (
        "Waktu Penyelesaian",
        "Bagaimana pendapat Saudara tentang kecepatan waktu dalam memberikan pelayanan?",
        ("Tidak cepat", "Kurang cepat", "Cepat", "Sangat cepat"),
    ),
    "biaya": (
        "Biaya/Tarif",
        "Bagaimana pendapat Saudara tentang kewajaran biaya/tarif dalam pelayanan?",
        ("Sangat mahal", "Cukup mahal", "Murah", "Gratis"),
    ),
    "produk": (
        "Produk Spesifikasi Jenis Pelayanan",
        "Bagaimana pendapat Saudara tentang kesesuaian produk pelayanan antara yang "
        "tercantum dalam standar pelayanan dengan hasil yang diberikan?",
        ("Tidak sesuai", "Kurang sesuai", "Sesuai", "Sangat sesuai"),
    ),
    "kompetensi": (
        "Kompetensi Pelaksana",
        "Bagaimana pendapat Saudara tentang kompetensi/kemampuan petugas dalam pelayanan?",
        ("Tidak kompeten", "Kurang kompeten", "Kompeten", "Sangat kompeten"),
    ),
    "perilaku": (
        "Perilaku Pelaksana",
        "Bagaimana pendapat Saudara tentang perilaku petugas dalam pelayanan terkait "
        "kesopanan dan keramahan?",
        (
            "Tidak sopan dan ramah",
            "Kurang sopan dan ramah",
            "Sopan dan ramah",
            "Sangat sopan dan ramah",
        ),
    ),
    "sarana": (
        "Sarana dan Prasarana",
        "Bagaimana pendapat Saudara tentang kualitas sarana dan prasarana?",
        ("Buruk", "Cukup", "Baik", "Sangat baik"),
    ),
    "pengaduan": (
        "Penanganan Pengaduan, Saran dan Masukan",
        "Bagaimana pendapat Saudara tentang penanganan pengaduan pengguna layanan?",
        (
            "Tidak ada",
            "Ada tetapi tidak berfungsi",
            "Berfungsi kurang maksimal",
            "Dikelola dengan baik",
        ),
    ),
}


def test_elements_are_asked_in_the_order_of_the_questionnaire(skm):
    assert skm.keys == tuple(WORDING_OF_THE_REGULATION)


@pytest.mark.parametrize("key", WORDING_OF_THE_REGULATION)
def test_element_says_what_the_regulation_says(skm, key):
    name, question, answers = WORDING_OF_THE_REGULATION[key]
    item = skm.item(key)
    assert item.names["id"] == name
    assert item.questions["id"] == question
    assert tuple(choice.labels["id"] for choice in item.choices) == answers
    assert tuple(choice.value for choice in item.choices) == (1, 2, 3, 4)


def test_result_tables_have_complaints_before_facilities(skm):
    assert skm.list_order == (*skm.keys[:7], "pengaduan", "sarana")


def test_block_asks_nothing_that_names_a_person(skm):
    assert [field.key for field in skm.block] == [
        "jenis_kelamin",
        "usia",
        "pendidikan",
        "pekerjaan",
        "disabilitas",
    ]


def test_everything_is_written_in_indonesian_and_english(skm):
    assert skm.languages == ("id", "en")


def test_rule_is_exact_and_names_its_article(skm):
    rule = skm.rule
    assert rule.article == "PermenPANRB 14/2017"
    assert dict(rule.weights) == dict.fromkeys(skm.keys, Fraction(1, 9))
    assert rule.factor == 25
    assert (rule.min_n_inside, rule.min_n_public, rule.min_n_officer) == (5, 10, 35)


def test_grades_begin_where_the_regulation_begins_them(skm):
    assert [(band.lower, band.grade, band.performance["id"]) for band in skm.rule.bands] == [
        (Decimal("25.00"), "D", "Tidak Baik"),
        (Decimal("65.00"), "C", "Kurang Baik"),
        (Decimal("76.61"), "B", "Baik"),
        (Decimal("88.31"), "A", "Sangat Baik"),
    ]
