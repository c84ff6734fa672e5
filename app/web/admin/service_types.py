"""Admin pages: the service types that a unit offers on its forms."""

from __future__ import annotations

from flask import flash, redirect, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.access import Permission
from app.clock import now
from app.queries import organisation
from app.services import organisation as building
from app.web.admin.form_pages import FormWords, answer_form
from app.web.admin.forms import CodeAndNameForm
from app.web.admin.links import unit_href, unit_trail
from app.web.admin.views import blueprint
from app.web.guards import current_scope, requires

EDIT = Permission.EDIT_ORGANISATION


@blueprint.route("/unit/<int:unit_id>/layanan/tambah", methods=["GET", "POST"])
@requires(EDIT)
def add_service(unit_id: int) -> Response:
    """The form for a new service type."""
    scope = current_scope()
    unit = organisation.unit(scope, unit_id, EDIT)
    form = CodeAndNameForm(request.form)

    def act() -> str:
        building.create_service(scope, now(), unit_id, form.code.data, form.name.data)
        return unit_href(unit_id)

    words = FormWords(
        title=_("Tambah jenis layanan"),
        trail=unit_trail(scope, unit_id, _("Tambah jenis layanan")),
        submit=_("Tambah jenis layanan"),
        done=_("Jenis layanan sudah ditambahkan dan langsung tampil di formulir."),
        back_href=unit_href(unit_id),
        intro=_("Warga memilih jenis layanan ini di formulir %(unit)s.", unit=unit.name),
    )
    return answer_form(form, words, act)


@blueprint.post("/layanan/<int:service_id>/tawarkan")
@requires(EDIT)
def offer_service(service_id: int) -> Response:
    """Show a service type on the forms again."""
    return _offer(service_id, offered=True, done=_("Jenis layanan ini tampil lagi di formulir."))


@blueprint.post("/layanan/<int:service_id>/tarik")
@requires(EDIT)
def withdraw_service(service_id: int) -> Response:
    """Take a service type off the forms."""
    done = _("Jenis layanan ini tidak tampil lagi di formulir. Jawaban lamanya tetap dihitung.")
    return _offer(service_id, offered=False, done=done)


def _offer(service_id: int, *, offered: bool, done: str) -> Response:
    service = organisation.service(current_scope(), service_id, EDIT)
    building.offer_service(current_scope(), now(), service_id, offered=offered)
    flash(done, "success")
    return redirect(unit_href(service.unit_id), 303)
