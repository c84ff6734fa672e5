"""What to fix first in words: the target, how an element stands, what that means, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from flask_babel import gettext as _

from analytics.results import Interval
from app.documents.numbers import decimal_shown
from app.services.priorities import Need, Priorities, Quadrant, Target
from app.web.manager.trend_words import signed
from app.web.score_card import RATING_PLACES, language
from app.web.wording import N_
from survey_forms import catalogue

OWN_MEAN = "mean"
MOST_NAMED = 3
MARKS = {"below": "▼", "unclear": "?", "reached": "✓"}
STANDINGS = {
    "below": N_("Di bawah"),
    "unclear": N_("Belum jelas"),
    "reached": N_("Tercapai"),
}
QUADRANTS: dict[Quadrant, tuple[str, str]] = {
    "fix_first": (
        N_("Perbaiki dahulu"),
        N_("Penting bagi kepuasan keseluruhan, dan di bawah sasaran."),
    ),
    "keep_up": (
        N_("Pertahankan"),
        N_("Penting bagi kepuasan keseluruhan, dan sasaran tercapai."),
    ),
    "low_priority": (N_("Prioritas rendah"), N_("Di bawah sasaran, tetapi kurang penting.")),
    "beyond_need": (N_("Sudah cukup"), N_("Sasaran tercapai, dan kurang penting.")),
    "unclear": (
        N_("Belum jelas"),
        N_("Rentang nilai atau kepentingannya masih melewati garis batas."),
    ),
}


def target_name(name: str) -> str:
    """A target in a few words."""
    if name == OWN_MEAN:
        return _("Rata-rata sendiri")
    return _("Mutu %(grade)s", grade=name)


def target_note(target: Target) -> str:
    """What elements are held against, with its number where it is one for all."""
    if target.value is None:
        return _(
            "Sasaran: rata-rata semua unsur itu sendiri, jadi yang tampak adalah unsur mana yang "
            "tertinggal dari yang lain."
        )
    return _(
        "Sasaran: batas bawah mutu %(grade)s, yaitu NRR %(bound)s.",
        grade=target.name,
        bound=decimal_shown(target.value, RATING_PLACES, language()),
    )


def limits_shown(interval: Interval) -> str:
    """The limits of a difference, each with its sign."""
    low, high = (signed_float(end) for end in (interval.low, interval.high))
    return _("%(low)s sampai %(high)s", low=low, high=high)


def signed_float(value: float) -> str:
    """A difference between ratings with its sign."""
    return signed(Fraction(value), RATING_PLACES)


def element_names(instrument: str, needs: Sequence[Need]) -> list[str]:
    """The names of these elements in the language of the page."""
    asked = catalogue.find(instrument)
    return [asked.item(need.key).names[language()] for need in needs]


def advice(found: Priorities) -> str:
    """What to do first."""
    chosen = [one.key for one in found.placed if one.quadrant == "fix_first"]
    needs = found.needs or ()
    first = [need for need in needs if need.key in chosen]
    if first:
        return _(
            "Perbaiki dahulu %(names)s: penting bagi kepuasan warga secara keseluruhan, dan masih "
            "di bawah sasaran.",
            names=_listed(found, first),
        )
    return _advice_without_importance(found, needs)


def _advice_without_importance(found: Priorities, needs: Sequence[Need]) -> str:
    likely = _listed(found, found.likely)
    standings = {need.standing for need in needs}
    if "below" in standings and len(found.likely) == 1:
        return _(
            "Mulai dari %(name)s: hampir pasti unsur yang terendah, dan di bawah sasaran.",
            name=likely,
        )
    if "below" in standings:
        below = [need for need in needs if need.standing == "below"]
        return _(
            "Di bawah sasaran: %(below)s. Yang terendah, dengan keyakinan 95%%, adalah salah satu "
            "dari %(likely)s; mulai dari yang paling mudah diubah di antaranya.",
            below=_listed(found, below),
            likely=likely,
        )
    if "unclear" in standings:
        return _(
            "Belum ada unsur yang jelas di bawah sasaran, tetapi belum semuanya pasti tercapai. "
            "Kumpulkan lebih banyak jawaban; sementara itu perhatikan %(likely)s.",
            likely=likely,
        )
    return _(
        "Semua unsur mencapai sasaran. Bila ingin lebih baik lagi, mulai dari %(likely)s, yang "
        "paling rendah.",
        likely=likely,
    )


def _listed(found: Priorities, needs: Sequence[Need]) -> str:
    """A few names, apart by semicolons since they hold commas; the rest is counted."""
    names = element_names(found.instrument, needs)
    shown = "; ".join(names[:MOST_NAMED])
    if len(names) <= MOST_NAMED:
        return shown
    return _("%(names)s, dan %(n)s lainnya", names=shown, n=len(names) - MOST_NAMED)
