"""`flask analytics weighting FILE`: the index of sheets weighted to the people served."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from flask_babel import gettext as _

from app.cli.decimals import span, worded
from app.cli.refusals import refuse
from app.errors import Invalid
from app.services.file_margins import read_margins
from app.services.file_weighting import (
    USUAL_BOUND,
    FileWeighting,
    weighting_as_texts,
    weighting_of_file,
)

TABLE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("weighting")
@click.argument("file", type=TABLE)
@click.option("--margins", type=TABLE, required=True, help="Table: variabel, kategori, jumlah.")
@click.option(
    "--bound",
    type=click.FloatRange(min=1, min_open=True),
    default=USUAL_BOUND,
    show_default=True,
    help="Largest weight as a multiple of the mean weight.",
)
@click.option("--order", type=click.Choice(["list", "form"]), help="What U1..U9 stand for.")
@click.option("--instrument", default="skm-2017", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def weighting(
    file: Path, margins: Path, bound: float, order: str | None, instrument: str, as_json: bool
) -> None:
    """Print the index of FILE weighted by raking to the people that MARGINS tells.

    FILE has a column for each variable of MARGINS, such as jenis_kelamin, usia or layanan. Weights
    describe who was asked; the official index stays the unweighted one.

    Example: flask analytics weighting lembar.csv --margins penduduk.csv
    """
    try:
        found = weighting_of_file(
            file.read_bytes(),
            file.name,
            read_margins(margins.read_bytes(), margins.name),
            bound=bound,
            order=order,
            instrument=instrument,
        )
    except (Invalid, ValueError) as problem:
        refuse(problem)
    click.echo(json.dumps(weighting_as_texts(found)) if as_json else "\n".join(_in_words(found)))


def _in_words(found: FileWeighting) -> Iterator[str]:
    shown: Any = weighting_as_texts(found)
    yield _(
        "tanpa bobot: IKM %(index)s, selang 95 %% %(limits)s, n = %(n)s",
        index=worded(shown["index"]),
        limits=_limits(shown["interval_95"]),
        n=shown["n"],
    )
    if found.n_left_out:
        yield _("tidak dipakai: %(n)s lembar yang kategorinya kosong", n=found.n_left_out)
    if found.applied is None:
        yield _(
            "bobot tidak ditemukan setelah %(rounds)s putaran (selisih terbesar %(off)s): "
            "gabungkan kategori yang lembarnya sedikit",
            rounds=found.rounds,
            off=worded(shown["largest_difference"]),
        )
        return
    yield _(
        "dengan bobot: IKM %(index)s, selang 95 %% %(limits)s, n efektif %(n)s",
        index=worded(shown["weighted_index"]),
        limits=_limits(shown["weighted_interval_95"]),
        n=worded(shown["n_effective"]),
    )
    yield _(
        "raking selesai dalam %(rounds)s putaran, selisih terbesar %(off)s dari jumlah orang",
        rounds=found.rounds,
        off=worded(shown["largest_difference"]),
    )
    yield _(
        "batas bobot %(bound)s kali rata-rata: %(n)s lembar dipangkas, selisih menjadi %(off)s",
        bound=worded(shown["bound"]),
        n=shown["n_trimmed"],
        off=worded(shown["trimmed_difference"]),
    )
    yield _("Bobot hanya menggambarkan; IKM resmi tetap yang tanpa bobot.")


def _limits(limits: object) -> str:
    return span(limits) if isinstance(limits, list) else _("belum dapat dihitung")
