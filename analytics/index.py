"""The IKM: the exact index with its elements, and the customs by which reports print it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from analytics.inputs import Band, Rule, Tally
from analytics.intervals import element_interval, index_interval
from analytics.kind_checks import mapping_of, of_kind
from analytics.results import (
    ElementResult,
    IndexResult,
    Interval,
    PrintedIndex,
    Reconciled,
    round_half_up,
)
from analytics.rule_checks import check_fits

EXACT, NI_ROUNDED = "exact", "ni_2dp"
PRINTED_WEIGHTS = ("0.11", "0.111", "0.1111")
CUSTOMS = (EXACT, *PRINTED_WEIGHTS, NI_ROUNDED)
PRINTED_FROM = Fraction(1, 9)
GRADE_PLACES = 2


def satisfaction_index(tally: Tally, rule: Rule, custom: str = EXACT) -> IndexResult:
    """Give the index of a set of sheets with its elements, grades and intervals.

    Parameters
    ----------
    tally : Tally
        Gaps allowed: an element's mean is over the sheets that answered it.
    rule : Rule
        With the tally's items and scale.
    custom : str
        One of CUSTOMS. ``exact``: the rule's weights. ``0.11``, ``0.111``, ``0.1111``: that
        printed weight in place of 1/9. ``ni_2dp``: NI rounded half-up to 2 decimals first.

    Returns
    -------
    IndexResult
        `elements` in the tally's order. Without sheets, or where nobody answered an element,
        the index is None and `reason` says so. With a single sheet or answer there is no
        interval. Under a printed weight the interval is scaled by the weights' sum (0.99 for
        0.11), so that it lies around the index shown; ``ni_2dp`` has the exact one's.

    Raises
    ------
    ValueError
        If tally and rule do not fit, the custom is unknown, or a printed weight is asked for
        where not every weight is 1/9.

    Notes
    -----
    NRR_i = S_i / n_i; NI = sum w_i NRR_i; index = factor * NI; all exact fractions. Grades:
    index, or factor * NRR_i, rounded half-up to 2 decimals and looked up in the bands.

    Source
    ------
    PermenPANRB 14/2017, Lampiran (NRR, NRR tertimbang, IKM = NI x 25, mutu pelayanan).
    Weight exactly 1/9 and half-up look-up are decisions of this product.

    Examples
    --------
    >>> bands = (Band(Decimal(25), "D", "Buruk"), Band(Decimal("88.31"), "A", "Sangat Baik"))
    >>> rule = Rule({"waktu": Fraction(1)}, 25, bands, 1, 4)
    >>> result = satisfaction_index(Tally.from_ratings([[4], [4], [3]], ("waktu",), 1, 4), rule)
    >>> result.index, result.grade
    (Fraction(275, 3), 'A')
    """
    check_fits(tally, rule)
    weights = _weights(rule, custom)
    elements = tuple(_element(tally, rule, place, weights) for place in range(len(tally.items)))
    undefined = IndexResult(
        n=tally.n,
        n_complete=tally.n_complete,
        n_straightlined=tally.n_straightlined,
        elements=elements,
        ni=None,
        index=None,
        grade=None,
        performance=None,
        interval=None,
        custom=custom,
        reason=_why_undefined(elements, tally.n),
    )
    if undefined.reason:
        return undefined
    value = _value(_weigh(_means(tally), rule, custom), rule, custom)
    interval = _scaled(index_interval(tally, rule), sum(weights.values(), Fraction(0)))
    return replace(
        undefined,
        ni=value.ni,
        index=value.index,
        grade=value.grade,
        performance=value.performance,
        interval=interval,
    )


def reconciliation(tally: Tally, rule: Rule) -> Mapping[str, Reconciled]:
    """Give the index and grade of the same sheets under every custom that applies.

    Parameters
    ----------
    tally : Tally
    rule : Rule
        With the tally's items and scale.

    Returns
    -------
    mapping of custom to Reconciled(value, grade)
        In the order of CUSTOMS; without the printed weights where not every weight is 1/9;
        empty where the index is undefined.

    Raises
    ------
    ValueError
        If tally and rule do not fit.

    Notes
    -----
    Each entry is what `satisfaction_index` gives for that custom.

    Source
    ------
    Customs seen in published SKM reports; see `satisfaction_index`.

    Examples
    --------
    >>> rule = Rule({"waktu": Fraction(1)}, 25, (Band(Decimal(25), "D", "Buruk"),), 1, 4)
    >>> tally = Tally.from_ratings([[4], [4], [3]], ("waktu",), 1, 4)
    >>> {custom: float(seen.value) for custom, seen in reconciliation(tally, rule).items()}
    {'exact': 91.66666666666667, 'ni_2dp': 91.75}
    """
    check_fits(tally, rule)
    if tally.answered.min() == 0:
        return {}
    means = _means(tally)
    values = (_value(_weigh(means, rule, custom), rule, custom) for custom in customs_of(rule))
    return {value.custom: Reconciled(value.index, value.grade) for value in values}


def customs_of(rule: Rule) -> tuple[str, ...]:
    """Give the customs that apply to a rule.

    Parameters
    ----------
    rule : Rule

    Returns
    -------
    tuple of str
        All of CUSTOMS where every weight is 1/9, else ``exact`` and ``ni_2dp``: 0.11, 0.111
        and 0.1111 are ways to print 1/9 and stand for no other weight.

    Raises
    ------
    ValueError
        If it is no Rule.

    Source
    ------
    Customs seen in published SKM reports.

    Examples
    --------
    >>> rule = Rule({"waktu": Fraction(1)}, 25, (Band(Decimal(25), "D", "Buruk"),), 1, 4)
    >>> customs_of(rule)
    ('exact', 'ni_2dp')
    """
    if set(of_kind(rule, Rule, "rule").weights.values()) == {PRINTED_FROM}:
        return CUSTOMS
    return EXACT, NI_ROUNDED


def index_from_printed_means(
    means: Mapping[str, Decimal], rule: Rule, custom: str = EXACT
) -> PrintedIndex:
    """Give the index that follows from the element means as a report prints them.

    Parameters
    ----------
    means : mapping of item key to Decimal
        One for each item of the rule, on the rating scale, as printed.
    rule : Rule
    custom : str
        One of CUSTOMS.

    Returns
    -------
    PrintedIndex
        Exact in the printed means; without interval, which printed means cannot give.

    Raises
    ------
    ValueError
        If an element is missing or unknown, a mean is not a finite Decimal on the scale, or
        the custom is unknown or does not apply.

    Notes
    -----
    As `satisfaction_index` with the printed mean in place of S_i / n_i.

    Source
    ------
    For reproducing published reports: Balkesmas Semarang 2024 and Kab. Bantul 2023 are tests.

    Examples
    --------
    >>> rule = Rule({"waktu": Fraction(1)}, 25, (Band(Decimal(25), "D", "Buruk"),), 1, 4)
    >>> index_from_printed_means({"waktu": Decimal("3.688")}, rule, "ni_2dp").index
    Fraction(369, 4)
    """
    mapping_of(means, object, "mean of")
    if set(means) != set(of_kind(rule, Rule, "rule").weights):
        raise ValueError(
            f"means are given for {sorted(means)}; expected exactly {sorted(rule.weights)}"
        )
    exact = {key: _printed_mean(key, mean, rule) for key, mean in means.items()}
    return _value(_weigh(exact, rule, custom), rule, custom)


def _weights(rule: Rule, custom: str) -> Mapping[str, Fraction]:
    if of_kind(custom, str, "custom") not in CUSTOMS:
        raise ValueError(f"no custom {custom!r}; expected one of {', '.join(CUSTOMS)}")
    if custom not in customs_of(rule):
        raise ValueError(f"custom {custom} prints the weight 1/9; expected every weight to be 1/9")
    if custom in PRINTED_WEIGHTS:
        return dict.fromkeys(rule.weights, Fraction(custom))
    return rule.weights


def _means(tally: Tally) -> Mapping[str, Fraction]:
    pairs = zip(tally.items, tally.sums.tolist(), tally.answered.tolist(), strict=True)
    return {key: Fraction(total, n) for key, total, n in pairs}


def _weigh(means: Mapping[str, Fraction], rule: Rule, custom: str) -> list[Fraction]:
    weights = _weights(rule, custom)
    return [weights[key] * mean for key, mean in means.items()]


def _value(weighted: list[Fraction], rule: Rule, custom: str) -> PrintedIndex:
    ni = sum(weighted, Fraction(0))
    if custom == NI_ROUNDED:
        ni = Fraction(round_half_up(ni, GRADE_PLACES))
    band = _band(rule.factor * ni, rule)
    return PrintedIndex(ni, rule.factor * ni, band.grade, band.performance, custom)


def _band(index: Fraction, rule: Rule) -> Band:
    return rule.band_of(round_half_up(index, GRADE_PLACES))


def _element(
    tally: Tally, rule: Rule, place: int, weights: Mapping[str, Fraction]
) -> ElementResult:
    key, n, total = (tally.items[place], int(tally.answered[place]), int(tally.sums[place]))
    if n == 0:
        return ElementResult(key, 0, 0, None, None, None, None, None)
    mean = Fraction(total, n)
    band = _band(rule.factor * mean, rule)
    interval = element_interval(tally, key)
    weighted = mean * weights[key]
    return ElementResult(key, n, total, mean, weighted, interval, band.grade, band.performance)


def _why_undefined(elements: tuple[ElementResult, ...], n: int) -> str | None:
    if n == 0:
        return "no sheet has an answer"
    unanswered = [element.key for element in elements if element.n == 0]
    if unanswered:
        return f"nobody answered {', '.join(unanswered)}"
    return None


def _scaled(interval: Interval | None, share: Fraction) -> Interval | None:
    if interval is None:
        return None
    return replace(interval, low=interval.low * share, high=interval.high * share)


def _printed_mean(key: str, mean: Decimal, rule: Rule) -> Fraction:
    if not isinstance(mean, Decimal) or not mean.is_finite():
        raise ValueError(f"mean of {key} is {mean!r}; expected a finite Decimal, as printed")
    if not rule.low <= mean <= rule.high:
        raise ValueError(f"mean of {key} is {mean}; expected {rule.low} to {rule.high}")
    return Fraction(mean)
