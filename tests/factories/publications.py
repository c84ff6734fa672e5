"""Closed periods, put straight into the table for what looks at their days alone."""

from __future__ import annotations

from datetime import datetime

from app.database import transaction
from app.models.publications import FrozenScore


def closed_periods(unit_id: int, now: datetime, *codes: str) -> None:
    """A first version of each of these periods of a unit; what was frozen of them is nothing."""
    with transaction() as session:
        session.add_all(
            FrozenScore(
                unit_id=unit_id,
                period=code,
                version=1,
                sha256="0" * 64,
                content="{}",
                closed_at=now,
                closed_by="test",
            )
            for code in codes
        )
