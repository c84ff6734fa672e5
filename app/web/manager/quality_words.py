"""The quality of answers in words: what stands out, what it may mean, and what to do."""

from __future__ import annotations

from flask_babel import gettext as _

from app.documents.numbers import percent_shown, whole_shown
from app.services.receipt_flags import MOST_IN_LONG, MOST_IN_SHORT
from app.services.response_quality import Reason, ResponseQuality
from app.services.scoring_rules import K
from app.web.score_card import language

Meaning = tuple[str, str]


def reason_name(reason: Reason) -> str:
    """A reason in a few words."""
    return {
        Reason.MANY_FLAGGED: _("Banyak yang terlalu cepat atau beruntun"),
        Reason.MORE_THAN_USUAL: _("Jauh lebih banyak dari biasanya"),
        Reason.BETTER_THAN_USUAL: _("Nilai jauh lebih tinggi dari biasanya"),
        Reason.WORSE_THAN_USUAL: _("Nilai jauh lebih rendah dari biasanya"),
        Reason.UNLIKE_ALL_OTHERS: _("Tidak mirip hari mana pun"),
    }[reason]


def month_reason_name(reason: Reason) -> str:
    """Which way a month differs."""
    is_better = reason is Reason.BETTER_THAN_USUAL
    return _("▲ Lebih tinggi") if is_better else _("▼ Lebih rendah")


def meanings() -> tuple[Meaning, ...]:
    """Each reason with how it is found, and an innocent explanation beside the other."""
    return (
        (
            reason_name(Reason.MANY_FLAGGED),
            _(
                "Formulir terkirim dalam waktu kurang dari satu detik per pertanyaan, jam bukanya "
                "tidak sah, atau satu loket mendapat lebih dari %(few)s jawaban dalam beberapa "
                "menit atau lebih dari %(many)s dalam satu jam. Bisa rombongan yang mengisi "
                "bersama, bisa satu ponsel yang mengisi berulang-ulang.",
                few=MOST_IN_SHORT,
                many=MOST_IN_LONG,
            ),
        ),
        (
            reason_name(Reason.MORE_THAN_USUAL),
            _(
                "Jumlah jawaban hari itu sulit dijelaskan oleh hari-hari lain loket yang sama. "
                "Bisa karena hari ramai atau lembar yang dikumpulkan lalu dimasukkan sekaligus."
            ),
        ),
        (
            _("Nilai jauh lebih tinggi atau lebih rendah dari biasanya"),
            _(
                "Nilai hari itu berbeda dari hari-hari lain loket yang sama, lebih dari yang bisa "
                "terjadi secara kebetulan. Bisa karena gangguan layanan atau perbaikan sungguhan."
            ),
        ),
        (
            reason_name(Reason.UNLIKE_ALL_OTHERS),
            _("Gabungan jumlah, nilai, dan keseragaman hari itu tidak ada duanya di unit ini."),
        ),
    )


def advice(found: ResponseQuality) -> str:
    """What to do first."""
    if _stands_out(found):
        return _(
            "Cocokkan yang tercantum di bawah dengan antrean dan kejadian pada hari itu, lalu "
            "tanyakan baik-baik di loket. Tanda ini bukan bukti kecurangan: semua jawaban tetap "
            "dihitung dan tidak ada yang dihapus. Bila polanya berulang, bagikan tiket sekali "
            "pakai."
        )
    if not found.n_judged:
        return _(
            "Belum ada yang dapat diperiksa: hari baru dapat dinilai bila satu loket mendapat "
            "sedikitnya %(k)s jawaban dalam sehari. Ajak lebih banyak warga mengisi.",
            k=K,
        )
    return _("Tidak ada yang perlu ditindaklanjuti pada periode ini.")


def _stands_out(found: ResponseQuality) -> bool:
    named = found.days or found.months or found.comments or found.ticket_bursts
    return bool(named) or found.has_unnamed_days


def judged_note(found: ResponseQuality) -> str:
    """How many days could be judged, and that some may not be named."""
    n = whole_shown(found.n_judged, language())
    note = _(
        "Diperiksa: %(n)s hari loket dengan sedikitnya %(k)s jawaban. Jumlah jawaban ditulis "
        "sebagai kelipatan lima ke bawah, dan nilai hari itu tidak ditampilkan, agar jawaban "
        "perorangan tidak terbaca.",
        n=n,
        k=K,
    )
    if found.has_unnamed_days:
        note += " " + _(
            "Ada hari lain yang menonjol, tetapi tidak disebut agar jawaban segelintir orang tidak "
            "terbaca."
        )
    return note


def flagged_words(found: ResponseQuality) -> Meaning:
    """The share of answers flagged at receipt, and what that means."""
    share = found.flagged_share_0_1
    if share is None and found.unflagged.n is not None:
        return _("Tidak dirinci"), _("sebagian jawaban belum dipilah; selisih n bukan jumlahnya")
    if share is None:
        return _("Tidak dirinci"), _("kurang dari %(k)s disisihkan", k=K)
    if share == 0:
        return _("Tidak ada"), _("tidak ada jawaban yang ditandai saat diterima")
    return percent_shown(share, language()), _("terlalu cepat, beruntun, atau waktunya tidak sah")


def straightlined_words(found: ResponseQuality) -> Meaning:
    """The share of straight-lined sheets: a note, and never a flag."""
    share = found.straightlined_share_0_1
    if share is None:
        return _("Tidak dirinci"), _("dapat menunjuk kelompok yang kurang dari %(k)s lembar", k=K)
    note = _("catatan saja; warga yang puas sering memilih nilai sama di semua unsur")
    return percent_shown(share, language()), note
