"""Whether anything that is served tells of what is withheld: two years, crawled byte for byte.

    python -m benchmarks.crawl

The years differ only in how seen sums are made up of withheld groups (`tests/factories/
hidden_twins.py`). Every address is asked for of both, over every period with answers and in every
form, by each kind of reader; 0 replies may differ.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import time_machine

from app.access import job_scope
from app.database import db
from app.factory import create_app
from app.models.publications import FrozenScore
from tests.factories.browser import Browser
from tests.factories.crawl import Served, arguments_of, everything_served
from tests.factories.crawling_readers import other_readers, readers_of
from tests.factories.databases import migrate, settings_for
from tests.factories.hidden_twins import a_tree, a_year

NOW = datetime(2026, 6, 15, 2, 30, tzinfo=UTC)
PERIODS = ("2026", "2026-S1", "2026-Q1", "2026-Q2", "2026-01", "2026-02", "2026-06")
FORMS = ("application/json", "text/csv")
# Random in each year: codes of counters, and what is made of them.
CODES = re.compile(rb"(?:/s/|kode=|>)[0-9A-HJKMNP-TV-Z]{8}\b|/assets/\w+/")


def main() -> int:
    """Crawl both years and print how many replies there were and which differ."""
    started = time.perf_counter()
    one, two = (_served(is_twin) for is_twin in (False, True))
    differ = sorted(asked for asked in one if one[asked] != two[asked])
    for asked in differ:
        print(*asked)
    print(
        f"replies={len(one)} ok={sum(reply.startswith(b'200') for reply in one.values())} "
        f"differ={len(differ)} seconds={time.perf_counter() - started:.0f} "
        f"{'FAIL' if differ or len(one) < 1000 else 'PASS'}"
    )
    return int(bool(differ))


def _served(is_twin: bool) -> Served:
    scope = job_scope("crawl")
    with tempfile.TemporaryDirectory() as folder:
        address = f"sqlite:///{folder}/year.db"
        migrate(address, Path(folder))
        app = create_app(settings_for(address, Path(folder)))
        app.test_client_class = Browser
        with app.app_context(), time_machine.travel(NOW, tick=True):
            tree = a_tree(scope, NOW)
            a_year(scope, NOW, tree, is_twin=is_twin)
            readers = [*readers_of(app, scope, NOW, tree[0].agency.path)]
            readers += other_readers(app, scope, NOW)
            readers = [replace(one, accepts=FORMS if one.sends else one.accepts) for one in readers]
            found = everything_served(app, readers, arguments_of(*tree), PERIODS)
            hashes = list(db.session.scalars(db.select(FrozenScore.sha256)))
            db.session.remove()
            db.engine.dispose()
    return {asked: _comparable(reply, hashes) for asked, reply in found.items() if _is_alike(asked)}


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
