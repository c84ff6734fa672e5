"""Files to print: the questionnaire on paper of a unit or of one counter."""

from __future__ import annotations

from flask import Response

from app.access import Permission
from app.clock import now
from app.queries import organisation
from app.services import questionnaires
from app.web.admin.posters import print_file
from app.web.admin.views import blueprint
from app.web.guards import current_scope, requires

PRINT = Permission.PRINT_POSTERS


@blueprint.get("/unit/<int:unit_id>/kuesioner/<string:language>.pdf")
@requires(PRINT)
def show_unit_questionnaire(unit_id: int, language: str) -> Response:
    """The sheet of a unit, for all its counters."""
    scope = current_scope()
    content = questionnaires.unit_questionnaire(scope, now(), unit_id, language)
    unit = organisation.unit(scope, unit_id, PRINT)
    return print_file(content, f"kuesioner-{unit.code}-{language}", "pdf")


@blueprint.get("/loket/<int:counter_id>/kuesioner/<string:language>.pdf")
@requires(PRINT)
def show_counter_questionnaire(counter_id: int, language: str) -> Response:
    """The sheet of one counter."""
    scope = current_scope()
    content = questionnaires.counter_questionnaire(scope, now(), counter_id, language)
    counter = organisation.counter(scope, counter_id, PRINT)
    return print_file(content, f"kuesioner-{counter.id}-{counter.code}-{language}", "pdf")
