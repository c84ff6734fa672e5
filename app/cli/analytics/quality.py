"""`flask analytics quality FILE`: days, months and comments that need a second look."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click
from flask_babel import gettext as _

from app.cli.decimals import span, worded
from app.cli.refusals import refuse
from app.errors import Invalid
from app.services.file_quality import (
    FileQuality,
    IndexResult,
    JudgedDay,
    JudgedMonth,
    Reason,
    quality_as_texts,
    quality_of_file,
    reading_as_texts,
)
from app.services.scoring_rules import K


@click.command("quality")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--order", type=click.Choice(["list", "form"]), help="What U1..U9 stand for.")
@click.option("--instrument", default="skm-2017", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def quality(file: Path, order: str | None, instrument: str, as_json: bool) -> None:
    """Print the counter-days and months of FILE that stand out, with the reasons.

    Columns: tanggal, loket, the elements; optional waktu_isi_detik and komentar.

    Example: flask analytics quality lembar.csv --order list
    """
    try:
        found = quality_of_file(file.read_bytes(), file.name, order=order, instrument=instrument)
    except (Invalid, ValueError) as problem:
        refuse(problem)
    click.echo(json.dumps(quality_as_texts(found)) if as_json else "\n".join(_in_words(found)))


def _in_words(found: FileQuality) -> Iterator[str]:
    yield _("n = %(n)s lembar (%(complete)s lengkap)", n=found.n, complete=found.n_complete)
    yield _(
        "seragam: %(count)s dari %(complete)s lembar lengkap; catatan, bukan tanda kecurangan",
        count=found.n_straightlined,
        complete=found.n_complete,
    )
    yield from _readings(found)
    yield _(
        "hari loket yang menonjol: %(flagged)s dari %(judged)s yang dapat diperiksa",
        flagged=len(found.flagged),
        judged=found.n_judged,
    )
    yield from (_day_line(found, day) for day in found.flagged)
    yield from (_month_line(found, month) for month in found.odd_months)
    for counter, held in found.comments:
        yield _(
            "  komentar hampir sama %(n)s kali di %(counter)s: %(text)s",
            n=len(held.places),
            counter=counter or _("tanpa loket"),
            text=held.text,
        )


def _readings(found: FileQuality) -> Iterator[str]:
    """The index of all sheets, and without those that were too fast where both may be told."""
    yield _("IKM semua lembar: %(reading)s", reading=_reading(found.result))
    if found.n_too_fast is None:
        yield _("terlalu cepat: tidak diketahui (tidak ada kolom waktu_isi_detik)")
        return
    yield _("terlalu cepat: %(count)s lembar", count=found.n_too_fast)
    if found.without_fast is None:
        yield _("IKM tanpa yang terlalu cepat: kurang dari %(k)s disisihkan", k=K)
        return
    yield _("IKM tanpa yang terlalu cepat: %(reading)s", reading=_reading(found.without_fast))


def _reading(result: IndexResult) -> str:
    shown: Any = reading_as_texts(result)
    limits = shown["interval_95"]
    if not isinstance(limits, list):
        return _("tidak dapat dihitung")
    return _(
        "%(index)s (selang 95 %%: %(limits)s, n = %(n)s)",
        index=worded(shown["index"]),
        limits=span(limits),
        n=shown["n"],
    )


def _day_line(found: FileQuality, day: JudgedDay) -> str:
    return _(
        "  %(day)s  %(counter)s  n %(n)s: %(reasons)s",
        day=date.fromordinal(day.day).isoformat(),
        counter=found.counters[day.place] or _("tanpa loket"),
        n=day.evidence.n,
        reasons=", ".join(_reason(reason) for reason in Reason if reason in day.reasons),
    )


def _month_line(found: FileQuality, month: JudgedMonth) -> str:
    return _(
        "  %(month)s  %(counter)s  n %(n)s: %(reason)s (sepanjang bulan)",
        month=date.fromordinal(month.month).strftime("%Y-%m"),
        counter=found.counters[month.place] or _("tanpa loket"),
        n=month.n,
        reason=_reason(month.reason) if month.reason else "",
    )


def _reason(reason: Reason) -> str:
    return {
        Reason.MANY_FLAGGED: _("banyak yang terlalu cepat"),
        Reason.MORE_THAN_USUAL: _("jauh lebih banyak dari biasanya"),
        Reason.BETTER_THAN_USUAL: _("nilai jauh lebih tinggi dari biasanya"),
        Reason.WORSE_THAN_USUAL: _("nilai jauh lebih rendah dari biasanya"),
        Reason.UNLIKE_ALL_OTHERS: _("tidak mirip hari mana pun"),
    }[reason]
