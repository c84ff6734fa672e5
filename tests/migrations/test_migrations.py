"""Migrations lead up to the models and down again, with rows in the tables, and keep triggers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade

from app.database import db
from app.factory import create_app
from config import ROOT
from tests.factories.changes import append_only_tables, changes_that_pass
from tests.factories.databases import settings_for
from tests.factories.everything import rows_everywhere

REVISIONS = [s.revision for s in ScriptDirectory(str(ROOT / "migrations")).walk_revisions()][::-1]
WORDS = re.compile(r"'\w+'|\b\d+\b")
FIRST_WITH_TRIGGERS = "0007"
# Tables of later steps, which are empty once they were dropped and made again.
MADE_LATER = {"coaching_answers", "issued_tickets", "used_tickets"}


@pytest.fixture
def empty(empty_database_url: str, tmp_path: Path) -> Iterator[Flask]:
    """The application on a database without tables."""
    made = create_app(settings_for(empty_database_url, tmp_path))
    with made.app_context():
        yield made
        db.session.remove()
        db.engine.dispose()


def migrate(step, revision: str) -> None:
    """Move the open database; nothing of ours may hold it meanwhile."""
    db.session.remove()
    step(revision=revision)
    db.session.remove()


def sizes() -> dict[str, int]:
    """How many rows each table has."""
    with db.engine.connect() as connection:
        names = set(sa.inspect(connection).get_table_names()) - {"alembic_version"}
        counts = {name: sa.select(sa.func.count()).select_from(sa.table(name)) for name in names}
        return {name: connection.scalar(count) or 0 for name, count in counts.items()}


def differences() -> list[object]:
    """What a migration would still have to do to make the tables what the models say."""
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return compare_metadata(context, db.metadata)


def checks_of(table: str) -> dict[str, set[str]]:
    """The words and numbers in a table's CHECK constraints by name; comparing leaves them out."""
    held = sa.inspect(db.engine).get_check_constraints(table)
    return {check["name"]: set(WORDS.findall(check["sqltext"])) for check in held}


def test_revisions_are_one_line_without_branches() -> None:
    assert [f"{number:04}" for number in range(1, len(REVISIONS) + 1)] == REVISIONS


def test_head_equals_the_models(app: Flask) -> None:
    assert differences() == []


def test_planted_difference_is_seen(app: Flask) -> None:
    with db.engine.begin() as connection:
        connection.execute(sa.text("ALTER TABLE agencies ADD COLUMN planted integer"))

    assert "planted" in str(differences())


@pytest.mark.parametrize("table", sorted(db.metadata.tables))
def test_every_check_of_the_models_is_in_the_database(table: str, app: Flask) -> None:
    wanted = {
        check.name: set(WORDS.findall(str(check.sqltext)))
        for check in db.metadata.tables[table].constraints
        if isinstance(check, sa.CheckConstraint)
    }

    assert checks_of(table) == wanted


def test_rows_of_every_table_live_through_the_way_down_and_up(app: Flask, scope, now) -> None:
    rows_everywhere(scope, now)
    before = sizes()
    assert {name for name, n in before.items() if n == 0} == set()

    for revision in [*REVISIONS[-2::-1], "base"]:
        migrate(downgrade, revision)
        assert {name: before[name] for name in sizes()} == sizes()

    assert sizes() == {}
    migrate(upgrade, "head")
    assert set(sizes()) == set(before)


@pytest.mark.parametrize("revision", REVISIONS)
def test_each_step_goes_up_down_and_up(revision: str, empty: Flask) -> None:
    migrate(upgrade, revision)
    made = set(sizes())
    migrate(downgrade, "-1")
    migrate(upgrade, revision)

    assert set(sizes()) == made


def test_stored_answers_stay_append_only_after_every_step(app: Flask, scope, now) -> None:
    rows_everywhere(scope, now)
    migrate(downgrade, FIRST_WITH_TRIGGERS)
    held = append_only_tables(db.engine)
    assert len(held) == 4

    for revision in REVISIONS[REVISIONS.index(FIRST_WITH_TRIGGERS) :]:
        migrate(upgrade, revision)
        kept = set(append_only_tables(db.engine)) - MADE_LATER
        assert {sizes()[name] for name in kept} & {0} == set()
        assert changes_that_pass(db.engine) == [], revision


def test_stored_answers_are_append_only_again_after_down_and_up(app: Flask, scope, now) -> None:
    rows_everywhere(scope, now)
    before = REVISIONS[REVISIONS.index(FIRST_WITH_TRIGGERS) - 1]
    migrate(downgrade, before)
    assert len(changes_that_pass(db.engine)) == 4 * len(append_only_tables(db.engine)) > 0

    migrate(upgrade, "head")

    assert changes_that_pass(db.engine) == []
