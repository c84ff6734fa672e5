"""Admin pages: the tree of agencies and units, and a unit with what belongs to it."""

from __future__ import annotations

from flask import render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.access import EVERYWHERE, Permission
from app.clock import now
from app.errors import NotAllowed
from app.queries import organisation
from app.services import organisation as building
from app.web.admin.form_pages import FormWords, answer_form
from app.web.admin.forms import AgencyForm, CodeAndNameForm, NameForm
from app.web.admin.links import unit_href, unit_trail
from app.web.admin.unit_pages import unit_page
from app.web.admin.unit_trees import organisation_page
from app.web.admin.views import blueprint
from app.web.guards import current_scope, requires

EDIT = Permission.EDIT_ORGANISATION


@blueprint.get("/")
@requires(EDIT)
def show_organisation() -> str:
    """The tree of agencies and units."""
    page = organisation_page(current_scope(), now())
    return render_template("admin/organisation.html", page=page)


@blueprint.route("/instansi/tambah", methods=["GET", "POST"])
@requires(EDIT)
def add_agency() -> Response:
    """The form for a new agency."""
    scope = current_scope()
    if not scope.may(EDIT, EVERYWHERE):
        raise NotAllowed("Hanya pengelola seluruh sistem yang dapat menambah instansi.")
    form = AgencyForm(request.form)
    overview = url_for("admin.show_organisation")

    def act() -> str:
        building.create_agency(scope, now(), form.name.data, zone=form.zone.data)
        return overview

    words = FormWords(
        title=_("Tambah instansi"),
        trail=[(overview, _("Organisasi")), ("", _("Tambah instansi"))],
        submit=_("Tambah instansi"),
        done=_("Instansi sudah ditambahkan. Tambahkan unitnya."),
        back_href=overview,
    )
    return answer_form(form, words, act)


@blueprint.route("/instansi/<int:agency_id>/unit/tambah", methods=["GET", "POST"])
@requires(EDIT)
def add_unit(agency_id: int) -> Response:
    """The form for a new unit at the top of an agency."""
    scope = current_scope()
    agency = organisation.agency(scope, agency_id, EDIT)
    form = CodeAndNameForm(request.form)
    overview = url_for("admin.show_organisation")

    def act() -> str:
        made = building.create_unit(scope, now(), agency.id, form.code.data, form.name.data)
        return unit_href(made.id)

    words = FormWords(
        title=_("Tambah unit"),
        trail=[(overview, _("Organisasi")), ("", _("Tambah unit"))],
        submit=_("Tambah unit"),
        done=_("Unit sudah ditambahkan. Tambahkan loketnya, lalu buka putaran survei."),
        back_href=overview,
        intro=_("Unit baru di %(agency)s.", agency=agency.name),
    )
    return answer_form(form, words, act)


@blueprint.get("/unit/<int:unit_id>")
@requires(EDIT)
def show_unit(unit_id: int) -> str:
    """A unit with its counters, services and rounds."""
    page = unit_page(current_scope(), now(), unit_id)
    return render_template("admin/unit.html", page=page)


@blueprint.route("/unit/<int:unit_id>/nama", methods=["GET", "POST"])
@requires(EDIT)
def rename_unit(unit_id: int) -> Response:
    """The form for another name of a unit."""
    scope = current_scope()
    unit = organisation.unit(scope, unit_id, EDIT)
    form = NameForm(request.form, name=unit.name)

    def act() -> str:
        building.rename_unit(scope, now(), unit_id, form.name.data)
        return unit_href(unit_id)

    words = FormWords(
        title=_("Ubah nama unit"),
        trail=unit_trail(scope, unit_id, _("Ubah nama")),
        submit=_("Simpan nama"),
        done=_("Nama unit sudah diubah."),
        back_href=unit_href(unit_id),
        intro=_("Jawaban, kode, dan nilainya tetap milik unit yang sama."),
    )
    return answer_form(form, words, act)


@blueprint.route("/unit/<int:unit_id>/unit/tambah", methods=["GET", "POST"])
@requires(EDIT)
def add_child_unit(unit_id: int) -> Response:
    """The form for a new unit under another."""
    scope = current_scope()
    parent = organisation.unit(scope, unit_id, EDIT)
    form = CodeAndNameForm(request.form)

    def act() -> str:
        made = building.create_unit(
            scope, now(), parent.agency_id, form.code.data, form.name.data, parent_id=unit_id
        )
        return unit_href(made.id)

    words = FormWords(
        title=_("Tambah unit di bawahnya"),
        trail=unit_trail(scope, unit_id, _("Tambah unit")),
        submit=_("Tambah unit"),
        done=_("Unit sudah ditambahkan. Tambahkan loketnya, lalu buka putaran survei."),
        back_href=unit_href(unit_id),
        intro=_("Unit baru di bawah %(unit)s.", unit=parent.name),
    )
    return answer_form(form, words, act)
