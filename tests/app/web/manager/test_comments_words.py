"""Themes in words: what to read first, and why something is not told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

import pytest
from flask import Flask

from app.services.themes import CommentThemes, ShownTheme
from app.web.manager.comments_words import advice, element_names, theme_cards, theme_notes

SLOW = ShownTheme(("antre", "lama"), 30, Fraction(3, 10), ("waktu",), ("waktu",), 5, ("antre",))
DIRTY = ShownTheme(("toilet", "kotor"), 20, Fraction(2, 10), ("sarana",), (), 18, ("kotor",))
FOUND = CommentThemes(100, 50, (SLOW, DIRTY), None, None, 0.7)


@pytest.fixture(autouse=True)
def _a_request(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


def test_the_theme_with_most_complaints_is_read_first() -> None:
    assert "“toilet, kotor”: 18 dari 20" in advice(FOUND)


def test_without_tone_the_most_frequent_theme_is_read_first() -> None:
    untold = tuple(replace(theme, n_complaints=None) for theme in FOUND.themes)
    found = replace(FOUND, themes=untold, tone_reason="not_better_than_chance")
    assert "“antre, lama”" in advice(found)
    assert "30 dari 100" in advice(found)
    assert theme_cards(found)[0].tone == ""
    assert "tidak lebih baik daripada menebak" in " ".join(theme_notes(found))


@pytest.mark.parametrize(
    ("n", "reason", "words"),
    [(6, "too_few_comments", "baru ada 6"), (40, "nothing_in_common", "lima orang")],
)
def test_without_themes_the_reason_is_said(n: int, reason: str, words: str) -> None:
    found = CommentThemes(n, n, (), reason, "too_few_comments", None)
    assert words in advice(found)
    assert list(theme_notes(found)) == []


@pytest.mark.parametrize("reason", ["too_few_comments", "too_few_of_a_kind"])
def test_a_tone_that_is_not_learnt_says_why(reason: str) -> None:
    notes = " ".join(theme_notes(replace(FOUND, tone_reason=reason)))
    assert "belum dipelajari" in notes


def test_a_card_tells_size_share_and_both_tones() -> None:
    card = theme_cards(FOUND)[0]
    assert card.size == "30 dari 100 komentar (30,0%)"
    assert card.tone == "5 bernada keluhan, 25 tidak"


def test_elements_are_named_as_the_questionnaire_does() -> None:
    assert element_names(["waktu", "biaya"]) == "Waktu Penyelesaian; Biaya/Tarif"
