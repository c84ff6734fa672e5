"""Whether anything small follows from all that is shown: random years, attacked as they go by.

    python -m benchmarks.disclosure_sweep [--years 60] [--first 1] [--tool diffattack.py]

Each year has a unit with two units under it, counters, services, tickets and flags. Answers come
in and are released; months, quarters, semesters and the year are closed one after another, late
answers come, and periods are closed again. Whoever attacks keeps every version of every closed
period that staff and the public could read, and reads all that is shown at the end: every unit,
period and reading, and the classes of respondents that the public was told of. In two years of
four people say who they are; in one of those a kind of people has each counter nearly to itself. In
the fourth nothing is closed, and all is read after each of twelve releases, as answers come in.
Which answers each number counts is followed from batch to batch, so that nothing is guessed. No
group of fewer than 5 answers, or 10 in public, may follow.

`--tool` hands the same numbers to an independent script that reads JSON as well.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter as Counts
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask

from app.access import job_scope
from app.database import db
from app.factory import create_app
from app.services.scoring_rules import PUBLIC_K, K
from tests.factories.databases import migrate, settings_for
from tests.factories.swept_years import Person, Plan, a_swept_year

PLANS = (
    Plan(),
    Plan(busy=(60, 120), late=0.05, alike=0.95),
    Plan(busy=(60, 120), late=0.05, alike=0.5),
    Plan(busy=(60, 120), releases=12, closing=0.0, late=0.0),
)
NOW = datetime(2026, 6, 15, 2, 30, tzinfo=UTC)


def main() -> int:
    """Sweep the years, with their progress, and print what leaked; 0 if nothing did."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--years", type=int, default=60)
    given.add_argument("--first", type=int, default=1)
    given.add_argument("--workers", type=int, default=2)
    given.add_argument("--tool", type=Path)
    chosen = given.parse_args()
    seeds = range(chosen.first, chosen.first + chosen.years)
    total: Counts[str] = Counts()
    started = time.monotonic()
    with ProcessPoolExecutor(chosen.workers) as pool:
        running = [pool.submit(swept, seed, chosen.tool) for seed in seeds]
        for done, finished in enumerate(as_completed(running), start=1):
            total.update(finished.result())
            spent = time.monotonic() - started
            print(f"\r{done}/{len(seeds)} years, {spent:.0f} s, {dict(total)}", end="", flush=True)
    print()
    leaks = sum(n for name, n in total.items() if name.startswith("leaks"))
    print(f"years={len(seeds)} {dict(total)} {'FAIL' if leaks else 'PASS'}")
    return int(bool(leaks))


def swept(seed: int, tool: Path | None) -> dict[str, int]:
    """One year by its seed: what was read, and what follows from it."""
    with _database() as app, app.app_context():
        held = a_swept_year(job_scope("sweep"), NOW, seed, PLANS[seed % len(PLANS)])
        db.session.remove()
        db.engine.dispose()
    found = {
        "answers": sum(held.sizes.values()),
        "closes": held.closes,
        "inside": len(held.inside),
        "public": len(held.public),
        "classes": len(held.classes),
        "leaks_inside": len(held.leaks("inside", K)),
        "leaks_public": len(held.leaks("public", PUBLIC_K)),
        "leaks_inside_with_classes": len(held.leaks_beside_classes("inside", K)),
        "leaks_public_with_classes": len(held.leaks_beside_classes("public", PUBLIC_K)),
    }
    if tool:
        found["leaks_by_tool"] = _judged(tool, held.people, held.beside_classes("inside"), K)
        public = held.beside_classes("public")
        found["leaks_by_tool"] += _judged(tool, held.people, public, PUBLIC_K)
    if any(n for name, n in found.items() if name.startswith("leaks")):
        print(f"\nseed {seed}: {found}")
    return found


@contextmanager
def _database() -> Iterator[Flask]:
    with tempfile.TemporaryDirectory() as folder:
        address = f"sqlite:///{folder}/year.db"
        migrate(address, Path(folder))
        yield create_app(settings_for(address, Path(folder)))


def _judged(
    tool: Path, people: Mapping[Person, int], read: Mapping[str, Iterable[Person]], k: int
) -> int:
    """Whether the script finds something: 1 if it does."""
    if not read:
        return 0
    names = {who: f"{who[0][0].counter_id}|{number}" for number, who in enumerate(people)}
    given = {
        "base": {names[who]: n for who, n in people.items()},
        "published": [
            {"name": name, "cells": [names[who] for who in group]} for name, group in read.items()
        ],
    }
    command = [sys.executable, str(tool), "-", "-k", str(k)]
    told = subprocess.run(
        command, input=json.dumps(given), text=True, capture_output=True, check=False
    )
    return int(told.returncode != 0)


if __name__ == "__main__":
    sys.exit(main())
