"""What is read of a code that was typed by hand."""

from __future__ import annotations

import pytest

from app.web.public.typed_codes import typed_letters
from tests.factories.typed_codes import HYPHENS


@pytest.mark.parametrize("hyphen", HYPHENS)
def test_hyphens_and_blanks_are_no_part_of_a_code(hyphen: str) -> None:
    assert typed_letters(f" 7k2m{hyphen} 9qx4\t\N{ZERO WIDTH SPACE}") == "7K2M9QX4"


def test_a_plain_code_is_read_as_it_stands_but_for_its_small_letters() -> None:
    assert typed_letters("7k2m9qx4") == "7K2M9QX4"


def test_full_width_letters_and_digits_are_plain_ones() -> None:
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in "7k2m-9qx4")

    assert typed_letters(wide) == "7K2M9QX4"


@pytest.mark.parametrize("other", ["", "/", ".", "+", "_", "\0", "🙂"])
def test_other_marks_are_kept_so_that_they_are_refused(other: str) -> None:
    assert typed_letters(f"7K2M{other}") == f"7K2M{other}"
