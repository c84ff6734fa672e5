"""Files to print for one counter: its QR code and its poster."""

from __future__ import annotations

from flask import Response
from werkzeug.utils import secure_filename

from app.access import Permission
from app.queries import organisation
from app.services import posters
from app.web.admin.views import blueprint
from app.web.guards import current_scope, current_settings, requires

PRINT = Permission.PRINT_POSTERS
CONTENT_TYPES = {"svg": "image/svg+xml", "png": "image/png", "pdf": "application/pdf"}


@blueprint.get("/loket/<int:counter_id>/qr.svg")
@requires(PRINT)
def show_qr_svg(counter_id: int) -> Response:
    """The QR code of a counter as a drawing."""
    content = posters.counter_qr_svg(current_scope(), _base_url(), counter_id)
    return print_file(content, _name_of_counter(counter_id), "svg")


@blueprint.get("/loket/<int:counter_id>/qr.png")
@requires(PRINT)
def show_qr_png(counter_id: int) -> Response:
    """The QR code of a counter as pixels."""
    content = posters.counter_qr_png(current_scope(), _base_url(), counter_id)
    return print_file(content, _name_of_counter(counter_id), "png")


@blueprint.get("/loket/<int:counter_id>/poster.pdf")
@requires(PRINT)
def show_counter_poster(counter_id: int) -> Response:
    """The poster of a counter."""
    content = posters.counter_poster(current_scope(), _base_url(), counter_id)
    return print_file(content, f"poster-{_name_of_counter(counter_id)}", "pdf")


def _base_url() -> str:
    return current_settings().base_url


def _name_of_counter(counter_id: int) -> str:
    counter = organisation.counter(current_scope(), counter_id, PRINT)
    return f"{counter.id}-{counter.code}"


def print_file(content: bytes, name: str, suffix: str) -> Response:
    """The file, shown in the browser and saved under a name that says whose it is."""
    response = Response(content, content_type=CONTENT_TYPES[suffix])
    filename = secure_filename(f"{name}.{suffix}")
    response.headers["Content-Disposition"] = f'inline; filename="{filename}"'
    return response
