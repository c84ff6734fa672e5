"""The panel that asks whether counters differ only by what they are given to do."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from app.access import Scope
from app.clock import Period
from app.documents.numbers import (
    INTERVAL_DASH,
    decimal_shown,
    interval_shown,
    percent_shown,
    whole_shown,
)
from app.services.case_mix import LEAST_COVERED, CaseMix, Standardised, case_mix
from app.services.comparison import SubjectComparison
from app.services.scoring_rules import K
from app.web.score_card import INDEX_PLACES, language

FEWEST_COMPARED = 2


@dataclass(frozen=True)
class MixRow:
    """One counter; without an index of the same mix, the last cell says why."""

    name: str
    n: str
    own: str
    index: str
    interval: str
    difference: str
    covered: str
    words: str


@dataclass(frozen=True)
class MixPanel:
    """Counters with one mix; `bands` are those that then cannot be told apart."""

    lead: str
    rows: tuple[MixRow, ...] = ()
    bands: tuple[str, ...] = ()


def mix_panel(
    scope: Scope,
    unit_id: int,
    period: Period,
    names: dict[str, str],
    beside: SubjectComparison | None = None,
) -> MixPanel | None:
    """The counters of a unit with its mix, under these names; None where nothing may be seen."""
    found = case_mix(scope, unit_id, period, beside)
    if found is None:
        return None
    if found.n_strata == 1:
        return MixPanel(
            _(
                "Belum ada yang dapat disamakan: semua jawaban tercatat dengan layanan, waktu, dan "
                "saluran yang sama, atau rinciannya dapat membuka jawaban kurang dari %(k)s orang. "
                "Pastikan jenis layanan dicatat.",
                k=K,
            )
        )
    return MixPanel(
        rows=tuple(_row(names[one.key], one) for one in found.counters),
        lead=f"{_lead(found)} {_left_out()}" if found.has_left_out else _lead(found),
        bands=tuple(", ".join(names[key] for key in band) for band in found.comparison.bands or ()),
    )


def _left_out() -> str:
    return _(
        "Loket yang rincian pekerjaannya dapat membuka jawaban kurang dari %(k)s orang tidak ikut "
        "disamakan.",
        k=K,
    )


def _lead(found: CaseMix) -> str:
    n_standardised = len(found.comparison.groups)
    if len(found.counters) < FEWEST_COMPARED:
        return _(
            "Kurang dari dua loket dapat disamakan, jadi belum ada yang dapat dibandingkan di sini."
        )
    if n_standardised == 0:
        return _(
            "Loket-loket ini mengerjakan hal yang terlalu berbeda: kurang dari dua yang mencakup "
            "sedikitnya %(share)s pekerjaan unit, jadi tidak ada campuran yang adil untuk "
            "membandingkannya.",
            share=percent_shown(LEAST_COVERED, language()),
        )
    if len(found.comparison.bands or ()) == 1:
        return _(
            "Dengan campuran pekerjaan yang sama, %(n)s loket yang dapat disamakan tidak dapat "
            "dibedakan lagi.",
            n=n_standardised,
        )
    return _("Dengan campuran pekerjaan yang sama pun, sebagian loket tetap berbeda.")


def _row(name: str, one: Standardised) -> MixRow:
    spoken, places = language(), INDEX_PLACES
    shown = {
        "name": name,
        "n": whole_shown(one.n, spoken),
        "own": INTERVAL_DASH if one.own_mix is None else decimal_shown(one.own_mix, places, spoken),
        "covered": percent_shown(one.covered_0_1, spoken),
    }
    if one.index is None or one.difference is None:
        dashes = dict.fromkeys(("index", "interval", "difference"), INTERVAL_DASH)
        return MixRow(**shown, **dashes, words=_("Terlalu sedikit rincian yang sama"))
    return MixRow(
        **shown,
        index=decimal_shown(one.index.index, places, spoken),
        interval=interval_shown(one.index.interval, places, spoken),
        difference=decimal_shown(one.difference, places, spoken),
        words=_difference_words(one),
    )


def _difference_words(one: Standardised) -> str:
    """Whether the mix explains anything: the interval of the difference says so."""
    within = one.difference_interval
    if within is None:
        return _("Campurannya sama dengan unit")
    if within.low <= 0 <= within.high:
        return _("Campuran tidak mengubahnya secara nyata")
    if within.low > 0:
        return _("Naik: pekerjaannya lebih sulit daripada umumnya")
    return _("Turun: pekerjaannya lebih mudah daripada umumnya")
