"""Reading stored answers: only jobs and checks do; pages read tallies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import sqlalchemy as sa

from app.access import Permission, Scope, unscoped
from app.database import db, under
from app.models.organisation import Counter, Unit
from app.models.responses import ImportedFile, Response
from app.models.tallies import DailyTally

CELL = (
    Response.day,
    Response.slot,
    Response.counter_id,
    Response.service_id,
    Response.channel,
    Response.is_verified,
    Response.is_flagged,
    Response.instrument,
)

_later = sa.orm.aliased(Response, name="later")
IS_FOLLOWED = sa.exists().where(_later.follows_key_hash == Response.submission_key_hash)
COUNTS = ~IS_FOLLOWED


@unscoped("the recount reads every answer as integers, and shows none")
def rated_on(first: date, last: date) -> Sequence[sa.Row]:
    """The cell and ratings of each response of the days that counts, without any order.

    A tap that a full answer followed is left out: of the two the later one counts (decisions 15).
    """
    table = Response.__table__.c
    chosen = sa.select(
        *(table[column.key] for column in CELL),
        sa.type_coerce(table.ratings, sa.String).label("ratings"),
    ).where(table.day.between(first, last), COUNTS)
    return db.session.execute(chosen).all()


@unscoped("decides which classes of respondents may be counted in public, and shows none")
def respondent_groups(counter_ids: Sequence[int], first: date, last: date) -> Sequence[sa.Row]:
    """Responses that count by what parts their scores, by instrument and by block (JSON)."""
    cell = (
        Response.counter_id,
        sa.extract("month", Response.day).label("month"),
        Response.service_id,
        Response.is_verified,
        Response.is_flagged,
        Response.instrument,
        sa.cast(Response.block, sa.Text).label("block"),
    )
    chosen = (
        sa.select(*cell, sa.func.count().label("n"))
        .where(Response.counter_id.in_(counter_ids), Response.day.between(first, last), COUNTS)
        .group_by(*cell)
    )
    return db.session.execute(chosen).all()


@unscoped("the recount's bounds")
def first_and_last_day() -> tuple[date, date] | None:
    """The earliest and latest day with an answer, or None when there is no answer."""
    first, last = db.session.execute(
        sa.select(sa.func.min(Response.day), sa.func.max(Response.day))
    ).one()
    return (first, last) if first else None


@unscoped("the nightly count looks for days that an interruption left uncounted")
def days_out_of_step() -> Sequence[date]:
    """The days whose stored responses that count and counted tallies differ in number."""
    stored = (
        sa.select(Response.day, sa.func.count().label("n"))
        .where(COUNTS)
        .group_by(Response.day)
        .subquery()
    )
    counted = (
        sa.select(DailyTally.day, sa.func.sum(DailyTally.n).label("n"))
        .group_by(DailyTally.day)
        .subquery()
    )
    chosen = (
        sa.select(stored.c.day)
        .outerjoin(counted, counted.c.day == stored.c.day)
        .where(sa.func.coalesce(counted.c.n, 0) != stored.c.n)
    )
    return db.session.scalars(chosen).all()


@unscoped("whoever holds the sealed name of a tap may follow it")
def tap(key_hash: bytes) -> sa.Row | None:
    """Where and when a response was given, how it came, and whether a full answer followed it."""
    chosen = sa.select(
        Response.counter_id,
        Response.instrument,
        Response.day,
        Response.channel,
        Response.is_verified,
        IS_FOLLOWED.label("is_followed"),
    ).where(Response.submission_key_hash == key_hash)
    with db.engine.connect() as connection:
        return connection.execute(chosen).first()


@unscoped("a number for checks on the command line")
def count() -> int:
    """How many responses are stored."""
    return db.session.scalar(sa.select(sa.func.count()).select_from(Response)) or 0


@unscoped("whoever holds the key of an answer may know that it came in")
def is_stored(key_hash: bytes) -> bool:
    """Whether an answer with this key's hash is stored."""
    chosen = sa.select(sa.exists().where(Response.submission_key_hash == key_hash))
    return bool(db.session.scalar(chosen))


@unscoped("tells a repeated send of the same answers from one of others, and shows none")
def answers_of(key_hash: bytes) -> sa.Row | None:
    """The counter, service, ratings and block that were stored under a key, if any were."""
    table = Response.__table__.c
    chosen = sa.select(table.counter_id, table.service_id, table.ratings, table.block).where(
        table.submission_key_hash == key_hash
    )
    with db.engine.connect() as connection:
        return connection.execute(chosen).first()


@unscoped("hashes for checks on the command line; no key can be read back from one")
def key_hashes() -> Iterator[str]:
    """The SHA-256 of each submission key in hexadecimal."""
    chosen = sa.select(Response.submission_key_hash).execution_options(yield_per=10_000)
    return (digest.hex() for digest in db.session.scalars(chosen))


@unscoped("used by the import before it stores anything")
def imported_file(sha256: str) -> ImportedFile | None:
    """The earlier import of a file with this content, if any."""
    chosen = sa.select(ImportedFile).where(ImportedFile.sha256 == sha256)
    return db.session.scalars(chosen.order_by(ImportedFile.id)).first()


@unscoped("used by the import of a unit before it stores anything there")
def imported_sheets(unit_id: int) -> Sequence[ImportedFile]:
    """The files taken in for a unit whose sheets are known again, the largest first."""
    chosen = sa.select(ImportedFile).where(
        ImportedFile.unit_id == unit_id, ImportedFile.sheets_digest.is_not(None)
    )
    return db.session.scalars(chosen.order_by(ImportedFile.rows.desc(), ImportedFile.id)).all()


def imported_files(scope: Scope) -> Sequence[ImportedFile]:
    """The files taken in within the scope, newest first."""
    chosen = (
        sa.select(ImportedFile)
        .join(Unit, Unit.id == ImportedFile.unit_id)
        .where(under(Unit.path, scope.paths(Permission.IMPORT_ANSWERS)))
    )
    return db.session.scalars(chosen.order_by(ImportedFile.id.desc())).all()


@unscoped("a number for the privacy check")
def rows_alone_in_their_cell() -> tuple[int, int]:
    """How many responses are unique on day, slot, counter and block, and how many there are."""
    block = sa.cast(Response.block, sa.Text)
    cells = (
        sa.select(sa.func.count().label("size"))
        .select_from(Response)
        .group_by(Response.day, Response.slot, Response.counter_id, block)
        .subquery()
    )
    alone = sa.select(sa.func.count()).select_from(cells).where(cells.c.size == 1)
    return db.session.scalar(alone) or 0, count()


@unscoped("the import maps names to counters it was already allowed to reach")
def counters_of_unit(unit_id: int) -> Sequence[Counter]:
    """The counters that belong to the unit itself."""
    return db.session.scalars(sa.select(Counter).where(Counter.unit_id == unit_id)).all()
