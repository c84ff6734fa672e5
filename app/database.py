"""The database handle, its transaction, naming convention, column types and SQLite pragmas."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from sqlite3 import Connection as SQLiteConnection
from threading import RLock
from typing import Any

import sqlalchemy as sa
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import DeclarativeBase, scoped_session

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
# FULL: with NORMAL a power cut lost half of the acknowledged answers. REPLACE fires the triggers
# on DELETE only with recursive_triggers.
PRAGMAS = (
    # First, as the others wait for the file too: at a start several processes open it at once.
    # Longer than the nightly rewriting of a file with a million answers takes (20 s).
    "PRAGMA busy_timeout=30000",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA recursive_triggers=ON",
)


# More connections than requests may be at work (web/overload), most of them made only when needed;
# the one used last is used next, as it has read most of what is asked.
POOL = {"pool_size": 16, "max_overflow": 48, "pool_use_lifo": True}
_SQLITE_WRITER = RLock()


class Base(DeclarativeBase):
    """The declarative base of every table."""

    metadata = sa.MetaData(naming_convention=NAMING)


db = SQLAlchemy(model_class=Base, disable_autonaming=True)


@sa.event.listens_for(sa.Engine, "connect")
def _set_pragmas(connection: Any, _record: Any) -> None:
    if isinstance(connection, SQLiteConnection):
        for pragma in PRAGMAS:
            connection.execute(pragma)


def engine_options(database_url: str) -> dict[str, Any]:
    """Options of the engine: SQLite takes its write lock when a write begins, not later.

    The values of a statement, which may be an answer, stand in no error and so in no log.
    """
    options: dict[str, Any] = {"hide_parameters": True}
    if not database_url.startswith("sqlite"):
        return options | {"pool_pre_ping": True, **POOL}
    in_a_file = POOL if database_url != "sqlite://" else {}
    return options | {"connect_args": {"isolation_level": "IMMEDIATE"}, **in_a_file}


def is_sqlite() -> bool:
    """Whether the open database is SQLite; the other one supported is PostgreSQL."""
    return db.engine.dialect.name == "sqlite"


@contextmanager
def transaction() -> Iterator[scoped_session[Any]]:
    """One transaction: committed at the end, rolled back when anything is raised."""
    try:
        yield db.session
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise


@contextmanager
def turn_to_write() -> Iterator[None]:
    """Wait for this process's other writers in line, on SQLite.

    They would else wait for the file's lock by sleeping ever longer, which takes the slowest
    citizens a third of a second; PostgreSQL has no one lock for all.
    """
    with _SQLITE_WRITER if is_sqlite() else nullcontext():
        yield


def random_id() -> bytes:
    """128 random bits: a key that tells nothing of order or time."""
    return secrets.token_bytes(16)


def under(column: Any, paths: tuple[str, ...]) -> sa.ColumnElement[bool]:
    """Whether a path column lies under one of these paths; false when there are none."""
    return sa.or_(sa.false(), *(column.startswith(path, autoescape=True) for path in paths))


def insert(table: sa.Table) -> Any:
    """An INSERT of the open database's own dialect, which knows ON CONFLICT."""
    return sqlite.insert(table) if is_sqlite() else postgresql.insert(table)


def upsert(table: sa.Table, rows: Sequence[dict[str, Any]], changed: Sequence[str]) -> None:
    """Insert rows, or set the changed columns of those whose primary key is there already."""
    if not rows:
        return
    statement = insert(table)
    statement = statement.on_conflict_do_update(
        index_elements=list(table.primary_key),
        set_={name: statement.excluded[name] for name in changed},
    )
    db.session.execute(statement, list(rows))


class Moment(sa.types.TypeDecorator[datetime]):
    """A moment in UTC; SQLite, which keeps no zone, gives it back with one."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """The moment in UTC; a naive one is refused."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone: expected a moment such as now().")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """The moment with its zone."""
        return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value

    def __repr__(self) -> str:
        return "DateTime(timezone=True)"


class OneOf(sa.types.TypeDecorator[Any]):
    """A StrEnum kept as its text; reads back as the enum."""

    impl = sa.String(16)
    cache_ok = True

    def __init__(self, enum: type) -> None:
        super().__init__()
        self.enum = enum

    def process_bind_param(self, value: Any, dialect: sa.Dialect) -> str | None:
        """The enum's text."""
        return None if value is None else self.enum(value).value

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> Any:
        """The enum of a stored text."""
        return None if value is None else self.enum(value)

    def __repr__(self) -> str:
        return "String(length=16)"
