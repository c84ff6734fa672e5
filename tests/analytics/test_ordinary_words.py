"""Ordinary words are known with their usual beginnings and endings."""

import pytest

from analytics.ordinary_words import ALSO_NAMES, ORDINARY, ROLES, is_ordinary


@pytest.mark.parametrize(
    "word", ["petugas", "Petugasnya", "ramah-ramah", "DILAYANI", "guru", "yang", "kepala", "rt"]
)
def test_ordinary_word_is_known(word: str) -> None:
    assert is_ordinary(word)


@pytest.mark.parametrize("word", ["Wirtana", "lestuna", "", "x"])
def test_any_other_word_may_be_a_name(word: str) -> None:
    assert not is_ordinary(word)


def test_lists_lie_within_each_other() -> None:
    assert ROLES | ALSO_NAMES <= ORDINARY


def test_anything_but_text_is_refused() -> None:
    with pytest.raises(ValueError, match="expected str"):
        is_ordinary(None)  # type: ignore[arg-type]
