"""Dashboard and scores over 1,000,000 stored responses, beside 100,000 of the same shape.

    python -m benchmarks.dashboard [--requests 200] [--folder FOLDER]

The shape is that of decisions 27: 5 units x 22 counters x 4 services x 365 days. Cost must follow
days x counters, not responses: p95 <= 200 ms warm, and <= 1.2 times that of the smaller database.
Databases are kept in FOLDER when one is named, since making them takes minutes.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests

from app.cli.serve import THREADS

ROOT = Path(__file__).resolve().parents[1]
SIZES = {"100k": 100_000, "1M": 1_000_000}
PORTS = {"100k": 8193, "1M": 8194}
PERIOD = "2025"
BAR_MS, BAR_RATIO = 200, 1.2


def main() -> int:
    """Print p50 and p95 of each page on both databases; 0 when both bars hold."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--requests", type=int, default=200)
    given.add_argument("--folder", type=Path)
    options = given.parse_args()
    with tempfile.TemporaryDirectory() as made:
        return _compare(options.folder or Path(made), options.requests)


def _compare(folder: Path, how_many: int) -> int:
    access = {name: _seeded(folder, name) for name in SIZES}
    with _serving(folder, "100k"), _serving(folder, "1M"):
        ways = {name: list(_ways(name, access[name])) for name in SIZES}
        taken: dict[tuple[str, str], list[float]] = {}
        for turn in range(how_many + 10):
            for name in SIZES:
                for page, session, url in ways[name]:
                    spent = _timed(session, url)
                    if turn >= 10:
                        taken.setdefault((page, name), []).append(spent)
    return _verdict(taken)


def _verdict(taken: dict[tuple[str, str], list[float]]) -> int:
    good = True
    for page in dict.fromkeys(page for page, _ in taken):
        p95 = {name: _quantile(taken[page, name], 0.95) for name in SIZES}
        p50 = {name: _quantile(taken[page, name], 0.5) for name in SIZES}
        ratio = p95["1M"] / p95["100k"]
        good &= p95["1M"] <= BAR_MS and ratio <= BAR_RATIO
        print(json.dumps({"page": page, "p50_ms": p50, "p95_ms": p95, "ratio": round(ratio, 2)}))
    print("PASS" if good else "FAIL")
    return 0 if good else 1


def _quantile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return round(ordered[min(len(ordered) - 1, int(len(ordered) * share))], 1)


def _timed(session: requests.Session, url: str) -> float:
    start = time.perf_counter()
    reply = session.get(url, timeout=30, allow_redirects=False)
    spent = (time.perf_counter() - start) * 1000
    if reply.status_code != 200:
        raise SystemExit(f"{url}: {reply.status_code}")
    return spent


def _ways(name: str, access: dict) -> Iterator[tuple[str, requests.Session, str]]:
    base = f"http://127.0.0.1:{PORTS[name]}"
    person, system = _signed_in(base, access), requests.Session()
    system.headers["Authorization"] = f"Bearer {access['api_key']}"
    unit, counter = access["unit"], access["counter"]
    yield "dashboard", person, f"{base}/dasbor/unit/{unit}?periode={PERIOD}"
    yield "unit score", system, f"{base}/api/v1/units/{unit}/scores/{PERIOD}"
    yield "counter score", system, f"{base}/api/v1/counters/{counter}/scores/{PERIOD}"


def _signed_in(base: str, access: dict) -> requests.Session:
    session = requests.Session()
    page = session.get(f"{base}/akun/masuk", timeout=30).text
    token = page.split('name="csrf_token"', 1)[1].split('value="', 1)[1].split('"', 1)[0]
    form = {key: access[key] for key in ("username", "password")} | {"csrf_token": token}
    reply = session.post(f"{base}/akun/masuk", data=form, timeout=30)
    if reply.status_code != 200 or "password" in reply.url:
        raise SystemExit(f"sign-in failed: {reply.status_code} {reply.url}")
    return session


def _environment(folder: Path, name: str) -> dict[str, str]:
    return {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{folder / name}.db",
        "SECRET_KEY": "benchmark-" + "x" * 40,
        "VAR_DIR": str(folder),
    }


def _seeded(folder: Path, name: str) -> dict:
    kept = folder / f"{name}.json"
    if not kept.exists():
        code = (
            "import json; from benchmarks.seeding import many_responses; "
            f"print(json.dumps(many_responses({SIZES[name]})))"
        )
        start = time.perf_counter()
        made = subprocess.run(
            [sys.executable, "-c", code],
            env=_environment(folder, name),
            cwd=ROOT,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        ).stdout
        kept.write_text(made.splitlines()[-1])
        size = (folder / f"{name}.db").stat().st_size // 2**20
        print(f"{name}: made in {time.perf_counter() - start:.0f} s, {size} MiB")
    return json.loads(kept.read_text())


@contextmanager
def _serving(folder: Path, name: str) -> Iterator[None]:
    port = str(PORTS[name])
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--http", "1", "--no-ws"]
    command += ["--port", port, "--blocking-threads", str(THREADS)]
    command += ["--log-level", "error", "wsgi:app"]
    process = subprocess.Popen(command, env=_environment(folder, name), cwd=ROOT)
    try:
        for _ in range(200):
            try:
                requests.get(f"http://127.0.0.1:{port}/healthz", timeout=1)
                break
            except requests.RequestException:
                time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait()


if __name__ == "__main__":
    sys.exit(main())
