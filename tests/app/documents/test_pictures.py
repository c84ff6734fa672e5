"""What is sent as a picture is measured before it is opened, and drawn anew."""

from __future__ import annotations

import png
import pytest

from app.documents.pictures import DOTS_ASIDE, MOST_DOTS_ASIDE, drawn_anew, picture_size
from tests.factories.pictures import (
    JPEG,
    RED_PNG,
    jpeg_that_claims,
    png_that_claims,
    png_with_words,
)


@pytest.mark.parametrize("content", [RED_PNG, JPEG], ids=["png", "jpeg"])
def test_a_picture_comes_back_as_a_png_that_keeps_its_shape_and_colour(content):
    drawn = drawn_anew(content)
    width, height, rows, _about = png.Reader(bytes=drawn).asRGBA8()
    old_width, old_height = picture_size(content)
    assert width == DOTS_ASIDE
    assert height == round(DOTS_ASIDE * old_height / old_width)
    red, green, blue, alpha = list(rows)[height // 2][4 * 300 : 4 * 301]
    assert (red > 200, green < 100, blue < 100, alpha) == (True, True, True, 255)


def test_words_beside_the_dots_are_left_out():
    sent = png_with_words(b"jalan rahasia 1")
    assert b"rahasia" in sent
    assert b"rahasia" not in drawn_anew(sent)


@pytest.mark.parametrize("claim", [png_that_claims, jpeg_that_claims])
def test_a_size_is_read_without_opening_the_picture(claim):
    assert picture_size(claim(60000, 300)) == (60000, 300)
    with pytest.raises(ValueError, match="60000 x 300 dots"):
        drawn_anew(claim(60000, 300))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        RED_PNG[:20],
        RED_PNG[:60],
        JPEG[:30],
        b"\xff\xd8",
        b"\xff\xd8\xff\xe0\x00\x00",
        b"\xff\xd8" + b"\xff\xfe\x00\x02" * 1000,
        png_that_claims(MOST_DOTS_ASIDE, MOST_DOTS_ASIDE),
        png_that_claims(0, 5),
    ],
)
def test_whatever_is_no_picture_is_refused(content):
    with pytest.raises(ValueError, match=r"."):
        drawn_anew(content)
