"""Questionnaires on paper: what a unit asks now, as a sheet to print."""

from __future__ import annotations

from datetime import datetime

from app.access import Permission, Scope
from app.clock import local_day_and_slot
from app.documents.questionnaire import PaperForm, languages_on_paper, questionnaire_pdf
from app.errors import Conflict, NotFound
from app.models.organisation import Unit
from app.queries import collection, organisation
from app.queries.posters import logo_of_unit
from survey_forms import catalogue
from survey_forms.instrument import Instrument

PRINT = Permission.PRINT_POSTERS


def unit_questionnaire(scope: Scope, now: datetime, unit_id: int, language: str) -> bytes:
    """The sheet of a unit, with a line to write the counter on; Conflict without a round."""
    return _printed(scope, now, organisation.unit(scope, unit_id, PRINT), "", language)


def counter_questionnaire(scope: Scope, now: datetime, counter_id: int, language: str) -> bytes:
    """The sheet of one counter; Conflict when its unit has no round."""
    counter = organisation.counter(scope, counter_id, PRINT)
    unit = organisation.unit(scope, counter.unit_id, PRINT)
    name = "" if counter.stands_for_unit else counter.name
    return _printed(scope, now, unit, name, language)


def printable_languages(scope: Scope, now: datetime, unit_id: int) -> tuple[str, ...]:
    """The languages in which the sheet of a unit can be printed; none without a round."""
    asked = _asked(scope, now, unit_id)
    return languages_on_paper(asked) if asked else ()


def _printed(scope: Scope, now: datetime, unit: Unit, counter: str, language: str) -> bytes:
    asked = _asked(scope, now, unit.id)
    if asked is None:
        raise Conflict(
            "Unit ini belum memiliki putaran survei yang buka atau akan buka. Buka putarannya di "
            "halaman unit, lalu cetak kuesionernya."
        )
    if language not in languages_on_paper(asked):
        raise NotFound("Kuesioner unit ini tidak ada dalam bahasa itu.")
    form = PaperForm(
        agency=organisation.agency_of_unit(scope, unit.id, PRINT).name,
        unit=unit.name,
        counter=counter,
        services=tuple(name for _, name in organisation.offered_services(unit.id)),
        instrument=asked,
        language=language,
        logo=logo_of_unit(scope, unit.id),
    )
    return questionnaire_pdf(form)


def _asked(scope: Scope, now: datetime, unit_id: int) -> Instrument | None:
    """What the open round asks, or else the next one, for which sheets are printed before."""
    zone = organisation.agency_of_unit(scope, unit_id, PRINT).zone
    today = local_day_and_slot(now, zone)[0]
    still = [r for r in collection.rounds(scope, unit_id, PRINT) if r.closes_on >= today]
    next_one = min(still, key=lambda held: held.opens_on, default=None)
    return catalogue.find(next_one.instrument) if next_one else None
