"""Themes of 50,000 comments: time and peak memory of a process that does nothing else.

    python -m benchmarks.themes [--comments 50000]

Comments are made of pieces of the synthetic set, one to three in each, so that their words are
as many and as uneven as in it. The bar: 60 s, 1 GiB.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time

import click
import numpy as np

from analytics.comments import mask_identifiers
from app.services.file_themes import themes_of_comments
from tests.analytics.labelled_comments import labelled_comments

BAR_S, BAR_MIB = 60, 1024
SEED = 2026


def main() -> int:
    """Measure in a process of its own; 0 when both bars hold."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--comments", type=int, default=50_000)
    given.add_argument("--measured", action="store_true", help=argparse.SUPPRESS)
    options = given.parse_args()
    if options.measured:
        print(json.dumps(_measured(options.comments)))
        return 0
    command = [sys.executable, "-m", "benchmarks.themes", "--measured"]
    command += ["--comments", str(options.comments)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return _verdict(json.loads(done.stdout))


def _verdict(found: dict) -> int:
    good = found["seconds"] <= BAR_S and found["peak_mib"] <= BAR_MIB
    print(f"{'comments':>9} {'themes':>7} {'seconds':>8} {'peak MiB':>9}")
    print(
        f"{found['n']:>9} {len(found['themes']):>7} {found['seconds']:>8.1f} "
        f"{found['peak_mib']:>9.0f}"
    )
    for label, n in found["themes"]:
        print(f"{n:>9} {label}")
    print(f"bar: {BAR_S} s, {BAR_MIB} MiB: {'PASS' if good else 'FAIL'}")
    return 0 if good else 1


def _measured(how_many: int) -> dict:
    comments = _comments(how_many)
    start = time.perf_counter()
    with click.progressbar(length=2 * how_many, label="comments", file=sys.stderr) as bar:
        found = themes_of_comments(comments, bar.update)
    return {
        "n": how_many,
        "seconds": time.perf_counter() - start,
        # Linux tells the largest resident size in KiB.
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "themes": [(theme.label, theme.n) for theme in found.themes],
    }


def _comments(how_many: int) -> list[str]:
    pieces = [mask_identifiers(comment.text) for comment in labelled_comments()]
    chance = np.random.default_rng(SEED)
    sizes = chance.integers(1, 4, how_many)
    return [", ".join(pieces[i] for i in chance.integers(0, len(pieces), n)) for n in sizes]


if __name__ == "__main__":
    sys.exit(main())
