"""Signs are judged by the fonts that come with the system."""

from __future__ import annotations

import pytest

from app.documents.glyphs import printable


@pytest.mark.parametrize("text", ["Loket 3: KTP-el", "Bésar’s “ñ” – №1", "لوكت ڤلاينن", "Ωμέγα"])
def test_what_the_fonts_have_stays(text):
    assert printable(text) == text


@pytest.mark.parametrize(
    ("text", "printed"), [("Loket 😀", "Loket ?"), ("中A文", "?A?"), ("ꦏꦧ", "??")]
)
def test_each_sign_that_is_missing_becomes_a_question_mark(text, printed):
    assert printable(text) == printed
