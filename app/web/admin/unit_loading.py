"""Admin pages: making units, counters and services out of a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import CombinedMultiDict
from werkzeug.wrappers import Response

from app.access import Permission
from app.clock import now
from app.documents.tables import read_table
from app.errors import Conflict, Invalid
from app.services.unit_loading import LoadedUnits, load_units
from app.services.unit_plans import plan_units
from app.services.unit_table import COLUMNS, Column, template_csv
from app.web.admin.file_faults import FaultView, first_faults
from app.web.admin.form_pages import UNPROCESSABLE, FieldView, error_links, field_views
from app.web.admin.forms import FileForm
from app.web.admin.links import Link
from app.web.admin.views import blueprint
from app.web.guards import current_scope, requires
from survey_forms.rating_tables import Fault

EDIT = Permission.EDIT_ORGANISATION


@dataclass(frozen=True)
class UnitLoadingPage:
    """The form for a file of units, its columns, and what was wrong with the last one."""

    trail: Sequence[Link]
    fields: Sequence[FieldView]
    errors: Sequence[Link]
    columns: Sequence[Column]
    faults: Sequence[FaultView]
    n_faults: int


@blueprint.get("/muat-unit")
@requires(EDIT)
def show_unit_loading() -> str:
    """The form, and which columns a file of units has."""
    return _page(FileForm())


@blueprint.post("/muat-unit")
@requires(EDIT)
def load_unit_file() -> Response:
    """Make everything a file names, or show what is wrong with it."""
    form = FileForm(CombinedMultiDict([request.files, request.form]))
    if not form.validate():
        return Response(_page(form), UNPROCESSABLE, mimetype="text/html")
    sent = form.file.data
    try:
        table = read_table(sent.read(), PurePath(sent.filename).name)
        made = load_units(current_scope(), now(), plan_units(current_scope(), table))
    except (Conflict, Invalid) as problem:
        form.file.errors = [problem.translated(_)]
        faults = getattr(problem, "faults", ())
        return Response(_page(form, faults), UNPROCESSABLE, mimetype="text/html")
    flash(_said(made), "success" if made.codes or made.units else "info")
    return redirect(url_for("admin.show_organisation"), 303)


@blueprint.get("/muat-unit/templat.csv")
@requires(EDIT)
def show_unit_template() -> Response:
    """An empty file with the headings."""
    response = Response(template_csv(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="templat-unit.csv"'
    return response


def _page(form: FileForm, faults: Sequence[Fault] = ()) -> str:
    overview = (url_for("admin.show_organisation"), _("Organisasi"))
    page = UnitLoadingPage(
        trail=[overview, ("", _("Muat dari berkas"))],
        fields=field_views(form),
        errors=error_links(form),
        columns=COLUMNS,
        faults=first_faults(faults),
        n_faults=len(faults),
    )
    return render_template("admin/unit_loading.html", page=page)


def _said(made: LoadedUnits) -> str:
    if not (made.agencies or made.units or made.counters or made.services):
        return _("Semua isi berkas itu sudah ada. Tidak ada yang diubah.")
    return _(
        "Dibuat: %(agencies)s instansi, %(units)s unit, %(counters)s loket dengan kode survei, "
        "dan %(services)s jenis layanan.",
        agencies=made.agencies,
        units=made.units,
        counters=made.counters,
        services=made.services,
    )
