"""A PDF is made once for equal orders, in a process of its own, and says how far it is."""

from __future__ import annotations

import dataclasses
import fcntl
import os
import stat
import time
from datetime import timedelta

import pypdfium2
import pytest

from app.documents.poster import Kind, Poster
from app.documents.print_run import TURN, PrintOrder
from app.services import prints
from app.services.prints import PrintState

POSTER = Poster(
    agency="Kabupaten Contoh",
    unit="Dinas",
    counter="Loket 1",
    link="https://skm.example.go.id/s/7K2M9QX4",
    short_address="skm.example.go.id/s/7K2M9QX4",
)
ORDER = PrintOrder(Kind.LANYARD, (POSTER,) * 5)


def ended(var_dir, order=ORDER):
    """The progress once nothing runs any more."""
    for _ in range(1200):
        progress = prints.print_progress(var_dir, order)
        if progress.state is not PrintState.RUNNING:
            return progress
        time.sleep(0.05)
    raise AssertionError("still running after a minute")


@pytest.fixture
def turn(tmp_path):
    """Somebody else's PDF is being made."""
    (tmp_path / "prints").mkdir()
    with (tmp_path / "prints" / TURN).open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield held


def test_an_ordered_pdf_becomes_ready(tmp_path):
    assert prints.print_progress(tmp_path, ORDER).state is PrintState.NOT_ORDERED
    prints.start_print(tmp_path, ORDER)
    assert ended(tmp_path) == prints.PrintProgress(PrintState.READY, 5, 5)
    assert len(pypdfium2.PdfDocument(prints.read_print(tmp_path, ORDER))) == 2


def test_the_one_who_asks_does_not_wait_for_it(tmp_path, turn):
    prints.start_print(tmp_path, ORDER)
    assert prints.print_progress(tmp_path, ORDER).state is PrintState.RUNNING
    assert prints.read_print(tmp_path, ORDER) is None
    fcntl.flock(turn, fcntl.LOCK_UN)
    assert ended(tmp_path).state is PrintState.READY


def test_a_second_order_joins_the_first(tmp_path, turn, monkeypatch):
    started = []
    start = prints.subprocess.Popen

    def counted(*given, **named):
        started.append(start(*given, **named))
        return started[-1]

    monkeypatch.setattr(prints.subprocess, "Popen", counted)
    prints.start_print(tmp_path, ORDER)
    prints.start_print(tmp_path, ORDER)
    fcntl.flock(turn, fcntl.LOCK_UN)
    assert ended(tmp_path).state is PrintState.READY
    prints.start_print(tmp_path, ORDER)
    assert len(started) == 1


def test_a_making_that_was_killed_is_said_and_can_be_started_again(tmp_path, turn, monkeypatch):
    started = []
    start = prints.subprocess.Popen
    monkeypatch.setattr(
        prints.subprocess, "Popen", lambda *a, **k: started.append(start(*a, **k)) or started[-1]
    )
    prints.start_print(tmp_path, ORDER)
    started[0].kill()
    started[0].wait()
    assert prints.print_progress(tmp_path, ORDER).state is PrintState.FAILED
    fcntl.flock(turn, fcntl.LOCK_UN)
    prints.start_print(tmp_path, ORDER)
    assert ended(tmp_path).state is PrintState.READY


@pytest.mark.parametrize(
    "changed",
    [
        dataclasses.replace(ORDER, kind=Kind.TENT),
        dataclasses.replace(ORDER, logo=b"png"),
        dataclasses.replace(ORDER, posters=(dataclasses.replace(POSTER, counter="Loket 2"),) * 5),
        dataclasses.replace(
            ORDER, posters=(dataclasses.replace(POSTER, link="https://x/s/2"),) * 5
        ),
    ],
)
def test_whatever_is_printed_otherwise_is_another_file(tmp_path, changed):
    prints.start_print(tmp_path, ORDER)
    assert ended(tmp_path).state is PrintState.READY
    assert prints.print_progress(tmp_path, changed).state is PrintState.NOT_ORDERED


def test_files_are_readable_by_this_systems_account_only(tmp_path):
    prints.start_print(tmp_path, ORDER)
    ended(tmp_path)
    for path in (tmp_path / "prints").iterdir():
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0
    assert stat.S_IMODE((tmp_path / "prints").stat().st_mode) == 0o700


def test_files_are_swept_after_a_day(tmp_path, now):
    prints.start_print(tmp_path, ORDER)
    ended(tmp_path)
    for path in (tmp_path / "prints").iterdir():
        os.utime(path, (now.timestamp(), now.timestamp()))
    assert prints.sweep_prints(tmp_path, now + timedelta(hours=23)) == 0
    assert prints.read_print(tmp_path, ORDER)
    assert prints.sweep_prints(tmp_path, now + timedelta(hours=25)) > 0
    assert prints.read_print(tmp_path, ORDER) is None
