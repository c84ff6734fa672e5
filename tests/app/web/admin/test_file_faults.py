"""Faults of a file are told in the reader's language, and no more of them than a page holds."""

from __future__ import annotations

import pytest

from app.web.admin.file_faults import FIRST_FAULTS, first_faults
from survey_forms.rating_tables import Fault

NEAR = "Tidak ada yang bernama ini di unit. Mungkin maksudnya %(names)s?"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("id", 'Tidak ada yang bernama ini di unit. Mungkin maksudnya "Loket 1"?'),
        ("en", 'The unit has nothing of this name. Is "Loket 1" meant?'),
    ],
)
def test_what_stands_in_a_text_does_not_keep_it_from_the_readers_language(app, language, said):
    with app.test_request_context(f"/?bahasa={language}"):
        (shown,) = first_faults([Fault(3, "B", "Loket", NEAR, {"names": '"Loket 1"'})])
    assert (shown.row, shown.column, shown.value, shown.message) == (3, "B", "Loket", said)


def test_a_text_without_places_may_hold_a_percent_sign(app):
    with app.test_request_context("/?bahasa=en"):
        (shown,) = first_faults([Fault(3, "B", "x", "100 % of it")])
    assert shown.message == "100 % of it"


def test_the_first_faults_are_shown(app):
    with app.test_request_context("/"):
        shown = first_faults([Fault(row, "B", "", "Isi.") for row in range(FIRST_FAULTS + 9)])
    assert [fault.row for fault in shown] == list(range(FIRST_FAULTS))
