"""How well the elements of a unit's questionnaire agree, as a panel of a page about the unit."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from flask_babel import gettext as _

from analytics.results import Interval
from app.access import Scope
from app.clock import Period
from app.documents.numbers import (
    INTERVAL_DASH,
    decimal_shown,
    interval_shown,
    percent_shown,
    whole_shown,
)
from app.services.reliability import (
    TOO_WIDE,
    ItemReliability,
    Reliability,
    UnitReliability,
    unit_reliability,
)
from app.web.score_card import language
from survey_forms import catalogue

PLACES = 2
# Nunnally (1978), Psychometric Theory, 2nd ed., p. 245: enough for comparing groups.
USUAL_BAR = 0.7
HALF = Fraction(1, 2)


@dataclass(frozen=True)
class ReliabilityRow:
    """One element: how it goes with the others, and alpha without it."""

    name: str
    item_total: str
    alpha_if_deleted: str
    n: str


@dataclass(frozen=True)
class ReliabilityPanel:
    """Alpha beside the straight-lined share; `alpha` is empty where it is undefined.

    `advice` says first what the numbers mean for the reader, or why there is none.
    """

    advice: str
    alpha: str
    interval: str
    n: str
    straightlined: str
    straightlined_note: str
    gaps_note: str
    rows: tuple[ReliabilityRow, ...]


def reliability_panel(scope: Scope, unit_id: int, period: Period) -> ReliabilityPanel | None:
    """The panel of a unit over a period; None while its numbers are withheld."""
    found = unit_reliability(scope, unit_id, period)
    return _panel(found, found.result) if found.result else None


def _panel(found: UnitReliability, result: Reliability) -> ReliabilityPanel:
    spoken, share = language(), found.straightlined_share_0_1
    items = () if result.alpha is None else result.items
    return ReliabilityPanel(
        advice=_advice(result, share or Fraction(0)),
        alpha=_shown(result.alpha, spoken) if result.alpha is not None else "",
        interval=_interval(result, spoken),
        n=whole_shown(result.n, spoken),
        straightlined=percent_shown(share, spoken) if share is not None else "",
        straightlined_note=_straightlined_note(result, spoken),
        gaps_note=_gaps_note(result, spoken),
        rows=tuple(_row(item, found.instrument, spoken) for item in items),
    )


def _row(item: ItemReliability, instrument: str, spoken: str) -> ReliabilityRow:
    return ReliabilityRow(
        name=catalogue.find(instrument).item(item.key).names[spoken],
        item_total=_shown(item.item_total_correlation, spoken),
        alpha_if_deleted=_shown(item.alpha_if_deleted, spoken),
        n=whole_shown(item.n, spoken),
    )


def _shown(value: Fraction | float | None, spoken: str) -> str:
    return INTERVAL_DASH if value is None else decimal_shown(Fraction(value), PLACES, spoken)


def _interval(result: Reliability, spoken: str) -> str:
    if result.interval_reason == TOO_WIDE:
        return _("tidak dapat ditentukan")
    return interval_shown(result.interval, PLACES, spoken)


def _advice(result: Reliability, straightlined_0_1: Fraction) -> str:
    if result.reason:
        return _why_undefined(result.reason)
    if result.note:
        return _(
            "Unsur-unsur bergerak berlawanan. Periksa dahulu apakah kolom atau skala tertukar saat "
            "lembar dimasukkan."
        )
    if result.interval_reason == TOO_WIDE:
        return _(
            "Rentang alpha lebih lebar dari 1, jadi belum mengatakan apa-apa: jawaban terlalu "
            "sedikit atau terlalu seragam. Kumpulkan lebih banyak jawaban, dan bacalah nilai "
            "setiap unsur."
        )
    return _meaning(result.interval, straightlined_0_1)


def _meaning(interval: Interval | None, straightlined_0_1: Fraction) -> str:
    if interval is None:
        return _(
            "Semua lembar seragam, jadi alpha tidak mengatakan apa-apa. Ingatkan warga bahwa "
            "setiap pertanyaan menanyakan hal yang berbeda."
        )
    if interval.low >= USUAL_BAR and straightlined_0_1 >= HALF:
        return _(
            "Alpha tinggi, tetapi separuh lembar atau lebih seragam. Jangan menjadikan alpha ini "
            "bukti mutu survei."
        )
    if interval.low >= USUAL_BAR:
        return _("Unsur-unsur sejalan, jadi layak diringkas menjadi satu indeks.")
    if interval.high < USUAL_BAR:
        return _("Unsur-unsur kurang sejalan. Bacalah nilai setiap unsur, jangan indeksnya saja.")
    return _(
        "Belum dapat dipastikan apakah unsur-unsur cukup sejalan. Kumpulkan lebih banyak jawaban, "
        "dan bacalah nilai setiap unsur."
    )


def _why_undefined(reason: str) -> str:
    return {
        "too_few_items": _("Alpha tidak ada untuk kuesioner dengan satu unsur."),
        "too_few_answers": _("Alpha belum dapat dihitung: jawaban terlalu sedikit."),
        "no_variance": _("Alpha tidak dapat dihitung: semua lembar berisi jawaban yang sama."),
    }.get(reason, _("Alpha tidak dapat dihitung: terlalu banyak pertanyaan yang dilewati."))


def _straightlined_note(result: Reliability, spoken: str) -> str:
    return _(
        "%(count)s dari %(complete)s lembar lengkap",
        count=whole_shown(result.n_straightlined, spoken),
        complete=whole_shown(result.n_complete, spoken),
    )


def _gaps_note(result: Reliability, spoken: str) -> str:
    if result.n_fewest == result.n:
        return ""
    return _(
        "Lembar yang melewati sebuah unsur tetap dihitung pada pasangan unsur yang dijawabnya; "
        "pasangan yang paling sedikit dijawab bersama memuat %(n)s lembar.",
        n=whole_shown(result.n_fewest, spoken),
    )
