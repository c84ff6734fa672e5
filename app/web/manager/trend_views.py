"""The view of a unit's trend."""

from __future__ import annotations

from flask import abort, render_template, request

from app.access import Permission
from app.web.addresses import MOST_DIGITS
from app.web.guards import current_scope, requires
from app.web.manager.blueprint import blueprint
from app.web.manager.trend_page import trend_page


@blueprint.get("/unit/<int:unit_id>/tren")
@requires(Permission.SEE_SCORES)
def show_trend(unit_id: int) -> str:
    """The months of a unit, or of one of its counters, up to a period."""
    page = trend_page(current_scope(), unit_id, request.args.get("periode"), _asked_counter())
    return render_template("manager/trend.html", page=page)


def _asked_counter() -> int | None:
    """The counter in the address; one that is no number is not found."""
    asked = request.args.get("loket")
    if not asked:
        return None
    if not (asked.isascii() and asked.isdigit()) or len(asked) > MOST_DIGITS:
        abort(404)
    return int(asked)
