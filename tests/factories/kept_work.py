"""Work that is the same for every test's application, done once in a session instead.

Each test has an application of its own. What making one costs is nearly all the compiling of
routes, templates and password hashes, which come out the same each time.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from sqlite3 import Connection as SQLiteConnection
from typing import Any, ClassVar

import sqlalchemy as sa
from argon2 import PasswordHasher
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from werkzeug.routing import Rule

# The least work that argon2id can be set to: hashes are told apart as ever, but in no time.
QUICK_HASHER = PasswordHasher(memory_cost=8, time_cost=1, parallelism=1)


class KeptRule(Rule):
    """A route whose address builder is compiled once, for it depends on the route's text alone."""

    kept: ClassVar[dict[object, Callable[..., tuple[str, str]]]] = {}

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        defaults = tuple(sorted((self.defaults or {}).items()))
        asked = (self.rule, tuple(self._trace), defaults, append_unknown)
        if asked not in self.kept:
            self.kept[asked] = super()._compile_builder(append_unknown)
        return self.kept[asked]


def keep_routes() -> None:
    """Compile the routes of all applications from now on once."""
    Flask.url_rule_class = KeptRule


def keep_templates(app: Flask, folder: Path) -> None:
    """Let the application take the code of templates from a folder, if they read the same."""
    app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(folder))


def do_not_wait_for_the_disk(engine: sa.Engine) -> None:
    """Let the system choose when an SQLite file is written, for none outlives a power cut."""

    @sa.event.listens_for(engine, "connect")
    def hurry(connection: Any, _record: object) -> None:
        if isinstance(connection, SQLiteConnection):
            connection.execute("PRAGMA synchronous=OFF")
