"""Views of the manager's dashboard: each reads the address, builds one page, renders it."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission
from app.web.guards import current_scope, current_settings, requires
from app.web.manager.blueprint import blueprint
from app.web.manager.dashboard_page import dashboard_page, top_units, units_in_reach
from app.web.manager.method_page import method_page
from app.web.manager.pages import counter_page, unit_page


@blueprint.get("/")
def show_dashboard() -> ResponseReturnValue:
    """The units of the reader as a tree; who holds one goes straight to it."""
    units = units_in_reach(current_scope())
    tops = top_units(units)
    if len(tops) == 1 and "semua" not in request.args:
        return redirect(url_for("manager.show_unit", unit_id=tops[0].id), 303)
    return render_template("manager/dashboard.html", page=dashboard_page(current_scope(), units))


@blueprint.get("/unit/<int:unit_id>")
@requires(Permission.SEE_SCORES)
def show_unit(unit_id: int) -> str:
    """The dashboard of one unit over a period."""
    page = unit_page(current_scope(), unit_id, request.args.get("periode"))
    return render_template("manager/unit.html", page=page)


@blueprint.get("/unit/<int:unit_id>/loket/<int:counter_id>")
@requires(Permission.SEE_SCORES)
def show_counter(unit_id: int, counter_id: int) -> str:
    """One counter of a unit over a period."""
    page = counter_page(current_scope(), unit_id, counter_id, request.args.get("periode"))
    return render_template("manager/counter.html", page=page)


@blueprint.get("/cara-menghitung")
def show_method() -> str:
    """How the numbers are made, with one example worked out."""
    page = method_page(current_settings().officer_min_n)
    return render_template("manager/method.html", page=page)
