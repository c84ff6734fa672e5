"""What the import's templates show: frozen page objects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from wtforms import Form

from app.access import Permission, Scope
from app.queries import organisation, responses
from app.services.import_checks import (
    CLOSED_PERIODS,
    UNREAD_COLUMNS,
    CheckedFile,
)
from app.services.sheet_tables import notes_on
from app.services.uploads import Upload
from app.web.admin.file_faults import FaultView, first_faults
from app.web.admin.form_pages import FieldView, error_links, field_views
from app.web.admin.links import Link, day_shown
from app.web.period_names import period_name
from survey_forms.rating_headers import column_letters

IMPORT = Permission.IMPORT_ANSWERS
FIRST_ROWS = 10


@dataclass(frozen=True)
class ImportsPage:
    """Where a file is sent, and the files that were taken in before."""

    fields: Sequence[FieldView]
    errors: Sequence[Link]
    has_units: bool
    max_upload_mib: int
    taken_in: Sequence[tuple[str, str, int, str]]


@dataclass(frozen=True)
class ColumnsPage:
    """The choice of columns for a file that was sent."""

    trail: Sequence[Link]
    filename: str
    unit: str
    fields: Sequence[FieldView]
    errors: Sequence[Link]
    action: str
    discard_href: str


@dataclass(frozen=True)
class PreviewPage:
    """A file as it was read, before anything of it is stored."""

    trail: Sequence[Link]
    filename: str
    unit: str
    n_rows: int
    n_sheets: int
    n_with_gaps: int
    n_without_counter: int
    days: str
    counters: Sequence[tuple[str, int]]
    header: Sequence[str]
    first_rows: Sequence[tuple[int, Sequence[str]]]
    cell_faults: Mapping[tuple[int, int], str]
    n_faults: int
    faults: Sequence[FaultView]
    unread: str
    left_out: str
    closed: str
    imported_before: str
    chosen: Sequence[tuple[str, str]]
    columns_href: str
    faults_href: str
    confirm_href: str
    discard_href: str
    error: str


def imports_page(scope: Scope, form: Form, max_upload_mib: int) -> ImportsPage:
    """The start of an import."""
    names = {unit.id: unit.name for unit in organisation.units(scope, IMPORT)}
    return ImportsPage(
        fields=field_views(form),
        errors=error_links(form),
        has_units=bool(names),
        max_upload_mib=max_upload_mib,
        taken_in=[
            (file.filename, names[file.unit_id], file.rows, day_shown(file.imported_at.date()))
            for file in responses.imported_files(scope)
        ],
    )


def columns_page(scope: Scope, upload: Upload, form: Form, error: str = "") -> ColumnsPage:
    """The choice of columns; `error` says why the last choice did not fit."""
    first = f"#{form.date_column.name}"
    return ColumnsPage(
        trail=_trail(_("Pilih kolom")),
        filename=upload.filename,
        unit=organisation.unit(scope, upload.unit_id, IMPORT).name,
        fields=field_views(form),
        errors=[*error_links(form), *([(first, error)] if error else [])],
        action=url_for("admin.preview_import", token=upload.token),
        discard_href=url_for("admin.discard_import", token=upload.token),
    )


def preview_page(
    scope: Scope, upload: Upload, checked: CheckedFile, form: Form, error: str = ""
) -> PreviewPage:
    """The preview; `error` says why it was not stored."""
    counters = responses.counters_of_unit(checked.unit_id)
    unit_counter = next(counter for counter in counters if counter.stands_for_unit)
    chosen = {name: str(form[name].data or "") for name in form.field_order}
    address: dict[str, Any] = {"token": upload.token, **chosen}
    return PreviewPage(
        trail=_trail(_("Pratinjau")),
        filename=upload.filename,
        unit=organisation.unit(scope, upload.unit_id, IMPORT).name,
        n_rows=checked.n_rows,
        n_sheets=len(checked.sheets),
        n_with_gaps=checked.n_with_gaps,
        n_without_counter=checked.n_by_counter.get(unit_counter.id, 0),
        days=" – ".join(day_shown(day) for day in checked.days) if checked.days else "",
        counters=_per_counter(checked, {counter.id: counter.name for counter in counters}),
        header=checked.table.columns,
        first_rows=checked.table.filled[:FIRST_ROWS],
        cell_faults=_by_cell(checked),
        n_faults=len(checked.faults),
        faults=first_faults(checked.faults),
        unread=_unread(checked),
        left_out=_left_out(checked),
        closed=_closed(checked),
        imported_before=_imported_before(checked),
        chosen=list(chosen.items()),
        columns_href=url_for("admin.choose_columns", **address),
        faults_href=url_for("admin.show_import_faults", **address),
        confirm_href=url_for("admin.confirm_import", token=upload.token),
        discard_href=url_for("admin.discard_import", token=upload.token),
        error=error,
    )


def _trail(here: str) -> list[Link]:
    return [(url_for("admin.show_imports"), _("Impor")), ("", here)]


def _per_counter(checked: CheckedFile, names: Mapping[int, str]) -> list[tuple[str, int]]:
    counted = [(names[counter], n) for counter, n in checked.n_by_counter.items()]
    return sorted(counted, key=lambda row: (-row[1], row[0]))


def _by_cell(checked: CheckedFile) -> dict[tuple[int, int], str]:
    """The faults of the first rows by row number and position, for marking them in the table."""
    shown = {number for number, _cells in checked.table.filled[:FIRST_ROWS]}
    position = {column_letters(index): index for index in range(len(checked.table.columns))}
    return {
        (fault.row, position[fault.column]): fault.translated(_)
        for fault in checked.faults
        if fault.row in shown and fault.column in position
    }


def _unread(checked: CheckedFile) -> str:
    names = ", ".join(checked.unread_columns)
    return _(UNREAD_COLUMNS, columns=names) if names else ""


def _left_out(checked: CheckedFile) -> str:
    """The rows and the sheets of a workbook that were not read."""
    notes = notes_on(checked.table, checked.left_out_rows)
    return " ".join(_(text, **values) for text, values in notes)


def _closed(checked: CheckedFile) -> str:
    names = ", ".join(period_name(period) for period in checked.closed_periods)
    return _(CLOSED_PERIODS, periods=names) if names else ""


def _imported_before(checked: CheckedFile) -> str:
    earlier = checked.imported_before
    if earlier is None:
        return ""
    day = day_shown(earlier.file.imported_at.date())
    return _(earlier.text, **{**earlier.values, "day": day})
