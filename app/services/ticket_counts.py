"""How many tickets a score's counters issued, how many were used, and whether that is too few."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from app.services.scoring_rules import K

# The upper end of what NHS England asked of its Friends and Family Test at first (15 to 20 %, see
# health.org.uk, "Will the Friends and Family Test improve quality in the NHS?"). Below it, who
# answered may be quite another crowd than who was served: staff can hand tickets to the pleased.
LOWEST_RATE_0_1 = Fraction(1, 5)
# A fifth of fewer tickets would be under k answers, and those are never told.
FEWEST_ISSUED = int(K / LOWEST_RATE_0_1)


@dataclass(frozen=True)
class TicketCounts:
    """Tickets issued, and used by the answers that a score counts.

    `used` is None where it is withheld. `used_at_most` is the most that it can be by what may be
    seen anyhow: of some answers it may not be told yet whether they used one.
    """

    issued: int
    used: int | None
    used_at_most: int | None = None

    @property
    def unused(self) -> int | None:
        """Issued and not used; tickets of the month before may have been used in this one."""
        return None if self.used is None else max(self.issued - self.used, 0)

    @property
    def response_rate_0_1(self) -> Fraction | None:
        """Used of issued, at most 1; None without tickets, or where the used are withheld."""
        if self.used is None or not self.issued:
            return None
        return min(Fraction(self.used, self.issued), Fraction(1))

    @property
    def is_rate_low(self) -> bool:
        """Whether so few tickets came back that the answers may not speak for those served."""
        most = self.used if self.used_at_most is None else self.used_at_most
        if most is None or self.issued < FEWEST_ISSUED:
            return False
        return Fraction(most, self.issued) < LOWEST_RATE_0_1
