"""The frozen content of a final score, for whoever has to check its SHA-256 and its numbers."""

from __future__ import annotations

from datetime import datetime

from app.access import Permission, Scope
from app.clock import Period
from app.database import transaction
from app.errors import NotFound
from app.models.publications import FrozenScore
from app.queries import organisation, publications
from app.services.audit import record_event


def export_frozen(
    scope: Scope, now: datetime, unit_id: int, period: Period, version: int | None = None
) -> FrozenScore:
    """A version of a closed period (the newest where none is named), noted in the audit.

    Its content has cells of fewer than 5 answers, so only those who may close periods get it.
    """
    unit = organisation.unit(scope, unit_id, Permission.CLOSE_PERIODS)
    held = publications.versions(scope, unit.id, period.code)
    found = next((one for one in held if version in (None, one.version)), None)
    if found is None:
        raise NotFound(
            "Periode %(period)s %(name)s belum ditutup, atau versi itu tidak ada. Versi yang ada: "
            "%(versions)s.",
            period=period.code,
            name=unit.name,
            versions=", ".join(str(one.version) for one in reversed(held)) or "-",
        )
    with transaction():
        subject = f"unit {unit.id} {period.code}"
        record_event(
            scope, now, "export_frozen", subject, version=found.version, sha256=found.sha256
        )
    return found
