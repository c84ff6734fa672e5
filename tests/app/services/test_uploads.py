"""Files between upload and confirmation: for one person, for an hour, and gone afterwards."""

from __future__ import annotations

import stat
from datetime import timedelta

import pytest

from app.errors import NotFound
from app.services import uploads


@pytest.fixture
def token(tmp_path, now):
    return uploads.keep_upload(tmp_path, now, "rekan", 7, "lembar maret.csv", b"a\nb\x00\n")


def test_a_file_comes_back_as_it_was_sent(tmp_path, now, token):
    upload = uploads.read_upload(tmp_path, now, "rekan", token)
    assert (upload.filename, upload.unit_id) == ("lembar maret.csv", 7)
    assert upload.content == b"a\nb\x00\n"


def test_only_this_systems_account_may_read_it(tmp_path, token):
    path = tmp_path / "uploads" / token
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_tokens_cannot_be_guessed(tmp_path, now):
    tokens = {uploads.keep_upload(tmp_path, now, "rekan", 7, "a", b"") for _ in range(50)}
    assert len(tokens) == 50
    assert {len(token) for token in tokens} == {43}  # 256 bits


def test_another_person_does_not_get_it(tmp_path, now, token):
    with pytest.raises(NotFound):
        uploads.read_upload(tmp_path, now, "bendahara", token)


@pytest.mark.parametrize("token", ["", "a" * 43, "../secret-key", "..%2Fsecret-key", "a/b"])
def test_other_files_are_not_reached(tmp_path, now, token):
    (tmp_path / "secret-key").write_text("x")
    with pytest.raises(NotFound):
        uploads.read_upload(tmp_path, now, "rekan", token)


def test_it_is_gone_after_an_hour(tmp_path, now, token):
    late = now + timedelta(minutes=59)
    assert uploads.read_upload(tmp_path, late, "rekan", token)
    with pytest.raises(NotFound):
        uploads.read_upload(tmp_path, now + timedelta(minutes=61), "rekan", token)
    assert list((tmp_path / "uploads").iterdir()) == []


def test_it_can_be_discarded_twice(tmp_path, now, token):
    uploads.discard_upload(tmp_path, token)
    uploads.discard_upload(tmp_path, token)
    with pytest.raises(NotFound):
        uploads.read_upload(tmp_path, now, "rekan", token)


def test_what_is_claimed_is_found_by_nobody_else_and_removed(tmp_path, now, token):
    with uploads.claimed(tmp_path, token):
        with pytest.raises(NotFound), uploads.claimed(tmp_path, token):
            pass
        with pytest.raises(NotFound):
            uploads.read_upload(tmp_path, now, "rekan", token)
    assert list((tmp_path / "uploads").iterdir()) == []


def test_what_is_claimed_in_vain_is_put_back(tmp_path, now, token):
    with pytest.raises(RuntimeError), uploads.claimed(tmp_path, token):
        raise RuntimeError("refused")
    assert uploads.read_upload(tmp_path, now, "rekan", token)
