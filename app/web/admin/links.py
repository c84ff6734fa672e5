"""Addresses, trails and wordings that several admin pages share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from flask import url_for
from flask_babel import format_date, get_locale
from flask_babel import gettext as _

from app.access import Permission, Scope
from app.models.organisation import Counter
from app.queries import organisation
from app.services.questionnaires import printable_languages
from app.services.scoring_rules import USUAL_INSTRUMENT
from app.web.languages import CITIZEN_LANGUAGES
from survey_forms import catalogue

EDIT = Permission.EDIT_ORGANISATION
Link = tuple[str, str]


def unit_trail(scope: Scope, unit_id: int, *more: str) -> list[Link]:
    """The way from the overview to a unit, and to a page of it when one is named."""
    line = organisation.line_of(scope, unit_id, EDIT)
    units = [(unit_href(unit.id), unit.name) for unit in line]
    return [(url_for("admin.show_organisation"), _("Organisasi")), *units, *_unlinked(more)]


def counter_trail(scope: Scope, counter: Counter, *more: str) -> list[Link]:
    """The way from the overview to a counter, and to a page of it when one is named."""
    here = (counter_href(counter.id), counter.name)
    return [*unit_trail(scope, counter.unit_id), here, *_unlinked(more)]


def unit_href(unit_id: int) -> str:
    """The address of a unit's page."""
    return url_for("admin.show_unit", unit_id=unit_id)


def counter_href(counter_id: int) -> str:
    """The address of a counter's page."""
    return url_for("admin.show_counter", counter_id=counter_id)


def unit_questionnaires(scope: Scope, now: datetime, unit_id: int) -> list[Link]:
    """The paper questionnaire of a unit in each language, where it has a round."""
    return [
        (
            url_for("admin.show_unit_questionnaire", unit_id=unit_id, language=language),
            CITIZEN_LANGUAGES[language],
        )
        for language in printable_languages(scope, now, unit_id)
    ]


def counter_questionnaires(scope: Scope, now: datetime, counter: Counter) -> list[Link]:
    """The paper questionnaire of a counter in each language, where its unit has a round."""
    return [
        (
            url_for("admin.show_counter_questionnaire", counter_id=counter.id, language=language),
            CITIZEN_LANGUAGES[language],
        )
        for language in printable_languages(scope, now, counter.unit_id)
    ]


def day_shown(day: date) -> str:
    """A day as people write it, such as 31 Mar 2026."""
    return format_date(day, "d MMM yyyy")


def instrument_choices() -> list[tuple[str, str]]:
    """The questionnaires of the catalogue by reference and title, the usual one first."""
    usual = catalogue.find(USUAL_INSTRUMENT)
    others = [asked for asked in catalogue.all_instruments() if asked != usual]
    language = str(get_locale())
    return [
        (asked.reference, f"{asked.titles.get(language, asked.titles['id'])} ({asked.reference})")
        for asked in (usual, *others)
    ]


def _unlinked(texts: Iterable[str]) -> list[Link]:
    return [("", text) for text in texts]
