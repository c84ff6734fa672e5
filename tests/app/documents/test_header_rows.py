"""The header is found below titles, also where heads are merged over two rows."""

from __future__ import annotations

from app.documents.header_rows import header_row


def names_both(cells) -> bool:
    return {"tanggal", "menit"} <= set(cells)


def test_titles_above_are_passed_over() -> None:
    assert header_row([("Antrean",), (), ("tanggal", "menit")], names_both) == (
        2,
        ("tanggal", "menit"),
    )


def test_heads_over_two_rows_are_read_together() -> None:
    rows = [("No", "tanggal", "Lama", ""), ("", "", "menit", "jam"), ("1", "2026", "3", "4")]

    assert header_row(rows, names_both) == (1, ("No", "tanggal", "menit", "jam"))


def test_a_title_heads_no_column() -> None:
    assert header_row([("Antrean",), ("", "tanggal", "menit")], names_both) == (
        1,
        ("", "tanggal", "menit"),
    )


def test_without_a_header_there_is_none() -> None:
    assert header_row([("a", "b"), ("1", "2")], names_both) is None
