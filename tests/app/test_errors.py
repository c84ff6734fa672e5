"""Problems carry words for people."""

from __future__ import annotations

import pytest

from app import errors


def every_problem() -> list[type[errors.Problem]]:
    return errors.Problem.__subclasses__()


@pytest.mark.parametrize("kind", every_problem(), ids=lambda kind: kind.__name__)
def test_a_problem_says_its_message(kind: type[errors.Problem]) -> None:
    more = {"wait_s": 3} if kind is errors.TooSoon else {}

    problem = kind("Loket tidak ditemukan.", **more)

    assert problem.message == str(problem) == "Loket tidak ditemukan."


def test_invalid_names_each_fault() -> None:
    assert errors.Invalid("Tidak dapat dipakai.", ["baris 2", "baris 7"]).faults == (
        "baris 2",
        "baris 7",
    )
    assert errors.Invalid("Tidak dapat dipakai.").faults == ()


def test_too_soon_says_how_long_to_wait() -> None:
    assert errors.TooSoon("Tunggu.", wait_s=8).wait_s == 8
