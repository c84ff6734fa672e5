"""Comments lead to the elements they speak of; quality is measured in comments_set."""

import pytest

from analytics.comment_elements import PHRASES, WORDS, counted_elements, elements_in
from survey_forms import catalogue


@pytest.mark.parametrize(
    ("text", "elements"),
    [
        ("Antrean lama sekali", ("waktu",)),
        ("Petugas judes, toilet kotor", ("perilaku", "sarana")),
        ("Gratis dan cepat", ("waktu", "biaya")),
        ("Syarat berubah terus, alurnya berbelit", ("persyaratan", "prosedur")),
        ("Nama anak saya salah tulis", ("produk",)),
        ("Pengaduan saya tidak ada tanggapan", ("pengaduan",)),
        ("petugas kurang paham", ("kompetensi",)),
        ("mantap", ()),
        ("", ()),
    ],
)
def test_elements_are_named_in_the_order_of_the_list(text: str, elements: tuple[str, ...]) -> None:
    assert elements_in(text) == elements


def test_the_lexicon_speaks_of_exactly_the_elements_of_the_regulation() -> None:
    assert tuple(WORDS) == tuple(PHRASES) == catalogue.find("skm-2017").list_order


def test_elements_are_counted_by_comment() -> None:
    assert counted_elements([("waktu", "biaya"), ("biaya",), ()]) == {"biaya": 2, "waktu": 1}
    assert counted_elements([]) == {}


def test_an_unknown_element_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown elements"):
        counted_elements([("cuaca",)])


def test_anything_but_text_is_refused() -> None:
    with pytest.raises(ValueError, match="expected str"):
        elements_in(None)  # type: ignore[arg-type]
