"""Replies about places and periods, and pages of them."""

from __future__ import annotations

import pytest

from app.clock import Period
from app.web.evaluator.schemas import PeriodReply, page_of

MONTHS = [PeriodReply.of(Period(2026, month, 1)) for month in range(1, 13)]


@pytest.mark.parametrize(
    ("page", "codes"), [(1, ["2026-01", "2026-02"]), (6, ["2026-11", "2026-12"]), (7, [])]
)
def test_a_page_is_cut_from_the_whole(page: int, codes: list[str]) -> None:
    cut = page_of(PeriodReply).cut(MONTHS, page, 2)
    assert [item.code for item in cut.items] == codes
    assert cut.total == 12


def test_a_period_tells_its_days() -> None:
    assert PeriodReply.of(Period.parse("2024-Q1")).model_dump(mode="json") == {
        "kind": "quarter",
        "code": "2024-Q1",
        "first_day": "2024-01-01",
        "last_day": "2024-03-31",
    }


def test_a_reply_is_a_row_of_its_fields() -> None:
    assert list(MONTHS[0].cells()) == ["kind", "code", "first_day", "last_day"]
