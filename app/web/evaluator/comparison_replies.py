"""From a comparison to what the API answers: the one place where its numbers become text."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from analytics.results import Interval, decimal_text
from app.services.case_mix import CaseMix, Standardised
from app.services.comparison import ComparedGroup, SubjectComparison
from app.services.shown_tallies import ShownTally
from app.web.evaluator.comparison_schemas import ComparedReply, ComparisonReply, SameMixReply
from app.web.evaluator.schemas import PeriodReply
from app.web.evaluator.score_schemas import SubjectReply

INDEX_PLACES = 2
SHARE_PLACES = 4


def comparison_replies(found: SubjectComparison, mix: CaseMix | None) -> list[ComparisonReply]:
    """One reply for each subject, by name."""
    groups = {group.raw.key: group for group in found.comparison.groups}
    mixed = {one.key: one for one in mix.counters} if mix else {}
    return [
        _reply(found, shown, groups.get(str(shown.subject.id)), mixed.get(str(shown.subject.id)))
        for shown in found.subjects
    ]


def _reply(
    found: SubjectComparison,
    shown: ShownTally,
    group: ComparedGroup | None,
    mixed: Standardised | None,
) -> ComparisonReply:
    return ComparisonReply.model_validate(
        {
            "subject": SubjectReply.model_validate(shown.subject, from_attributes=True),
            "period": PeriodReply.of(found.period),
            "method": group.interval.method if group else None,
            "reason": found.comparison.reason,
            "allows_for_days": found.comparison.allows_for_days,
            "left_out": found.left_out.get(shown.subject.id),
            "low_response_rate": shown.subject.id in found.low_rates,
            "compared": _compared(group) if group else None,
            "not_separable_from": _alike(found, shown.subject.id) if group else None,
            "same_mix": _same_mix(mixed) if mixed else None,
        }
    )


def _alike(found: SubjectComparison, subject_id: int) -> tuple[int, ...] | None:
    """Those that share a band with a subject, by name."""
    bands = found.comparison.bands
    if bands is None:
        return None
    shared = {key for band in bands if str(subject_id) in band for key in band}
    others = (shown.subject.id for shown in found.subjects if shown.subject.id != subject_id)
    return tuple(other for other in others if str(other) in shared)


def _compared(group: ComparedGroup) -> ComparedReply:
    return ComparedReply.model_validate(
        {
            "n": group.raw.n,
            "index": _text(group.raw.index, INDEX_PLACES),
            "interval_95": _limits(group.raw.interval),
            "shrunken": _text(group.shrunken, INDEX_PLACES),
            "shrunken_interval_95": _limits(group.interval),
            "kept_share": _text(group.kept_0_1, SHARE_PLACES),
            "probability_above": _text(group.probability_above, SHARE_PLACES),
        }
    )


def _same_mix(one: Standardised) -> SameMixReply:
    index = one.index
    return SameMixReply.model_validate(
        {
            "n": one.n,
            "own_mix": _text(one.own_mix, INDEX_PLACES),
            "index": _text(index.index, INDEX_PLACES) if index else None,
            "interval_95": _limits(index.interval) if index else None,
            "difference": _text(one.difference, INDEX_PLACES),
            "difference_interval_95": _limits(one.difference_interval),
            "covered_share": _text(one.covered_0_1, SHARE_PLACES),
            "reason": one.reason,
        }
    )


def _limits(interval: Interval | None) -> tuple[str | None, str | None] | None:
    if interval is None:
        return None
    return _text(interval.low, INDEX_PLACES), _text(interval.high, INDEX_PLACES)


def _text(value: Fraction | float | None, places: int) -> str | None:
    if value is None:
        return None
    exact = value if isinstance(value, Fraction) else Decimal(repr(value))
    return decimal_text(exact, places)
