"""The demo's index is one number: on the dashboard, in the API, by `flask index`, and by hand.

The whole way is real: the demo is built and served as `make run` does it, a manager signs in over
HTTP, an evaluator's system asks with its key, and the hand uses nothing but the sheets.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
import requests
from click.testing import CliRunner

from app.access import job_scope
from app.cli.index import index
from app.clock import now
from app.database import db
from app.factory import create_app
from app.services.demo import REAL_SHEETS, build_demo
from app.services.demo_simulation import simulated_sheets
from survey_forms import catalogue
from tests.conftest import REFERENCE_DATA
from tests.factories.databases import migrate, settings_for
from tests.factories.live_server import LiveServer, serving

YEAR = "2021"
KEYS = catalogue.find("skm-2017").list_order


class Demo:
    """A demo that is being served, with the sheets it was made of."""

    def __init__(self, server: LiveServer, access: dict, sheets: Path) -> None:
        self.base, self.access, self.sheets = server.base_url, access, sheets

    def by_hand(self) -> str:
        """25 times the mean of the element means over the sheets of the year, half-up."""
        rows = csv.DictReader(io.StringIO(self.sheets.read_text(encoding="utf-8")))
        sheets = [row for row in rows if row["tanggal"].startswith(YEAR)]
        means = []
        for key in KEYS:
            given = [int(row[key]) for row in sheets if row[key].strip()]
            means.append(Fraction(sum(given), len(given)))
        hundredths = 25 * sum(means) / len(KEYS) * 100
        whole = (2 * hundredths.numerator + hundredths.denominator) // (2 * hundredths.denominator)
        return f"{whole // 100}.{whole % 100:02}"

    def by_file(self) -> str:
        """What `flask index` prints for the same rows."""
        options = ["--date-column", "tanggal", "--period", YEAR, "--json"]
        return json.loads(CliRunner().invoke(index, [str(self.sheets), *options]).stdout)["index"]

    def by_api(self) -> str:
        """What an evaluator's system gets."""
        address = f"{self.base}/api/v1/units/{self.access['unit_id']}/scores/{YEAR}"
        header = {"Authorization": f"Bearer {self.access['api_key']}"}
        return requests.get(address, headers=header, timeout=20).json()["value"]["index"]

    def by_dashboard(self) -> str:
        """What the manager reads, with a decimal comma."""
        with requests.Session() as person:
            page = person.get(f"{self.base}/akun/masuk", timeout=20).text
            token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
            assert token
            form = {**self.access["sign_ins"]["manager"], "csrf_token": token[1]}
            person.post(f"{self.base}/akun/masuk", data=form, timeout=20)
            unit = f"{self.base}/dasbor/unit/{self.access['unit_id']}"
            shown = person.get(unit, params={"periode": YEAR}, timeout=20).text
        found = re.search(r"\b(\d{2,3},\d{2})\b", re.sub(r"<[^>]+>", " ", shown))
        assert found
        return found[1].replace(",", ".")


@pytest.fixture(params=["simulation", pytest.param("real", marks=pytest.mark.reference_data)])
def demo(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Demo]:
    """The demo from the real sheets, and from the simulation."""
    sheets = REFERENCE_DATA / REAL_SHEETS
    if request.param == "simulation":
        sheets = tmp_path / "simulated.csv"
        sheets.write_bytes(simulated_sheets())
    url = f"sqlite:///{tmp_path}/demo.db"
    migrate(url, tmp_path)
    app = create_app(settings_for(url, tmp_path))
    with app.app_context():
        build_demo(job_scope("test"), now(), tmp_path / "demo.json", sheets)
        db.session.remove()
        db.engine.dispose()
    with serving(url, tmp_path) as running:
        yield Demo(running, json.loads((tmp_path / "demo.json").read_text()), sheets)


@pytest.mark.browser
def test_the_index_is_the_same_to_the_last_digit_everywhere(demo: Demo) -> None:
    by_hand = demo.by_hand()
    assert (demo.by_file(), demo.by_api(), demo.by_dashboard()) == (by_hand,) * 3
