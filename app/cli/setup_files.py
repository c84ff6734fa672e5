"""`flask setup load-units` and `flask setup import-responses`: filling the system from files."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import NoReturn

import click
from flask.cli import with_appcontext

from app import clock
from app.access import Permission, Scope, job_scope
from app.documents.tables import read_table
from app.errors import Problem
from app.models.organisation import Unit
from app.queries import organisation
from app.services.collection import RoundPlan
from app.services.import_checks import (
    CLOSED_PERIODS,
    UNREAD_COLUMNS,
    CheckedFile,
    ImportChoices,
    check_file,
)
from app.services.imports import import_responses
from app.services.sheet_tables import notes_on
from app.services.unit_loading import LoadedUnits, load_units
from app.services.unit_plans import plan_units
from app.services.unit_table import COLUMNS
from app.services.written_days import DateFormat
from survey_forms.rating_tables import Fault

FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
DAY = click.DateTime(["%Y-%m-%d"])
REFUSED = 2
_COLUMN_HELP = "\n".join(
    f"{column.name}{' (required)' if column.is_required else ''}: {column.explanation}."
    for column in COLUMNS
)


@click.command(
    "load-units",
    help="Make the agencies, units, counters and services that a CSV or XLSX FILE names.\n\n"
    "Every row is checked first; then all is made, or nothing. What stands already is left as it "
    "is, and a row that names it differently is a fault. Each new counter gets a public code.\n\n"
    f"\b\nColumns:\n{_COLUMN_HELP}",
)
@FILE
@click.option("--round", "round_name", metavar="NAME", help="Open this round in each new unit.")
@click.option("--opens", type=DAY, help="First day of the round.")
@click.option("--closes", type=DAY, help="Last day of the round.")
@click.option("--instrument", default="skm-2017", show_default=True, help="What the round asks.")
@click.option("--population", type=click.IntRange(1), help="People served in a period before.")
@with_appcontext
def load_units_command(
    file: Path,
    round_name: str | None,
    opens: datetime | None,
    closes: datetime | None,
    instrument: str,
    population: int | None,
) -> None:
    """Make what the file names, and print what was made."""
    scope = job_scope("setup load-units")
    try:
        first_round = _first_round(round_name, opens, closes, instrument, population)
        plan = plan_units(scope, read_table(file.read_bytes(), file.name))
        _refuse(plan.faults)
        with click.progressbar(length=len(plan.new), label="Membuat", file=sys.stderr) as bar:
            made = load_units(
                scope, clock.now(), plan, first_round=first_round, progress=bar.update
            )
    except Problem as problem:
        _stop(problem)
    _print_made(made)
    if made.units and first_round is None:
        click.echo("Unit baru belum punya putaran survei: buka sebelum poster dipasang.", err=True)


@click.command("import-responses")
@FILE
@click.option("--unit", metavar="CODE", help="Code or id of the unit, where there are several.")
@click.option("--counter-column", help="Heading of the column that names the counter.")
@click.option("--date-column", required=True, help="Heading of the column with the day.")
@click.option("--service-column", help="Heading of the column that names the service.")
@click.option("--comment-column", help="Heading of the column with the comment.")
@click.option("--order", type=click.Choice(["list", "form"]), help="What U1..U9 stand for.")
@click.option(
    "--date-format",
    type=click.Choice([order.value for order in DateFormat]),
    default=DateFormat.ISO.value,
    show_default=True,
    help="How the days are written: 2026-03-31, 31/03/2026 (dmy) or 03/31/2026 (mdy).",
)
@click.option(
    "--blank-counter",
    type=click.Choice(["unit"]),
    help="File sheets without a counter under the unit itself; otherwise they are faults.",
)
@click.option("--instrument", default="skm-2017", show_default=True, help="What was asked.")
@click.option("--again", is_flag=True, help="Take in a file that was taken in before.")
@with_appcontext
def import_responses_command(
    file: Path,
    unit: str | None,
    counter_column: str | None,
    date_column: str,
    service_column: str | None,
    comment_column: str | None,
    order: str | None,
    date_format: str,
    blank_counter: str | None,
    instrument: str,
    again: bool,
) -> None:
    """Take in answers given on paper from a CSV or XLSX FILE, all of them or none.

    Every row is checked first and each fault is named by row and column (exit code 2). An empty
    rating is a missing answer. The sheets are filed under the channel "paper", under the morning
    of their day, and under the round that the unit had open on it.
    """
    scope, now = job_scope("setup import-responses"), clock.now()
    try:
        choices = ImportChoices(
            unit_id=_unit(scope, unit).id,
            date_column=date_column,
            counter_column=counter_column,
            service_column=service_column,
            comment_column=comment_column,
            order=order,
            date_format=DateFormat(date_format),
            instrument=instrument,
            blank_counter_is_unit=blank_counter == "unit",
        )
        checked = check_file(scope, now, file.read_bytes(), file.name, choices)
        _refuse(checked.faults)
        _warn(checked)
        _import(scope, now, checked, again=again)
    except Problem as problem:
        _stop(problem)


def _unit(scope: Scope, code: str | None) -> Unit:
    if code is None:
        return organisation.only_unit(scope, Permission.IMPORT_ANSWERS)
    return organisation.unit_by_code(scope, code, Permission.IMPORT_ANSWERS)


def _warn(checked: CheckedFile) -> None:
    """Name what is not read, and what is final already; both are taken in nevertheless."""
    if checked.unread_columns:
        click.echo(UNREAD_COLUMNS % {"columns": ", ".join(checked.unread_columns)}, err=True)
    for text, values in notes_on(checked.table, checked.left_out_rows):
        click.echo(text % values, err=True)
    if checked.closed_periods:
        codes = ", ".join(period.code for period in checked.closed_periods)
        click.echo(CLOSED_PERIODS % {"periods": codes}, err=True)


def _import(scope: Scope, now: datetime, checked: CheckedFile, *, again: bool) -> None:
    with click.progressbar(length=len(checked.sheets), label="Menyimpan", file=sys.stderr) as bar:
        taken = import_responses(scope, now, checked, again=again, progress=bar.update)
    click.echo(
        f"{taken.responses} lembar diimpor ({taken.first_day} s.d. {taken.last_day}), "
        f"{checked.n_with_gaps} dengan jawaban kosong, {taken.comments} saran."
    )


def _first_round(
    name: str | None,
    opens: datetime | None,
    closes: datetime | None,
    instrument: str,
    population: int | None,
) -> RoundPlan | None:
    if name is None:
        if opens or closes or population:
            raise click.UsageError("--opens, --closes and --population need --round.")
        return None
    if opens is None or closes is None:
        raise click.UsageError("--round needs --opens and --closes.")
    return RoundPlan(name, opens.date(), closes.date(), instrument, population)


def _print_made(made: LoadedUnits) -> None:
    click.echo(
        f"Dibuat: {made.agencies} instansi, {made.units} unit, {made.counters} loket, "
        f"{made.services} jenis layanan, {made.rounds} putaran."
    )
    for new in made.codes:
        click.echo(f"{new.code}  {new.unit}: {new.counter}")


def _refuse(faults: Iterable[Fault]) -> None:
    """Name every fault by row and column, and end with the status for a bad file."""
    faults = tuple(faults)
    for fault in faults:
        place = f"baris {fault.row}, kolom {fault.column}"
        click.echo(f"{place}: {fault.value!r}. {fault.message}", err=True)
    if faults:
        click.echo(f"{len(faults)} kesalahan; tidak ada yang disimpan.", err=True)
        raise SystemExit(REFUSED)


def _stop(problem: Problem) -> NoReturn:
    click.echo(problem.message, err=True)
    raise SystemExit(REFUSED)
