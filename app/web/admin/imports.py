"""Admin pages: taking in answers given on paper. Send a file, choose columns, look, confirm."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from flask import flash, redirect, render_template, request, url_for
from flask_babel import format_decimal
from flask_babel import gettext as _
from werkzeug.datastructures import CombinedMultiDict, MultiDict
from werkzeug.wrappers import Response

from app.access import Permission
from app.clock import now
from app.errors import Conflict, Invalid
from app.queries import collection, organisation
from app.services import imports, uploads
from app.services.column_names import places_of
from app.services.import_checks import CheckedFile, ImportChoices, check_file, faults_csv
from app.services.sheet_tables import read_sheet_table
from app.services.uploads import Upload
from app.services.written_days import DateFormat
from app.web.admin.form_pages import UNPROCESSABLE
from app.web.admin.forms import ColumnsForm, UploadForm
from app.web.admin.import_pages import columns_page, imports_page, preview_page
from app.web.admin.links import instrument_choices
from app.web.admin.views import blueprint
from app.web.guards import current_scope, current_settings, requires
from app.web.languages import page_language

IMPORT = Permission.IMPORT_ANSWERS
# What is chosen beforehand where a file has one such column; a person sees and confirms it.
USUAL_COLUMNS = {
    "date_column": "tanggal",
    "counter_column": "loket",
    "service_column": "layanan",
    "comment_column": "komentar",
}


@dataclass(frozen=True)
class _Draft:
    """A file that was sent with the choices made about it so far."""

    upload: Upload
    form: ColumnsForm


@blueprint.get("/impor/")
@requires(IMPORT)
def show_imports() -> str:
    """Where a file is sent."""
    return _start_page(_upload_form())


@blueprint.post("/impor/")
@requires(IMPORT)
def send_file() -> Response:
    """Keep a file for its preview."""
    form = _upload_form()
    if not form.validate():
        return _page(_start_page(form), UNPROCESSABLE)
    content, filename = form.file.data.read(), PurePath(form.file.data.filename).name
    try:
        read_sheet_table(content, filename)
    except Invalid as problem:
        form.file.errors = [problem.translated(_)]
        return _page(_start_page(form), UNPROCESSABLE)
    settings, owner = current_settings(), current_scope().actor.name
    unit = organisation.unit(current_scope(), form.unit_id.data, IMPORT)
    token = uploads.keep_upload(settings.var_dir, now(), owner, unit.id, filename, content)
    return redirect(url_for("admin.choose_columns", token=token), 303)


@blueprint.get("/impor/<string:token>")
@requires(IMPORT)
def choose_columns(token: str) -> str:
    """Which column holds what."""
    draft = _draft(token, request.args)
    page = columns_page(current_scope(), draft.upload, draft.form)
    return render_template("admin/imports_columns.html", page=page)


@blueprint.get("/impor/<string:token>/pratinjau")
@requires(IMPORT)
def preview_import(token: str) -> Response:
    """What would be stored, and every fault."""
    draft = _draft(token, request.args)
    try:
        checked = _check(draft)
    except Invalid as problem:
        page = columns_page(current_scope(), draft.upload, draft.form, problem.translated(_))
        return _page(render_template("admin/imports_columns.html", page=page), UNPROCESSABLE)
    preview = preview_page(current_scope(), draft.upload, checked, draft.form)
    return _page(render_template("admin/imports_preview.html", page=preview), 200)


@blueprint.get("/impor/<string:token>/kesalahan.csv")
@requires(IMPORT)
def show_import_faults(token: str) -> Response:
    """Every fault of the file as a table."""
    checked = _check(_draft(token, request.args))
    response = Response(faults_csv(checked.faults, _), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="kesalahan-impor.csv"'
    return response


@blueprint.post("/impor/<string:token>/simpan")
@requires(IMPORT)
def confirm_import(token: str) -> Response:
    """Store the file; it is held meanwhile, so that a second press finds it gone."""
    scope, settings = current_scope(), current_settings()
    draft = _draft(token, request.form)
    try:
        with uploads.claimed(settings.var_dir, token):
            checked = _check(draft)
            again = request.form.get("again") == "yes"
            taken = imports.import_responses(scope, now(), checked, again=again)
    except (Conflict, Invalid) as problem:
        page = preview_page(scope, draft.upload, _check(draft), draft.form, problem.translated(_))
        return _page(render_template("admin/imports_preview.html", page=page), UNPROCESSABLE)
    flash(
        _(
            "%(n)s lembar jawaban dari %(file)s sudah diimpor dan dihitung.",
            n=format_decimal(taken.responses),
            file=draft.upload.filename,
        ),
        "success",
    )
    return redirect(url_for("admin.show_imports"), 303)


@blueprint.post("/impor/<string:token>/buang")
@requires(IMPORT)
def discard_import(token: str) -> Response:
    """Remove a file that is not to be imported."""
    upload = _upload(token)
    uploads.discard_upload(current_settings().var_dir, upload.token)
    flash(
        _("Berkas %(file)s sudah dibuang. Tidak ada yang disimpan.", file=upload.filename), "info"
    )
    return redirect(url_for("admin.show_imports"), 303)


def _upload_form() -> UploadForm:
    form = UploadForm(CombinedMultiDict([request.files, request.form]))
    units = organisation.units(current_scope(), IMPORT)
    form.unit_id.choices = [(unit.id, f"{unit.name} ({unit.code})") for unit in units]
    return form


def _start_page(form: UploadForm) -> str:
    page = imports_page(current_scope(), form, current_settings().max_upload_mib)
    return render_template("admin/imports.html", page=page)


def _upload(token: str) -> Upload:
    owner = current_scope().actor.name
    return uploads.read_upload(current_settings().var_dir, now(), owner, token)


def _draft(token: str, sent: MultiDict[str, str]) -> _Draft:
    upload = _upload(token)
    headings = read_sheet_table(upload.content, upload.filename).columns
    form = ColumnsForm(sent, data=_usual_choices(upload, headings))
    form.offer(headings, instrument_choices())
    return _Draft(upload, form)


def _usual_choices(upload: Upload, headings: tuple[str, ...]) -> dict[str, str]:
    found = {field: places_of(headings, name) for field, name in USUAL_COLUMNS.items()}
    chosen = {field: headings[at[0]] if len(at) == 1 else "" for field, at in found.items()}
    rounds = collection.rounds(current_scope(), upload.unit_id, IMPORT)
    usual = instrument_choices()[0][0]
    return chosen | {"instrument": rounds[0].instrument if rounds else usual}


def _check(draft: _Draft) -> CheckedFile:
    form, upload = draft.form, draft.upload
    if not form.validate():
        raise Invalid(_("Pilih kolomnya dari daftar, lalu periksa lagi."))
    choices = ImportChoices(
        unit_id=upload.unit_id,
        date_column=form.date_column.data,
        counter_column=form.counter_column.data or None,
        service_column=form.service_column.data or None,
        comment_column=form.comment_column.data or None,
        order=form.order.data or None,
        date_format=DateFormat(form.date_format.data),
        instrument=form.instrument.data,
        blank_counter_is_unit=form.blank_counter.data == "unit",
        language=page_language(),
    )
    return check_file(current_scope(), now(), upload.content, upload.filename, choices)


def _page(content: str, status: int) -> Response:
    return Response(content, status, mimetype="text/html")
