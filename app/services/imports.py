"""Storing answers given on paper: a whole file, or nothing of it."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from analytics.comments import mask_identifiers
from app.access import Permission, Scope
from app.clock import Slot
from app.database import db, random_id, transaction
from app.errors import Conflict, Invalid
from app.models.organisation import Unit
from app.models.responses import Channel, Comment, ImportedFile, Response
from app.queries import organisation, responses
from app.services.audit import record_event
from app.services.import_checks import CheckedFile
from app.services.import_sheets import Sheet
from app.services.releases import release
from app.services.responses import LOW_RATINGS
from app.services.tallies import rebuild_daily_tallies
from survey_forms.answers import stored_ratings
from survey_forms.instrument import Instrument

IMPORT = Permission.IMPORT_ANSWERS
ROWS_AT_ONCE = 500
# A sheet says the day and not the hour; every one is filed under the same half-day.
SLOT_OF_PAPER = Slot.MORNING


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

    A file whose content was taken in before is a Conflict unless `again` is said. The tallies
    of its days are counted and released afterwards, in transactions of their own: should that be
    cut off, the nightly count makes it good, and no answer is lost or doubled.
    """
    unit = organisation.unit(scope, checked.unit_id, IMPORT)
    days = _refuse_unusable(checked)
    with transaction():
        _remember_file(now, checked, unit, again=again)
        _store(checked, progress)
        comments = _store_comments(checked)
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
    """Enter the file; Conflict when its content was taken in before.

    The unit's row is locked before looking, so that two at once cannot both find nothing.
    """
    touched = sa.update(Unit).where(Unit.id == unit.id).values(revision=Unit.revision)
    db.session.execute(touched.execution_options(synchronize_session=False))
    earlier = responses.imported_file(checked.sha256)
    if earlier and not again:
        raise Conflict(
            "Berkas dengan isi yang sama sudah diimpor pada %(day)s (%(rows)s lembar). "
            "Impor lagi hanya bila jawabannya memang terpisah.",
            day=f"{earlier.imported_at:%d-%m-%Y}",
            rows=earlier.rows,
        )
    db.session.add(
        ImportedFile(
            sha256=checked.sha256,
            filename=checked.filename[-200:],
            unit_id=unit.id,
            imported_at=now,
            rows=len(checked.sheets),
        )
    )
    db.session.flush()


def _store(checked: CheckedFile, progress: Callable[[int], object]) -> None:
    for start in range(0, len(checked.sheets), ROWS_AT_ONCE):
        sheets = checked.sheets[start : start + ROWS_AT_ONCE]
        rows = [_response_row(sheet, checked.instrument) for sheet in sheets]
        db.session.execute(sa.insert(Response.__table__), rows)
        progress(len(rows))


def _store_comments(checked: CheckedFile) -> int:
    keys = checked.instrument.keys
    rows = [_comment_row(s, keys, checked.unit_id) for s in checked.sheets if s.comment]
    if rows:
        db.session.execute(sa.insert(Comment.__table__), rows)
    return len(rows)


def _response_row(sheet: Sheet, asked: Instrument) -> dict[str, object]:
    return {
        "id": random_id(),
        # A sheet has no key of its own that could be sent twice.
        "submission_key_hash": secrets.token_bytes(32),
        "round_id": sheet.round_id,
        "counter_id": sheet.counter_id,
        "service_id": sheet.service_id,
        "instrument": asked.reference,
        "day": sheet.day,
        "slot": SLOT_OF_PAPER,
        "channel": Channel.PAPER,
        "is_verified": False,
        "is_flagged": False,
        "ratings": stored_ratings(sheet.ratings, asked),
        "block": {},
    }


def _comment_row(sheet: Sheet, keys: tuple[str, ...], unit_id: int) -> dict[str, object]:
    rated = zip(keys, sheet.ratings, strict=True)
    return {
        "id": random_id(),
        "unit_id": unit_id,
        "counter_id": sheet.counter_id,
        "month": sheet.day.replace(day=1),
        "text": mask_identifiers(sheet.comment),
        "low_elements": sorted(key for key, rating in rated if rating in LOW_RATINGS),
    }
