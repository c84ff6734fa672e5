"""What a comparison says in words: probabilities, bands, why there is none, what to do first."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from flask_babel import gettext as _

from app.documents.numbers import decimal_shown, percent_shown
from app.services.comparison import OTHER_QUESTIONNAIRE, Side, SubjectComparison
from app.services.shown_tallies import Withheld
from app.services.ticket_counts import LOWEST_RATE_0_1
from app.web.score_card import language, withheld_reason
from app.web.wording import N_

LIKELY, PERHAPS = 0.95, 0.8
SURE = 0.995
MOST_NAMED = 3
NAMES = {Side.COUNTERS: N_("Loket"), Side.SERVICES: N_("Layanan"), Side.UNITS: N_("Unit")}


def likelihood(probability_above: float) -> str:
    """How likely a group lies above the mean of the others, in words with the number."""
    share = percent(probability_above)
    if probability_above >= LIKELY:
        return _("Kemungkinan besar di atas (%(share)s)", share=share)
    if probability_above <= 1 - LIKELY:
        return _("Kemungkinan besar di bawah (%(share)s)", share=share)
    if probability_above >= PERHAPS:
        return _("Mungkin di atas (%(share)s)", share=share)
    if probability_above <= 1 - PERHAPS:
        return _("Mungkin di bawah (%(share)s)", share=share)
    return _("Belum dapat dipastikan (%(share)s)", share=share)


def percent(probability: float) -> str:
    """A probability as whole per cent; never 0 or 100, since nothing here is certain."""
    if probability >= SURE:
        return ">99%"
    if probability <= 1 - SURE:
        return "<1%"
    return f"{decimal_shown(Fraction(100 * probability), 0, language())}%"


def left_out_reason(reason: str) -> str:
    """Why a subject is not compared."""
    if reason == OTHER_QUESTIONNAIRE:
        return _("Kuesioner lain")
    return withheld_reason(Withheld(reason))


def left_out_notes(found: SubjectComparison, names: dict[str, str]) -> tuple[str, ...]:
    """Who is not compared: one sentence for each reason."""
    compared = {group.raw.key for group in found.comparison.groups}
    held: dict[str, list[str]] = {}
    for key in (str(shown.subject.id) for shown in found.subjects):
        if key not in compared:
            reason = found.left_out.get(int(key))
            words = left_out_reason(reason) if reason else _("Tidak ada pembanding")
            held.setdefault(words, []).append(names[key])
    return tuple(f"{reason}: {', '.join(listed)}." for reason, listed in held.items())


def rate_note(found: SubjectComparison, names: dict[str, str]) -> str:
    """Whose answers may not speak for who was served, so that nothing is begun on their score."""
    low = [g.raw.key for g in found.comparison.groups if int(g.raw.key) in found.low_rates]
    if not low:
        return ""
    return _(
        "Nilai ini belum dapat diandalkan: %(names)s. Kurang dari %(lowest)s tiketnya dipakai, "
        "jadi yang menjawab dapat berbeda dari yang dilayani. Pastikan dulu setiap orang yang "
        "dilayani menerima tiket.",
        names=_listed([names[key] for key in low]),
        lowest=percent_shown(LOWEST_RATE_0_1, language()),
    )


def unnamed_note(side: Side) -> str:
    """That answers which name no counter or service take no part, though they may be many."""
    return {
        Side.COUNTERS: _("Jawaban tanpa loket tidak ikut: isinya campuran semua loket."),
        Side.SERVICES: _(
            "Jawaban yang jenis layanannya tidak dicatat tidak ikut. Pastikan jenis layanan "
            "dicatat."
        ),
        Side.UNITS: "",
    }[side]


def method_note(found: SubjectComparison) -> str:
    """What the comparison did with the numbers, where it did less than usual."""
    reason = found.comparison.reason
    if reason == "too_few_groups":
        return _(
            "Kurang dari empat yang dibandingkan: nilainya tidak ditarik ke rata-rata, karena "
            "besarnya beda yang wajar belum dapat diukur."
        )
    if reason == "no_spread_beyond_chance":
        return _(
            "Beda di antara mereka tidak melebihi yang timbul secara kebetulan, jadi semuanya "
            "ditarik ke rata-rata yang sama."
        )
    return ""


def days_note(found: SubjectComparison) -> str:
    """Whether it allows for answers of one day being alike; else a warning."""
    if found.comparison.allows_for_days:
        return _("Perbandingan ini memperhitungkan bahwa jawaban dari hari yang sama mirip.")
    if not found.comparison.groups:
        return ""
    return _(
        "Di sini lembar dianggap saling bebas, karena belum ada sepuluh hari jawaban yang dapat "
        "dihitung. Jawaban dari hari yang sama sering mirip, jadi beda tampak lebih pasti daripada "
        "sebenarnya. Pilih periode yang lebih panjang."
    )


def advice(found: SubjectComparison, names: dict[str, str]) -> str:
    """What to do first."""
    comparison = found.comparison
    if comparison.reason == "too_few_to_compare":
        return _why_too_few(len(found.subjects))
    low = [g.raw.key for g in comparison.groups if g.probability_above <= 1 - LIKELY]
    if low:
        return _(
            "Mulai dari %(names)s. Tanyakan dulu apakah pekerjaannya memang lebih sulit, lalu "
            "lihat unsur yang paling rendah di sana.",
            names=_listed([names[key] for key in low]),
        )
    if comparison.bands is not None and len(comparison.bands) == 1:
        return _(
            "Tidak ada yang dapat dibedakan dari yang lain. Jangan mengurutkan; perbaiki unsur "
            "yang rendah di seluruh unit."
        )
    return _(
        "Beberapa di antaranya dapat dibedakan, tetapi tidak ada yang jelas di bawah yang lain. "
        "Pelajari cara kerja kelompok yang disebut pertama di bawah."
    )


def _why_too_few(n_subjects: int) -> str:
    """What to do where fewer than two can be compared, which more answers do not always help."""
    if n_subjects == 0:
        return _(
            "Belum ada yang didaftarkan di sini. Minta pengelola mendaftarkan loket dan jenis "
            "layanan unit ini."
        )
    if n_subjects == 1:
        return _(
            "Hanya ada satu, jadi tidak ada pembanding. Lihat halaman Tren untuk perubahannya, dan "
            "Prioritas untuk unsur yang perlu diperbaiki."
        )
    return _(
        "Belum ada dua yang cukup jawabannya untuk dibandingkan. Ajak lebih banyak warga "
        "mengisi; masing-masing perlu sedikitnya lima jawaban."
    )


def is_drawn(found: SubjectComparison) -> bool:
    """Whether indices were drawn to the mean: with fewer than four they stand as they are."""
    return bool(found.comparison.groups) and found.comparison.reason != "too_few_groups"


def _listed(names: Sequence[str]) -> str:
    """A few names; how many more there are is counted."""
    shown = ", ".join(names[:MOST_NAMED])
    if len(names) <= MOST_NAMED:
        return shown
    return _("%(names)s, dan %(n)s lainnya", names=shown, n=len(names) - MOST_NAMED)
