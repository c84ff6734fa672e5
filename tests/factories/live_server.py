"""The system as it is run: `flask serve` with its own database, on a free port."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import requests

from config import ROOT

LONGEST_START_S = 60


@dataclass(frozen=True)
class LiveServer:
    """A running system: its address, its process, and the file with what it printed."""

    base_url: str
    process: subprocess.Popen[bytes]
    printed: Path

    def get(self, path: str) -> requests.Response:
        """What it answers, redirects not followed."""
        return requests.get(self.base_url + path, timeout=10, allow_redirects=False)

    def post(self, path: str, data: Mapping[str, str]) -> requests.Response:
        """What it answers to a form, redirects not followed."""
        address = self.base_url + path
        return requests.post(address, data=data, timeout=10, allow_redirects=False)


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(database_url: str, var_dir: Path, *options: str) -> Iterator[LiveServer]:
    """The system serving this database, until the block ends."""
    port, printed = free_port(), var_dir / "printed.txt"
    given = {"SECRET_KEY": "s" * 64, "DATABASE_URL": database_url, "VAR_DIR": str(var_dir)}
    environment = {**os.environ, **given, "PORT": str(port)}
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "serve", *options]
    with printed.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=output, stderr=output, start_new_session=True
        )
    server = LiveServer(f"http://127.0.0.1:{port}", process, printed)
    try:
        _wait_until_it_answers(server)
        yield server
    finally:
        _stop(process)


def _wait_until_it_answers(server: LiveServer) -> None:
    end = time.monotonic() + LONGEST_START_S
    while time.monotonic() < end and server.process.poll() is None:
        try:
            if server.get("/healthz").ok:
                return
        except requests.ConnectionError:
            time.sleep(0.1)
    raise RuntimeError(f"the server did not start: {server.printed.read_text(encoding='utf-8')}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the server, and after it whatever it left running."""
    process.terminate()
    try:
        process.wait(15)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
