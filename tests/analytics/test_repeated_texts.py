"""Comments that stand there too often, and those that may."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import repeated_texts as module
from analytics.repeated_texts import FEWEST_TEXTS, repeated_texts

COPIED = "Petugas loket ini sangat lambat dan tidak ramah."
DIFFERENT = [
    "Ruang tunggu terlalu panas pada siang hari.",
    "Tolong tambah kursi untuk orang tua.",
    "Pengambilan berkas cepat, saya puas sekali.",
    "Papan petunjuk sulit dibaca dari pintu masuk.",
    "Mohon loket dibuka juga pada hari Sabtu.",
]


def test_no_texts_have_no_repetition() -> None:
    assert repeated_texts([]) == ()


def test_different_texts_are_left_alone() -> None:
    assert repeated_texts(DIFFERENT * 4) == ()


def test_five_copies_are_found_where_they_stand() -> None:
    (found,) = repeated_texts([*DIFFERENT, *[COPIED] * 5])

    assert (found.text, found.places) == (COPIED, (5, 6, 7, 8, 9))


def test_four_copies_are_not() -> None:
    assert repeated_texts([COPIED] * (FEWEST_TEXTS - 1)) == ()


def test_small_changes_do_not_hide_a_copy() -> None:
    changed = [
        COPIED.upper(),
        COPIED.replace(".", "!!! 12"),
        COPIED.replace("sangat", "sangaaaat"),
        COPIED.replace("lambat", "lambatt"),
    ]
    (found,) = repeated_texts([COPIED, *changed])

    assert len(found.places) == 5


@pytest.mark.parametrize("polite", ["Terima kasih", "Bagus!", "ok", "", "123 456 789"])
def test_what_everybody_writes_is_no_repetition(polite: str) -> None:
    assert repeated_texts([polite] * 50) == ()


def test_the_most_frequent_comes_first() -> None:
    found = repeated_texts([*[DIFFERENT[0]] * 5, *[COPIED] * 7])

    assert [len(one.places) for one in found] == [7, 5]


def test_too_many_different_texts_are_refused(monkeypatch) -> None:
    monkeypatch.setattr(module, "MOST_DIFFERENT_TEXTS", 4)

    with pytest.raises(ValueError, match="5 different texts; expected 4 at most"):
        repeated_texts(DIFFERENT)


@given(st.lists(st.sampled_from([*DIFFERENT, COPIED, "Terima kasih"]), max_size=30))
def test_groups_hold_each_place_once_and_do_not_depend_on_the_order(texts) -> None:
    found = repeated_texts(texts)
    backwards = repeated_texts(texts[::-1])
    places = [place for one in found for place in one.places]

    assert len(places) == len(set(places))
    assert sorted(len(one.places) for one in found) == sorted(len(o.places) for o in backwards)
