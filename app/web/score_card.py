"""A score in words: what every staff page says of one index, its sample and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask_babel import format_date, get_locale
from flask_babel import gettext as _

from analytics.results import IndexResult
from app.documents.numbers import decimal_shown, interval_shown, percent_shown, whole_shown
from app.services.score_subjects import SERVICE, UNIT
from app.services.scores import Score, Status
from app.services.scoring_rules import K
from app.services.shown_tallies import Withheld
from app.services.ticket_counts import LOWEST_RATE_0_1
from survey_forms import catalogue

INDEX_PLACES = 2
RATING_PLACES = 3
SHORT_HASH = 12
RECONCILED = ("0.1111", "0.111", "0.11", "ni_2dp")


@dataclass(frozen=True)
class Verified:
    """The share of answers with a ticket, or why it is not told apart."""

    value: str
    note: str


@dataclass(frozen=True)
class Sample:
    """How many answers there are, against how many are needed where that is known."""

    n: str
    against: str
    verdict: str
    is_reached: bool


@dataclass(frozen=True)
class ScoreCard:
    """The headline of a score and the facts beside it; without `index`, `reason` says why."""

    index: str | None
    interval: str
    grade: str | None
    performance: str | None
    sample: Sample | None
    verified: Verified | None
    status: str
    is_final: bool
    version: str
    reason: str | None
    advice: str | None
    caution: str | None
    rate_caution: str | None
    facts: tuple[tuple[str, str], ...]


def language() -> str:
    """The language of this page."""
    locale = get_locale()
    return locale.language if locale else "id"


def score_card(score: Score) -> ScoreCard:
    """The card of a score, withheld or not."""
    result, spoken = score.result, language()
    return ScoreCard(
        index=index_shown(result) if result else None,
        interval=interval_shown(result.interval, INDEX_PLACES, spoken) if result else "",
        grade=result.grade if result else None,
        performance=performance_name(score.instrument, result.grade) if result else None,
        sample=_sample(score, result, spoken) if result else None,
        verified=_verified(score, spoken) if result else None,
        status=status_name(score),
        is_final=score.status is Status.FINAL,
        version=_version(score),
        reason=withheld_reason(score.withheld) if score.withheld else None,
        advice=withheld_advice(score.withheld) if score.withheld else None,
        caution=_caution(score, result, spoken) if result else None,
        rate_caution=_rate_caution(score, spoken) if result else None,
        facts=tuple(_facts(score, result, spoken)) if result else (),
    )


def status_name(score: Score) -> str:
    """Whether a score may still change, in a word."""
    return _("Final") if score.status is Status.FINAL else _("Sementara")


def print_line(score: Score, today: date) -> str:
    """What a printed page says of itself: its day, and whether its numbers may still change."""
    if score.sha256 is None:
        status = _("Sementara, masih dapat berubah.")
    else:
        status = _(
            "Final, versi %(version)s, SHA-256 %(hash)s.", version=score.version, hash=score.sha256
        )
    day = format_date(today, "d MMMM yyyy", rebase=False)
    return _("Dicetak %(day)s dari Suara Loket. Status: %(status)s", day=day, status=status)


def index_shown(result: IndexResult) -> str:
    """The index as people read it."""
    if result.index is None:
        raise ValueError("the index is undefined; expected a score that is not withheld")
    return decimal_shown(result.index, INDEX_PLACES, language())


def performance_name(instrument: str, grade: str | None) -> str | None:
    """A grade's words (kinerja) in the language of the page."""
    bands = catalogue.find(instrument).rule.bands
    return next((band.performance[language()] for band in bands if band.grade == grade), None)


def withheld_reason(withheld: Withheld) -> str:
    """Why there is no number, in a few words."""
    return {
        Withheld.NO_ANSWERS: _("Kurang dari 5 jawaban"),
        Withheld.TOO_FEW: _("Kurang dari %(k)s jawaban", k=K),
        Withheld.PROTECTS_OTHERS: _(
            "Kurang dari %(k)s jawaban, atau akan membuka kelompok sekecil itu", k=K
        ),
        Withheld.UNDEFINED: _("Ada unsur yang belum dinilai siapa pun"),
    }[withheld]


def withheld_advice(withheld: Withheld) -> str:
    """What to do so that there is a number the next time."""
    more = _(
        "Angka tampil setelah sedikitnya %(k)s jawaban terkumpul. Tempel poster di tempat yang "
        "mudah terlihat dan ajak setiap warga yang selesai dilayani untuk mengisi.",
        k=K,
    )
    return {
        Withheld.NO_ANSWERS: more,
        Withheld.TOO_FEW: more,
        Withheld.PROTECTS_OTHERS: _(
            "Angka ini tampil setelah ia dan kelompok di sebelahnya mencapai %(k)s jawaban.",
            k=K,
        ),
        Withheld.UNDEFINED: _(
            "IKM butuh sedikitnya satu jawaban untuk setiap unsur. Periksa kolom yang kosong pada "
            "berkas yang diimpor."
        ),
    }[withheld]


def _sample(score: Score, result: IndexResult, spoken: str) -> Sample:
    """The sample is drawn for a whole unit, so a counter's n stands alone."""
    n = whole_shown(result.n, spoken)
    if score.subject.kind != UNIT:
        return Sample(n, _("kebutuhan sampel dihitung untuk seluruh unit"), "", False)
    missing = score.n_needed - result.n
    against = _("dari %(needed)s yang dibutuhkan", needed=whole_shown(score.n_needed, spoken))
    if missing <= 0:
        return Sample(n, against, _("Sampel cukup"), True)
    lacking = _("Kurang %(missing)s jawaban", missing=whole_shown(missing, spoken))
    return Sample(n, against, lacking, False)


def _caution(score: Score, result: IndexResult, spoken: str) -> str | None:
    """That the number should not decide anything yet, where it should not."""
    if result.n >= score.n_enough:
        return None
    n, enough = whole_shown(result.n, spoken), whole_shown(score.n_enough, spoken)
    if score.subject.kind == UNIT:
        return _(
            "Belum dapat disimpulkan: baru %(n)s dari %(needed)s jawaban yang dibutuhkan.",
            n=n,
            needed=enough,
        )
    return _(
        "Belum dapat disimpulkan: baru %(n)s jawaban; setidaknya %(enough)s diperlukan.",
        n=n,
        enough=enough,
    )


def _rate_caution(score: Score, spoken: str) -> str | None:
    """That too few tickets came back for the answers to speak for everybody who was served."""
    if not score.tickets.is_rate_low:
        return None
    return _(
        "Kurang dari %(lowest)s dari %(issued)s tiket dipakai menjawab. Yang menjawab dapat "
        "berbeda dari yang dilayani, jadi nilai ini belum dapat diandalkan. Berikan tiket kepada "
        "setiap pengunjung, bukan hanya yang tampak puas, dan katakan bahwa tiket dapat dipakai di "
        "rumah sampai tiga hari.",
        lowest=percent_shown(LOWEST_RATE_0_1, spoken),
        issued=whole_shown(score.tickets.issued, spoken),
    )


def _verified(score: Score, spoken: str) -> Verified:
    """Decisions 2: both readings only where each group is empty or at least k."""
    share_0_1 = score.verified_share_0_1
    if share_0_1 is None:
        return Verified(_("Tidak dirinci"), _("kurang dari %(k)s disisihkan", k=K))
    if share_0_1 == 0:
        is_unit = score.subject.kind == UNIT
        why = _("unit ini belum membagikan tiket") if is_unit else _("belum ada tiket di sini")
        return Verified(_("Belum dipakai"), why)
    return Verified(percent_shown(share_0_1, spoken), _("memakai tiket sekali pakai"))


def _facts(score: Score, result: IndexResult, spoken: str) -> list[tuple[str, str]]:
    said: list[tuple[str, str | None]] = [
        (_("Pemakaian angka ini"), _use()),
        (_("Penerima layanan"), _population(score, spoken)),
        (_("Tiket dipakai dari yang terbit"), _tickets_used(score, spoken)),
        (_("Bila bobot dibulatkan"), _reconciled(score, spoken)),
        (_("Nilai seragam"), _straight_lined(score, result, spoken)),
        (_("Kuesioner dan aturan"), f"{score.instrument}, {score.rule_version}"),
        (_("Sidik SHA-256 lengkap"), score.sha256),
    ]
    return [(label, words) for label, words in said if words]


def _use() -> str:
    """What an evaluator may not make of the number, beside the number itself."""
    return _(
        "Bukti, bukan putusan. Angka ini tentang pelayanan, bukan tentang seorang petugas: jangan "
        "menjadikannya satu-satunya dasar, dan jangan mengisi predikat kinerja dari sini."
    )


def _tickets_used(score: Score, spoken: str) -> str | None:
    """The response share; of services nothing, as many tickets name none."""
    counts = score.tickets
    if not counts.issued:
        return None if score.subject.kind == SERVICE else _("Tidak ada tiket terbit.")
    issued = whole_shown(counts.issued, spoken)
    rate_0_1 = counts.response_rate_0_1
    if counts.used is None or rate_0_1 is None:
        return _("Tidak dirinci dari %(issued)s tiket terbit.", issued=issued)
    return _(
        "%(used)s dari %(issued)s tiket (%(share)s)",
        used=whole_shown(counts.used, spoken),
        issued=issued,
        share=percent_shown(rate_0_1, spoken),
    )


def _population(score: Score, spoken: str) -> str | None:
    if score.subject.kind != UNIT:
        return None
    if score.population is None:
        return _("Belum dicatat; kebutuhan sampel dihitung untuk jumlah yang tidak diketahui.")
    return _("%(people)s orang", people=whole_shown(score.population, spoken))


def _version(score: Score) -> str:
    if score.sha256 is None:
        return _("sampai periode ini ditutup")
    fingerprint = score.sha256[:SHORT_HASH]
    return _("versi %(version)s, SHA-256 %(hash)s…", version=score.version, hash=fingerprint)


def _reconciled(score: Score, spoken: str) -> str | None:
    seen = [(name, score.reconciliation.get(name)) for name in RECONCILED]
    parts = [
        f"{_custom_name(name, spoken)}: {decimal_shown(pair[0], INDEX_PLACES, spoken)} ({pair[1]})"
        for name, pair in seen
        if pair
    ]
    return "; ".join(parts)


def _custom_name(custom: str, spoken: str) -> str:
    if custom == "ni_2dp":
        return _("dengan NI dibulatkan 2 desimal")
    weight = custom.replace(".", ",") if spoken == "id" else custom
    return _("dengan %(weight)s", weight=weight)


def _straight_lined(score: Score, result: IndexResult, spoken: str) -> str | None:
    """A note and never a flag (decisions 11); small groups are not counted out."""
    if not result.n_complete:
        return None
    if score.straightlined_share_0_1 is None:
        return _("Tidak dirinci: dapat menunjuk kelompok yang kurang dari %(k)s lembar.", k=K)
    return _(
        "%(share)s lembar lengkap menilai semua unsur sama. Ini catatan, bukan tanda kecurangan.",
        share=percent_shown(score.straightlined_share_0_1, spoken),
    )
