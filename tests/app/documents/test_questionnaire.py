"""A sheet is judged by what is on its pages: read back as text, counted, measured."""

from __future__ import annotations

import ctypes
import dataclasses
import re

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from app.documents.questionnaire import LANGUAGES, PaperForm, languages_on_paper, questionnaire_pdf
from survey_forms import catalogue
from tests.factories.pictures import png_with_words

SKM = catalogue.find("skm-2017@3")
FORM = PaperForm(
    agency="Pemerintah Kabupaten Contoh",
    unit="Dinas Kependudukan dan Pencatatan Sipil",
    counter="Loket 3: Pembuatan KTP-el",
    services=("KTP-el baru", "Kartu Keluarga", "Akta Kelahiran"),
    instrument=SKM,
)


def opened(form: PaperForm) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(questionnaire_pdf(form))


def pages(form: PaperForm) -> list[str]:
    texts = [page.get_textpage().get_text_bounded() for page in opened(form)]
    return [" ".join(text.replace("\u200b", "").split()) for text in texts]


def words(form: PaperForm) -> str:
    return " ".join(pages(form))


def test_it_says_where_for_whom_who_sees_it_and_that_no_name_is_wanted() -> None:
    front, back = pages(FORM)

    for said in (FORM.agency, FORM.unit, FORM.counter, *FORM.services):
        assert said in front
    assert "Untuk warga yang baru saja dilayani di sini. Petugas tidak boleh mengisi" in front
    assert "Petugas hanya melihat angka gabungan dari banyak warga" in front
    assert "Jangan menulis nama, nomor telepon, atau NIK" in front
    assert "tulis alasannya di sini" in back


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_question_stands_in_form_order_with_its_number_its_code_and_its_answers(
    language: str,
) -> None:
    front, _back = pages(dataclasses.replace(FORM, language=language))
    codes = [f"U{place}" for place in (1, 2, 3, 4, 5, 6, 7, 9, 8)]
    expected = [
        f"{number} {code} · {item.names[language]} {item.questions[language]} "
        + " ".join(f"{choice.value} {choice.labels[language]}" for choice in item.choices)
        for number, (code, item) in enumerate(zip(codes, SKM.items, strict=True), start=1)
    ]

    assert _found_in_turn(front, expected) == expected


def test_facilities_are_the_eighth_question_and_u9_complaints_the_ninth_and_u8() -> None:
    front, _back = pages(FORM)

    assert "8 U9 · Sarana dan Prasarana" in front
    assert "9 U8 · Penanganan Pengaduan, Saran dan Masukan" in front
    assert "keduanya berbeda pada pertanyaan 8 (U9), pertanyaan 9 (U8)." in front


def test_who_answers_is_asked_in_numbered_classes_that_may_be_declined() -> None:
    _front, back = pages(FORM)

    assert "Jenis kelamin 1 Laki-laki 2 Perempuan 0 Tidak ingin menyebutkan" in back
    assert back.count("0 Tidak ingin menyebutkan") == len(SKM.block)
    assert "9 Lainnya" in back


def test_an_overall_question_comes_after_the_elements_where_it_is_asked() -> None:
    asked = catalogue.find("skm-2017@4")
    assert asked.overall
    front, back = pages(dataclasses.replace(FORM, instrument=asked))

    assert asked.overall.questions["id"] in back
    assert asked.overall.questions["id"] not in front


def test_a_sheet_for_all_counters_leaves_a_line_for_the_counter() -> None:
    assert "Loket:" in words(dataclasses.replace(FORM, counter=""))
    assert "Loket:" not in words(FORM)


@pytest.mark.parametrize("counter", ["", "Loket 1", "Loket " + "pendaftaran dan pengaduan " * 7])
@pytest.mark.parametrize("logo", [None, png_with_words(b"logo")], ids=["plain", "logo"])
def test_names_of_two_hundred_letters_are_whole(counter: str, logo: bytes | None) -> None:
    unit = "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu Kabupaten Sekadau " * 3
    form = dataclasses.replace(
        FORM,
        agency=f"Pemerintah {unit}"[:194],
        unit=unit[:194],
        counter=counter.strip(),
        services=(f"Izin {unit}"[:160], "KTP-el"),
        logo=logo,
    )
    front, _back = pages(form)

    for name in (form.agency, form.unit, form.counter, *form.services):
        assert name in front
    assert "Dikelola dengan baik" in front


def test_a_name_that_cannot_be_whole_ends_in_an_ellipsis() -> None:
    wide = "W" * 195
    front, back = pages(dataclasses.replace(FORM, unit=wide, counter=wide, services=(wide, "B")))

    assert front.count("\N{HORIZONTAL ELLIPSIS}") == 2
    assert "Dikelola dengan baik" in front
    assert back.endswith("Halaman 2 dari 2")


@pytest.mark.parametrize("how_many", [0, 1, 12, 80])
@pytest.mark.parametrize("reference", ["skm-2017@3", "skm-2017@4"])
def test_it_never_has_more_than_two_pages(reference: str, how_many: int) -> None:
    services = tuple(f"Layanan {number} " + "panjang " * 10 for number in range(how_many))
    asked = catalogue.find(reference)
    form = dataclasses.replace(FORM, instrument=asked, services=services, unit="Dinas " * 33)

    read = pages(form)
    assert len(read) == 2
    assert "Dikelola dengan baik" in read[0]
    assert read[1].endswith("Halaman 2 dari 2")


def test_more_services_than_fit_become_a_line_to_write_on() -> None:
    many = dataclasses.replace(FORM, services=tuple(f"Layanan {n}" for n in range(80)))

    assert "Tulis jenis layanannya:" in words(many)
    assert "Layanan 7" not in words(many)
    assert "Tulis jenis layanannya:" not in words(FORM)


def test_a_single_question_is_a_single_page() -> None:
    asked = catalogue.find("pulse-1")
    (page,) = pages(dataclasses.replace(FORM, instrument=asked))

    assert asked.items[0].questions["id"] in page
    assert "keduanya berbeda" not in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_document_is_tagged_in_its_language_and_named(language: str) -> None:
    document = opened(dataclasses.replace(FORM, language=language))
    said = (ctypes.c_ushort * 3)()
    pdfium.FPDFCatalog_GetLanguage(document.raw, said, ctypes.sizeof(said))

    assert bytes(said).decode("utf-16-le").rstrip("\0") == language
    assert pdfium.FPDFCatalog_IsTagged(document.raw)
    assert document.get_metadata_dict()["Title"].endswith(f"{FORM.counter}, {FORM.unit}")


def test_a_translation_of_ours_says_that_it_is_not_official() -> None:
    assert "mboten resmi" in words(dataclasses.replace(FORM, language="jv"))
    assert "not official" not in words(dataclasses.replace(FORM, language="en"))


def test_what_people_named_is_printed_as_it_is_and_a_logo_takes_no_page() -> None:
    name = "#let x = $[loket]$ 🙂"
    form = dataclasses.replace(FORM, counter=name, services=(name,), logo=png_with_words(b"logo"))

    assert "#let x = $[loket]$ ?" in words(form)
    assert len(opened(form)) == 2


def test_a_language_the_questionnaire_lacks_is_refused() -> None:
    asked = catalogue.find("skm-2017@1")
    assert languages_on_paper(asked) == ("id", "en")
    with pytest.raises(ValueError, match="id, en; got 'jv'"):
        dataclasses.replace(FORM, instrument=asked, language="jv")


def test_equal_sheets_are_equal_bytes() -> None:
    assert questionnaire_pdf(FORM) == questionnaire_pdf(FORM)


def _found_in_turn(text: str, expected: list[str]) -> list[str]:
    """Those that stand in the text, each after the one before it."""
    found, start = [], 0
    for one in expected:
        place = re.compile(re.escape(one)).search(text, start)
        if place:
            found.append(one)
            start = place.end()
    return found
