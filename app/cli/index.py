"""`flask index FILE`: the index of a spreadsheet, for an officer without a database."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from analytics.results import IndexResult
from app.cli.decimals import span, worded
from app.cli.refusals import refuse
from app.clock import Period
from app.errors import Invalid
from app.services.file_index import RowsWanted, index_as_texts, index_of_file

CUSTOMS = ("exact", "0.11", "0.111", "0.1111", "ni_2dp")


@click.command("index")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--order",
    type=click.Choice(["list", "form"]),
    help="What U1..U9 stand for: list = result tables (U8 pengaduan, U9 sarana); "
    "form = questionnaire (U8 sarana, U9 pengaduan).",
)
@click.option(
    "--custom",
    type=click.Choice(CUSTOMS),
    default="exact",
    show_default=True,
    help="How weights are printed or NI is rounded, to reproduce an older report.",
)
@click.option("--instrument", default="skm-2017", show_default=True)
@click.option("--date-column", help="Column with dates, for --period.")
@click.option("--period", help="Only rows of 2026-03, 2026-Q1, 2026-S1 or 2026.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def index(
    file: Path,
    order: str | None,
    custom: str,
    instrument: str,
    date_column: str | None,
    period: str | None,
    as_json: bool,
) -> None:
    """Print the index (IKM) of the answer sheets in FILE, a CSV or XLSX table.

    Columns are headed by the elements' names, keys or questions, or by U1 to U9 (then say --order).
    Titles above and sums below the sheets are left out; an empty cell is a missing answer.

    Example: flask index lembar.xlsx --order list
    """
    try:
        result = index_of_file(
            file.read_bytes(),
            file.name,
            instrument=instrument,
            order=order,
            custom=custom,
            wanted=_wanted(date_column, period),
        )
    except (Invalid, ValueError) as problem:
        refuse(problem)
    click.echo(json.dumps(index_as_texts(result)) if as_json else _in_words(result))


def _wanted(date_column: str | None, period: str | None) -> RowsWanted | None:
    if not date_column and not period:
        return None
    if not date_column or not period:
        raise ValueError("--date-column and --period go together.")
    return RowsWanted(date_column, Period.parse(period))


def _in_words(result: IndexResult) -> str:
    shown: Any = index_as_texts(result)
    lines = [f"n = {result.n} ({result.n_complete} lengkap), cara hitung: {result.custom}"]
    for key, element in shown["elements"].items():
        lines.append(
            f"  {key:<12} n {element['n']:>6}  NRR {worded(element['mean']):>6}  "
            f"tertimbang {worded(element['weighted']):>6}  {element['grade'] or '-'}"
        )
    if result.index is None:
        return "\n".join([*lines, f"IKM tidak dapat dihitung: {_why_undefined(result)}"])
    limits = shown["interval_95"]
    lines.append(f"NI  {worded(shown['ni'])}")
    lines.append(f"IKM {worded(shown['index'])}  {shown['grade']} ({shown['performance']})")
    lines.append(f"selang 95 %: {span(limits) if limits else 'belum dapat dihitung'}")
    return "\n".join(lines)


def _why_undefined(result: IndexResult) -> str:
    if result.n == 0:
        return "tidak ada lembar yang berisi jawaban."
    return f"tidak ada yang menjawab {', '.join(result.unanswered)}."
