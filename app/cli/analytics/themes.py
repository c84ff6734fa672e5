"""`flask analytics themes FILE`: what the comments of a spreadsheet are about."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click
from flask_babel import gettext as _

from analytics.results import decimal_text
from app.cli.decimals import worded
from app.cli.refusals import refuse
from app.errors import Invalid
from app.services.file_themes import (
    FileThemes,
    read_comments,
    themes_as_texts,
    themes_of_comments,
)


@click.command("themes")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--column", default="komentar", show_default=True, help="Column with the comments.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def themes(file: Path, column: str, as_json: bool) -> None:
    """Print the themes of the comments in FILE, a CSV or XLSX table, with counts and examples.

    Names, numbers and addresses are masked first. Progress goes to the error stream.

    Example: flask analytics themes lembar.xlsx --column saran
    """
    try:
        comments = read_comments(file.read_bytes(), file.name, column)
    except (Invalid, ValueError) as problem:
        refuse(problem)
    length = max(1, 2 * len(comments))
    with click.progressbar(length=length, label=_("Komentar"), file=sys.stderr) as bar:
        found = themes_of_comments(comments, bar.update)
    click.echo(json.dumps(themes_as_texts(found)) if as_json else "\n".join(_in_words(found)))


def _in_words(found: FileThemes) -> Iterator[str]:
    if not found.themes:
        yield _(
            "n = %(n)s komentar: belum ada tema. Diperlukan sedikitnya %(fewest)s komentar, dan "
            "tema dengan kurang dari 5 komentar tidak ditampilkan.",
            n=found.n,
            fewest=found.fewest,
        )
        return
    yield _("n = %(n)s komentar, %(rest)s tanpa tema", n=found.n, rest=found.n_without)
    for theme in found.themes:
        yield _(
            "%(label)s: %(n)s komentar (bagian %(share)s), unsur: %(elements)s",
            label=theme.label,
            n=theme.n,
            share=worded(decimal_text(theme.share_0_1, 4)),
            elements=", ".join(theme.elements) or "-",
        )
        yield from (f"  - {example}" for example in theme.examples)
