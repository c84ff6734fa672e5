"""Slips are judged by what is on the page: rendered, read back, counted."""

from __future__ import annotations

import dataclasses
import secrets
from datetime import date

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


def opened(sheet: SlipSheet) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(slips_pdf(sheet))


def links(page: pypdfium2.PdfPage) -> set[str]:
    image = np.ascontiguousarray(page.render(scale=300 / 72).to_numpy())
    return {code.text for code in zxingcpp.read_barcodes(image)}


def words(page: pypdfium2.PdfPage) -> str:
    return " ".join(page.get_textpage().get_text_bounded().split())


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


def test_no_tickets_make_no_sheet() -> None:
    with pytest.raises(ValueError, match="at least one"):
        slips_pdf(dataclasses.replace(SHEET, links=()))
