"""Tickets beside the scores of counters: issued, used, unused, and the response rate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from flask_babel import gettext as _

from app.documents.numbers import INTERVAL_DASH, decimal_shown, percent_shown, whole_shown
from app.services.scores import Score
from app.services.ticket_counts import LOWEST_RATE_0_1, TicketCounts
from app.web.manager.score_rows import ScoreRow
from app.web.score_card import language


def beside_tickets(rows: Sequence[ScoreRow], scores: Sequence[Score]) -> tuple[ScoreRow, ...]:
    """The rows of these scores with their tickets; as they are where none was ever issued."""
    if not any(score.tickets.issued for score in scores):
        return tuple(rows)
    return tuple(
        replace(row, tickets=ticket_cells(score.tickets), is_rate_low=score.tickets.is_rate_low)
        for row, score in zip(rows, scores, strict=True)
    )


def low_rate_note(rows: Sequence[ScoreRow]) -> str:
    """What the mark beside a low response rate means, where there is one."""
    if not any(row.is_rate_low for row in rows):
        return ""
    return _(
        "▼ Rendah: kurang dari %(lowest)s tiket dipakai. Yang menjawab dapat berbeda dari yang "
        "dilayani, jadi nilai di baris itu belum dapat diandalkan.",
        lowest=percent_shown(LOWEST_RATE_0_1, language()),
    )


def ticket_cells(tickets: TicketCounts) -> tuple[str, ...]:
    """The cells of one counter; a dash where a number is withheld or means nothing."""
    counts = (tickets.issued, tickets.used, tickets.unused)
    return (*map(_count, counts), _percent(tickets.response_rate_0_1))


def _count(n: int | None) -> str:
    return INTERVAL_DASH if n is None else whole_shown(n, language())


def _percent(share: Fraction | None) -> str:
    return INTERVAL_DASH if share is None else f"{decimal_shown(100 * share, 0, language())}%"
