"""What a phone reads off a printed page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pypdfium2
import zxingcpp


def codes_in(picture: npt.NDArray[np.uint8]) -> list[str]:
    """The QR codes of a picture; strokes that another kind of reader takes for bars are passed."""
    pixels = np.ascontiguousarray(picture)
    found = zxingcpp.read_barcodes(pixels, formats=zxingcpp.BarcodeFormat.QRCode)
    return [code.text for code in found]


def pages_with_codes(pdf: bytes | Path, *, scale: float = 2) -> Iterator[tuple[str, list[str]]]:
    """The words and the codes of each page, drawn at so many times 72 dots an inch."""
    for page in pypdfium2.PdfDocument(pdf):
        words = page.get_textpage().get_text_bounded()
        yield words, codes_in(page.render(scale=scale).to_numpy())


def printed_codes(pdf: bytes | Path, *, scale: float = 2) -> list[str]:
    """The codes of all pages."""
    return [code for _, codes in pages_with_codes(pdf, scale=scale) for code in codes]
