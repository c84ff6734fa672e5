"""The demo: built once, and one number wherever it is read."""

from __future__ import annotations

import csv
import io
import json
import stat
from collections.abc import Iterable
from dataclasses import asdict
from fractions import Fraction
from pathlib import Path

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask

from app.access import Role
from app.clock import Period
from app.database import db
from app.errors import Conflict
from app.models.responses import Channel, Response
from app.queries import organisation, responses
from app.services import demo, scores
from app.services import organisation as changes
from app.services.demo import REAL_SHEETS, build_demo, demo_addresses, fresh_ticket, read_access
from app.services.file_index import index_of_file
from tests.conftest import REFERENCE_DATA
from tests.factories.sheets import a_file, sheets

DAYS = ("2021-01-04", "2022-03-31")
FEW = a_file(*sheets(12, day=DAYS[0], loket="A"), *sheets(6, day=DAYS[1], loket="B"))


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Where the access to the demo is kept."""
    return tmp_path / "var" / "demo.json"


@pytest.fixture
def few_sheets(tmp_path: Path) -> Path:
    """A small file in the place of the real one."""
    path = tmp_path / REAL_SHEETS
    path.write_bytes(FEW)
    return path


def index_by_hand(content: bytes, keys: Iterable[str], years: tuple[str, ...]) -> Fraction:
    """The index of a file by plain sums over its cells, with none of the product's code."""
    rows = [r for r in csv.DictReader(io.StringIO(content.decode())) if r["tanggal"][:4] in years]
    answered = [[int(row[key]) for row in rows if row[key]] for key in keys]
    return sum(Fraction(sum(values), len(values)) for values in answered) / 9 * 25


def sheets_taken_in() -> list[Response]:
    """The answers on paper; the made-up units beside them have none."""
    on_paper = Response.channel == Channel.PAPER
    return list(db.session.scalars(sa.select(Response).where(on_paper)))


def test_it_says_how_to_get_in_and_keeps_that_for_its_owner(
    app: Flask, scope, now, kept: Path, few_sheets: Path
) -> None:
    access = build_demo(scope, now, kept, few_sheets)

    assert read_access(kept) == access
    assert set(access.sign_ins) == {role.value for role in Role}
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert len({sign_in["password"] for sign_in in access.sign_ins.values()}) == len(Role)


def test_built_again_it_changes_nothing(
    app: Flask, scope, now, kept: Path, few_sheets: Path
) -> None:
    first = build_demo(scope, now, kept, few_sheets)
    before = responses.count()

    assert build_demo(scope, now, kept, few_sheets) == first
    assert responses.count() == before
    assert len(sheets_taken_in()) == 18


def test_a_database_of_another_agency_is_left_alone(
    app: Flask, scope, now, kept: Path, few_sheets: Path
) -> None:
    changes.create_agency(scope, now, "Kabupaten Sungguhan")

    with pytest.raises(Conflict, match="Kabupaten Sungguhan"):
        build_demo(scope, now, kept, few_sheets)
    assert not kept.exists()


def test_a_demo_whose_access_was_lost_says_what_to_do(
    app: Flask, scope, now, kept: Path, few_sheets: Path
) -> None:
    build_demo(scope, now, kept, few_sheets)
    kept.unlink()

    with pytest.raises(Conflict, match=r"demo\.json hilang"):
        build_demo(scope, now, kept, few_sheets)


def test_without_the_real_sheets_it_is_a_simulation_and_says_so(
    app: Flask, scope, now, kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "simulated_sheets", lambda: FEW)

    build_demo(scope, now, kept, tmp_path / "nowhere.csv")

    agency = organisation.first_agency()
    assert (agency.is_demo, agency.is_simulation) == (True, True)


def test_addresses_name_the_busiest_counter_first(
    app: Flask, scope, now, kept: Path, few_sheets: Path
) -> None:
    access = build_demo(scope, now, kept, few_sheets)

    shown = demo_addresses(scope, access, "http://127.0.0.1:8000")

    assert len(shown["survey_urls"]) == 2
    path = shown["survey_urls"][0].removeprefix("http://127.0.0.1:8000")
    assert "<h1>A</h1>" in app.test_client().get(path).get_data(as_text=True)
    assert organisation.counter(scope, access.counter_id).name == "A"
    assert json.loads(json.dumps(shown)) == shown
    assert shown.items() >= asdict(access).items()


def test_pulse_kiosk_and_a_ticket_can_be_opened_by_a_stranger(
    app: Flask, scope, now, kept: Path, few_sheets: Path
) -> None:
    access = build_demo(scope, now, kept, few_sheets)
    shown = demo_addresses(scope, access, "")
    ticket = fresh_ticket(scope, now, access, "")

    with time_machine.travel(now):
        replies = [
            app.test_client().get(path) for path in (shown["pulse_url"], shown["kiosk_url"], ticket)
        ]

    assert [reply.status_code for reply in replies] == [200, 200, 200]
    assert all("(simulasi)" in reply.get_data(as_text=True) for reply in replies)


def test_a_demo_of_before_the_made_up_units_is_still_read(
    app: Flask, scope, now, kept: Path, few_sheets: Path
) -> None:
    build_demo(scope, now, kept, few_sheets)
    known = ("unit_id", "counter_id", "sign_ins", "api_key")
    before = {name: json.loads(kept.read_text())[name] for name in known}
    kept.write_text(json.dumps(before))

    access = read_access(kept)

    assert fresh_ticket(scope, now, access, "") == ""
    assert "kiosk_url" not in demo_addresses(scope, access, "")


def test_one_number_wherever_it_is_read(
    app: Flask, scope, now, kept: Path, few_sheets: Path
) -> None:
    access = build_demo(scope, now, kept, few_sheets)

    assert agreed_index(app, scope, now, access, few_sheets, "2021") == 100


@pytest.mark.reference_data
def test_one_number_wherever_it_is_read_on_the_real_sheets(
    app: Flask, scope, now, kept: Path
) -> None:
    sheets_file = REFERENCE_DATA / REAL_SHEETS
    access = build_demo(scope, now, kept, sheets_file)

    assert not organisation.first_agency().is_simulation
    assert len(sheets_taken_in()) == 2380
    for year in ("2021", "2022"):
        assert agreed_index(app, scope, now, access, sheets_file, year) > 90


def agreed_index(app: Flask, scope, now, access, file: Path, year: str) -> Fraction:
    """The index by hand, after making sure that service, file and API say the same."""
    keys = [e.key for e in index_of_file(file.read_bytes(), file.name).elements]
    by_hand = index_by_hand(file.read_bytes(), keys, (year,))
    score = scores.unit_score(scope, access.unit_id, Period.parse(year))
    assert score.result.index == by_hand
    with time_machine.travel(now):
        reply = app.test_client().get(
            f"/api/v1/units/{access.unit_id}/scores/{year}",
            headers={"Authorization": f"Bearer {access.api_key}"},
        )
    assert reply.status_code == 200
    assert _rounded(by_hand) in reply.get_data(as_text=True)
    return by_hand


def _rounded(index: Fraction) -> str:
    hundredths = (index * 200 + 1) // 2
    return f"{hundredths // 100}.{hundredths % 100:02}"
