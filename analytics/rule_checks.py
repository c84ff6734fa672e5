"""Whether a tally and a scoring rule belong together, asked before anything is scored."""

from __future__ import annotations

from analytics.inputs import Rule, Tally
from analytics.kind_checks import of_kind


def check_fits(tally: Tally, rule: Rule) -> None:
    """Refuse what is no tally, what is no rule, and a tally of other elements or another scale.

    Parameters
    ----------
    tally : Tally
    rule : Rule

    Raises
    ------
    ValueError
        If one is of another kind, or they do not fit each other.

    Source
    ------
    Definition of `analytics.inputs.Rule`.

    Examples
    --------
    >>> check_fits(None, None)
    Traceback (most recent call last):
    ValueError: rule is None; expected a Rule
    """
    of_kind(rule, Rule, "rule").check_fits(of_kind(tally, Tally, "tally"))
