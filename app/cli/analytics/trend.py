"""`flask analytics trend FILE`: the control chart of a series in a spreadsheet."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from flask_babel import gettext as _

from app.cli.decimals import worded
from app.cli.refusals import refuse
from app.errors import Invalid
from app.services.file_series_reading import Asked
from app.services.file_trend import (
    MIN_N_POINT,
    Charting,
    FileTrend,
    Side,
    Signal,
    SignalKind,
    trend_as_texts,
    trend_of_file,
)


@click.command("trend")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--element", help="Chart this element instead of the index.")
@click.option("--value", help="Chart the means of this column, such as menit.")
@click.option("--date-column", default="tanggal", show_default=True)
@click.option("--min-n", default=MIN_N_POINT, show_default=True, type=click.IntRange(min=1))
@click.option("--baseline", type=click.IntRange(min=6), help="Limits from the first points.")
@click.option("--change", "changes", multiple=True, help="Period where new limits begin; repeat.")
@click.option("--order", type=click.Choice(["list", "form"]), help="What U1..U9 stand for.")
@click.option("--instrument", default="skm-2017", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def trend(
    file: Path,
    element: str | None,
    value: str | None,
    date_column: str,
    min_n: int,
    baseline: int | None,
    changes: tuple[str, ...],
    order: str | None,
    instrument: str,
    as_json: bool,
) -> None:
    """Print the XmR control chart of FILE, by month or by the periods it names.

    FILE has the columns periode, nilai and n, or a day and the elements in each row.

    Example: flask analytics trend lembar.xlsx --element waktu --order list
    """
    asked = Asked(element, value, date_column, order, instrument)
    try:
        charting = Charting(min_n, baseline, changes)
        found = trend_of_file(file.read_bytes(), file.name, asked, charting)
    except (Invalid, ValueError) as problem:
        refuse(problem)
    click.echo(json.dumps(trend_as_texts(found)) if as_json else "\n".join(_in_words(found)))


def _in_words(found: FileTrend) -> Iterator[str]:
    shown: Any = trend_as_texts(found)
    marked = {place for signal in found.chart.signals for place in signal.points}
    for place, point in enumerate(shown["points"]):
        mark = " *" if place in marked else ""
        value = worded(point["value"])
        yield f"  {point['period']:<8} {found.what} {value:>8}  n {point['n']:>6}{mark}"
    for point in shown["left_out"]:
        yield _(
            "  %(period)s tidak ikut: n = %(n)s, kurang dari batas --min-n",
            period=point["period"],
            n=point["n"],
        )
    for phase in shown["phases"]:
        yield from _phase_in_words(phase)
    yield from (_signal_in_words(signal, found) for signal in found.chart.signals)
    if not found.chart.signals and not found.chart.current.reason:
        yield _("Tidak ada tanda: naik turun ini wajar.")
    yield from _laney_in_words(shown["laney"])


def _phase_in_words(phase: dict[str, Any]) -> Iterator[str]:
    if phase["undefined"] == "too_few_points":
        yield _(
            "Batas belum dapat dihitung: ada %(k)s titik, butuh sedikitnya 6.",
            k=len(phase["periods"]),
        )
        return
    if phase["undefined"]:
        yield _(
            "Semua titik bernilai %(mean)s; tidak ada yang dapat dinilai.",
            mean=worded(phase["mean"]),
        )
        return
    yield _(
        "%(first)s sampai %(last)s: rata-rata %(mean)s, batas %(low)s sampai %(high)s",
        first=phase["periods"][0],
        last=phase["periods"][-1],
        mean=worded(phase["mean"]),
        low=worded(phase["low"]),
        high=worded(phase["high"]),
    )
    if phase["is_trial"]:
        yield _("Batas sementara: kurang dari 12 titik.")
    if phase["screened"]:
        periods = ", ".join(phase["screened"])
        yield _("Lompatan pada %(periods)s tidak ikut menghitung batas.", periods=periods)


def _signal_in_words(signal: Signal, found: FileTrend) -> str:
    periods = ", ".join(found.charted[place].period.code for place in signal.points)
    told = {
        (SignalKind.OUTSIDE, Side.UP): _("di atas batas"),
        (SignalKind.OUTSIDE, Side.DOWN): _("di bawah batas"),
        (SignalKind.ONE_SIDE, Side.UP): _("berturut-turut di atas rata-rata"),
        (SignalKind.ONE_SIDE, Side.DOWN): _("berturut-turut di bawah rata-rata"),
        (SignalKind.TREND, Side.UP): _("berturut-turut naik"),
        (SignalKind.TREND, Side.DOWN): _("berturut-turut turun"),
        (SignalKind.OUTER_THIRD, Side.UP): _("dekat batas atas, dua dari tiga"),
        (SignalKind.OUTER_THIRD, Side.DOWN): _("dekat batas bawah, dua dari tiga"),
    }
    return _("Tanda: %(what)s: %(periods)s", what=told[signal.kind, signal.side], periods=periods)


def _laney_in_words(laney: dict[str, Any] | None) -> Iterator[str]:
    if laney is None or laney["undefined"]:
        return
    outside = ", ".join(laney["outside"]) or _("tidak ada")
    yield _(
        "n berbeda lebih dari dua kali lipat. Di luar batas menurut n (Laney): %(outside)s",
        outside=outside,
    )
