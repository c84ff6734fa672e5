"""Storing answers given on paper: a whole file, or nothing of it."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from app.access import Permission, Scope
from app.database import db, transaction
from app.errors import Conflict, Invalid
from app.models.organisation import Unit
from app.models.responses import ImportedFile
from app.queries import organisation
from app.services.audit import record_event
from app.services.earlier_imports import digest_of, find_earlier
from app.services.import_checks import CheckedFile
from app.services.paper_sheets import store_sheets, take_turn
from app.services.releases import release
from app.services.tallies import rebuild_daily_tallies

IMPORT = Permission.IMPORT_ANSWERS


@dataclass(frozen=True)
class ImportedAnswers:
    """What was taken in."""

    responses: int
    comments: int
    first_day: date
    last_day: date


def import_responses(
    scope: Scope,
    now: datetime,
    checked: CheckedFile,
    *,
    again: bool = False,
    progress: Callable[[int], object] = lambda _: None,
) -> ImportedAnswers:
    """Store a checked file in one transaction; Invalid when it has faults or no sheet.

    A file whose sheets were taken in before is a Conflict unless `again` is said. The tallies
    of its days are counted and released afterwards, in transactions of their own: should that be
    cut off, the nightly count makes it good, and no answer is lost or doubled.
    """
    unit = organisation.unit(scope, checked.unit_id, IMPORT)
    days = _refuse_unusable(checked)
    with transaction():
        _remember_file(now, checked, unit, again=again)
        # A sheet of a file has no key of its own that could be sent twice.
        keys = [secrets.token_bytes(32) for _ in checked.sheets]
        comments = store_sheets(checked.sheets, keys, checked.instrument, unit.id, progress)
        record_event(
            scope,
            now,
            "import_responses",
            f"unit {unit.id}",
            filename=checked.filename,
            sha256=checked.sha256,
            responses=len(checked.sheets),
            again=again,
        )
    rebuild_daily_tallies(scope, now, *days)
    release(scope, now)
    return ImportedAnswers(len(checked.sheets), comments, *days)


def _refuse_unusable(checked: CheckedFile) -> tuple[date, date]:
    if checked.faults:
        raise Invalid(
            "Berkas ini berisi %(n)s kesalahan; tidak ada yang disimpan.",
            checked.faults,
            n=len(checked.faults),
        )
    if checked.days is None:
        raise Invalid("Berkas ini tidak berisi lembar jawaban.")
    return checked.days


def _remember_file(now: datetime, checked: CheckedFile, unit: Unit, *, again: bool) -> None:
    """Enter the file; Conflict when its sheets were taken in before."""
    take_turn(unit.id)
    earlier = find_earlier(unit.id, checked.sha256, checked.sums)
    if earlier and not again:
        raise Conflict(earlier.text, **earlier.values)
    db.session.add(
        ImportedFile(
            sha256=checked.sha256,
            filename=checked.filename[-200:],
            unit_id=unit.id,
            imported_at=now,
            rows=len(checked.sheets),
            sheets_digest=digest_of(checked.sums),
        )
    )
    db.session.flush()
