"""Evidence on officers as JSON writes it: decimals as texts, by code, never by score."""

from __future__ import annotations

from decimal import Decimal

from analytics.officer_groups import FEWEST_OFFICERS
from analytics.results import Interval, decimal_text
from app.services.file_officers import FileOfficers, GroupEvidence, OfficerEvidence
from app.services.file_precision import float_text
from app.services.officer_method import sheets_needed

PLACES = 3


def officers_as_texts(found: FileOfficers) -> dict[str, object]:
    """The evidence of a file."""
    evidence = found.evidence
    return {
        "is_verdict": False,
        "n_sheets": found.n_sheets,
        "n_read": found.n_read,
        "tells_verified": found.tells_verified,
        "tells_days": found.tells_days,
        "allows_for_days": evidence.allows_for_days,
        "min_n": evidence.min_n,
        "family_error": str(evidence.family_error),
        "groups": [_group(group) for group in evidence.groups],
        "officers": [_officer(officer) for officer in evidence.officers],
    }


def _group(group: GroupEvidence) -> dict[str, object]:
    within, mean = group.within_variance, group.mean
    return {
        "group": group.group,
        "n_officers": group.n_officers,
        "n_assessed": group.n_assessed,
        "mean": None if mean is None else decimal_text(mean, PLACES),
        "shrunken_towards": float_text(group.drawn_to, PLACES),
        "within_variance": None if within is None else decimal_text(within, 4),
        "between_variance": float_text(group.between_variance, 4),
        "n_for_power": _n_for_power(group),
        "reason": group.reason,
    }


def _n_for_power(group: GroupEvidence) -> int | None:
    """Sheets that find 0.3 points with 80 %, by a t test, as these sheets vary; None if not."""
    if not group.within_variance or group.n_assessed < FEWEST_OFFICERS:
        return None
    return sheets_needed(float(group.within_variance), officers=group.n_assessed)


def _officer(officer: OfficerEvidence) -> dict[str, object]:
    own, shrunken, against = officer.own, officer.shrunken, officer.against_group
    return {
        "code": officer.code,
        "group": officer.group,
        "n": officer.n,
        "mean": decimal_text(own.value, PLACES) if own else None,
        "interval_95": _limits(own.interval) if own else None,
        "reliability": float_text(shrunken.reliability_0_1, PLACES) if shrunken else None,
        "shrunken_mean": float_text(shrunken.value, PLACES) if shrunken else None,
        "shrunken_interval_95": _limits(shrunken.interval) if shrunken else None,
        "probability_above": float_text(against.probability_above_0_1, PLACES) if against else None,
        "difference": against.difference if against else None,
        "adjusted_p_value": _p_value(against.p_value) if against else None,
        "reason": officer.reason,
    }


def _limits(interval: Interval) -> list[str | None]:
    return [float_text(limit, PLACES) for limit in (interval.low, interval.high)]


def _p_value(value: float) -> str:
    return decimal_text(Decimal(repr(value)), 6)
