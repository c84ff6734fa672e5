"""Replies about comments as rows of a table."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from app.services.comments import ShownComment
from app.services.themes import ShownTheme
from app.web.evaluator.comments_schemas import CommentReply, ThemeReply


def test_a_comment_is_one_row_without_its_key() -> None:
    held = ShownComment(
        b"k" * 16, "Antre lama", 1, "Dinas", date(2026, 6, 1), None, None, ("waktu", "biaya")
    )
    assert CommentReply.of(held).cells() == {
        **{"text": "Antre lama", "month": "2026-06", "unit_id": 1, "counter_id": None},
        "elements": "waktu biaya",
    }


def test_each_example_has_a_column_of_its_own() -> None:
    theme = ShownTheme(("antre",), 5, Fraction(1, 3), ("waktu",), (), None, ("=a", "b"))
    cells = ThemeReply.of(theme).cells()
    assert [cells[f"example_{number}"] for number in (1, 2, 3)] == ["=a", "b", None]
    assert (cells["share"], cells["rated_low"]) == ("0.3333", "")
