"""From a computed score to text: rounding, exactness, and how far it can be relied on."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from app.access import Scope
from app.clock import Period
from app.services.scores import Score, counter_score, unit_score
from app.services.ticket_counts import TicketCounts
from app.web.evaluator.score_replies import reliability_doubts, score_reply
from tests.factories.organisation import Office

JUNE = Period.parse("2026-06")


@pytest.fixture
def score(scope: Scope, office: Office) -> Score:
    """The office's score over June: 45 answers, of a sample of 80."""
    return unit_score(scope, office.unit.id, JUNE)


def test_halves_are_rounded_up_and_the_fraction_stays_exact(score: Score) -> None:
    result = replace(score.result, index=Fraction(76605, 1000), ni=Fraction(30645, 10000))
    told = score_reply(replace(score, result=result))
    assert (told.value.index, told.value.ni, told.exact.index) == ("76.61", "3.065", "15321/200")


def test_a_whole_index_is_a_fraction_too(score: Score) -> None:
    told = score_reply(replace(score, result=replace(score.result, index=Fraction(100))))
    assert told.exact.index == "100/1"


def test_customs_of_other_reports_stand_beside_it(score: Score) -> None:
    told = score_reply(score)
    assert list(told.reconciliation) == ["exact", "0.11", "0.111", "0.1111", "ni_2dp"]
    assert told.reconciliation["exact"].index == told.value.index


@pytest.mark.parametrize(("n_needed", "doubts"), [(45, ()), (46, ("below_sample_needed",))])
def test_a_unit_is_reliable_from_the_sample_needed(
    score: Score, n_needed: int, doubts: tuple[str, ...]
) -> None:
    assert reliability_doubts(replace(score, n_needed=n_needed)) == doubts


@pytest.mark.parametrize(("n", "doubts"), [(35, ()), (34, ("too_few_for_interval",))])
def test_a_counter_is_reliable_from_35_answers(
    scope: Scope, office: Office, n: int, doubts: tuple[str, ...]
) -> None:
    score = counter_score(scope, office.counters[0].id, JUNE)
    assert reliability_doubts(replace(score, result=replace(score.result, n=n))) == doubts


@pytest.mark.parametrize(
    ("tickets", "rate", "doubts"),
    [
        (TicketCounts(0, 0), None, ()),
        (TicketCounts(100, 20), "0.2000", ()),
        (TicketCounts(100, 19), "0.1900", ("low_response_rate",)),
        (TicketCounts(100, None, used_at_most=4), None, ("low_response_rate",)),
        (TicketCounts(100, None, used_at_most=45), None, ()),
    ],
)
def test_tickets_that_stay_away_leave_a_doubt(
    score: Score, tickets: TicketCounts, rate: str | None, doubts: tuple[str, ...]
) -> None:
    told = score_reply(replace(score, n_needed=45, tickets=tickets))
    assert (told.response_rate, told.reliable) == (rate, not doubts)
    assert told.reliability_doubts == doubts


def test_a_withheld_score_is_not_reliable(scope: Scope, office: Office) -> None:
    told = score_reply(counter_score(scope, office.counters[2].id, JUNE))
    assert (told.reliable, told.reliability_doubts) == (False, ("withheld",))
