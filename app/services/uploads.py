"""Files between their upload and their confirmation: kept for an hour, for one person only."""

from __future__ import annotations

import json
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from app.access import unaudited
from app.errors import NotFound
from app.services.kept_files import private_folder, sweep

FOLDER = "uploads"
KEPT_FOR = timedelta(hours=1)
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True)
class Upload:
    """A file that somebody sent and has not yet confirmed."""

    token: str
    filename: str
    unit_id: int
    content: bytes


@unaudited("keeps a file for a preview; nothing of it is stored as an answer")
def keep_upload(
    var_dir: Path, now: datetime, owner: str, unit_id: int, filename: str, content: bytes
) -> str:
    """Keep a file under 256 random bits, readable by this system's account only."""
    folder = private_folder(var_dir, FOLDER)
    sweep_uploads(var_dir, now)
    token = secrets.token_urlsafe(32)
    head = {"owner": owner, "unit_id": unit_id, "filename": filename}
    unfinished = folder / f"{token}.part"
    with os.fdopen(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        file.write(json.dumps(head).encode() + b"\n" + content)
    os.utime(unfinished, (now.timestamp(), now.timestamp()))
    unfinished.rename(folder / token)
    return token


def read_upload(var_dir: Path, now: datetime, owner: str, token: str) -> Upload:
    """The file of a token; NotFound when it is gone, too old, or somebody else's."""
    sweep_uploads(var_dir, now)
    path = _path(var_dir, token)
    try:
        head, _, content = path.read_bytes().partition(b"\n")
    except FileNotFoundError as gone:
        raise _gone() from gone
    kept = json.loads(head)
    if kept["owner"] != owner:
        raise _gone()
    return Upload(token, kept["filename"], kept["unit_id"], content)


@contextmanager
def claimed(var_dir: Path, token: str) -> Iterator[None]:
    """Hold a file while it is used: nobody else finds it, and it is removed in the end.

    When using it fails it is put back, so that it can be tried again.
    """
    path = _path(var_dir, token)
    held = path.with_suffix(".held")
    try:
        path.rename(held)
    except FileNotFoundError as gone:
        raise _gone() from gone
    try:
        yield
    except BaseException:
        held.rename(path)
        raise
    held.unlink(missing_ok=True)


@unaudited("removes what was kept for a preview")
def discard_upload(var_dir: Path, token: str) -> None:
    """Remove the file of a token; nothing happens when it is gone already."""
    _path(var_dir, token).unlink(missing_ok=True)


@unaudited("removes what was kept for a preview")
def sweep_uploads(var_dir: Path, now: datetime) -> int:
    """Remove every file that was kept for an hour; returns how many."""
    return sweep(private_folder(var_dir, FOLDER), now, KEPT_FOR)


def _path(var_dir: Path, token: str) -> Path:
    """Where a token's file is; a token is letters and digits, so it cannot name another folder."""
    if not _TOKEN.fullmatch(token):
        raise _gone()
    return private_folder(var_dir, FOLDER) / token


def _gone() -> NotFound:
    return NotFound("Berkas ini sudah tidak ada. Unggah lagi dari halaman Impor.")
