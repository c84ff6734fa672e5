"""`flask analytics priorities FILE`: what to fix first according to a file of answer sheets."""

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
from app.services.file_priorities import PrioritiesWanted, priorities_as_texts, priorities_of_file

MOST_LEVELS = 5
STANDINGS = {"below": "di bawah", "unclear": "belum jelas", "reached": "tercapai"}
QUADRANTS = {
    "fix_first": "perbaiki dahulu",
    "keep_up": "pertahankan",
    "low_priority": "prioritas rendah",
    "beyond_need": "sudah cukup",
    "unclear": "belum jelas",
}


@click.command("priorities")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--target", help='A grade such as A, or "mean" for the own mean. Default: best grade.'
)
@click.option("--by", help="Column of groups for the needs matrix, such as loket.")
@click.option("--overall", help="Column with the overall answer (1-4, empty = not answered).")
@click.option(
    "--factor",
    "factors",
    multiple=True,
    help="Column to look for drivers of low ratings in; may be repeated. Default: those of "
    "layanan, slot, loket and saluran that FILE has.",
)
@click.option("--order", type=click.Choice(["list", "form"]), help="What U1..U9 stand for.")
@click.option("--instrument", default="skm-2017", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def priorities(file: Path, *, as_json: bool, **wanted: Any) -> None:
    """Print what to fix first in FILE, how sure that is, what matters, and drivers of low ratings.

    Importance needs a column with an answer about the visit as a whole (--overall).

    Example: flask analytics priorities lembar.csv --by loket --overall puas
    """
    try:
        found = priorities_of_file(file.read_bytes(), file.name, PrioritiesWanted(**wanted))
    except (Invalid, ValueError) as problem:
        refuse(problem)
    shown = priorities_as_texts(found)
    click.echo(json.dumps(shown) if as_json else "\n".join(_in_words(shown)))


def _in_words(shown: dict[str, Any]) -> Iterator[str]:
    yield _("n = %(n)s, sasaran: %(target)s", n=shown["n"], target=_target(shown["target"]))
    if shown["needs"] is None:
        yield _("Ada unsur dengan kurang dari 2 jawaban: prioritas tidak dapat dihitung.")
        return
    yield _first(shown)
    for key, need in shown["needs"].items():
        yield _need(key, need)
    if shown["n_without_group"]:
        yield _("%(n)s lembar tanpa isi di kolom itu tidak ikut.", n=shown["n_without_group"])
    yield from _groups(shown["groups"])
    yield from _importance(shown)
    yield from _drivers(shown["drivers"])


def _target(name: str) -> str:
    if name == "mean":
        return _("rata-rata sendiri")
    return _("batas bawah mutu %(grade)s", grade=name)


def _first(shown: dict[str, Any]) -> str:
    likely = shown["likely_lowest"]
    if len(likely) == 1:
        return _("Perbaiki dahulu: %(key)s, hampir pasti unsur yang terendah.", key=likely[0])
    return _(
        "Yang terendah dengan keyakinan 95%% salah satu dari: %(keys)s.", keys=", ".join(likely)
    )


def _need(key: str, need: dict[str, Any]) -> str:
    return _(
        "  %(key)-12s n %(n)6s  NRR %(mean)s  selisih %(gap)6s (%(low)s - %(high)s)  %(standing)s, "
        "peluang terendah %(lowest)s, tiga terendah %(among)s",
        key=key,
        n=need["n"],
        mean=worded(need["mean"]),
        gap=worded(need["gap"]),
        low=worded(need["gap_interval_95"][0]),
        high=worded(need["gap_interval_95"][1]),
        standing=STANDINGS[need["standing"]],
        lowest=worded(need["lowest"]),
        among=worded(need["among_lowest"]),
    )


def _groups(groups: dict[str, Any]) -> Iterator[str]:
    for name, needs in groups.items():
        if needs is None:
            yield _("%(name)s: jawaban terlalu sedikit", name=name)
            continue
        yield _(
            "%(name)s: di bawah sasaran: %(below)s; belum jelas: %(unclear)s",
            name=name,
            below=_keys(needs, "below"),
            unclear=_keys(needs, "unclear"),
        )


def _keys(needs: dict[str, Any], standing: str) -> str:
    return ", ".join(key for key, need in needs.items() if need["standing"] == standing) or "-"


def _importance(shown: dict[str, Any]) -> Iterator[str]:
    found = shown["importance"]
    if found["reason"]:
        yield _("Kepentingan unsur: tidak tersedia (%(why)s).", why=_why(found["reason"]))
        yield _("Hubungan unsur dengan jumlah unsur lain (bukan kepentingan):")
        for key, value in shown["rest_score_correlations"].items():
            yield f"  {key:<12} {worded(value)}"
        return
    yield _(
        "Kepentingan dari %(n)s jawaban keseluruhan (R2 %(r2)s):",
        n=found["n"],
        r2=worded(found["r_squared"]),
    )
    for key, share in found["shares"].items():
        yield _share(key, share, shown["quadrants"])


def _share(key: str, share: dict[str, Any], quadrants: dict[str, str]) -> str:
    if share["share"] is None:
        return f"  {key:<12} -  " + _("semua menilai sama")
    limits = span(share["interval_95"])
    return f"  {key:<12} {worded(share['share'])} ({limits})  {QUADRANTS[quadrants[key]]}"


def _why(reason: str) -> str:
    return {
        "not_asked": _("pertanyaan keseluruhan tidak ada; sebutkan kolomnya dengan --overall"),
        "too_few_answers": _("kurang dari 100 jawaban keseluruhan bersama tiap unsur"),
        "overall_constant": _("semua jawaban keseluruhan sama"),
        "elements_constant": _("semua unsur dinilai sama oleh semua orang"),
        "collinear": _("ada unsur yang sepenuhnya mengikuti unsur lain"),
        "gaps_contradict": _("jawaban kosong membuat hubungan antarunsur tidak dapat dihitung"),
    }[reason]


def _drivers(found: dict[str, Any] | None) -> Iterator[str]:
    if found is None:
        yield _("Faktor nilai rendah: tidak diperiksa; sebutkan kolomnya dengan --factor.")
        return
    if found["reason"]:
        yield _("Faktor nilai rendah: %(why)s.", why=_why_no_drivers(found["reason"]))
        return
    yield _(
        "Faktor nilai rendah (%(low)s dari %(n)s lembar; log loss membaik %(gain)s, galat baku "
        "%(error)s):",
        low=found["n_low"],
        n=found["n"],
        gain=worded(found["gain"]),
        error=worded(found["gain_error"]),
    )
    for one in found["drivers"]:
        yield f"  {one['factor']:<12} {worded(one['importance'])} ({span(one['interval_95'])})"
        highest = list(one["levels"].items())[:MOST_LEVELS]
        yield from (
            f"    {name}: {worded(level['low_share'])} ({span(level['interval_95'])}) "
            f"(n = {level['n']})"
            for name, level in highest
        )


def _why_no_drivers(reason: str) -> str:
    return {
        "too_few_low": _("terlalu sedikit nilai rendah untuk dibandingkan"),
        "too_few_rows": _("terlalu sedikit lembar untuk dibandingkan"),
        "nothing_varies": _("semua lembar sama dalam kolom yang diperiksa"),
        "not_proven": _("belum ada faktor yang terbukti membedakan"),
    }[reason]
