"""One PostgreSQL database of the session, which each test finds as it was migrated."""

from __future__ import annotations

import psycopg
from psycopg import sql

from tests.factories.databases import PostgresServer

NAME = "kept"
# What a statement about tables, columns, rules or triggers would change; 16384 is the first number
# of a thing that is not PostgreSQL's own. `CLUSTER` marks an index, so it is seen as well.
SHAPE = """
SELECT md5(string_agg(line, ' ' ORDER BY line)) FROM (
    SELECT concat_ws(' ', oid, relname, relkind, relacl, reloptions) AS line
        FROM pg_class WHERE oid >= 16384
    UNION ALL SELECT t::text FROM pg_attribute t WHERE attrelid >= 16384
    UNION ALL SELECT t::text FROM pg_attrdef t WHERE oid >= 16384
    UNION ALL SELECT t::text FROM pg_constraint t WHERE oid >= 16384
    UNION ALL SELECT t::text FROM pg_index t WHERE indexrelid >= 16384
    UNION ALL SELECT t::text FROM pg_trigger t WHERE oid >= 16384
    UNION ALL SELECT t::text FROM pg_proc t WHERE oid >= 16384
    UNION ALL SELECT t::text FROM pg_rewrite t WHERE oid >= 16384
    UNION ALL SELECT concat_ws(' ', oid, nspname) FROM pg_namespace WHERE oid >= 16384
)
"""
END_THE_OTHERS = """
SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
WITH_ROWS = """
SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
    AND pg_relation_size(oid) > 0 AND relname <> 'alembic_version'
"""
START_COUNTING_ANEW = """
SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)
    FROM pg_sequences WHERE last_value IS NOT NULL
"""


class KeptDatabase:
    """A migrated database that is emptied after each test, or made anew if its shape changed.

    To empty it costs a tenth of what a copy of the template does, with its 9 MB of catalogue.
    """

    def __init__(self, server: PostgresServer, template: str) -> None:
        self._server, self._template = server, template
        self._make()

    def _make(self) -> None:
        self.url = self._server.create(NAME, self._template)
        self._hand = self._server.connect(NAME)
        # Past the triggers that keep tables append-only, and past foreign keys.
        self._hand.execute("SET session_replication_role = replica")
        self._shape = self._hand.execute(SHAPE).fetchone()

    def hand(self) -> psycopg.Connection:
        """A connection like that of a test."""
        return self._server.connect(NAME)

    def restore(self) -> None:
        """Bring it back to how it was migrated, whoever still holds it."""
        self._hand.execute(END_THE_OTHERS)
        if self._hand.execute(SHAPE).fetchone() != self._shape:
            self.close()
            self._make()
            return
        self._empty()
        self._hand.execute(START_COUNTING_ANEW)

    def _empty(self) -> None:
        tables = [sql.Identifier(name) for (name,) in self._hand.execute(WITH_ROWS)]
        for table in tables:
            self._hand.execute(sql.SQL("DELETE FROM {}").format(table))
        if tables:  # gives the pages back too, so that rows will lie as in a new table
            self._hand.execute(sql.SQL("VACUUM {}").format(sql.SQL(", ").join(tables)))

    def close(self) -> None:
        """Let go of it and remove it."""
        self._hand.close()
        self._server.drop(NAME)
