"""Admin pages: typing in answers given on paper, twice, with the keyboard alone."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_babel import format_decimal
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from app.access import Permission
from app.clock import now
from app.errors import Invalid, NotFound
from app.queries import organisation
from app.services import paper_entry
from app.services.paper_entry import BatchChoice, PaperBatch
from app.services.typed_sheets import (
    Difference,
    Values,
    differences,
    read_typing,
    settled,
)
from app.web.addresses import LARGEST_ID
from app.web.admin.form_pages import UNPROCESSABLE
from app.web.admin.paper_forms import BatchForm, as_arguments
from app.web.admin.paper_pages import (
    TYPING,
    TypingPage,
    batch_page,
    differences_page,
    first_page,
    second_page,
)
from app.web.admin.paper_words import typing_errors, unequal_in_words
from app.web.admin.views import blueprint
from app.web.guards import current_scope, current_settings, requires

IMPORT = Permission.IMPORT_ANSWERS
SEE_OTHER = 303
SETTLING, ANEW = "settling", "anew"


@blueprint.get("/impor/ketik")
@requires(IMPORT)
def find_paper_entry() -> Response:
    """Lead on to the unit that was chosen on the import's page."""
    unit_id = request.args.get("unit", type=int)
    if unit_id is None or not 0 < unit_id <= LARGEST_ID:
        return redirect(url_for("admin.show_imports"), SEE_OTHER)
    unit = organisation.unit(current_scope(), unit_id, IMPORT)
    return redirect(url_for("admin.show_paper_entry", unit_id=unit.id), SEE_OTHER)


@blueprint.get("/unit/<int:unit_id>/entri-kertas/")
@requires(IMPORT)
def show_paper_entry(unit_id: int) -> str:
    """Which stack of sheets is typed in."""
    page = batch_page(current_scope(), unit_id, _batch_form(unit_id, request.args))
    return render_template("admin/paper_batch.html", page=page)


@blueprint.get("/unit/<int:unit_id>/entri-kertas/ketik")
@requires(IMPORT)
def type_paper(unit_id: int) -> Response:
    """Where the sheets are typed the first time."""
    return _first_typing(unit_id, request.args, None)


@blueprint.post("/unit/<int:unit_id>/entri-kertas/ketik")
@requires(IMPORT)
def keep_typing(unit_id: int) -> Response:
    """Keep the first typing and go on to the second."""
    return _first_typing(unit_id, request.args, request.form.get(TYPING, ""))


@blueprint.get("/unit/<int:unit_id>/entri-kertas/<string:token>")
@requires(IMPORT)
def type_paper_again(unit_id: int, token: str) -> Response:
    """Where the same sheets are typed again."""
    first = paper_entry.read_first_typing(
        current_settings().var_dir, current_scope(), now(), unit_id, token
    )
    return _typing(second_page(_opened(first.choice), token))


@blueprint.post("/unit/<int:unit_id>/entri-kertas/<string:token>")
@requires(IMPORT)
def compare_typings(unit_id: int, token: str) -> Response:
    """Store the sheets where both typings agree; show where they do not."""
    scope, var_dir = current_scope(), current_settings().var_dir
    text = request.form.get(TYPING, "")
    if paper_entry.was_stored(token):
        organisation.unit(scope, unit_id, IMPORT)
        return _stored_before(unit_id)
    try:
        first = paper_entry.read_first_typing(var_dir, scope, now(), unit_id, token)
    except NotFound:
        return _first_typing(unit_id, request.form, text, is_instead=True)
    if request.form.get(ANEW):
        return _first_typing(unit_id, MultiDict(as_arguments(first.choice)), text)
    return _compared(token, _opened(first.choice), first.text, text)


def _first_typing(
    unit_id: int, described: MultiDict[str, str], text: str | None, *, is_instead: bool = False
) -> Response:
    """The page of the first typing, or the second one's where a typing without fault was sent.

    `is_instead` is said where the first typing is gone: what was typed now takes its place.
    """
    form = _batch_form(unit_id, described)
    try:
        batch = _opened(form.choice(unit_id)) if form.validate() else None
    except Invalid as problem:
        form.day.errors = [*form.day.errors, problem.translated(_)]
        batch = None
    if batch is None:
        page = batch_page(current_scope(), unit_id, form)
        return _page(render_template("admin/paper_batch.html", page=page), UNPROCESSABLE)
    if text is None:
        return _typing(first_page(batch))
    errors = typing_errors(batch, read_typing(text, batch.places))
    if errors or is_instead:
        note = _first_is_gone() if is_instead else ""
        return _typing(first_page(batch, text, errors, note), UNPROCESSABLE)
    token = paper_entry.keep_first_typing(
        current_settings().var_dir, current_scope(), now(), batch.choice, text
    )
    return redirect(url_for("admin.type_paper_again", unit_id=unit_id, token=token), SEE_OTHER)


def _first_is_gone() -> str:
    return _(
        "Ketikan pertama disimpan paling lama satu jam dan sudah dihapus. Ketikan ini dijadikan "
        "ketikan pertama; periksa, lalu lanjutkan."
    )


def _compared(token: str, batch: PaperBatch, first_text: str, text: str) -> Response:
    second = read_typing(text, batch.places)
    errors = typing_errors(batch, second)
    if errors:
        return _typing(second_page(batch, token, text, errors), UNPROCESSABLE)
    first = read_typing(first_text, batch.places)
    if len(first.sheets) != len(second.sheets):
        unequal = unequal_in_words(first.sheets, second.sheets)
        page = second_page(batch, token, text, [unequal], may_begin_anew=True)
        return _typing(page, UNPROCESSABLE)
    parted = differences(batch.places, first.sheets, second.sheets)
    chosen, faults = _chosen(parted)
    if len(chosen) < len(parted):
        shown = differences_page(
            batch, token, text, len(second.sheets), parted, request.form, faults
        )
        return _page(render_template("admin/paper_differences.html", page=shown), UNPROCESSABLE)
    return _store(token, batch, settled(batch.places, second.sheets, chosen))


def _chosen(
    parted: list[Difference],
) -> tuple[dict[tuple[int, str], int | None], dict[str, str]]:
    """What was settled by sheet and key, and what is wrong with the rest by its field's name."""
    chosen: dict[tuple[int, str], int | None] = {}
    faults: dict[str, str] = {}
    for one in parted if request.form.get(SETTLING) else ():
        try:
            chosen[one.sheet, one.place.key] = one.place.read(
                request.form.get(one.name, "").strip()
            )
        except ValueError:
            faults[one.name] = _(
                "Ketik %(low)s sampai %(high)s seperti di kertas, atau 0 bila tidak dijawab.",
                low=one.place.low,
                high=one.place.high,
            )
    return chosen, faults


def _store(token: str, batch: PaperBatch, sheets: tuple[Values, ...]) -> Response:
    scope, var_dir = current_scope(), current_settings().var_dir
    if not paper_entry.store_typed_sheets(scope, now(), var_dir, token, batch, sheets):
        return _stored_before(batch.unit.id)
    flash(
        _(
            "%(n)s lembar jawaban kertas sudah disimpan dan dihitung.",
            n=format_decimal(len(sheets)),
        ),
        "success",
    )
    # The order is asked again: the next stack may be of another print.
    next_stack = as_arguments(batch.choice) | {"order": ""}
    address = url_for("admin.show_paper_entry", unit_id=batch.unit.id, **next_stack)  # type: ignore[arg-type]
    return redirect(address, SEE_OTHER)


def _stored_before(unit_id: int) -> Response:
    flash(_("Lembar ini sudah disimpan. Tidak ada yang disimpan dua kali."), "info")
    return redirect(url_for("admin.show_paper_entry", unit_id=unit_id), SEE_OTHER)


def _batch_form(unit_id: int, described: MultiDict[str, str]) -> BatchForm:
    organisation.unit(current_scope(), unit_id, IMPORT)
    form = BatchForm(described)
    form.offer(current_scope(), unit_id)
    return form


def _opened(choice: BatchChoice) -> PaperBatch:
    return paper_entry.open_batch(current_scope(), now(), choice)


def _typing(page: TypingPage, status: int = 200) -> Response:
    return _page(render_template("admin/paper_typing.html", page=page), status)


def _page(content: str, status: int) -> Response:
    return Response(content, status, mimetype="text/html")
