"""Slips are judged by what is on the page: rendered, read back, counted."""

from __future__ import annotations

import dataclasses
import secrets
from datetime import date
from itertools import combinations

import numpy as np
import pypdfium2
import pytest
import zxingcpp

from app.documents.slips import ON_A_PAGE, SlipSheet, slips_pdf

LINKS = tuple(f"https://skm.example.go.id/t/{secrets.token_urlsafe(16)}" for _ in range(25))
SHEET = SlipSheet(
    unit="Dinas Kependudukan dan Pencatatan Sipil",
    counter="Loket 3: Pembuatan KTP-el",
    service="KTP-el baru",
    expires_on=date(2026, 6, 18),
    links=LINKS,
)

Box = tuple[float, float, float, float]
A4_HEIGHT, SLIP_HEIGHT, SLIP_WIDTH, HAIR = 841.89, 841.89 / 8, 210 / 3 * 72 / 25.4, 0.7


def opened(sheet: SlipSheet) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(slips_pdf(sheet))


def links(page: pypdfium2.PdfPage) -> set[str]:
    image = np.ascontiguousarray(page.render(scale=300 / 72).to_numpy())
    return {code.text for code in zxingcpp.read_barcodes(image)}


def words(page: pypdfium2.PdfPage) -> str:
    return " ".join(page.get_textpage().get_text_bounded().split())


def lines_of_first_slip(page: pypdfium2.PdfPage) -> list[Box]:
    """The boxes of its words, a line at a time; in points."""
    text = page.get_textpage()
    boxes = [text.get_rect(n) for n in range(text.count_rects())]
    return [box for box in boxes if box[0] < SLIP_WIDTH and box[1] > A4_HEIGHT - SLIP_HEIGHT * 1.5]


def overlapping(boxes: list[Box]) -> list[tuple[Box, Box]]:
    """The pairs of boxes that share more than a hair."""
    return [
        (a, b)
        for a, b in combinations(boxes, 2)
        if min(a[2], b[2]) - max(a[0], b[0]) > HAIR and min(a[3], b[3]) - max(a[1], b[1]) > HAIR
    ]


def test_every_code_of_a_full_page_and_the_next_leads_to_its_own_ticket() -> None:
    first, second = opened(SHEET)

    assert links(first) == set(LINKS[:ON_A_PAGE])
    assert links(second) == set(LINKS[ON_A_PAGE:])


def test_a_full_page_is_one_page() -> None:
    assert len(opened(dataclasses.replace(SHEET, links=LINKS[:ON_A_PAGE]))) == 1


def test_a_slip_says_where_for_what_and_until_when_in_both_languages() -> None:
    (page,) = opened(dataclasses.replace(SHEET, links=LINKS[:1]))

    text = words(page)
    for said in (SHEET.unit, SHEET.counter, SHEET.service, "18 Juni 2026", "18 June 2026"):
        assert said in text
    assert "Satu tiket, satu jawaban" in text
    assert "One ticket, one answer" in text


@pytest.mark.parametrize("name", ["Loket " + "panjang " * 22, "W" * 80, "#let x = $[loket]$"])
def test_any_name_keeps_the_page_and_its_codes(name: str) -> None:
    sheet = dataclasses.replace(SHEET, counter=name, unit=name[:90], links=LINKS[:ON_A_PAGE])
    (page,) = opened(sheet)

    assert links(page) == set(LINKS[:ON_A_PAGE])


LONG = " ".join(["Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu Kabupaten"] * 3)[:195]


@pytest.mark.parametrize("name", [LONG, "W" * 195, "Loket " + "WM " * 63])
@pytest.mark.parametrize("service", ["", "KTP-el baru", LONG])
def test_long_names_end_in_an_ellipsis_and_keep_off_all_other_words(
    name: str, service: str
) -> None:
    sheet = dataclasses.replace(
        SHEET, unit=name, counter=name, service=service, links=LINKS[:ON_A_PAGE]
    )
    (page,) = opened(sheet)
    cut = 2 if service != LONG else 3

    assert words(page).count("\N{HORIZONTAL ELLIPSIS}") == cut * ON_A_PAGE
    assert words(page).count("Valid until 18 June 2026") == ON_A_PAGE
    assert not overlapping(lines_of_first_slip(page))


def test_names_of_a_usual_length_are_whole() -> None:
    unit = "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu Kabupaten Sekadau"
    sheet = dataclasses.replace(
        SHEET, unit=unit, counter=f"Loket 12: {unit[:50]}", service=unit[:50], links=LINKS[:1]
    )
    (page,) = opened(sheet)

    for name in (sheet.unit, sheet.counter, sheet.service):
        assert name in words(page)


def test_a_sign_that_no_font_has_does_not_spoil_the_slips() -> None:
    sheet = dataclasses.replace(SHEET, unit="Dinas 🙂", counter="Loket 🙂", service="KTP 🙂")
    (page, _) = opened(sheet)

    for name in ("Dinas ?", "Loket ?", "KTP ?"):
        assert name in words(page)


def test_no_tickets_make_no_sheet() -> None:
    with pytest.raises(ValueError, match="at least one"):
        slips_pdf(dataclasses.replace(SHEET, links=()))
