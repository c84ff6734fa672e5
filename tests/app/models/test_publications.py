"""Frozen scores are numbered versions."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from flask import Flask

from app.database import db
from app.models.publications import FrozenScore
from tests.factories.organisation import an_office


def test_a_version_is_there_once(app: Flask, scope, now) -> None:
    office = an_office(scope, now)
    for content in ("{}", "[]"):
        db.session.add(
            FrozenScore(
                unit_id=office.unit.id,
                period="2026-05",
                version=1,
                sha256="0" * 64,
                content=content,
                closed_at=now,
                closed_by="test",
            )
        )

    with pytest.raises(sa.exc.IntegrityError):
        db.session.commit()
    db.session.rollback()
