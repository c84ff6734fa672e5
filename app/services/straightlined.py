"""How many sheets rate all elements alike, where that tells of no few of them."""

from __future__ import annotations

from fractions import Fraction

from app.services.release_views import K


def straightlined_share(n_straightlined: int, n_complete: int) -> Fraction | None:
    """Their part of the complete sheets; None where either group has 1 to k - 1, or all is empty.

    Whoever is known to be one of a few would be known to have rated all alike, or not to have.
    """
    if not n_complete or any(0 < n < K for n in (n_straightlined, n_complete - n_straightlined)):
        return None
    return Fraction(n_straightlined, n_complete)
