"""The frozen content of a score: its hash and numbers can be checked by the guide alone."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from app.access import Actor, Grant, Role, Scope
from app.clock import Period
from app.database import db
from app.errors import NotFound
from app.models.audit import AuditEvent
from app.services import scores
from app.services.frozen_contents import export_frozen
from app.services.publications import close_period
from app.services.releases import release
from app.services.tallies import rebuild_daily_tallies
from app.web.evaluator.score_replies import score_reply
from tests.factories.organisation import Office, an_office
from tests.factories.responses import stored_rows

MAY = Period.parse("2026-05")
GUIDE = Path(__file__).parents[3] / "docs" / "verifying.md"
# Sheets with a gap and with ratings that go together, at 6 sheets so that the t quantile counts.
SHEETS = [
    (4, 3, 2, 1, None, 4, 3, 2, 1),
    (4,) * 9,
    (2, 2, 3, 2, 2, 2, 4, 2, 2),
    (3,) * 9,
    (4,) * 9,
    (1, *(2,) * 8),
]


@pytest.fixture
def office(app: Flask, scope, now) -> Office:
    """An office with a closed May, of which a second version came."""
    made = an_office(scope, now, services=1)
    for times in (1, 2):
        stored_rows(made, SHEETS * times, day=date(2026, 5, 20))
        rebuild_daily_tallies(scope, now)
        release(scope, now)
        close_period(scope, now, made.unit.id, MAY)
    return made


@pytest.fixture
def verify(tmp_path: Path):
    """Runs the guide's own script, in a Python that has none of our packages, on a content."""
    (script,) = re.findall(r"```python\n(.*?)```", GUIDE.read_text(), re.DOTALL)

    def run(content: bytes) -> list[str]:
        path = tmp_path / "frozen.json"
        path.write_bytes(content)
        command = [sys.executable, "-I", "-S", "-c", script, str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        return done.stdout.splitlines()

    return run


@pytest.mark.parametrize("version", [1, 2])
def test_a_stranger_computes_hash_and_score_again(
    version: int, verify, office: Office, scope, now
) -> None:
    content = export_frozen(scope, now, office.unit.id, MAY, version).content.encode()

    reply = score_reply(scores.unit_score(scope, office.unit.id, MAY, version=version))
    value = reply.value
    assert value is not None
    assert verify(content) == [
        reply.sha256,
        f"{reply.instrument} n {reply.n} index {value.index} {value.grade} "
        f"interval {' '.join(value.interval_95)}",
        f"exact {reply.exact.index}",
    ]


def test_a_changed_digit_changes_the_hash(verify, office: Office, scope, now) -> None:
    frozen = export_frozen(scope, now, office.unit.id, MAY)

    changed = frozen.content.replace('"flagged":false', '"flagged":true', 1).encode()
    assert verify(changed)[0] == hashlib.sha256(changed).hexdigest() != frozen.sha256


def test_the_newest_is_given_and_noted(office: Office, scope, now) -> None:
    frozen = export_frozen(scope, now, office.unit.id, MAY)

    event = db.session.scalars(sa.select(AuditEvent).order_by(AuditEvent.id.desc())).first()
    assert frozen.version == 2
    assert (event.verb, event.subject) == ("export_frozen", f"unit {office.unit.id} 2026-05")
    assert event.details == {"version": 2, "sha256": frozen.sha256}


@pytest.mark.parametrize(("period", "version"), [("2026-05", 3), ("2026-04", None)])
def test_what_was_never_closed_is_said(
    period: str, version: int | None, office: Office, scope, now
) -> None:
    with pytest.raises(NotFound) as refused:
        export_frozen(scope, now, office.unit.id, Period.parse(period), version)

    assert ("1, 2" if version else "-") in refused.value.message


@pytest.mark.parametrize("role", [Role.EVALUATOR, Role.MANAGER, Role.INSPECTORATE])
def test_who_may_not_close_does_not_get_small_groups(role: Role, office: Office, now) -> None:
    reader = Scope(Actor("person", "pembaca"), (Grant(role, office.unit.path),))

    with pytest.raises(NotFound):
        export_frozen(reader, now, office.unit.id, MAY)
