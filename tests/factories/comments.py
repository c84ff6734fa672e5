"""Comments as the product stores them, of any unit, counter and month."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import sqlalchemy as sa

from analytics.comments import mask_identifiers
from app.database import random_id, transaction
from app.models.responses import Comment
from app.services.comment_releases import release_comments
from tests.factories.organisation import Office

JUNE = date(2026, 6, 1)


def stored_comments(
    office: Office,
    texts: Iterable[str],
    *,
    counter: int = 0,
    month: date = JUNE,
    low_elements: Sequence[str] = (),
    ids: Iterable[bytes] | None = None,
) -> list[bytes]:
    """Comments put straight into the table, masked; gives their ids, random unless given."""
    keys = iter(ids) if ids is not None else iter(random_id, None)
    rows = [
        {
            "id": next(keys),
            "unit_id": office.unit.id,
            "counter_id": office.counters[counter].id,
            "month": month,
            "text": mask_identifiers(text),
            "low_elements": list(low_elements),
        }
        for text in texts
    ]
    with transaction() as session:
        if rows:
            session.execute(sa.insert(Comment.__table__), rows)
    return [row["id"] for row in rows]


def numbered(how_many: int, word: str = "komentar") -> list[str]:
    """So many different texts."""
    return [f"{word} ke-{number}" for number in range(1, how_many + 1)]


def release() -> int:
    """Let viewers read what may be read."""
    with transaction():
        return release_comments()
