"""`flask analytics precision FILE`: how sure the index of a spreadsheet is."""

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
from app.services.file_precision import FilePrecision, precision_as_texts, precision_of_file


@click.command("precision")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--population", type=click.IntRange(min=1), help="People served in the period.")
@click.option("--date-column", help="Column with dates: days as clusters.")
@click.option("--order", type=click.Choice(["list", "form"]), help="What U1..U9 stand for.")
@click.option("--instrument", default="skm-2017", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def precision(
    file: Path,
    population: int | None,
    date_column: str | None,
    order: str | None,
    instrument: str,
    as_json: bool,
) -> None:
    """Print the intervals of the index of FILE, the sample it needs and the margin it reaches.

    Example: flask analytics precision lembar.csv --population 1200 --date-column tanggal
    """
    try:
        found = precision_of_file(
            file.read_bytes(),
            file.name,
            order=order,
            instrument=instrument,
            population=population,
            date_column=date_column,
        )
    except (Invalid, ValueError) as problem:
        refuse(problem)
    click.echo(json.dumps(precision_as_texts(found)) if as_json else "\n".join(_in_words(found)))


def _in_words(found: FilePrecision) -> Iterator[str]:
    shown: Any = precision_as_texts(found)
    if found.result.index is None:
        yield _("IKM tidak dapat dihitung: ada unsur yang tidak dijawab siapa pun.")
        return
    yield _("IKM %(index)s dari n = %(n)s lembar", index=worded(shown["index"]), n=shown["n"])
    yield _("selang 95 %%: %(limits)s", limits=_limits(shown["interval_95"]))
    if found.population is not None:
        yield _(
            "hanya untuk %(people)s orang yang dilayani: %(limits)s (menggambarkan periode ini "
            "saja; jangan dipakai untuk membandingkan)",
            people=found.population,
            limits=_limits(shown["interval_95_among_served"]),
        )
    yield from _days_in_words(found)
    yield _("sampel yang dibutuhkan (Krejcie-Morgan): %(needed)s", needed=found.n_needed)
    yield _(
        "ketelitian yang dicapai: %(share)s untuk sebuah proporsi, %(points)s poin untuk IKM",
        share=worded(shown["share_margin"]),
        points=worded(shown["index_margin"]),
    )


def _days_in_words(found: FilePrecision) -> Iterator[str]:
    days = found.days
    if days is None:
        return
    if days.reason:
        yield {
            "too_few_clusters": _(
                "hari sebagai kelompok: baru %(days)s hari; sedikitnya 10 diperlukan",
                days=days.n_days,
            ),
            "all_equal": _("hari sebagai kelompok: semua lembar sama, tidak ada yang dibandingkan"),
        }.get(days.reason, _("hari sebagai kelompok: jawaban terlalu sedikit"))
        return
    shown: Any = precision_as_texts(found)["days"]
    yield _(
        "hari sebagai kelompok (%(days)s hari): efek rancangan %(effect)s, selang %(limits)s",
        days=days.n_days,
        effect=worded(shown["design_effect"]),
        limits=_limits(shown["interval_95"]),
    )


def _limits(limits: object) -> str:
    return span(limits) if isinstance(limits, list) else _("belum dapat dihitung")
