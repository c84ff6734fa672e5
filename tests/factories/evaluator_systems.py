"""Evaluators' systems: clients that read the API with real keys."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import clock
from app.access import KeyKind, Scope
from app.services import api_keys, releases, tallies
from app.services.step_ratings import StepRatings


@dataclass(frozen=True)
class System:
    """An evaluator's system: it sends its key with every request."""

    client: FlaskClient
    secret: str

    def get(self, path: str, method: str = "GET", **headers: str) -> TestResponse:
        """Ask for a path under /api/v1; header names are written with underscores."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        sent.setdefault("Authorization", f"Bearer {self.secret}")
        return self.client.open(f"/api/v1{path}", method=method, headers=sent)

    def post(self, path: str, content: object, **headers: str) -> TestResponse:
        """Send a JSON body to a path under /api/v1, or bytes as they are."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        sent.setdefault("Authorization", f"Bearer {self.secret}")
        sent.setdefault("Content-Type", "application/json")
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        return self.client.post(f"/api/v1{path}", data=body, headers=sent)


def a_system(
    client: FlaskClient, scope: Scope, path: str, kind: KeyKind = KeyKind.SCORES
) -> System:
    """A system whose key is for one subtree; keys are checked against the real clock."""
    return System(client, api_keys.issue_key(scope, clock.now(), "Penilai", path, kind=kind).secret)


def let_steps_tell_ratings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let views count answers of one mind, as a close does, to see who else withholds them."""
    for question in ("tell", "tell_more"):
        monkeypatch.setattr(StepRatings, question, lambda *_: False)


def release_answers(scope: Scope, now: datetime) -> None:
    """Count what was sent and let viewers see what may be seen."""
    tallies.rebuild_daily_tallies(scope, now)
    releases.release(scope, now)
