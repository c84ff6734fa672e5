"""`flask analytics before-after FILE`: what was different after a training or a change.

What it prints never names a cause: that other things happened in the same months cannot be seen
in a file of answers.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click
from flask_babel import gettext as _

from app.cli.decimals import worded
from app.cli.refusals import refuse
from app.errors import Invalid
from app.services.file_intervention import (
    MIN_N_POINT,
    Comparing,
    FileIntervention,
    intervention_as_texts,
    intervention_of_file,
)
from app.services.file_series_reading import Asked

UNCLEAR = "tidak dapat dibedakan"


@click.command("before-after")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--change", required=True, type=click.DateTime(["%Y-%m-%d"]), help="Its first day.")
@click.option("--element", help="Compare this element instead of the index.")
@click.option("--value", help="Compare this column of measured values, such as menit.")
@click.option("--comparison-column", help="Column with ya for comparison rows, tidak for others.")
@click.option("--date-column", default="tanggal", show_default=True)
@click.option("--min-n", default=MIN_N_POINT, show_default=True, type=click.IntRange(min=1))
@click.option("--order", type=click.Choice(["list", "form"]), help="What U1..U9 stand for.")
@click.option("--instrument", default="skm-2017", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def before_after(
    file: Path,
    change: datetime,
    element: str | None,
    value: str | None,
    comparison_column: str | None,
    date_column: str,
    min_n: int,
    order: str | None,
    instrument: str,
    as_json: bool,
) -> None:
    """Compare the answers of FILE before and from the day of a change.

    FILE has a day and the elements (or measured values) in each row, or the columns periode,
    nilai and n.

    Example: flask analytics before-after antrean.csv --change 2026-03-01 --value menit
    """
    asked = Asked(element, value, date_column, order, instrument)
    try:
        comparing = Comparing(change.date(), min_n, comparison_column)
        found = intervention_of_file(file.read_bytes(), file.name, asked, comparing)
    except (Invalid, ValueError) as problem:
        refuse(problem)
    texts = intervention_as_texts(found)
    click.echo(json.dumps(texts) if as_json else "\n".join(_in_words(found, texts)))


def _in_words(found: FileIntervention, shown: Any) -> Iterator[str]:
    yield _(
        "%(what)s, n = %(before)s sebelum dan %(after)s sejak %(day)s",
        what=found.what,
        before=found.n_before,
        after=found.n_after,
        day=found.change.isoformat(),
    )
    yield _difference_in_words(shown["difference"], found.change)
    yield from _days_in_words(shown["difference"])
    yield from _segmented_in_words(shown["segmented"])
    if shown["comparison"]:
        yield from _comparison_in_words(shown["comparison"])
    for point in shown["left_out"]:
        yield _(
            "%(period)s tidak menjadi titik: n = %(n)s, terlalu sedikit atau terbelah oleh hari "
            "perubahan",
            period=point["period"],
            n=point["n"],
        )
    yield _(
        "Angka ini tidak menunjukkan apa yang mengubahnya: hal lain pada bulan yang sama dapat "
        "ikut berperan."
    )


def _difference_in_words(difference: dict[str, Any], day: date) -> str:
    if difference["reason"]:
        before, after = difference["answers_needed"]
        if before or after:
            return _(
                "Selisih belum dihitung: butuh %(before)s jawaban lagi sebelum dan %(after)s "
                "jawaban lagi sesudah perubahan.",
                before=before,
                after=after,
            )
        return _("Selisih tidak dapat dihitung: titik terlalu sedikit atau semua nilai sama.")
    told = {
        "day": day.isoformat(),
        "estimate": worded(difference["estimate"]),
        "limits": _limits(difference["interval_95"]),
    }
    if difference["direction"] == UNCLEAR:
        return _(
            "Sebelum dan sesudah %(day)s tidak dapat dibedakan: selisih %(estimate)s, selang "
            "95 %%: %(limits)s",
            **told,
        )
    return _(
        "Berubah setelah %(day)s: %(word)s %(estimate)s, selang 95 %%: %(limits)s",
        word=difference["direction"],
        **told,
    )


def _days_in_words(difference: dict[str, Any]) -> Iterator[str]:
    if difference["allows_for_days"] is None:
        return
    if difference["allows_for_days"]:
        yield _("Selang ini memperhitungkan bahwa yang diukur pada hari yang sama mirip.")
    else:
        yield _(
            "Hati-hati: semua yang diukur dianggap saling bebas. Yang diukur pada hari yang sama "
            "sering mirip, jadi selang ini dapat terlalu sempit; perlu sepuluh hari di tiap sisi."
        )


def _segmented_in_words(segmented: dict[str, Any]) -> Iterator[str]:
    if segmented["reason"]:
        yield _refusal(_("Regresi bersegmen"), segmented)
        return
    yield _("Regresi bersegmen (galat Newey-West, lag %(lag)s, berbobot n):", lag=segmented["lag"])
    named = {
        "slope_before": _("kemiringan sebelum, tiap periode"),
        "level_change": _("lompatan pada periode pertama sesudahnya"),
        "slope_change": _("perubahan kemiringan, tiap periode"),
    }
    for key, name in named.items():
        yield f"  {name}: {_effect(segmented[key])}"
    yield _(
        "Dalam simulasi 8 sampai 24 periode di tiap sisi, selang ini memuat nilai sebenarnya "
        "pada 91 sampai 97 dari 100 kali; paling jarang pada deret pendek yang periodenya mirip "
        "dengan tetangganya (autokorelasi 0,5)."
    )


def _comparison_in_words(comparison: dict[str, Any]) -> Iterator[str]:
    if comparison["reason"]:
        yield _refusal(_("Perbandingan dengan loket pembanding"), comparison)
        return
    effect = _effect(comparison["difference"])
    if comparison["direction"] == UNCLEAR:
        yield _("Terhadap pembanding tidak dapat dibedakan: selisih %(effect)s", effect=effect)
    else:
        yield _(
            "Terhadap pembanding berubah setelah itu: %(word)s %(effect)s",
            word=comparison["direction"],
            effect=effect,
        )
    yield _(
        "  kemiringan jarak sebelum perubahan (sebaiknya di sekitar 0): %(effect)s",
        effect=_effect(comparison["gap_slope"]),
    )


def _refusal(name: str, held: dict[str, Any]) -> str:
    if held["reason"] == "no_variation":
        return _("%(name)s: semua nilai sama, jadi tidak ada yang dapat dinilai.", name=name)
    return _(
        "%(name)s belum dihitung: butuh %(points_before)s periode dan %(answers_before)s jawaban "
        "lagi sebelum, %(points_after)s periode dan %(answers_after)s jawaban lagi sesudah.",
        name=name,
        **held["needed"],
    )


def _effect(effect: dict[str, Any]) -> str:
    return _(
        "%(estimate)s, selang 95 %%: %(limits)s",
        estimate=worded(effect["estimate"]),
        limits=_limits(effect["interval_95"]),
    )


def _limits(interval: list[str]) -> str:
    return _("%(low)s sampai %(high)s", low=worded(interval[0]), high=worded(interval[1]))
