"""Typing in answers given on paper: twice, by the same rules as a file, and stored once."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path

from app.access import Permission, Scope, unaudited
from app.clock import Period, local_day_and_slot
from app.database import transaction
from app.errors import NotFound
from app.models.organisation import Counter, ServiceType, Unit
from app.queries import collection, organisation, publications, responses
from app.services.audit import record_event
from app.services.import_cells import read_day
from app.services.import_sheets import Sheet, round_on
from app.services.paper_sheets import store_sheets, take_turn
from app.services.releases import release
from app.services.responses import key_hash_of
from app.services.tallies import rebuild_daily_tallies
from app.services.typed_sheets import Part, Place, Values, places_of
from app.services.uploads import discard_upload, keep_upload, read_upload
from app.services.written_days import DateFormat
from survey_forms import catalogue
from survey_forms.instrument import Instrument

IMPORT = Permission.IMPORT_ANSWERS


@dataclass(frozen=True)
class BatchChoice:
    """What a clerk says of a stack of sheets; `order` is that of the answers on them."""

    unit_id: int
    counter_id: int
    service_id: int | None
    day: date
    order: str


@dataclass(frozen=True)
class PaperBatch:
    """A stack of sheets that can be typed in: where it belongs and what its digits mean."""

    choice: BatchChoice
    unit: Unit
    counter: Counter
    service: ServiceType | None
    round_id: int
    asked: Instrument
    places: tuple[Place, ...]
    closed_periods: tuple[Period, ...]


@dataclass(frozen=True)
class FirstTyping:
    """The typing that the second is compared with, as it was kept."""

    choice: BatchChoice
    text: str


def open_batch(scope: Scope, now: datetime, choice: BatchChoice) -> PaperBatch:
    """The stack that was described; Invalid when no round was open on its day."""
    unit = organisation.unit(scope, choice.unit_id, IMPORT)
    counter = organisation.counter(scope, choice.counter_id, IMPORT)
    service = organisation.service(scope, choice.service_id, IMPORT) if choice.service_id else None
    if counter.unit_id != unit.id or (service and service.unit_id != unit.id):
        raise NotFound("Loket atau jenis layanan ini bukan milik unit tersebut.")
    zone = organisation.agency_of_unit(scope, unit.id, IMPORT).zone
    today = local_day_and_slot(now, zone)[0]
    day = read_day(choice.day.isoformat(), DateFormat.ISO, today)
    opened = round_on(collection.rounds(scope, unit.id, IMPORT), day)
    asked = catalogue.find(opened.instrument)
    closed = publications.closed_periods(scope, unit.id, IMPORT)
    return PaperBatch(
        choice=choice,
        unit=unit,
        counter=counter,
        service=service,
        round_id=opened.id,
        asked=asked,
        places=places_of(asked, choice.order),
        closed_periods=tuple(p for p in closed if p.first_day <= day <= p.last_day),
    )


@unaudited("keeps a typing until the second; nothing of it is stored as an answer")
def keep_first_typing(
    var_dir: Path, scope: Scope, now: datetime, choice: BatchChoice, text: str
) -> str:
    """Keep the first typing for an hour, for this person alone; gives the token it has."""
    described = asdict(choice) | {"day": choice.day.isoformat()}
    content = json.dumps({"choice": described, "text": text}).encode()
    return keep_upload(var_dir, now, scope.actor.name, choice.unit_id, "", content)


def read_first_typing(
    var_dir: Path, scope: Scope, now: datetime, unit_id: int, token: str
) -> FirstTyping:
    """The first typing of a token; NotFound when it is gone or belongs elsewhere."""
    organisation.unit(scope, unit_id, IMPORT)
    try:
        upload = read_upload(var_dir, now, scope.actor.name, token)
    except NotFound as gone:
        raise _gone() from gone
    if upload.unit_id != unit_id or upload.filename:
        raise _gone()
    kept = json.loads(upload.content)
    described = kept["choice"] | {"day": date.fromisoformat(kept["choice"]["day"])}
    return FirstTyping(BatchChoice(**described), kept["text"])


def store_typed_sheets(
    scope: Scope,
    now: datetime,
    var_dir: Path,
    token: str,
    batch: PaperBatch,
    typed: Sequence[Values],
) -> bool:
    """Store the sheets of a token in one transaction; False when they were stored before.

    Each sheet's submission key is made of the token, so that a second send stores nothing. The
    first typing is removed afterwards.
    """
    unit = organisation.unit(scope, batch.unit.id, IMPORT)
    with transaction():
        take_turn(unit.id)
        is_new = not was_stored(token)
        if is_new:
            keys = [_key_hash(token, number) for number in range(1, len(typed) + 1)]
            store_sheets(list(_sheets(batch, typed)), keys, batch.asked, unit.id)
            record_event(scope, now, "type_in_responses", f"unit {unit.id}", responses=len(typed))
    discard_upload(var_dir, token)
    if is_new:
        rebuild_daily_tallies(scope, now, batch.choice.day, batch.choice.day)
        release(scope, now)
    return is_new


def was_stored(token: str) -> bool:
    """Whether the sheets of a token are stored."""
    return responses.is_stored(_key_hash(token, 1))


def _gone() -> NotFound:
    return NotFound(
        "Ketikan pertama ini sudah tidak ada. Mulai lagi dari halaman Ketik jawaban kertas."
    )


def _key_hash(token: str, number: int) -> bytes:
    return key_hash_of(f"paper|{token}|{number}")


def _sheets(batch: PaperBatch, typed: Sequence[Values]) -> Iterator[Sheet]:
    for number, values in enumerate(typed, start=1):
        value_of = {
            (place.part, place.key): value
            for place, value in zip(batch.places, values, strict=True)
        }
        yield Sheet(
            row=number,
            day=batch.choice.day,
            round_id=batch.round_id,
            counter_id=batch.counter.id,
            service_id=batch.service.id if batch.service else None,
            ratings=tuple(value_of[Part.ELEMENT, key] for key in batch.asked.keys),
            overall=next((v for (part, _), v in value_of.items() if part is Part.OVERALL), None),
            block=_block(batch.asked, value_of),
        )


def _block(asked: Instrument, value_of: dict[tuple[Part, str], int | None]) -> dict[str, str]:
    """The codes of the classes that were stated."""
    stated = {
        field.key: (field, value_of.get((Part.RESPONDENT, field.key))) for field in asked.block
    }
    return {
        key: [choice.code for choice in field.choices if choice.code][value - 1]
        for key, (field, value) in stated.items()
        if value
    }
