"""From a computed score to what the API answers: the one place where its numbers become text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from analytics.results import IndexResult, Interval, decimal_text
from app.services.score_subjects import UNIT
from app.services.scores import Score
from app.services.scoring_rules import instrument_of
from app.web.evaluator.schemas import PeriodReply
from app.web.evaluator.score_schemas import (
    Doubt,
    ElementReply,
    ExactReply,
    ReconciledReply,
    RuleReply,
    ScoreReply,
    SubjectReply,
    ValueReply,
)
from survey_forms.instrument import Instrument

INDEX_PLACES = 2
RATING_PLACES = 3
SHARE_PLACES = 4


@dataclass(frozen=True)
class _Unseen:
    """What is told of the numbers of an element whose score is withheld: nothing."""

    n: None = None
    sum: None = None
    mean: None = None
    weighted: None = None
    grade: None = None
    interval: None = None


UNSEEN = _Unseen()


def score_reply(score: Score) -> ScoreReply:
    """The reply about a score; withheld ones have neither value nor n."""
    asked, result = instrument_of(score.instrument), score.result
    doubts = reliability_doubts(score)
    return ScoreReply(
        subject=SubjectReply.model_validate(score.subject, from_attributes=True),
        period=PeriodReply.of(score.period),
        answers=score.reading.value,
        status=score.status.value,
        version=score.version,
        sha256=score.sha256,
        instrument=score.instrument,
        rule=RuleReply(
            version=score.rule_version, article=asked.rule.article, factor=asked.rule.factor
        ),
        n=score.n,
        n_complete=result.n_complete if result else None,
        n_needed=score.n_needed,
        population_served=score.population,
        verified_share=_text(score.verified_share_0_1, SHARE_PLACES),
        response_rate=_text(score.tickets.response_rate_0_1, SHARE_PLACES),
        reliable=not doubts,
        reliability_doubts=doubts,
        withheld=score.withheld.value if score.withheld else None,
        value=_value(result) if result else None,
        exact=ExactReply(index=_fraction(result.index)) if result and result.index else None,
        elements=tuple(_elements(asked, result)),
        reconciliation={
            custom: ReconciledReply(index=decimal_text(value, INDEX_PLACES), grade=grade)
            for custom, (value, grade) in score.reconciliation.items()
        },
    )


def reliability_doubts(score: Score) -> tuple[Doubt, ...]:
    """Why a score should not decide anything yet; empty when it may."""
    if score.n is None:
        return ("withheld",)
    few: Doubt = "below_sample_needed" if score.subject.kind == UNIT else "too_few_for_interval"
    doubts: dict[Doubt, bool] = {
        few: score.n < score.n_enough,
        "low_response_rate": score.tickets.is_rate_low,
    }
    return tuple(doubt for doubt, is_so in doubts.items() if is_so)


def _value(result: IndexResult) -> ValueReply:
    """Its value; that none of it is missing is for the schema to see."""
    return ValueReply.model_validate(
        {
            "index": _text(result.index, INDEX_PLACES),
            "ni": _text(result.ni, RATING_PLACES),
            "grade": result.grade,
            "performance": result.performance,
            "interval_95": _limits(result.interval, INDEX_PLACES),
            "interval_method": result.interval.method if result.interval else None,
        }
    )


def _elements(asked: Instrument, result: IndexResult | None) -> Iterator[ElementReply]:
    for key in asked.list_order:
        element = result.element(key) if result else UNSEEN
        yield ElementReply(
            key=key,
            name=asked.item(key).names["id"],
            weight=_fraction(asked.rule.weights[key]),
            n=element.n,
            sum=element.sum,
            mean=_text(element.mean, RATING_PLACES),
            weighted=_text(element.weighted, RATING_PLACES),
            grade=element.grade,
            interval_95=_limits(element.interval, RATING_PLACES),
        )


def _text(value: Fraction | None, places: int) -> str | None:
    return None if value is None else decimal_text(value, places)


def _limits(interval: Interval | None, places: int) -> tuple[str, str] | None:
    """The limits as text."""
    if interval is None:
        return None
    return _decimal(interval.low, places), _decimal(interval.high, places)


def _decimal(limit: float, places: int) -> str:
    """A float as text; by way of repr, so that the digits it prints are those rounded."""
    return decimal_text(Decimal(repr(limit)), places)


def _fraction(value: Fraction) -> str:
    return f"{value.numerator}/{value.denominator}"
