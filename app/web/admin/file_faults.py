"""The faults of a file as the pages show them, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from flask_babel import gettext as _

from survey_forms.rating_tables import Fault

FIRST_FAULTS = 50


@dataclass(frozen=True)
class FaultView:
    """Where a cell stands, what it holds, and what to do about it."""

    row: int
    column: str
    value: str
    message: str


def first_faults(faults: Iterable[Fault]) -> Sequence[FaultView]:
    """As many of the faults as a page shows."""
    return [
        FaultView(fault.row, fault.column, fault.value, fault.translated(_))
        for fault in islice(faults, FIRST_FAULTS)
    ]
