"""Themes of a spreadsheet: masked first, never of fewer than five."""

from __future__ import annotations

import pytest

from app.errors import Invalid
from app.services.file_themes import read_comments, themes_as_texts, themes_of_comments

ROWS = [f"antre lama{sign}" for sign in ("", "!", "...")] * 4 + ["toilet kotor"] * 12


def test_comments_are_masked_before_anything_else() -> None:
    content = b'komentar\n"Pak Wirtana lama"\n\n081234567890\n'
    assert read_comments(content, "a.csv", "komentar") == ["Pak ▇▇▇ lama", "▇▇▇"]


def test_a_missing_column_is_named() -> None:
    with pytest.raises(Invalid, match="saran"):
        read_comments(b"komentar\nlama\n", "a.csv", "saran")


def test_themes_tell_size_share_elements_and_examples() -> None:
    found = themes_as_texts(themes_of_comments(ROWS))
    assert found["n"] == 24
    slow = next(theme for theme in found["themes"] if "antre" in theme["label"])
    assert (slow["n"], slow["share"], slow["elements"]) == (12, "0.5000", ["waktu"])
    assert sorted(slow["examples"]) == ["antre lama", "antre lama!", "antre lama..."]


def test_few_comments_have_a_reason() -> None:
    found = themes_of_comments(["antre lama"] * 4)
    assert (found.themes, found.reason, found.n) == ((), "too_few_comments", 4)
