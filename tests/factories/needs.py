"""Priorities and needs made of plain sheets, without a database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from analytics.importance import ImportanceResult, importance
from analytics.inputs import Tally
from analytics.overall_tally import overall_tally
from analytics.priorities import likely_lowest
from analytics.quadrants import quadrants
from analytics.reliability import reliability
from app.clock import Period
from app.services.needs_matrix import NeedsMatrix, Side, SubjectNeeds
from app.services.priorities import Need, Priorities, needs_shown, shares_listed, target_named
from app.services.score_subjects import UNIT, Subject
from app.services.shown_tallies import ShownTally
from survey_forms import catalogue

JUNE = Period.parse("2026-06")
SKM, WITH_OVERALL = catalogue.find("skm-2017"), catalogue.find("skm-2017@2")
HERE = Subject(UNIT, 1, "Dinas")
Sheets = Iterable[Sequence[int | None]]


def as_ratings(sheets: Sheets) -> np.ndarray:
    """Sheets as an array, gaps as 0."""
    return np.array([[value or 0 for value in sheet] for sheet in sheets], dtype=np.uint8)


def needs_of_sheets(sheets: Sheets, target: str | None = None) -> tuple[Need, ...]:
    """The needs of sheets of the nine elements in form order."""
    tally = Tally.from_ratings(as_ratings(sheets), SKM.keys, *SKM.scale)
    vector = tally.to_vector().astype(np.int64)
    shown = ShownTally(HERE, JUNE, SKM.reference, vector, None, None)
    found = needs_shown(shown, target_named(SKM.reference, target))
    assert found is not None
    return found


def some_priorities(sheets: Sheets, target: str | None = None) -> Priorities:
    """The priorities of sheets; with a tenth number each, that is the overall answer."""
    ratings = as_ratings(sheets)
    asked = WITH_OVERALL if ratings.shape[1] > len(SKM.keys) else SKM
    elements = ratings[:, : len(SKM.keys)]
    needs = needs_of_sheets(elements.tolist(), target)
    mattering = ImportanceResult(0, None, (), "not_asked")
    if asked is WITH_OVERALL:
        mattering = shares_listed(importance(overall_tally(ratings, asked.keys, 1, 4)), asked)
    items = reliability(Tally.from_ratings(elements, SKM.keys, *SKM.scale)).items
    correlations = {item.key: item.item_total_correlation for item in items}
    return Priorities(
        subject=HERE,
        period=JUNE,
        instrument=asked.reference,
        target=target_named(asked.reference, target),
        n=len(ratings),
        needs=needs,
        withheld=None,
        likely=likely_lowest(needs),
        importance=mattering,
        placed=quadrants(needs, mattering),
        rest_scores=tuple((key, correlations[key]) for key in asked.list_order),
    )


def some_matrix(
    sheets: dict[str, Sheets], left_out: dict[str, str] | None = None, *, target: str | None = None
) -> NeedsMatrix:
    """A matrix of counters by name, those with sheets first, then those left out for a reason."""
    held = [(name, tuple(rows)) for name, rows in sheets.items()]
    rows = [
        SubjectNeeds(
            Subject("counter", place, name), len(given), needs_of_sheets(given, target), None
        )
        for place, (name, given) in enumerate(held, start=1)
    ]
    rows += [
        SubjectNeeds(Subject("counter", place, name), None, None, reason)
        for place, (name, reason) in enumerate((left_out or {}).items(), start=len(rows) + 1)
    ]
    aim = target_named(SKM.reference, target)
    return NeedsMatrix(1, JUNE, Side.COUNTERS, SKM.reference, aim, tuple(rows))
