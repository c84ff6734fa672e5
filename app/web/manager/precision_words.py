"""What the precision of a unit's index means, and what to do about it, in words."""

from __future__ import annotations

import math
from fractions import Fraction

from flask_babel import gettext as _

from app.documents.numbers import decimal_shown, percent_shown, whole_shown
from app.services.day_design import DayDesign, DaysUnknown
from app.services.precision import Precision, Sample, Unknown
from app.services.score_subjects import UNIT
from app.web.period_names import period_name
from app.web.score_card import INDEX_PLACES, language, withheld_reason

EFFECT_PLACES = 1
# From here on half as many answers again would be needed to be as sure as the headline says.
WORTH_SPREADING = 1.5


def advice(found: Precision) -> str:
    """What to do first, by the answers that are missing and by how alike days are."""
    sample = found.unit
    if sample.n is None:
        return ""
    missing = sample.n_needed - sample.n
    if missing > 0:
        return _(
            "Kumpulkan %(missing)s jawaban lagi: baru %(n)s dari %(needed)s yang dibutuhkan. "
            "Sementara itu, jangan menyimpulkan apa pun dari selisih kecil.",
            missing=whole_shown(missing, language()),
            n=whole_shown(sample.n, language()),
            needed=whole_shown(sample.n_needed, language()),
        )
    if found.days and (found.days.design_effect or 0) >= WORTH_SPREADING:
        return _(
            "Jumlah jawaban sudah cukup. Sekarang sebarkan: mintalah jawaban setiap hari, jangan "
            "menumpuk pada beberapa hari, karena jawaban pada hari yang sama saling mirip."
        )
    return _("Jumlah jawaban sudah cukup. Pertahankan cara mengumpulkannya.")


def served_meaning(found: Precision) -> str:
    """What the interval of just the people served says, or why there is none."""
    if found.among_served_unknown:
        return {
            Unknown.POPULATION: _(
                "Jumlah orang yang dilayani belum dicatat. Minta pengelola mengisinya pada putaran "
                "survei."
            ),
            Unknown.MORE_ANSWERS_THAN_PEOPLE: _(
                "Jumlah jawaban melebihi jumlah orang yang dilayani. Periksa angka pada putaran "
                "survei."
            ),
            Unknown.TOO_FEW_ANSWERS: _("Jawaban terlalu sedikit."),
        }[found.among_served_unknown]
    return _(
        "Untuk menggambarkan %(people)s orang yang dilayani pada periode ini saja. Jangan dipakai "
        "untuk membandingkan periode, loket, atau unit.",
        people=whole_shown(found.score.population or 0, language()),
    )


def days_meaning(days: DayDesign, n: int) -> str:
    """What days as clusters say, or why they say nothing."""
    if days.reason:
        return {
            DaysUnknown.TOO_FEW_DAYS: _(
                "Baru %(days)s hari yang ada jawabannya; sedikitnya 10 hari diperlukan.",
                days=days.n_days,
            ),
            DaysUnknown.TOO_FEW_ANSWERS: _("Jawaban terlalu sedikit."),
            DaysUnknown.ALL_EQUAL: _("Semua jawaban sama, jadi hari tidak dapat dibandingkan."),
            DaysUnknown.OTHER_ANSWERS: _(
                "Jawaban per hari tidak lagi sama dengan jawaban yang dihitung pada angka ini."
            ),
        }[days.reason]
    return _(
        "Diukur dari %(days)s hari pada %(period)s. Efek rancangan %(effect)s: %(words)s",
        days=whole_shown(days.n_days, language()),
        period=period_name(days.measured_over) if days.measured_over else "",
        effect=float_shown(days.design_effect or 0.0, EFFECT_PLACES),
        words=_alike(days.design_effect or 0.0, n),
    )


def margin_shown(sample: Sample) -> tuple[str, str]:
    """The margins of a share and of the index; dashes where there are none."""
    share, points = sample.share_margin_0_1, sample.index_margin
    return (
        "–" if share is None else f"±{percent_shown(Fraction(share), language())}",
        "–" if points is None else f"±{float_shown(points, INDEX_PLACES)}",
    )


def needed_shown(sample: Sample) -> str:
    """The sample needed; of a service, the most it can be."""
    needed = whole_shown(sample.n_needed, language())
    return _("paling banyak %(needed)s", needed=needed) if sample.is_at_most else needed


def verdict(sample: Sample) -> str:
    """Whether there are enough answers, or why nothing is told of them."""
    if sample.n is None:
        return withheld_reason(sample.withheld) if sample.withheld else ""
    missing = sample.n_needed - sample.n
    if missing <= 0:
        return _("Cukup")
    if sample.subject.kind == UNIT:
        return _("Kurang %(missing)s", missing=whole_shown(missing, language()))
    return _("Belum tentu cukup")


def float_shown(value: float, places: int) -> str:
    """A number rounded half-up, in the language's own decimal sign."""
    return decimal_shown(Fraction(value), places, language())


def _alike(effect: float, n: int) -> str:
    if effect <= 1:
        return _("hari tidak membuat angka ini kurang pasti.")
    worth = whole_shown(math.floor(n / effect), language())
    return _(
        "%(n)s jawaban memberi keterangan setara %(worth)s jawaban yang tidak saling mirip.",
        n=whole_shown(n, language()),
        worth=worth,
    )
