"""How well the elements of a questionnaire agree: Cronbach's alpha and what each item adds."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

from analytics.alpha_interval import alpha_interval, kurtosis_spread
from analytics.covariances import FEWEST_SHEETS, Covariances, pair_covariances
from analytics.inputs import Tally
from analytics.kind_checks import of_kind
from analytics.results import Interval
from analytics.score_limits import check_level

FEWEST_ITEMS = 2

TOO_FEW_ITEMS = "too_few_items"
TOO_FEW_ANSWERS = "too_few_answers"
NO_VARIANCE = "no_variance"
INCONSISTENT_GAPS = "inconsistent_gaps"
NEGATIVE = "negative"
TOO_WIDE, ALL_STRAIGHTLINED = "too_wide", "all_straightlined"
# From 0, no agreement at all, to 1, perfect agreement: what a reliability may be.
WIDEST = 1.0


@dataclass(frozen=True)
class ItemReliability:
    """What one element adds; what is undefined is None.

    The correlation is undefined where the element, or all others together, do not vary; alpha
    without the element where fewer than two would be left, or those left do not vary.
    """

    key: str
    n: int
    item_total_correlation: float | None
    alpha_if_deleted: Fraction | None


@dataclass(frozen=True)
class Reliability:
    """Alpha with all that must stand beside it; None with a `reason` where it is undefined.

    `n_fewest` is the number of sheets behind the pair of elements that fewest answered together.
    `note` is ``"negative"`` for an alpha below 0, which is reported as it is. Where there is an
    alpha without interval, `interval_reason` is ``"too_wide"`` or ``"all_straightlined"``.
    """

    n: int
    n_complete: int
    n_straightlined: int
    n_fewest: int
    alpha: Fraction | None
    interval: Interval | None
    interval_reason: str | None
    items: tuple[ItemReliability, ...]
    reason: str | None
    note: str | None

    @property
    def straightlined_share_0_1(self) -> Fraction | None:
        """The straight-lined share of the complete sheets; None where no sheet is complete."""
        return Fraction(self.n_straightlined, self.n_complete) if self.n_complete else None


def reliability(tally: Tally, *, level: float = 0.95) -> Reliability:
    """Give Cronbach's alpha (raw) of a set of sheets, with each element's part in it.

    Parameters
    ----------
    tally : Tally
        Gaps allowed. Each covariance is over the sheets that answered both of its elements,
        each variance over those that answered the element: no sheet is dropped, none filled in.
    level : float
        Of the interval, between 0 and 1.

    Returns
    -------
    Reliability
        Without alpha, and with a reason, for fewer than 2 elements ("too_few_items"), where two
        elements were answered together on fewer than 2 sheets ("too_few_answers": no sheets,
        one sheet), where no total varies ("no_variance": all sheets equal), or where gaps
        leave covariances that no complete sheets have ("inconsistent_gaps"). An element that all
        answered alike stays in. Alpha 1 (every sheet straight-lined) has no interval; neither has
        one whose interval would be wider than 1 ("too_wide"): a reliability lies between 0 and 1,
        so that such limits would say nothing of it.

    Raises
    ------
    ValueError
        If the level is not between 0 and 1.

    Notes
    -----
    alpha = k / (k - 1) * (1 - sum_i C_ii / sum_ij C_ij). Corrected item-total correlation:
    c / sqrt(C_ii v) with c the covariance of element i with the sum of the others, and v the
    variance of that sum. Straight-lined sheets make all elements move together, so they raise
    alpha without anybody having agreed on anything: read it beside their share.

    Source
    ------
    Cronbach, L. J. (1951), Psychometrika 16(3), 297-334, formula (2) p. 299; corrected
    item-total correlation: Nunnally, J. C. (1978), Psychometric Theory, 2nd ed., p. 281. That a
    reliability is a squared correlation, 0 to 1: Lord, F. M. and Novick, M. R. (1968), Statistical
    Theories of Mental Test Scores, 3.4; to leave out an interval wider than that is ours.

    Examples
    --------
    >>> tally = Tally.from_ratings([[4, 4], [3, 2], [2, 3]], ("waktu", "biaya"), 1, 4)
    >>> found = reliability(tally)
    >>> found.alpha, [item.item_total_correlation for item in found.items]
    (Fraction(2, 3), [0.5, 0.5])
    """
    level = check_level(level)
    reason = _too_little(of_kind(tally, Tally, "tally"))
    covariances = () if reason else pair_covariances(tally)
    reason = reason or _impossible(covariances)
    alpha = None if reason else _alpha(covariances)
    fewest = int(tally.pair_n.min())
    interval, why_none = (None, None) if alpha is None else _interval(tally, alpha, fewest, level)
    return Reliability(
        n=tally.n,
        n_complete=tally.n_complete,
        n_straightlined=tally.n_straightlined,
        n_fewest=fewest,
        alpha=alpha,
        interval=interval,
        interval_reason=why_none,
        items=tuple(_item(tally, covariances, place) for place in range(len(tally.items))),
        reason=reason,
        note=NEGATIVE if alpha is not None and alpha < 0 else None,
    )


def _too_little(tally: Tally) -> str | None:
    if len(tally.items) < FEWEST_ITEMS:
        return TOO_FEW_ITEMS
    return TOO_FEW_ANSWERS if tally.pair_n.min() < FEWEST_SHEETS else None


def _impossible(covariances: Covariances) -> str | None:
    """Complete sheets have a total whose variance is 0 or more, and an alpha of at most 1."""
    variances, total = _variances(covariances), _total(covariances)
    if total == 0:
        return NO_VARIANCE
    return INCONSISTENT_GAPS if total < 0 or total > len(covariances) * variances else None


def _alpha(covariances: Covariances) -> Fraction:
    k = len(covariances)
    return Fraction(k, k - 1) * (1 - _variances(covariances) / _total(covariances))


def _interval(
    tally: Tally, alpha: Fraction, n: int, level: float
) -> tuple[Interval | None, str | None]:
    """The interval, or why there is none."""
    spread = kurtosis_spread(tally)
    found = alpha_interval(float(alpha), n, len(tally.items), spread=spread, level=level)
    if found is None:
        return None, ALL_STRAIGHTLINED
    return (found, None) if found.high - found.low <= WIDEST else (None, TOO_WIDE)


def _item(tally: Tally, covariances: Covariances, place: int) -> ItemReliability:
    others = _without(covariances, place)
    return ItemReliability(
        key=tally.items[place],
        n=int(tally.answered[place]),
        item_total_correlation=_item_total(covariances, others, place) if others else None,
        alpha_if_deleted=(
            _alpha(others) if len(others) >= FEWEST_ITEMS and not _impossible(others) else None
        ),
    )


def _item_total(covariances: Covariances, others: Covariances, place: int) -> float | None:
    own, rest = covariances[place][place], _total(others)
    together = sum(covariances[place], Fraction(0)) - own
    if own <= 0 or rest <= 0 or together**2 > own * rest:
        return None
    # The root is taken of the square, for the variances themselves may be too small for floats.
    return math.copysign(math.sqrt(together**2 / (own * rest)), together)


def _without(covariances: Covariances, place: int) -> Covariances:
    kept = [row for number, row in enumerate(covariances) if number != place]
    return tuple(row[:place] + row[place + 1 :] for row in kept)


def _variances(covariances: Covariances) -> Fraction:
    return sum((row[place] for place, row in enumerate(covariances)), Fraction(0))


def _total(covariances: Covariances) -> Fraction:
    return sum((sum(row, Fraction(0)) for row in covariances), Fraction(0))
