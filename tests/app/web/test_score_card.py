"""A score in words: sample, verified share, customs, notes, and why there is no number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from flask import Flask

from app.clock import Period
from app.services.score_subjects import COUNTER, SERVICE, UNIT, Subject
from app.services.scores import Reading, Score, Status
from app.services.scoring_rules import USUAL_INSTRUMENT
from app.services.shown_tallies import Withheld
from app.services.ticket_counts import TicketCounts
from app.services.worked_example import worked_example
from app.web.score_card import ScoreCard, print_line, score_card, withheld_reason


def a_score(**changes: object) -> Score:
    example = worked_example()
    score = Score(
        subject=Subject(UNIT, 1, "Dinas"),
        unit_id=1,
        period=Period.parse("2026"),
        reading=Reading.ALL,
        instrument=f"{USUAL_INSTRUMENT}@1",
        rule_version="permenpanrb-14-2017@1",
        status=Status.PROVISIONAL,
        version=None,
        sha256=None,
        n_needed=291,
        population=1200,
        result=example.result,
        withheld=None,
        verified_share_0_1=Fraction(0),
        tickets=TicketCounts(issued=0, used=None),
        reconciliation=example.reconciliation,
    )
    return replace(score, **changes)


def fact(card: ScoreCard, label: str) -> str | None:
    return dict(card.facts).get(label)


@pytest.fixture(autouse=True)
def _a_request(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


def test_the_headline_has_index_interval_and_grade() -> None:
    card = score_card(a_score())

    assert (card.index, card.grade, card.performance) == ("76,94", "B", "Baik")
    assert card.interval == "67,55–84,60"


def test_too_small_a_sample_says_how_many_are_missing() -> None:
    sample = score_card(a_score()).sample

    assert sample is not None
    assert (sample.against, sample.verdict) == ("dari 291 yang dibutuhkan", "Kurang 281 jawaban")


def test_a_reached_sample_says_so() -> None:
    sample = score_card(a_score(n_needed=10)).sample

    assert sample is not None
    assert sample.is_reached
    assert sample.verdict == "Sampel cukup"


def test_a_counter_has_no_sample_of_its_own() -> None:
    sample = score_card(a_score(subject=Subject(COUNTER, 2, "Loket"), population=None)).sample

    assert sample is not None
    assert "yang dibutuhkan" not in sample.against


def test_a_unit_below_its_sample_is_not_to_be_judged_yet() -> None:
    assert score_card(a_score(n_needed=1000)).caution == (
        "Belum dapat disimpulkan: baru 10 dari 1.000 jawaban yang dibutuhkan."
    )
    assert score_card(a_score(n_needed=10)).caution is None


@pytest.mark.parametrize(
    ("n", "caution"),
    [
        (34, "Belum dapat disimpulkan: baru 34 jawaban; setidaknya 35 diperlukan."),
        (35, None),
    ],
)
def test_a_counter_is_not_to_be_judged_below_35(n: int, caution: str | None) -> None:
    result = replace(worked_example().result, n=n)

    card = score_card(a_score(subject=Subject(COUNTER, 2, "Loket"), result=result))

    assert card.caution == caution


@pytest.mark.parametrize(
    ("kind", "note"),
    [(UNIT, "unit ini belum membagikan tiket"), (COUNTER, "belum ada tiket di sini")],
)
def test_tickets_that_nobody_used_are_no_big_zero(kind: str, note: str) -> None:
    verified = score_card(a_score(subject=Subject(kind, 2, "Tempat"))).verified

    assert verified is not None
    assert (verified.value, verified.note) == ("Belum dipakai", note)


@pytest.mark.parametrize(
    ("frozen", "said"),
    [
        ({}, "Status: Sementara, masih dapat berubah."),
        (
            {"status": Status.FINAL, "version": 1, "sha256": "ab" * 32},
            f"Status: Final, versi 1, SHA-256 {'ab' * 32}.",
        ),
    ],
)
def test_a_printed_page_says_its_day_and_status(frozen: dict[str, object], said: str) -> None:
    line = print_line(a_score(**frozen), date(2026, 11, 22))

    assert line == f"Dicetak 22 November 2026 dari Suara Loket. {said}"


def test_a_small_unverified_remainder_is_not_told_apart() -> None:
    verified = score_card(a_score(verified_share_0_1=None)).verified

    assert verified is not None
    assert (verified.value, verified.note) == ("Tidak dirinci", "kurang dari 5 disisihkan")


def test_the_verified_share_is_shown_otherwise() -> None:
    verified = score_card(a_score(verified_share_0_1=Fraction(1, 3))).verified

    assert verified is not None
    assert verified.value == "33,3%"


def test_other_customs_of_the_weight_stand_beside_the_index() -> None:
    said = fact(score_card(a_score()), "Bila bobot dibulatkan")

    assert said is not None
    assert "dengan 0,111: 76,87 (B); dengan 0,11: 76,18 (C)" in said


def test_few_straight_lined_sheets_are_not_counted_out() -> None:
    result = worked_example().result
    assert 0 < result.n_straightlined < 5

    said = fact(score_card(a_score()), "Nilai seragam")

    assert said is not None
    assert "kurang dari 5" in said
    assert "%" not in said


def test_straight_lined_sheets_are_a_note_and_no_accusation() -> None:
    result = replace(worked_example().result, n=40, n_complete=40, n_straightlined=24)

    told = a_score(result=result, straightlined_share_0_1=Fraction(3, 5))

    said = fact(score_card(told), "Nilai seragam")

    assert said is not None
    assert said.startswith("60,0%")
    assert "bukan tanda kecurangan" in said


def test_a_final_score_names_its_version_and_hash() -> None:
    card = score_card(a_score(status=Status.FINAL, version=2, sha256="ab" * 32))

    assert card.status == "Final"
    assert card.version == "versi 2, SHA-256 abababababab…"


def test_an_unknown_population_is_said() -> None:
    said = fact(score_card(a_score(population=None)), "Penerima layanan")

    assert said is not None
    assert said.startswith("Belum dicatat")


@pytest.mark.parametrize("withheld", list(Withheld))
def test_a_withheld_score_says_why_and_what_to_do_and_no_number(withheld: Withheld) -> None:
    card = score_card(a_score(result=None, withheld=withheld, verified_share_0_1=None))

    assert card.reason == withheld_reason(withheld)
    assert card.advice
    assert (card.index, card.sample, card.verified, card.facts) == (None, None, None, ())


def test_few_tickets_that_came_back_are_said_with_what_to_do() -> None:
    low = score_card(a_score(tickets=TicketCounts(1200, 230))).rate_caution
    enough = score_card(a_score(tickets=TicketCounts(1200, 240))).rate_caution

    assert "Kurang dari 20,0% dari 1.200 tiket" in low
    assert "Berikan tiket kepada setiap pengunjung" in low
    assert (enough, score_card(a_score()).rate_caution) == (None, None)


def test_it_says_what_the_number_may_not_be_used_for() -> None:
    assert (fact(score_card(a_score()), "Pemakaian angka ini") or "").startswith(
        "Bukti, bukan putusan."
    )


@pytest.mark.parametrize(
    ("kind", "tickets", "words"),
    [
        (UNIT, TicketCounts(1250, 306), "306 dari 1.250 tiket (24,5%)"),
        (COUNTER, TicketCounts(0, None), "Tidak ada tiket terbit."),
        (COUNTER, TicketCounts(40, None, 9), "Tidak dirinci dari 40 tiket terbit."),
        (SERVICE, TicketCounts(0, None), None),
    ],
)
def test_the_share_of_tickets_that_came_back_stands_beside(
    kind: str, tickets: TicketCounts, words: str | None
) -> None:
    card = score_card(a_score(subject=Subject(kind, 2, "Loket"), tickets=tickets))

    assert fact(card, "Tiket dipakai dari yang terbit") == words


def test_a_final_score_tells_its_whole_hash() -> None:
    final = score_card(a_score(status=Status.FINAL, version=2, sha256="ab" * 32))

    assert fact(final, "Sidik SHA-256 lengkap") == "ab" * 32
    assert fact(score_card(a_score()), "Sidik SHA-256 lengkap") is None
