"""Pages that carry the status of a refusal."""

from __future__ import annotations

import pytest

from app.errors import Invalid, Problem, StaleForm, TooSoon
from app.web.account.replies import with_status


@pytest.mark.parametrize(
    ("problem", "status"), [(Invalid("x"), 422), (StaleForm("x"), 400), (TooSoon("x", 7), 429)]
)
def test_the_page_has_the_status_of_its_problem(problem: Problem, status: int) -> None:
    assert with_status("<p>", problem).status_code == status


def test_a_delay_says_when_to_come_back() -> None:
    assert with_status("<p>", TooSoon("x", 7)).headers["Retry-After"] == "7"
    assert "Retry-After" not in with_status("<p>", Invalid("x")).headers
