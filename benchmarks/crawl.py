"""Whether anything that is served tells of what is withheld: two years, crawled byte for byte.

    python -m benchmarks.crawl [--only NAME ...] [--tool diffattack.py]

The years differ only in how seen sums are made up of withheld groups, in one tree of units
(`tests/factories/hidden_twins.py`) and in offices that vary in one thing each, such as half-days or
late answers (`tests/factories/varied_twins.py`). Every address is asked for of both, over every
period with answers, in every form and language, by each kind of reader; the words of PDFs are read,
and commands are run. 0 replies may differ.

`--tool` hands the numbers that were read in the replies of the first year to an independent script.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import time_machine
from flask import Flask

from app.access import Scope, job_scope
from app.database import db
from app.factory import create_app
from app.models.publications import FrozenScore
from app.services.scoring_rules import PUBLIC_K, K
from tests.factories.all_views import released_groups
from tests.factories.browser import Browser
from tests.factories.crawl import Served, arguments_of, everything_served
from tests.factories.crawled_outputs import commanded, printed
from tests.factories.crawling_readers import foreign_readers, other_readers, readers_of
from tests.factories.databases import migrate, settings_for
from tests.factories.hidden_twins import a_tree, a_year
from tests.factories.organisation import Office
from tests.factories.served_numbers import numbers_in, published
from tests.factories.varied_twins import CLOSING_AGAIN, a_varied_year, varied_offices

NOW = datetime(2026, 6, 15, 2, 30, tzinfo=UTC)
IN_TREE = ("2026", "2026-S1", "2026-Q1", "2026-Q2", "2026-01", "2026-02", "2026-06", "2026-13")
IN_OFFICES = ("2026-S1", "2026-Q1", "2026-01", "2026-02", "2026-04")
FORMS = ("application/json", "text/csv")
FEWEST = 5_000
# Random in each year: codes of counters, and what is made of them.
CODES = re.compile(
    rb"(?:/s/|kode=|>)[0-9A-HJKMNP-TV-Z]{8}\b|(?<=Code\r\n)\w{4}\xc2\xa0\w{4}|/assets/\w+/"
)
Told = dict[str, Any]
Crawled = tuple[Served, list[Sequence[Office]]]


@dataclass(frozen=True)
class Year:
    """What one of the two years served, and its numbers as diffattack.py takes them, by k."""

    served: Served
    told: list[tuple[int, Told]]
    unexplained: list[str]


def main() -> int:
    """Crawl both years of each sort, and print how many replies there were and which differ."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--only", nargs="*", default=[], help="offices by name, or TREE")
    given.add_argument("--tool", type=Path)
    given.add_argument("--workers", type=int, default=2)
    chosen = given.parse_args()
    started = time.perf_counter()
    with ProcessPoolExecutor(chosen.workers) as pool:
        one, two = pool.map(partial(_year, only=chosen.only), (False, True))
    differ = sorted(asked for asked in one.served if one.served[asked] != two.served[asked])
    for line in [*(" ".join(asked) for asked in differ), *one.unexplained]:
        print(line)
    leaks = sum(_judged(chosen.tool, told, k) for k, told in one.told) if chosen.tool else 0
    is_many = len(one.served) >= FEWEST or bool(chosen.only)
    is_well = is_many and not differ and not leaks and not one.unexplained
    print(
        f"replies={len(one.served)} ok={_n_found(one.served)} differ={len(differ)} "
        f"numbers={sum(len(told['published']) for _, told in one.told)} "
        f"unexplained={len(one.unexplained)} leaks_by_tool={leaks} "
        f"seconds={time.perf_counter() - started:.0f} {'PASS' if is_well else 'FAIL'}"
    )
    return int(not is_well)


def _n_found(served: Served) -> int:
    return sum(reply.startswith((b"200", b"0\n")) for reply in served.values())


def _year(is_twin: bool, only: list[str]) -> Year:
    """Both sorts of one year, each in a database of its own."""
    served: Served = {}
    told: list[tuple[int, Told]] = []
    unexplained: list[str] = []
    for crawled in (_tree, _offices):
        with _database() as app, app.app_context(), time_machine.travel(NOW, tick=True):
            found, asked = crawled(app, job_scope("crawl"), is_twin, only)
            hashes = list(db.session.scalars(db.select(FrozenScore.sha256)))
            for offices in filter(None, asked if not is_twin else ()):
                numbers, wrong = _numbers(found, offices)
                told += numbers
                unexplained += wrong
            db.session.remove()
            db.engine.dispose()
        served |= {asked: _comparable(found[asked], hashes) for asked in found if _is_alike(asked)}
    return Year(served, told, unexplained)


@contextmanager
def _database() -> Iterator[Flask]:
    with tempfile.TemporaryDirectory() as folder:
        address = f"sqlite:///{folder}/year.db"
        migrate(address, Path(folder))
        app = create_app(settings_for(address, Path(folder)))
        app.test_client_class = Browser
        yield app


def _tree(app: Flask, scope: Scope, is_twin: bool, only: list[str]) -> Crawled:
    """The tree of two units, in every form and language, with what is printed and commanded."""
    if only and "TREE" not in only:
        return {}, []
    tree = a_tree(scope, NOW)
    a_year(scope, NOW, tree, is_twin=is_twin)
    path = tree[0].agency.path
    everybody = [*readers_of(app, scope, NOW, path), *other_readers(app, scope, NOW)]
    readers = [replace(one, accepts=FORMS) if one.sends else one for one in everybody]
    readers += foreign_readers(app, scope, NOW, path)
    found = everything_served(app, readers, arguments_of(*tree), IN_TREE)
    (admin,) = (reader for reader in readers if reader.name == "admin")
    found |= printed(app, admin, arguments_of(*tree))
    return found | commanded(app, [office.unit.code for office in tree]), [tree]


def _offices(app: Flask, scope: Scope, is_twin: bool, only: list[str]) -> Crawled:
    """The offices that vary in one thing each, with a progress bar."""
    offices = varied_offices(scope, NOW)
    a_varied_year(scope, NOW, offices, is_twin=is_twin)
    asked = [name for name in offices if not only or name in only]
    readers = readers_of(app, scope, NOW, offices["SLOT"].agency.path)
    found: Served = {}
    for number, name in enumerate(asked, start=1):
        found |= everything_served(app, readers, arguments_of(offices[name]), IN_OFFICES)
        print(f"\r{number}/{len(asked)} offices, {len(found)} replies", end="", file=sys.stderr)
    return found, [[offices[name] for name in asked if name not in CLOSING_AGAIN]]


def _numbers(found: Served, offices: Sequence[Office]) -> tuple[list[tuple[int, Told]], list[str]]:
    """The numbers inside and in public, each as the tool takes them, and those not understood."""
    groups = {
        group: n
        for group, n in released_groups(by_strata=True).items()
        if group.startswith(tuple(office.unit.path for office in offices))
    }
    told, unexplained = [], []
    for k, is_public in ((K, False), (PUBLIC_K, True)):
        replies = {
            asked: found[asked] for asked in found if asked[0].startswith("public") is is_public
        }
        numbers = numbers_in(replies, offices)
        behind, wrong = published(numbers, offices, groups)
        unexplained += [f"{number}: {numbers[number]}" for number in wrong]
        shown = [{"name": str(one), "cells": cells} for one, cells in behind.items()]
        if shown:
            told.append((k, {"base": groups, "published": shown}))
    return told, unexplained


def _judged(tool: Path, told: Told, k: int) -> int:
    """Whether the script finds something: 1 if it does."""
    command = [sys.executable, str(tool), "-", "-k", str(k)]
    done = subprocess.run(
        command, input=json.dumps(told), text=True, capture_output=True, check=False
    )
    print(done.stdout.strip())
    return int(done.returncode != 0)


def _is_alike(asked: tuple[str, str, str]) -> bool:
    """Whether an address is the same in both years; codes and keys are drawn anew."""
    return not re.match("/[sk]/|/admin/kunci-api/", asked[1])


def _comparable(reply: bytes, hashes: list[str]) -> bytes:
    """The reply without what is random: hashes of salted scores, codes, tags made of both."""
    for sha256 in hashes:
        reply = reply.replace(sha256.encode(), b"").replace(sha256[:12].encode(), b"")
    return CODES.sub(b"", re.sub(rb"\nETag: .*", b"", reply))


if __name__ == "__main__":
    sys.exit(main())
