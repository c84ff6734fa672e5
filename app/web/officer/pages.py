"""What the officer's page says: the unit's index, and what an officer may be held to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.access import Permission, Scope
from app.models.organisation import Unit
from app.queries import organisation
from app.services.scoring_rules import USUAL_INSTRUMENT
from app.services.unit_summaries import unit_summary
from app.web.period_names import period_name
from app.web.score_card import ScoreCard, language, score_card
from survey_forms import catalogue

# The two elements that lie in an officer's own hands; the other seven are the unit's to answer for.
OWN_ELEMENTS = ("kompetensi", "perilaku")


@dataclass(frozen=True)
class UnitSummary:
    """One unit's index over a year; no card while it has no answers."""

    name: str
    period: str
    card: ScoreCard | None


@dataclass(frozen=True)
class OfficerPage:
    """The units of an officer, and the names of the elements that concern an officer."""

    units: tuple[UnitSummary, ...]
    own_elements: tuple[str, ...]
    min_n: int


def officer_page(scope: Scope, min_n: int) -> OfficerPage:
    """The page of an officer: sums of whole units, nothing of a counter or a citizen.

    `min_n` verified answers are needed before anything is said of an officer.
    """
    units = _top_units(organisation.units(scope, Permission.SEE_UNIT_SUMMARY))
    asked = catalogue.find(USUAL_INSTRUMENT)
    return OfficerPage(
        units=tuple(_summary(scope, unit) for unit in units),
        own_elements=tuple(asked.item(key).names[language()] for key in OWN_ELEMENTS),
        min_n=min_n,
    )


def _top_units(units: Sequence[Unit]) -> list[Unit]:
    ids = {unit.id for unit in units}
    return [unit for unit in units if unit.parent_id not in ids]


def _summary(scope: Scope, unit: Unit) -> UnitSummary:
    score = unit_summary(scope, unit.id)
    return UnitSummary(
        name=unit.name,
        period=period_name(score.period) if score else "",
        card=score_card(score) if score else None,
    )
