"""What low ratings go along with, in words: factors, their levels, or why none is shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from flask_babel import gettext as _

from app.clock import Slot
from app.documents.numbers import percent_shown, whole_shown
from app.models.responses import Channel
from app.models.tallies import NO_SERVICE
from app.services.drivers import ShownDriver, ShownLevel, UnitDrivers
from app.web.score_card import language
from app.web.wording import N_

FACTORS = {
    "service": N_("Jenis layanan"),
    "slot": N_("Waktu (pagi atau siang)"),
    "counter": N_("Loket"),
    "channel": N_("Saluran"),
}
SLOTS = {Slot.MORNING: N_("Pagi"), Slot.AFTERNOON: N_("Siang")}
CHANNELS = {
    Channel.STATIC_QR: N_("Kode QR di loket"),
    Channel.TICKET: N_("Tiket"),
    Channel.KIOSK: N_("Kios"),
    Channel.PAPER: N_("Kertas"),
}


@dataclass(frozen=True)
class DriverRow:
    """One factor: how much worse low ratings are guessed without it, and whether that is sure."""

    name: str
    worse: str
    interval: str
    words: str


@dataclass(frozen=True)
class LevelRow:
    """One level of a factor, with the share of low ratings that the model expects there."""

    factor: str
    name: str
    at_least: str
    share: str
    interval: str


@dataclass(frozen=True)
class DriverPanel:
    """The factors, the greatest first; where none is shown `reason` says why."""

    reason: str
    lead: str = ""
    rows: tuple[DriverRow, ...] = ()
    levels: tuple[LevelRow, ...] = ()
    has_hidden_levels: bool = False


def driver_panel(found: UnitDrivers) -> DriverPanel:
    """The panel of a unit."""
    if found.reason or found.low_share_0_1 is None or not found.loss_baseline:
        return DriverPanel(_why(found.reason))
    return DriverPanel(
        reason="",
        lead=_lead(found),
        rows=tuple(_row(driver, found.loss_baseline) for driver in found.drivers),
        levels=tuple(_levels(found)),
        has_hidden_levels=any(driver.has_hidden_levels for driver in found.drivers),
    )


def _lead(found: UnitDrivers) -> str:
    spoken = language()
    gain, error = (Fraction(x or 0) / Fraction(found.loss_baseline or 1) for x in _gain(found))
    return _(
        "%(share)s dari semua nilai (dari sedikitnya %(n)s jawaban) adalah 1 atau 2. Pada jawaban "
        "yang belum dilihatnya, model menebak nilai rendah %(gain)s lebih baik daripada bila "
        "semua dianggap sama (galat baku %(error)s).",
        share=percent_shown(found.low_share_0_1 or Fraction(0), spoken),
        n=whole_shown(found.at_least or 0, spoken),
        gain=percent_shown(gain, spoken),
        error=percent_shown(error, spoken),
    )


def _gain(found: UnitDrivers) -> tuple[float | None, float | None]:
    return found.gain, found.gain_error


def _why(reason: str | None) -> str:
    return {
        "too_few_low": _("Nilai 1 dan 2 terlalu jarang untuk dicari kaitannya."),
        "not_proven": _(
            "Belum ada faktor yang terbukti: model tidak menebak nilai rendah lebih baik daripada "
            "bila semua dianggap sama. Mencatat jenis layanan pada formulir dapat membantu."
        ),
    }.get(
        reason or "",
        _(
            "Terlalu sedikit kelompok jawaban yang berbeda menurut bulan, layanan, waktu, loket, "
            "dan saluran. Pilih periode yang lebih panjang, atau minta petugas mencatat jenis "
            "layanan."
        ),
    )


def _row(driver: ShownDriver, baseline: float) -> DriverRow:
    spoken, within = language(), driver.interval
    low, high = (Fraction(end) / Fraction(baseline) for end in (within.low, within.high))
    is_sure = within.low > 0
    return DriverRow(
        name=_(FACTORS[driver.factor]),
        worse=percent_shown(Fraction(driver.importance) / Fraction(baseline), spoken),
        interval=_(
            "%(low)s sampai %(high)s",
            low=percent_shown(low, spoken),
            high=percent_shown(high, spoken),
        ),
        words=_("Tampak bersama nilai rendah") if is_sure else _("Belum dapat dipastikan"),
    )


def _levels(found: UnitDrivers) -> Iterator[LevelRow]:
    for driver in found.drivers:
        for level in driver.levels:
            yield LevelRow(
                factor=_(FACTORS[driver.factor]),
                name=_level_name(driver.factor, level),
                at_least=_("sedikitnya %(n)s", n=whole_shown(level.at_least, language())),
                share=percent_shown(Fraction(level.low_share_0_1), language()),
                interval=_(
                    "%(low)s sampai %(high)s",
                    low=percent_shown(Fraction(level.interval.low), language()),
                    high=percent_shown(Fraction(level.interval.high), language()),
                ),
            )


def _level_name(factor: str, level: ShownLevel) -> str:
    if factor == "slot":
        return _(SLOTS[Slot(level.level)])
    if factor == "channel":
        return _(CHANNELS[Channel(level.level)])
    if factor == "service" and level.level == str(NO_SERVICE):
        return _("Tidak dicatat")
    return level.name
