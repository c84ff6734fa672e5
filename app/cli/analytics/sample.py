"""`flask analytics sample`: the sample a survey needs, and the margin that one reaches."""

from __future__ import annotations

import json

import click
from flask_babel import gettext as _

from app.cli.decimals import worded
from app.cli.refusals import refuse
from app.errors import Invalid
from app.services.file_precision import float_text, sample_needed


@click.command("sample")
@click.option(
    "--population", type=click.IntRange(min=1), help="People served; leave out if unknown."
)
@click.option("--n", type=click.IntRange(min=1), help="Sheets at hand.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def sample(population: int | None, n: int | None, as_json: bool) -> None:
    """Print the sample that Krejcie and Morgan's table asks for, and the margin that n reaches.

    Example: flask analytics sample --population 500 --n 120
    """
    try:
        found = sample_needed(population, n)
    except Invalid as problem:
        refuse(problem)
    margin = float_text(found.share_margin_0_1, 4)
    if as_json:
        shown = {"population": population, "n_needed": found.n_needed, "n": n}
        click.echo(json.dumps({**shown, "share_margin": margin}))
        return
    people = _("jumlah yang dilayani tidak diketahui") if population is None else str(population)
    click.echo(_("dilayani: %(people)s; sampel: %(needed)s", people=people, needed=found.n_needed))
    if margin is not None:
        click.echo(_("ketelitian dengan n = %(n)s: %(margin)s", n=n, margin=worded(margin)))
