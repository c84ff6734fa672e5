"""Printable tickets: 24 slips on an A4 page, each with the QR code of its own link."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

import typst
from babel.dates import format_date

from app.documents.glyphs import printable
from app.documents.poster import FONTS
from app.documents.qr import qr_svg

TEMPLATE = FONTS.parent / "typst" / "slips.typ"
ON_A_PAGE = 24
LANGUAGES = ("id", "en")


@dataclass(frozen=True)
class SlipSheet:
    """Tickets of one batch: each link goes into one QR code."""

    unit: str
    counter: str
    service: str
    expires_on: date
    links: tuple[str, ...]


def slips_pdf(sheet: SlipSheet) -> bytes:
    """Give one accessible PDF with 24 slips on each A4 page."""
    if not sheet.links:
        raise ValueError("A sheet of slips needs at least one ticket.")
    written = {
        "unit": printable(sheet.unit),
        "counter": printable(sheet.counter),
        "service": printable(sheet.service),
        "expires": [format_date(sheet.expires_on, "d MMMM yyyy", locale=one) for one in LANGUAGES],
        "codes": [qr_svg(link).decode() for link in sheet.links],
    }
    return typst.compile(
        TEMPLATE,
        root=TEMPLATE.parent,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"sheet": json.dumps(written)},
        format="pdf",
        pdf_standards="ua-1",
    )
