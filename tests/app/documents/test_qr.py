"""QR codes are read back by a decoder that shares no code with the one that draws them."""

from __future__ import annotations

import numpy as np
import png
import pytest
import typst
import zxingcpp

from app.documents.qr import QUIET_ZONE_MODULES, qr_png, qr_svg

LINK = "https://skm.example.go.id/s/7K2M9QX4"
LONG_LINK = "https://survei.dpmptsp.kabupaten-contoh.go.id/s/7K2M9QX4?bahasa=en&saluran=poster"


def pixels(content: bytes) -> np.ndarray:
    """Turn a PNG of any kind into grey values, one number per pixel."""
    _, _, rows, _ = png.Reader(bytes=content).asRGBA8()
    return np.vstack([np.array(row, dtype=np.uint8)[::4] for row in rows])


def drawn(svg: bytes) -> np.ndarray:
    """Rasterise an SVG by placing it on a dark page of its own size."""
    page = b"""
        #set page(width: auto, height: auto, margin: 0pt, fill: black)
        #image(bytes(sys.inputs.svg))
    """
    return pixels(typst.compile(page, format="png", sys_inputs={"svg": svg.decode()}))


@pytest.mark.parametrize("link", [LINK, LONG_LINK])
def test_png_reads_back_as_the_link(link):
    (found,) = zxingcpp.read_barcodes(pixels(qr_png(link)))
    assert found.text == link
    assert found.ec_level == "Q"


@pytest.mark.parametrize("link", [LINK, LONG_LINK])
def test_svg_reads_back_as_the_link(link):
    (found,) = zxingcpp.read_barcodes(drawn(qr_svg(link)))
    assert found.text == link
    assert found.ec_level == "Q"


def test_png_has_the_module_size_asked_for_and_a_quiet_zone():
    image = pixels(qr_png(LINK, pixels_per_module=5))
    dark_rows, dark_columns = np.nonzero(image == 0)
    quiet = QUIET_ZONE_MODULES * 5
    assert dark_rows.min() == dark_columns.min() == quiet
    assert dark_rows.max() == dark_columns.max() == image.shape[0] - quiet - 1


def test_svg_is_white_behind_the_code_so_that_it_works_on_a_dark_page():
    image = drawn(qr_svg(LINK))
    assert image[2, 2] == image[-3, -3] == 255


def test_png_is_a_real_png_of_one_bit():
    _, _, _, about = png.Reader(bytes=qr_png(LINK)).read()
    assert (about["bitdepth"], about["greyscale"], about["alpha"]) == (1, True, False)


@pytest.mark.parametrize("draw", [qr_svg, qr_png])
def test_an_empty_link_is_refused(draw):
    with pytest.raises(ValueError, match="needs a web address"):
        draw("")
