"""Files that are kept for a while: for this account only, and removed when their time is over."""

from __future__ import annotations

import os
import stat
from datetime import datetime, timedelta
from pathlib import Path

from app.services.kept_files import private_folder, sweep

HOUR = timedelta(hours=1)


def test_a_folder_is_made_once_and_for_this_account_only(tmp_path: Path) -> None:
    made = private_folder(tmp_path / "var", "uploads")

    assert stat.S_IMODE(made.stat().st_mode) == 0o700
    assert private_folder(tmp_path / "var", "uploads") == made


def test_files_go_when_their_time_is_over_and_not_before(tmp_path: Path, now: datetime) -> None:
    for name, age in (("old", 2 * HOUR), ("young", HOUR / 2)):
        kept = (now - age).timestamp()
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (kept, kept))

    assert sweep(tmp_path, now, HOUR) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["young"]


def test_a_file_that_another_worker_removed_does_no_harm(tmp_path: Path, now: datetime) -> None:
    (tmp_path / "gone").symlink_to(tmp_path / "removed")

    assert sweep(tmp_path, now, HOUR) == 0
