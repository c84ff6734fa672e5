"""The words of response quality: evidence and an innocent explanation, never a verdict."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from types import SimpleNamespace

import pytest
from flask import Flask

from app.services.receipt_flags import MOST_IN_LONG, MOST_IN_SHORT
from app.services.response_quality import Reason
from app.web.manager.quality_words import (
    advice,
    flagged_words,
    judged_note,
    meanings,
    month_reason_name,
    reason_name,
    straightlined_words,
)


@pytest.fixture(autouse=True)
def page(app: Flask) -> Iterator[None]:
    """A page being made, in Indonesian."""
    with app.test_request_context():
        yield


def told(**changes: object) -> SimpleNamespace:
    """A quality in which nothing stands out."""
    usual: dict[str, object] = {
        "days": (),
        "months": (),
        "comments": (),
        "ticket_bursts": (),
        "has_unnamed_days": False,
        "n_judged": 1200,
        "flagged_share_0_1": Fraction(0),
        "straightlined_share_0_1": Fraction(3, 5),
        "unflagged": SimpleNamespace(n=40),
    }
    return SimpleNamespace(**(usual | changes))


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_words_that_accuse_nobody(reason: Reason) -> None:
    assert reason_name(reason)
    assert not re.search("curang|palsu|bohong", reason_name(reason).lower())


def test_a_month_says_which_way_it_differs_without_colour() -> None:
    assert month_reason_name(Reason.BETTER_THAN_USUAL) == "▲ Lebih tinggi"
    assert month_reason_name(Reason.WORSE_THAN_USUAL) == "▼ Lebih rendah"


def test_each_meaning_says_how_it_is_found_and_what_else_it_may_be() -> None:
    said = dict(meanings())

    assert reason_name(Reason.MANY_FLAGGED) in said
    first = said[reason_name(Reason.MANY_FLAGGED)]
    assert f"lebih dari {MOST_IN_SHORT} jawaban" in first
    assert f"lebih dari {MOST_IN_LONG} dalam satu jam" in first
    assert sum("Bisa" in meaning for meaning in said.values()) == 3


@pytest.mark.parametrize(
    "standing_out",
    [
        {"days": (1,)},
        {"months": (1,)},
        {"comments": (1,)},
        {"ticket_bursts": (1,)},
        {"has_unnamed_days": True},
    ],
)
def test_what_stands_out_is_to_be_asked_about_kindly(standing_out: dict[str, object]) -> None:
    said = advice(told(**standing_out))

    assert said.startswith("Cocokkan yang tercantum di bawah dengan antrean")
    assert "bukan bukti kecurangan" in said
    assert "tidak ada yang dihapus" in said


def test_where_nothing_stands_out_there_is_nothing_to_do() -> None:
    assert advice(told()) == "Tidak ada yang perlu ditindaklanjuti pada periode ini."


def test_where_nothing_could_be_judged_it_says_what_it_takes() -> None:
    said = advice(told(n_judged=0))

    assert "sedikitnya 5 jawaban dalam sehari" in said
    assert "Tidak ada yang perlu" not in said


def test_the_note_says_how_many_days_and_why_no_more_is_told() -> None:
    said = judged_note(told())

    assert said.startswith("Diperiksa: 1.200 hari loket dengan sedikitnya 5 jawaban.")
    assert "tidak disebut" not in said
    assert "Ada hari lain yang menonjol, tetapi tidak disebut" in judged_note(
        told(has_unnamed_days=True)
    )


def test_the_flagged_share_is_told_with_what_it_means() -> None:
    assert flagged_words(told(flagged_share_0_1=Fraction(1, 40))) == (
        "2,5%",
        "terlalu cepat, beruntun, atau waktunya tidak sah",
    )
    assert flagged_words(told())[0] == "Tidak ada"


def test_without_a_share_it_says_why() -> None:
    waiting = flagged_words(told(flagged_share_0_1=None))
    few = flagged_words(told(flagged_share_0_1=None, unflagged=SimpleNamespace(n=None)))

    assert waiting == ("Tidak dirinci", "sebagian jawaban belum dipilah; selisih n bukan jumlahnya")
    assert few == ("Tidak dirinci", "kurang dari 5 disisihkan")


def test_straight_lining_is_called_a_note() -> None:
    share, note = straightlined_words(told())

    assert share == "60,0%"
    assert note.startswith("catatan saja")
    assert straightlined_words(told(straightlined_share_0_1=None)) == (
        "Tidak dirinci",
        "dapat menunjuk kelompok yang kurang dari 5 lembar",
    )
