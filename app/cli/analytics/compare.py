"""`flask analytics compare FILE --by COLUMN`: groups of sheets side by side."""

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
from app.services.file_comparison import compare_file, comparison_as_texts

OFFICERS = "petugas"


@click.command("compare")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--by", required=True, help="Column that names the group, such as loket.")
@click.option(
    "--stratum",
    "strata",
    multiple=True,
    help="Column of the mix to standardise for; may be repeated. Default: those of layanan, slot "
    "and saluran that FILE has.",
)
@click.option("--date-column", help="Column with dates: days as clusters.")
@click.option("--order", type=click.Choice(["list", "form"]), help="What U1..U9 stand for.")
@click.option("--instrument", default="skm-2017", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def compare(
    file: Path,
    by: str,
    strata: tuple[str, ...],
    date_column: str | None,
    order: str | None,
    instrument: str,
    as_json: bool,
) -> None:
    """Print the groups of FILE side by side, drawn towards their mean, without ranks.

    Officers have a command of their own, which reads only what a score of a person may use:
    flask analytics officers.

    Sheets of one day are alike: without --date-column groups are called different too easily.

    Example: flask analytics compare lembar.csv --by loket --date-column tanggal
    """
    try:
        _refuse_officers(by)
        found = compare_file(
            file.read_bytes(),
            file.name,
            by,
            strata=strata,
            date_column=date_column,
            order=order,
            instrument=instrument,
        )
    except (Invalid, ValueError) as problem:
        refuse(problem)
    shown = comparison_as_texts(found)
    click.echo(json.dumps(shown) if as_json else "\n".join(_in_words(shown)))


def _refuse_officers(by: str) -> None:
    if by.casefold() == OFFICERS:
        raise Invalid(
            "Petugas tidak dibandingkan di sini: nilai perorangan hanya memakai kompetensi dan "
            "perilaku. Pakai: flask analytics officers."
        )


def _in_words(shown: dict[str, Any]) -> Iterator[str]:
    yield _("Kelompok menurut kolom %(by)s", by=shown["by"])
    if shown["n_without_group"]:
        yield _("%(n)s lembar tanpa isi di kolom itu tidak ikut.", n=shown["n_without_group"])
    for key in shown["left_out"]:
        yield _("%(key)s tidak ikut: ada unsur dengan kurang dari 2 jawaban.", key=key)
    yield from _reason_in_words(shown)
    for group in shown["groups"]:
        yield _(
            "  %(key)s: n = %(n)s, IKM %(index)s (%(raw)s), setelah penyusutan %(shrunken)s "
            "(%(limits)s), peluang di atas rata-rata yang lain %(probability)s",
            key=group["key"],
            n=group["n"],
            index=worded(group["index"]),
            raw=span(group["interval_95"]),
            shrunken=worded(group["shrunken"]),
            limits=span(group["shrunken_interval_95"]),
            probability=worded(group["probability_above"]),
        )
    if shown["shrinkage_method"]:
        yield _(
            "Penyusutan ke rata-rata %(mean)s: beda sebenarnya antarkelompok (simpangan baku "
            "%(between_sd)s) diduga menurut Paule-Mandel; menurut REML %(reml)s.",
            mean=worded(shown["mean"]),
            between_sd=worded(shown["between_sd"]),
            reml=worded(shown["between_sd_reml"]),
        )
    yield from _bands_in_words(_("Tidak dapat dibedakan satu sama lain:"), shown["bands"])
    yield from _days_in_words(shown)
    yield from _mix_in_words(shown)


def _reason_in_words(shown: dict[str, Any]) -> Iterator[str]:
    reasons = {
        "too_few_to_compare": _("Kurang dari dua kelompok: tidak ada yang dibandingkan."),
        "too_few_groups": _("Kurang dari empat kelompok: nilai tidak disusutkan."),
        "no_spread_beyond_chance": _("Beda antarkelompok tidak melebihi kebetulan."),
    }
    if shown["reason"] in reasons:
        yield reasons[shown["reason"]]


def _days_in_words(shown: dict[str, Any]) -> Iterator[str]:
    if shown["allows_for_days"]:
        yield _("Kelompok dan peluang memperhitungkan bahwa jawaban dari hari yang sama mirip.")
    elif shown["groups"]:
        yield _(
            "Perhatian: lembar dianggap saling bebas. Bila jawaban dari hari yang sama mirip, "
            "kelompok terlalu mudah tampak berbeda. Pakai --date-column bila ada sepuluh hari."
        )


def _bands_in_words(heading: str, bands: list[list[str]] | None) -> Iterator[str]:
    if bands is None:
        return
    yield heading
    yield from (f"  {', '.join(band)}" for band in bands)


def _mix_in_words(shown: dict[str, Any]) -> Iterator[str]:
    if not shown["strata"]:
        return
    yield _("Dengan campuran %(columns)s yang sama:", columns=", ".join(shown["strata"]))
    for one in shown["standardised"]:
        if one["reason"]:
            yield _(
                "  %(key)s: hanya mencakup %(share)s dari campuran; tidak dapat disamakan",
                key=one["key"],
                share=worded(one["covered_share"]),
            )
            continue
        yield _(
            "  %(key)s: n = %(n)s, apa adanya %(own)s, disamakan %(index)s (%(limits)s), "
            "selisih %(difference)s",
            key=one["key"],
            n=one["n"],
            own=worded(one["own_mix"]),
            index=worded(one["index"]),
            limits=span(one["interval_95"]),
            difference=worded(one["difference"]),
        )
    heading = _("Dengan campuran yang sama tidak dapat dibedakan:")
    yield from _bands_in_words(heading, shown["standardised_bands"])
