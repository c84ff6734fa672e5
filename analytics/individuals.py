"""What citizens' answers say of single officers: evidence beside their colleagues', no verdict.

Only the elements kompetensi and perilaku count, and only where enough sheets answered both. An
officer is compared with the colleagues of the same counter and service, and is called different
only by a rule under which identical officers are hardly ever called so, however many there are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import groupby, pairwise

from scipy.special import stdtrit

from analytics.day_effects import DayEffect, GroupDays, day_effects
from analytics.family_error import holm
from analytics.inputs import Band, Rule
from analytics.kind_checks import all_of_kind
from analytics.number_checks import finite_number
from analytics.officer_groups import (
    TOO_FEW_ANSWERS,
    BesideGroup,
    GroupComparison,
    ShrunkenMean,
    group_comparison,
)
from analytics.officer_sheets import ITEMS, OfficerSheets, own_interval
from analytics.results import Interval
from analytics.tally_checks import whole_number

USUAL_MIN_N = 35
LEAST_MIN_N = 20

ABOVE, BELOW, NOT_SEPARABLE = "above", "below", "not_separable"


@dataclass(frozen=True)
class OwnMean:
    """The officer's own mean, as the answers give it."""

    value: Fraction
    interval: Interval


@dataclass(frozen=True)
class AgainstGroup:
    """Whether the officer can be told from the group; `p_value` is adjusted for all officers."""

    difference: str
    p_value: float
    probability_above_0_1: float | None


@dataclass(frozen=True)
class OfficerEvidence:
    """What the sheets say of one officer.

    With too few sheets there is only `n`, and `reason` is "too_few_answers". `shrunken` and
    `against_group` are None where the group allows none, which the group's reason explains.
    """

    code: str
    group: str
    n: int
    own: OwnMean | None
    shrunken: ShrunkenMean | None
    against_group: AgainstGroup | None
    reason: str | None


@dataclass(frozen=True)
class GroupEvidence:
    """The officers of one counter and service; `n_assessed` of them have enough sheets.

    Mean and variances are over those; `reason` and `drawn_to` are those of
    `analytics.officer_groups`.
    """

    group: str
    n_officers: int
    n_assessed: int
    mean: Fraction | None
    within_variance: Fraction | None
    between_variance: float | None
    reason: str | None
    drawn_to: float | None = None


@dataclass(frozen=True)
class OfficersEvidence:
    """Officers by group and code, never by score, with the rules that were applied.

    `allows_for_days` is False where sheets of one day count as independent.
    """

    officers: tuple[OfficerEvidence, ...]
    groups: tuple[GroupEvidence, ...]
    min_n: int
    family_error: float
    allows_for_days: bool


def officers_evidence(
    sheets: Sequence[OfficerSheets],
    *,
    min_n: int = USUAL_MIN_N,
    level: float = 0.95,
    family_error: float = 0.05,
) -> OfficersEvidence:
    """Give the evidence on each officer beside the group of the same counter and service.

    Parameters
    ----------
    sheets : sequence of OfficerSheets
        One for each officer and group, in any order; may be empty.
    min_n : int
        Sheets that answered both elements before anything is said, at least 20.
    level : float
        Of the intervals, between 0 and 1.
    family_error : float
        In what share of families of identical officers even one may be called different.

    Returns
    -------
    OfficersEvidence
        Who has too few sheets takes no part in any comparison.

    Raises
    ------
    ValueError
        If `min_n` is below 20, an officer stands twice in a group, scales differ, or a level is
        not between 0 and 1.

    Notes
    -----
    With s^2 the variance between sheets pooled within officers and A that between officers,
    reliability is A / (A + s^2 / n). Different is who remains so after Holm's adjustment over
    all officers of all groups. Where sheets tell their day, means are as much less sure as
    `analytics.day_effects.day_effects` says of all officers together, times (t of its degrees of
    freedom / t of n - 1)^2 as in `analytics.officer_groups`; else sheets count as
    independent, and officers who work on different days are called different too easily.

    Source
    ------
    `analytics.officer_groups`, `analytics.family_error`, `analytics.day_effects`.

    Examples
    --------
    >>> from analytics.inputs import Tally
    >>> ratings = {"P1": [[4, 4]] * 30 + [[3, 3]] * 10, "P2": [[4, 4]] * 12 + [[2, 3]] * 28}
    >>> items = ("kompetensi", "perilaku")
    >>> found = officers_evidence([
    ...     OfficerSheets(code, "Loket 1", Tally.from_ratings(rows, items, 1, 4))
    ...     for code, rows in ratings.items()
    ... ])
    >>> [(one.code, str(one.own.value), one.against_group.difference) for one in found.officers]
    [('P1', '15/4', 'above'), ('P2', '59/20', 'below')]
    """
    check_min_n(min_n)
    if not 0 < finite_number(family_error, "family_error") < 1:
        raise ValueError(f"family_error is {family_error}; expected a number between 0 and 1")
    groups = _by_group(sheets)
    seen = [[one for one in members if one.n >= min_n] for members in groups]
    effects = _effects([one for enough in seen for one in enough])
    compared = [
        group_comparison(
            enough, [effects[_place(one)] for one in enough] if effects else None, level=level
        )
        for enough in seen
    ]
    beside = _judged(seen, compared, family_error)
    return OfficersEvidence(
        officers=tuple(
            _officer(one, beside, min_n, level) for members in groups for one in members
        ),
        groups=tuple(map(_told, groups, seen, compared)),
        min_n=min_n,
        family_error=family_error,
        allows_for_days=effects is not None,
    )


def check_min_n(min_n: int) -> None:
    """Refuse a minimum of sheets that is too low to say anything of a person.

    Parameters
    ----------
    min_n : int

    Raises
    ------
    ValueError
        If it is below 20 or no whole number.

    Source
    ------
    About 35 answers for a stable score of one person (General Medical Council questionnaire 34,
    GPAQ-R 35); 20 as the lowest that may be set is a decision of this product.

    Examples
    --------
    >>> check_min_n(35)
    """
    if whole_number(min_n, "min_n") < LEAST_MIN_N:
        raise ValueError(f"min_n is {min_n}; expected at least {LEAST_MIN_N} sheets of an officer")


def _effects(officers: Sequence[OfficerSheets]) -> dict[tuple[str, str], float] | None:
    """Of each officer, what days do to the variance; None where too few days are known."""
    low, high = (officers[0].tally.low, officers[0].tally.high) if officers else (1, 4)
    band = Band(Decimal(low), "", "")
    rule = Rule(dict.fromkeys(ITEMS, Fraction(1, len(ITEMS))), 1, (band,), low, high)
    found = day_effects([GroupDays(one.tally, one.days) for one in officers], rule)
    if found is None:
        return None
    return {_place(one): _factor(one, effect) for one, effect in zip(officers, found, strict=True)}


def _factor(one: OfficerSheets, effect: DayEffect) -> float:
    """The factor, greater where few days gave it, as Korn and Graubard widen an exact tail."""
    of_days, of_sheets = stdtrit([effect.degrees, max(one.n - 1, effect.degrees)], 0.975)
    return float(effect.factor * (of_days / of_sheets) ** 2)


def _by_group(sheets: Sequence[OfficerSheets]) -> list[list[OfficerSheets]]:
    ordered = sorted(all_of_kind(sheets, OfficerSheets, "an officer's sheets"), key=_place)
    for one, other in pairwise(ordered):
        if _place(one) == _place(other):
            raise ValueError(f"{one.code} stands twice in {one.group}; expected one tally each")
    return [list(members) for _, members in groupby(ordered, key=lambda one: one.group)]


def _place(one: OfficerSheets) -> tuple[str, str]:
    return one.group, one.code


def _told(
    members: Sequence[OfficerSheets], enough: Sequence[OfficerSheets], compared: GroupComparison
) -> GroupEvidence:
    return GroupEvidence(
        group=members[0].group,
        n_officers=len(members),
        n_assessed=len(enough),
        mean=compared.mean,
        within_variance=compared.within_variance,
        between_variance=compared.between_variance,
        reason=compared.reason,
        drawn_to=compared.drawn_to,
    )


def _judged(
    seen: Sequence[Sequence[OfficerSheets]], compared: Sequence[GroupComparison], error: float
) -> dict[tuple[str, str], tuple[ShrunkenMean | None, AgainstGroup]]:
    """Of each officer who was compared, the shrunken mean and the judgement over all groups."""
    places = [
        _place(one)
        for group, found in zip(seen, compared, strict=True)
        for one in group[: len(found.officers)]
    ]
    beside = [one for found in compared for one in found.officers]
    adjusted = holm([one.p_value for one in beside])
    return {
        place: (one.shrunken, _against_group(one, float(p_value), error))
        for place, one, p_value in zip(places, beside, adjusted, strict=True)
    }


def _against_group(beside: BesideGroup, p_value: float, error: float) -> AgainstGroup:
    direction = ABOVE if beside.is_above else BELOW
    return AgainstGroup(
        difference=direction if p_value <= error else NOT_SEPARABLE,
        p_value=p_value,
        probability_above_0_1=beside.probability_above_0_1,
    )


def _officer(
    one: OfficerSheets,
    beside: Mapping[tuple[str, str], tuple[ShrunkenMean | None, AgainstGroup]],
    min_n: int,
    level: float,
) -> OfficerEvidence:
    is_enough = one.n >= min_n
    shrunken, against_group = beside.get(_place(one), (None, None))
    return OfficerEvidence(
        code=one.code,
        group=one.group,
        n=one.n,
        own=OwnMean(one.mean, own_interval(one, level=level)) if is_enough else None,
        shrunken=shrunken,
        against_group=against_group,
        reason=None if is_enough else TOO_FEW_ANSWERS,
    )
