"""Answer sheets on paper as rows: the same for those of a file and those that a clerk typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import sqlalchemy as sa

from analytics.comments import mask_identifiers
from app.access import unaudited
from app.clock import Slot
from app.database import db, random_id
from app.models.organisation import Unit
from app.models.responses import Channel, Comment, Response
from app.services.import_sheets import Sheet
from survey_forms.answers import LOW_RATINGS, stored_ratings
from survey_forms.instrument import Instrument

ROWS_AT_ONCE = 500
# A sheet says the day and not the hour; every one is filed under the same half-day.
SLOT_OF_PAPER = Slot.MORNING
_part_of_a_write = unaudited("part of the verb that takes in the sheets, which records it")


@_part_of_a_write
def take_turn(unit_id: int) -> None:
    """Lock the unit's row, so that two that store at once cannot both find nothing there."""
    touched = sa.update(Unit).where(Unit.id == unit_id).values(revision=Unit.revision)
    db.session.execute(touched.execution_options(synchronize_session=False))


@_part_of_a_write
def store_sheets(
    sheets: Sequence[Sheet],
    key_hashes: Sequence[bytes],
    asked: Instrument,
    unit_id: int,
    progress: Callable[[int], object] = lambda _: None,
) -> int:
    """Add a row for each sheet, with its key's hash, to the open transaction; counts comments."""
    rows = [
        _response_row(sheet, key_hash, asked)
        for sheet, key_hash in zip(sheets, key_hashes, strict=True)
    ]
    for start in range(0, len(rows), ROWS_AT_ONCE):
        part = rows[start : start + ROWS_AT_ONCE]
        db.session.execute(sa.insert(Response.__table__), part)
        progress(len(part))
    comments = [_comment_row(sheet, asked.keys, unit_id) for sheet in sheets if sheet.comment]
    if comments:
        db.session.execute(sa.insert(Comment.__table__), comments)
    return len(comments)


def _response_row(sheet: Sheet, key_hash: bytes, asked: Instrument) -> dict[str, object]:
    return {
        "id": random_id(),
        "submission_key_hash": key_hash,
        "round_id": sheet.round_id,
        "counter_id": sheet.counter_id,
        "service_id": sheet.service_id,
        "instrument": asked.reference,
        "day": sheet.day,
        "slot": SLOT_OF_PAPER,
        "channel": Channel.PAPER,
        "is_verified": False,
        "is_flagged": False,
        "ratings": stored_ratings(sheet.ratings, asked, overall=sheet.overall),
        "block": dict(sheet.block),
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
