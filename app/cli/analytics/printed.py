"""`flask analytics printed FILE`: what index the means printed in a report lead to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click
from flask_babel import gettext as _

from app.cli.decimals import worded
from app.cli.refusals import refuse
from app.errors import Invalid
from app.services.printed_reports import PrintedTexts, printed_as_texts, printed_indices


@click.command("printed")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--order", type=click.Choice(["list", "form"]), help="What U1..U9 stand for.")
@click.option("--instrument", default="skm-2017", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def printed(file: Path, order: str | None, instrument: str, as_json: bool) -> None:
    """Print the index that the element means (NRR) of a printed report lead to, by each custom.

    FILE heads its columns by the elements, or U1 to U9; each row holds the means of one report.
    A report that matches none of the customs was computed in another way.

    Example: flask analytics printed laporan.csv --order list
    """
    try:
        found = printed_indices(file.read_bytes(), file.name, order=order, instrument=instrument)
    except Invalid as problem:
        refuse(problem)
    shown = printed_as_texts(found)
    click.echo(json.dumps(shown) if as_json else "\n".join(_in_words(shown)))


def _in_words(reports: list[PrintedTexts]) -> Iterator[str]:
    for report in reports:
        yield _("Baris %(number)s:", number=report["row"])
        for custom, one in report["customs"].items():
            yield _(
                "  cara %(custom)s: NI %(ni)s, IKM %(index)s, mutu %(grade)s",
                custom=custom,
                ni=worded(one["ni"]),
                index=worded(one["index"]),
                grade=one["grade"],
            )
