"""What the admin templates about API keys show."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import Flask

from app.access import EVERYWHERE, Scope
from app.services import api_keys
from app.web.admin.key_pages import key_rows


def test_each_key_tells_its_state(app: Flask, scope: Scope, now: datetime) -> None:
    usable = api_keys.issue_key(scope, now, "A", EVERYWHERE).key
    short = api_keys.issue_key(scope, now, "B", EVERYWHERE, days=1).key
    revoked = api_keys.issue_key(scope, now, "C", EVERYWHERE).key
    api_keys.revoke_key(scope, now, revoked.id)
    today = api_keys.day_of(now) + timedelta(days=2)

    with app.test_request_context():
        rows = key_rows([usable, short, revoked], {EVERYWHERE: "Semua"}, today)

    assert [row.state for row in rows] == ["usable", "expired", "revoked"]
    assert [bool(row.revoke_href) for row in rows] == [True, True, False]
    assert rows[0].place == "Semua"
