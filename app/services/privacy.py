"""What remains of the risk that a stored row points at somebody."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from analytics.results import decimal_text
from app.queries import responses


@dataclass(frozen=True)
class ResidualRisk:
    """How many rows are alone on day, slot, counter and block, and how many rows there are."""

    alone: int
    total: int

    @property
    def percent(self) -> str:
        """The share in per cent with one decimal; 0.0 when there are no rows."""
        return decimal_text(Fraction(100 * self.alone, max(self.total, 1)), 1)


def residual_risk() -> ResidualRisk:
    """The residual that the README speaks of openly (decisions 12)."""
    alone, total = responses.rows_alone_in_their_cell()
    return ResidualRisk(alone, total)
