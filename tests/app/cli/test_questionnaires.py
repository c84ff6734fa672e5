"""`flask questionnaires make`."""

from __future__ import annotations

import pypdfium2
import pytest
import time_machine

from tests.factories.organisation import an_office


@pytest.fixture
def make(app, scope, now, tmp_path):
    """Prints by command; gives what was said and the words in the file."""
    an_office(scope, now)

    def run(*arguments: str) -> tuple[str, str]:
        out = tmp_path / "out.pdf"
        with time_machine.travel(now):
            result = app.test_cli_runner().invoke(
                args=["questionnaires", "make", *arguments, "--out", str(out)]
            )
        pages = pypdfium2.PdfDocument(out) if out.exists() else []
        return result.output, " ".join(page.get_textpage().get_text_bounded() for page in pages)

    return run


def test_a_units_sheet_is_made(make):
    said, sheet = make("DISDUK")
    assert "out.pdf" in said
    assert "Survei Kepuasan Masyarakat" in sheet


def test_a_counters_sheet_is_made_in_another_language(make):
    _said, sheet = make("DISDUK", "--counter", "L2", "--language", "en")
    assert "Loket 2" in sheet
    assert "Public Satisfaction Survey" in sheet


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["LAIN"], "LAIN"), (["DISDUK", "--counter", "L9"], "ada L1, L2")],
)
def test_what_is_not_there_is_said(make, arguments, said):
    output, sheet = make(*arguments)
    assert said in output
    assert sheet == ""
