"""PDFs for many counters: ordered once, made beside the server, kept for a day.

A file is kept under the hash of what is on it, so whoever asks for the same joins the making
that runs, and a changed name or code never gets yesterday's file.
"""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from pathlib import Path

from app.access import unaudited
from app.documents.print_run import PrintOrder
from app.services.kept_files import private_folder, sweep

FOLDER = "prints"
KEPT_FOR = timedelta(days=1)
CODE_ROOT = Path(__file__).resolve().parents[2]


class PrintState(Enum):
    """How far a PDF is."""

    NOT_ORDERED = auto()
    RUNNING = auto()
    READY = auto()
    FAILED = auto()


@dataclass(frozen=True)
class PrintProgress:
    """How far a PDF is, with the number of codes drawn and asked for."""

    state: PrintState
    drawn: int
    total: int


@unaudited("draws what the reader may see; nothing is stored but a file that is swept")
def start_print(var_dir: Path, order: PrintOrder) -> None:
    """See to it that the PDF of the order is being made or is there; asked twice, made once."""
    path = _path(var_dir, order)
    # The lock goes over to the process that makes it and ends with it, however that ends.
    held = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        if _is_running(held) or path.with_suffix(".pdf").exists():
            return
        path.with_suffix(".progress").unlink(missing_ok=True)
        path.write_text(order.to_json(), encoding="utf-8")
        making = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "app.documents.print_run", str(path)],
            cwd=CODE_ROOT,
            pass_fds=(held,),
            stdin=subprocess.DEVNULL,
        )
        # Somebody has to take note of its end, or the system keeps its name for ever.
        threading.Thread(target=making.wait, daemon=True).start()
    finally:
        os.close(held)


def print_progress(var_dir: Path, order: PrintOrder) -> PrintProgress:
    """How far the PDF of the order is."""
    path, total = _path(var_dir, order), len(order.posters)
    if path.with_suffix(".pdf").exists():
        return PrintProgress(PrintState.READY, total, total)
    try:
        held = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return PrintProgress(PrintState.NOT_ORDERED, 0, total)
    try:
        if _is_running(held):
            return PrintProgress(PrintState.RUNNING, _drawn(path), total)
    finally:
        os.close(held)
    # It may have become ready between the two looks.
    is_ready = path.with_suffix(".pdf").exists()
    state = PrintState.READY if is_ready else PrintState.FAILED
    return PrintProgress(state, total if is_ready else 0, total)


def read_print(var_dir: Path, order: PrintOrder) -> bytes | None:
    """The PDF of the order, or None while it is not there."""
    try:
        return _path(var_dir, order).with_suffix(".pdf").read_bytes()
    except FileNotFoundError:
        return None


@unaudited("removes files that can be made again")
def sweep_prints(var_dir: Path, now: datetime) -> int:
    """Remove every file that was kept for a day; returns how many."""
    return sweep(private_folder(var_dir, FOLDER), now, KEPT_FOR)


def _is_running(held: int) -> bool:
    """Whether another process holds the order; else it is held by this descriptor from now on."""
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    return False


def _drawn(path: Path) -> int:
    with suppress(FileNotFoundError):
        said = path.with_suffix(".progress").read_text(encoding="ascii")
        return int(said) if said else 0
    return 0


def _path(var_dir: Path, order: PrintOrder) -> Path:
    return private_folder(var_dir, FOLDER) / f"{order.key}.json"
