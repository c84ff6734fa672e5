"""Server CPU per completed response, held against a bare Flask application in the same run.

    python benchmarks/cpu_per_response.py [--runs 5] [--seconds 8]

Both are served by granian as `flask serve` does it, on SQLite with synchronous=FULL; runs
alternate and the medians are compared. The bar is 1.3 (decisions 26). Needs the check scripts
(TOOLS, default ../shared/tools).
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from app.cli.serve import THREADS

ROOT = Path(__file__).resolve().parents[1]
TOOLS = Path(os.environ.get("TOOLS", ROOT.parent / "shared" / "tools"))
BIN = Path(sys.executable).parent
BAR = 1.3


def main() -> int:
    """Print each run and the ratio; 0 when the bar holds."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--runs", type=int, default=5)
    given.add_argument("--seconds", type=float, default=8)
    options = given.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        results = _alternate(Path(folder), options.runs, options.seconds)
    medians = {name: statistics.median(values) for name, values in results.items()}
    ratio = medians["product"] / medians["yardstick"]
    print(json.dumps({"cpu_ms_median": medians, "ratio": round(ratio, 3), "bar": BAR}))
    return 0 if ratio <= BAR else 1


def _alternate(folder: Path, runs: int, seconds: float) -> dict[str, list[float]]:
    code, size = _prepare_product(folder)
    _prepare_yardstick(folder, size)
    results: dict[str, list[float]] = {"product": [], "yardstick": []}
    for run in range(runs):
        for name, path in (("product", f"/s/{code}"), ("yardstick", "/s/ABCDEFGH")):
            result = _measure(name, path, folder, size, seconds)
            results[name].append(result["server_cpu_ms_each"])
            print(
                f"run {run + 1} {name}: {result['server_cpu_ms_each']} ms CPU a response, "
                f"{result['per_s']}/s, p99 {result['cycle_ms']['p99']} ms, "
                f"{result['errors'] or 'ok'}"
            )
    return results


def _environment(name: str, folder: Path, size: int = 0) -> dict[str, str]:
    return {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{folder / name}.db",
        "SECRET_KEY": "benchmark-" + "x" * 40,
        "VAR_DIR": str(folder),
        "PAGE_BYTES": str(size),
        "PYTHONPATH": str(ROOT),
    }


def _python(name: str, folder: Path, code: str, size: int = 0) -> str:
    return subprocess.run(
        [sys.executable, "-c", code],
        env=_environment(name, folder, size),
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    ).stdout


def _prepare_product(folder: Path) -> tuple[str, int]:
    made = _python(
        "product",
        folder,
        "from benchmarks.seeding import an_open_counter; print(*an_open_counter())",
    )
    code, size = made.split()[-2:]
    return code, int(size)


def _prepare_yardstick(folder: Path, size: int) -> None:
    _python("yardstick", folder, "from benchmarks.yardstick import prepare; prepare()", size)


def _measure(name: str, path: str, folder: Path, size: int, seconds: float) -> dict:
    target = {"product": "wsgi:app", "yardstick": "benchmarks.yardstick:app"}[name]
    port = {"product": 8191, "yardstick": 8192}[name]
    server = [str(BIN / "granian"), "--interface", "wsgi", "--port", str(port), "--no-ws"]
    server += ["--blocking-threads", str(THREADS), "--http", "1", "--log-level", "error", target]
    process = subprocess.Popen(server, env=_environment(name, folder, size), cwd=ROOT)
    try:
        _wait(f"http://127.0.0.1:{port}{path}")
        client = [sys.executable, str(TOOLS / "load.py"), f"http://127.0.0.1:{port}{path}"]
        client += [
            "-c",
            "8",
            "-d",
            str(seconds),
            "--cpu",
            f"granian.*{port}|{_children(process.pid)}",
        ]
        printed = subprocess.run(client, check=True, capture_output=True, text=True).stdout
        return json.loads(printed.splitlines()[-1])
    finally:
        process.terminate()
        process.wait()


def _children(pid: int) -> str:
    """A pattern that no other process's command line matches; the worker names its parent."""
    return f"multiprocessing.*parent_pid={pid}|pipe_handle.*{pid}"


def _wait(url: str) -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(url, timeout=1).read()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"no answer from {url}")


if __name__ == "__main__":
    sys.exit(main())
