"""How many tickets a score's counters issued, how many were used, and whether that is too few."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from app.services.score_sources import Source
from app.services.score_subjects import COUNTER, UNIT, Subject
from app.services.score_views import Reading
from app.services.scoring_rules import K
from app.services.seen_views import seen_views
from app.services.shown_tallies import ShownTally

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


def ticket_counts(source: Source, shown: ShownTally) -> TicketCounts:
    """The tickets of a subject; the used ones are the verified answers among all of them."""
    issued = source.n_issued(shown.subject)
    if shown.vector is None:
        return TicketCounts(issued, None)
    if shown.verified_share_0_1 is None:
        return TicketCounts(issued, None, used_at_most=_most_used(source, shown.subject))
    used = source.n(shown.subject, Reading.VERIFIED)
    waiting = _untold(source, shown.subject)
    return TicketCounts(issued, used, used + waiting if waiting else None)


def _most_used(source: Source, subject: Subject) -> int:
    """The most used tickets of a subject whose used ones are withheld, by what is seen.

    That there are fewer than k is not said beside any number of verified answers in the year: of
    two counters that hide six between them the one that is said to have few would have one. A
    counter has no more than those of its unit that are not seen at others.
    """
    n = source.n(subject, Reading.ALL)
    seen = source.seen | seen_views(source.unit_id, source.period)
    if not any(view.reading is Reading.VERIFIED for view in seen):
        return K - 1 if source.n_released(subject, Reading.VERIFIED) < K else n
    (unit,) = source.subjects(UNIT)
    if subject.kind != COUNTER or not source.shows(unit, Reading.VERIFIED):
        return n
    beside = [one for one in source.subjects(COUNTER) if source.shows(one, Reading.VERIFIED)]
    told = source.n(unit, Reading.VERIFIED) + _untold(source, unit)
    return min(n, told - sum(source.n(one, Reading.VERIFIED) for one in beside))


def _untold(source: Source, subject: Subject) -> int:
    """Of how many answers that a score counts it is not told yet whether they used a ticket."""
    return source.n(subject, Reading.ALL) - source.n_parted(subject)
