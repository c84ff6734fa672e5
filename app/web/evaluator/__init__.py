"""The evaluator API: scores for other systems, read with a key, and how to read them."""

from app.web.evaluator import (
    comments,
    comparison,
    officer_method,
    places,
    precision,
    priorities,
    quality,
    reliability,
    scores,
    ticket_shares,
    tickets,
    trend,
)
from app.web.evaluator.operations import blueprint
from app.web.evaluator.reference import documentation

__all__ = [
    "blueprint",
    "comments",
    "comparison",
    "documentation",
    "officer_method",
    "places",
    "precision",
    "priorities",
    "quality",
    "reliability",
    "scores",
    "ticket_shares",
    "tickets",
    "trend",
]
