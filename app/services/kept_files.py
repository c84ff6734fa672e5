"""Files that are kept for a while beside the database: uploads that wait, prints that are ready."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from app.access import unaudited


def private_folder(var_dir: Path, name: str) -> Path:
    """The folder of this name, made where it is missing; for this system's account only."""
    folder = var_dir / name
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


@unaudited("removes files that were kept for a while only")
def sweep(folder: Path, now: datetime, kept_for: timedelta) -> int:
    """Remove every file of a folder that was kept that long; returns how many."""
    oldest = (now - kept_for).timestamp()
    removed = 0
    for path in folder.iterdir():
        # Another worker may have removed it meanwhile.
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < oldest:
                path.unlink()
                removed += 1
    return removed
