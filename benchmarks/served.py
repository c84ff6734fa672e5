"""A system of its own to measure on, as it is run: `flask serve` on loopback."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from app.services.scoring_rules import USUAL_INSTRUMENT

ROOT = Path(__file__).resolve().parents[1]
LONGEST_START_S = 120


class Served:
    """A server with an open counter, which can be killed and started again on its database."""

    def __init__(self, folder: Path, instrument: str) -> None:
        """Make the database; `start` serves it."""
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.database = folder / "served.db"
        self._environment: Mapping[str, str] = {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{self.database}",
            "SECRET_KEY": "benchmark-" + "x" * 40,
            "VAR_DIR": str(folder),
            "PORT": str(self.port),
        }
        seed = (
            "from benchmarks.seeding import an_open_counter\n"
            f"print(an_open_counter({instrument!r})[0])"
        )
        self.form = f"{self.address}/s/{self._run(sys.executable, '-c', seed).split()[-1]}"

    @property
    def pid(self) -> int:
        """The process that all others of the server come from."""
        return self._process.pid

    def flask(self, *words: str) -> str:
        """What one of our commands prints."""
        return self._run(_flask(), "--app", "wsgi", *words)

    def start(self) -> None:
        """Serve, and wait for the first answer."""
        self._process = subprocess.Popen(
            [_flask(), "--app", "wsgi", "serve"],
            env=self._environment,
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        _wait_for(f"{self.address}/healthz")

    def kill(self) -> None:
        """End it at once, with all its processes."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def _run(self, *words: str) -> str:
        done = subprocess.run(
            words, env=self._environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
        )
        return done.stdout


@contextmanager
def served(folder: Path, instrument: str = USUAL_INSTRUMENT) -> Iterator[Served]:
    """A running system until the block ends."""
    made = Served(folder, instrument)
    made.start()
    try:
        yield made
    finally:
        made.kill()


def free_port() -> int:
    """A port of loopback that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _flask() -> str:
    return str(Path(sys.executable).with_name("flask"))


def _wait_for(address: str) -> None:
    for _ in range(LONGEST_START_S * 2):
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
        else:
            return
    raise RuntimeError(f"Nothing answers at {address}.")
