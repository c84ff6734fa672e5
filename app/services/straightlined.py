"""How many sheets rate all elements alike, where that tells of no few of them."""

from __future__ import annotations

from fractions import Fraction

from app.services.score_sources import Source
from app.services.scoring_rules import K
from app.services.shown_tallies import ShownTally


def told_share(source: Source, shown: ShownTally) -> Fraction | None:
    """The straight-lined share of a score; None where it tells of a few, alone or beside others."""
    tally = shown.tally
    if tally is None or source.view(shown.subject) not in source.straightlined:
        return None
    return straightlined_share(tally.n_straightlined, tally.n_complete)


def straightlined_share(n_straightlined: int, n_complete: int) -> Fraction | None:
    """Their part of the complete sheets; None where either group has 1 to k - 1, or all is empty.

    Whoever is known to be one of a few would be known to have rated all alike, or not to have.
    """
    if not n_complete or any(0 < n < K for n in (n_straightlined, n_complete - n_straightlined)):
        return None
    return Fraction(n_straightlined, n_complete)
