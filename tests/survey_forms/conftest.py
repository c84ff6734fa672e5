"""What the tests of questionnaires share: the published instruments and a filled-in form."""

from collections.abc import Callable
from pathlib import Path

import pytest
from werkzeug.datastructures import MultiDict

from survey_forms.catalogue import FOLDER, find
from survey_forms.instrument import Instrument


@pytest.fixture(scope="session")
def skm() -> Instrument:
    """The SKM as it is published."""
    return find("skm-2017@1")


@pytest.fixture(scope="session")
def pulse() -> Instrument:
    """The questionnaire of one question."""
    return find("pulse-1@1")


@pytest.fixture
def send() -> Callable[..., MultiDict]:
    """Makes what a browser sends for an instrument: every rating 3, the rest as a page has it."""

    def filled_in(instrument: Instrument, **changes: str) -> MultiDict:
        sent = dict.fromkeys(instrument.keys, "3")
        sent |= dict.fromkeys((field.key for field in instrument.block), "")
        sent |= {"comment": "", "submission_key": "k" * 22, "receipt_seed": "s" * 22}
        return MultiDict(sent | changes)

    return filled_in


@pytest.fixture
def edited(tmp_path: Path) -> Callable[[str, str], Path]:
    """Makes a copy of the pulse's file in which one text is replaced."""

    def edit(old: str, new: str) -> Path:
        text = (FOLDER / "pulse-1.toml").read_text("utf-8")
        assert old in text, f"the file has no {old!r} to replace"
        path = tmp_path / "planted.toml"
        path.write_text(text.replace(old, new, 1), "utf-8")
        return path

    return edit
