"""`flask analytics reliability FILE`: how well the elements of a spreadsheet agree."""

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
from app.services.file_reliability import reliability_as_texts, reliability_of_file
from app.services.reliability import TOO_WIDE, Reliability


@click.command("reliability")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--order", type=click.Choice(["list", "form"]), help="What U1..U9 stand for.")
@click.option("--instrument", default="skm-2017", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def reliability(file: Path, order: str | None, instrument: str, as_json: bool) -> None:
    """Print Cronbach's alpha of FILE, what each element adds, and the straight-lined share.

    Example: flask analytics reliability lembar.csv --order list
    """
    try:
        found = reliability_of_file(
            file.read_bytes(), file.name, order=order, instrument=instrument
        )
    except (Invalid, ValueError) as problem:
        refuse(problem)
    click.echo(json.dumps(reliability_as_texts(found)) if as_json else "\n".join(_in_words(found)))


def _in_words(found: Reliability) -> Iterator[str]:
    shown: Any = reliability_as_texts(found)
    yield _("n = %(n)s (%(complete)s lengkap)", n=found.n, complete=found.n_complete)
    if found.straightlined_share_0_1 is not None:
        yield _(
            "seragam (semua jawaban sama): %(count)s dari %(complete)s lembar lengkap; lembar "
            "seragam menaikkan alpha",
            count=found.n_straightlined,
            complete=found.n_complete,
        )
    if found.reason:
        yield _("Alpha tidak dapat dihitung: %(why)s", why=_why(found.reason))
        return
    limits = shown["interval_95"]
    yield _("alpha Cronbach %(alpha)s", alpha=worded(shown["alpha"]))
    yield _(
        "selang 95 %%: %(limits)s",
        limits=span(limits) if isinstance(limits, list) else _no_interval(found),
    )
    if found.note:
        yield _("Alpha di bawah 0: unsur-unsur bergerak berlawanan; periksa urutan kolom.")
    yield from _elements(found, shown)


def _no_interval(found: Reliability) -> str:
    if found.interval_reason == TOO_WIDE:
        return _("tidak dapat ditentukan: lebih lebar dari 1, jadi tidak mengatakan apa-apa")
    return _("tidak dapat ditentukan: semua lembar seragam")


def _elements(found: Reliability, shown: dict[str, object]) -> Iterator[str]:
    texts: dict[str, dict[str, str]] = shown["elements"]  # type: ignore[assignment]
    for item in found.items:
        yield _(
            "  %(name)s n %(n)s  korelasi dengan unsur lain %(r)s  alpha tanpa unsur ini %(alpha)s",
            name=f"{item.key:<12}",
            n=item.n,
            r=worded(texts[item.key]["item_total_correlation"]),
            alpha=worded(texts[item.key]["alpha_if_deleted"]),
        )
    if found.n_fewest < found.n:
        yield _(
            "Lembar yang tidak lengkap ikut dihitung pada pasangan unsur yang dijawabnya; pasangan "
            "paling sedikit dijawab %(n)s lembar.",
            n=found.n_fewest,
        )


def _why(reason: str) -> str:
    return {
        "too_few_items": _("perlu sedikitnya 2 unsur."),
        "too_few_answers": _("perlu sedikitnya 2 lembar yang menjawab setiap pasangan unsur."),
        "no_variance": _("semua lembar sama, tidak ada yang dapat dibandingkan."),
    }.get(reason, _("terlalu banyak jawaban kosong; hasilnya tidak mungkin dari lembar lengkap."))
