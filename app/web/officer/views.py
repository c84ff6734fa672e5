"""Views of the officer's page."""

from __future__ import annotations

from flask import Blueprint, render_template

from app.access import Permission
from app.web.guards import current_scope, current_settings, requires
from app.web.officer.pages import officer_page
from app.web.staff_frame import staff_frame

blueprint = Blueprint("officer", __name__)
blueprint.context_processor(staff_frame)


@blueprint.get("/")
@requires(Permission.SEE_UNIT_SUMMARY)
def show_summary() -> str:
    """The index of the officer's unit, and what an officer may be held to."""
    page = officer_page(current_scope(), current_settings().officer_min_n)
    return render_template("officer/summary.html", page=page)
