"""Posters are judged by what is on the page: rendered, read back, measured."""

from __future__ import annotations

import ctypes
import dataclasses
import re

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import zxingcpp

from app.documents.poster import Poster, poster_pdf

MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)
CARD_TOP, CARD_BOTTOM = 89 * MM, 132 * MM
POSTER = Poster(
    agency="Pemerintah Kabupaten Contoh",
    unit="Dinas Kependudukan dan Pencatatan Sipil",
    counter="Loket 3: Pembuatan KTP-el",
    link="https://skm.example.go.id/s/7K2M9QX4",
    short_address="skm.example.go.id/s/7K2M9QX4",
)
OTHER = dataclasses.replace(
    POSTER,
    counter="Loket 4",
    link="https://skm.example.go.id/s/Q4RT8WZ2",
    short_address="skm.example.go.id/s/Q4RT8WZ2",
)
EIGHTY = "Loket Pelayanan Penerbitan Persetujuan Bangunan Gedung dan Sertifikat Laik Huni"


def opened(*posters: Poster) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(poster_pdf(posters))


def words(page: pypdfium2.PdfPage) -> str:
    return " ".join(page.get_textpage().get_text_bounded().replace("\u200b", "").split())


def links(page: pypdfium2.PdfPage, *, scale: float = 1.5) -> list[str]:
    image = np.ascontiguousarray(page.render(scale=scale).to_numpy())
    return [code.text for code in zxingcpp.read_barcodes(image)]


def letter_boxes(page: pypdfium2.PdfPage, text: str) -> list[tuple[float, float, float, float]]:
    """Give left, top, right and bottom of each letter of a text, measured from the top left."""
    letters = page.get_textpage()
    # Between two letters the page may have a line break or a place where a line may break.
    pattern = r"[\s\u200b]*".join(re.escape(letter) for letter in text if not letter.isspace())
    found = re.search(pattern, letters.get_text_range())
    assert found, f"{text!r} is not on the page"
    boxes = [letters.get_charbox(n) for n in range(*found.span())]
    return [
        (left, A4[1] - top, right, A4[1] - bottom)
        for left, bottom, right, top in boxes
        if right - left > 0.5
    ]


def test_code_on_the_poster_leads_to_its_link():
    (page,) = opened(POSTER)
    assert links(page) == [POSTER.link]


def test_code_is_read_from_a_picture_of_thirty_dots_per_inch():
    (page,) = opened(POSTER)
    assert links(page, scale=30 / 72) == [POSTER.link]


def test_each_poster_has_its_own_page_and_link():
    first, second = opened(POSTER, OTHER)
    assert (links(first), links(second)) == ([POSTER.link], [OTHER.link])
    assert "Loket 4" in words(second)
    assert "Loket 4" not in words(first)


def test_every_page_is_a4():
    for page in opened(POSTER, OTHER):
        assert page.get_size() == pytest.approx(A4, abs=0.1)


def test_poster_names_agency_unit_counter_and_address_as_text():
    (page,) = opened(POSTER)
    for text in (POSTER.agency, POSTER.unit, POSTER.counter, POSTER.short_address):
        assert text in words(page)


def test_poster_says_the_steps_and_the_promise_in_both_languages():
    (page,) = opened(POSTER)
    said = words(page)
    for phrase in (
        "Bagaimana pelayanan kami?",
        "How was our service?",
        "Arahkan kamera",
        "Jawab pertanyaan",
        "Kirim",
        "Send your answers.",
        "Tanpa nama. Petugas tidak boleh mengisi survei ini.",
        "No names. Staff may not fill in this survey.",
    ):
        assert phrase in said


def test_poster_in_one_language_has_no_line_of_the_other():
    (page,) = opened(dataclasses.replace(POSTER, languages=("id",)))
    assert "Tanpa nama." in words(page)
    assert "How was our service?" not in words(page)


@pytest.mark.parametrize("languages", [(), ("xx",), ("id", "en", "id")])
def test_languages_without_words_are_refused(languages):
    with pytest.raises(ValueError, match="one or two of id, en"):
        dataclasses.replace(POSTER, languages=languages)


def test_no_posters_are_refused():
    with pytest.raises(ValueError, match="at least one poster"):
        poster_pdf([])


@pytest.mark.parametrize(
    "name",
    [
        '#panic("x") *tebal* _miring_ $x^2$',
        'Loket \\ "dua" `kode` <label> @acuan // catatan',
        "= Judul -- 2x3 -> [isi] ~ 'kutip' ---",
    ],
)
def test_names_with_markup_are_printed_as_they_are(name):
    (page,) = opened(dataclasses.replace(POSTER, counter=name, unit=name, agency=name))
    assert words(page).count(name) == 3


@pytest.mark.parametrize(
    "counter",
    [EIGHTY, "A", "Loket " + "WM" * 37, "W" * 80],
    ids=["eighty letters", "one letter", "one very long word", "no blank at all"],
)
def test_names_of_any_length_stay_inside_their_card(counter):
    unit = EIGHTY + " " + EIGHTY
    (page,) = opened(dataclasses.replace(POSTER, counter=counter, unit=unit))
    boxes = letter_boxes(page, counter) + letter_boxes(page, unit)
    assert min(left for left, *_ in boxes) > 14 * MM
    assert max(right for _, _, right, _ in boxes) < A4[0] - 14 * MM
    assert min(top for _, top, *_ in boxes) > CARD_TOP
    assert max(bottom for *_, bottom in boxes) < CARD_BOTTOM


def test_nothing_is_printed_where_a_printer_cannot_reach():
    (page,) = opened(dataclasses.replace(POSTER, short_address="survei." * 9 + "go.id/s/7K2M9QX4"))
    boxes = letter_boxes(page, page.get_textpage().get_text_range())
    assert min(left for left, *_ in boxes) > 10 * MM
    assert max(right for _, _, right, _ in boxes) < A4[0] - 10 * MM
    assert min(top for _, top, *_ in boxes) > 10 * MM
    assert max(bottom for *_, bottom in boxes) < A4[1] - 8 * MM


def test_a_long_name_is_never_cut_by_the_name_below_it():
    (page,) = opened(dataclasses.replace(POSTER, counter="W" * 80))
    lowest_of_counter = max(bottom for *_, bottom in letter_boxes(page, "W" * 80))
    highest_of_unit = min(top for _, top, _, _ in letter_boxes(page, POSTER.unit))
    assert lowest_of_counter < highest_of_unit


def test_poster_uses_only_the_fonts_that_come_with_it():
    (page,) = opened(POSTER)
    fonts = {
        item.get_font().get_base_name().split("+")[-1]
        for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=5)
    }
    assert {"Inter-Regular", "Inter-SemiBold", "InterDisplay-ExtraBold"} <= fonts
    assert all(name.startswith("Inter") for name in fonts)


def test_poster_is_tagged_titled_and_names_its_language():
    document = opened(POSTER)
    assert pdfium.FPDFCatalog_IsTagged(document.raw)
    assert document.get_metadata_dict()["Title"] == (
        "Poster survei: Loket 3: Pembuatan KTP-el, Dinas Kependudukan dan Pencatatan Sipil"
    )
    language = (ctypes.c_ushort * 3)()
    pdfium.FPDFCatalog_GetLanguage(document.raw, language, ctypes.sizeof(language))
    assert bytes(language).decode("utf-16-le") == "id\0"


def test_equal_posters_give_equal_bytes():
    assert poster_pdf([POSTER, OTHER]) == poster_pdf([POSTER, OTHER])
