"""The database that tests share is given on as it was migrated, whatever a test did to it."""

from __future__ import annotations

import pytest

from tests.factories.kept_database import KeptDatabase

pytestmark = pytest.mark.postgresql
AGENCY = (
    "INSERT INTO agencies (name, zone, is_demo, is_simulation)"
    " VALUES (md5(random()::text), 'WIB', false, false)"
)


def test_rows_and_numbers_of_a_test_are_gone_for_the_next(kept_database: KeptDatabase) -> None:
    with kept_database.hand() as hand:
        for _time in range(2):
            hand.execute(AGENCY)
    kept_database.restore()

    with kept_database.hand() as hand:
        hand.execute(AGENCY)
        assert hand.execute("SELECT id FROM agencies").fetchall() == [(1,)]
    kept_database.restore()


def test_a_trigger_that_a_test_dropped_is_there_for_the_next(kept_database: KeptDatabase) -> None:
    triggers = "SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal"
    with kept_database.hand() as hand:
        before = sorted(hand.execute(triggers).fetchall())
        hand.execute("DROP TRIGGER {} ON {}".format(*before[0]))
    kept_database.restore()

    with kept_database.hand() as hand:
        assert sorted(hand.execute(triggers).fetchall()) == before
