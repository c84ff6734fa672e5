"""The blueprint of the admin surface; the modules beside this one hang their views on it."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request
from flask_babel import gettext as _
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from app.web.guards import current_settings
from app.web.staff_frame import staff_frame

# A browser shows an answer only after it has sent its file, so the file is read and dropped; one
# that is larger than so many times the limit gets a broken connection.
READ_OVER_AT_MOST = 10
CHUNK_BYTES = 2**16

blueprint = Blueprint("admin", __name__)
blueprint.context_processor(staff_frame)


@blueprint.errorhandler(RequestEntityTooLarge)
def refuse_large_file(_error: RequestEntityTooLarge) -> Response:
    """Back to the form, which says how large a file may be."""
    limit = current_settings().max_upload_mib
    _read_over(READ_OVER_AT_MOST * limit * 2**20)
    flash(
        _("Berkas itu lebih dari %(limit)s MiB. Bagi menjadi beberapa berkas.", limit=limit),
        "error",
    )
    return redirect(request.path, 303)


def _read_over(most_bytes: int) -> None:
    left = min(request.content_length or 0, most_bytes)
    while left > 0 and request.environ["wsgi.input"].read(min(left, CHUNK_BYTES)):
        left -= CHUNK_BYTES
