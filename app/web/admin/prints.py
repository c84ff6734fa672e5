"""Admin pages: printing for every counter of a unit or an agency at once.

A PDF of hundreds of counters takes seconds, so it is made beside the server. Its page says how
far it is, asks the browser to look again, and works without script.
"""

from __future__ import annotations

from collections.abc import Sequence

from flask import Response, make_response, redirect, render_template
from werkzeug.wrappers import Response as AnyResponse

from app.access import Permission
from app.clock import now
from app.documents.poster import poster_preview
from app.services import prints
from app.web.admin.links import Link, unit_questionnaires
from app.web.admin.posters import print_file
from app.web.admin.print_pages import (
    PrintPlace,
    agency_place,
    kind_of,
    places_page,
    print_page,
    prints_page,
    unit_place,
)
from app.web.admin.views import blueprint
from app.web.guards import current_scope, current_settings, requires

PRINT = Permission.PRINT_POSTERS
LOOK_AGAIN_S = 2
SEE_OTHER = 303


@blueprint.get("/cetak/")
@requires(PRINT)
def show_print_places() -> str:
    """The units and agencies for which the reader may print."""
    return render_template("admin/print_places.html", page=places_page(current_scope()))


@blueprint.get("/cetak/unit/<int:unit_id>/")
@requires(PRINT)
def show_unit_prints(unit_id: int) -> str:
    """What can be printed for a unit and the units under it."""
    place = _unit(unit_id)
    return _kinds(place, unit_questionnaires(current_scope(), now(), unit_id))


@blueprint.get("/cetak/unit/<int:unit_id>/<string:kind>")
@requires(PRINT)
def show_unit_print(unit_id: int, kind: str) -> Response:
    """How far a unit's PDF is."""
    return _progress(_unit(unit_id), kind)


@blueprint.post("/cetak/unit/<int:unit_id>/<string:kind>")
@requires(PRINT)
def make_unit_print(unit_id: int, kind: str) -> AnyResponse:
    """Have a unit's PDF made."""
    return _start(_unit(unit_id), kind)


@blueprint.get("/cetak/unit/<int:unit_id>/<string:kind>/berkas.pdf")
@requires(PRINT)
def show_unit_print_file(unit_id: int, kind: str) -> AnyResponse:
    """A unit's PDF, or the page that makes it."""
    return _file(_unit(unit_id), kind)


@blueprint.get("/cetak/unit/<int:unit_id>/<string:kind>/contoh.png")
@requires(PRINT)
def show_unit_print_preview(unit_id: int, kind: str) -> Response:
    """The first page of a unit's PDF as a picture."""
    return _preview(_unit(unit_id), kind)


@blueprint.get("/cetak/instansi/<int:agency_id>/")
@requires(PRINT)
def show_agency_prints(agency_id: int) -> str:
    """What can be printed for a whole agency."""
    return _kinds(_agency(agency_id))


@blueprint.get("/cetak/instansi/<int:agency_id>/<string:kind>")
@requires(PRINT)
def show_agency_print(agency_id: int, kind: str) -> Response:
    """How far an agency's PDF is."""
    return _progress(_agency(agency_id), kind)


@blueprint.post("/cetak/instansi/<int:agency_id>/<string:kind>")
@requires(PRINT)
def make_agency_print(agency_id: int, kind: str) -> AnyResponse:
    """Have an agency's PDF made."""
    return _start(_agency(agency_id), kind)


@blueprint.get("/cetak/instansi/<int:agency_id>/<string:kind>/berkas.pdf")
@requires(PRINT)
def show_agency_print_file(agency_id: int, kind: str) -> AnyResponse:
    """An agency's PDF, or the page that makes it."""
    return _file(_agency(agency_id), kind)


@blueprint.get("/cetak/instansi/<int:agency_id>/<string:kind>/contoh.png")
@requires(PRINT)
def show_agency_print_preview(agency_id: int, kind: str) -> Response:
    """The first page of an agency's PDF as a picture."""
    return _preview(_agency(agency_id), kind)


def _unit(unit_id: int) -> PrintPlace:
    return unit_place(current_scope(), current_settings().base_url, unit_id)


def _agency(agency_id: int) -> PrintPlace:
    return agency_place(current_scope(), current_settings().base_url, agency_id)


def _kinds(place: PrintPlace, questionnaires: Sequence[Link] = ()) -> str:
    return render_template("admin/prints.html", page=prints_page(place, questionnaires))


def _progress(place: PrintPlace, slug: str) -> Response:
    kind = kind_of(slug)
    progress = prints.print_progress(current_settings().var_dir, place.order(kind))
    page = print_page(place, kind, progress)
    response = make_response(render_template("admin/print.html", page=page))
    if page.is_running:
        response.headers["Refresh"] = str(LOOK_AGAIN_S)
    return response


def _start(place: PrintPlace, slug: str) -> AnyResponse:
    kind = kind_of(slug)
    prints.start_print(current_settings().var_dir, place.order(kind))
    return redirect(place.address(kind), SEE_OTHER)


def _file(place: PrintPlace, slug: str) -> AnyResponse:
    kind = kind_of(slug)
    made = prints.read_print(current_settings().var_dir, place.order(kind))
    if made is None:
        return redirect(place.address(kind), SEE_OTHER)
    return print_file(made, f"{slug}-{place.filename}", "pdf")


def _preview(place: PrintPlace, slug: str) -> Response:
    order = place.order(kind_of(slug))
    picture = poster_preview(order.posters, order.kind, logo=order.logo)
    return print_file(picture, f"contoh-{slug}-{place.filename}", "png")
