"""The system as it is run, and a browser in front of it."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from app.access import job_scope
from app.clock import now
from app.database import db
from app.factory import create_app
from app.services import collection, devices
from tests.factories.cut_network import CutNetwork, network_to
from tests.factories.databases import migrate, settings_for
from tests.factories.live_server import LiveServer, serving
from tests.factories.organisation import Office, an_office

CHROMIUM = "/usr/bin/chromium"
NARROW, PHONE = {"width": 320, "height": 640}, {"width": 360, "height": 740}


@pytest.fixture(scope="session")
def addresses() -> dict[str, str]:
    """Pages by what stands on them; filled in as the system is set up."""
    return {"home": "/", "not found": "/nowhere", "unknown code": "/s/00000000"}


@pytest.fixture(scope="session")
def server(addresses: dict[str, str]) -> Iterator[LiveServer]:
    """The running system with an open office, a closed one and a revoked code."""
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/journeys.db"
        migrate(url, Path(folder))
        app = create_app(settings_for(url, Path(folder)))
        with app.app_context():
            addresses |= _offices()
            db.session.remove()
            db.engine.dispose()
        with serving(url, Path(folder)) as running:
            yield running


@pytest.fixture
def network(server: LiveServer) -> Iterator[CutNetwork]:
    """A network to that system, which can be cut."""
    with network_to(server.base_url) as made:
        yield made


@pytest.fixture
def database(server: LiveServer) -> Iterator[sa.Engine]:
    """The running system's database, to count what is in it."""
    engine = sa.create_engine(f"sqlite:///{server.printed.parent / 'journeys.db'}")
    yield engine
    engine.dispose()


def _offices() -> dict[str, str]:
    """An office that is open today, and one that was open two years ago."""
    scope, moment = job_scope("journeys"), now()
    local_year = (moment + timedelta(hours=7)).year
    office = an_office(scope, moment, services=2, year=local_year)
    closed = an_office(scope, moment, code="TUTUP", year=local_year - 2)
    revoked = office.points[1].code
    pulse = an_office(scope, moment, code="KETUK", instrument="pulse-1", year=local_year)
    collection.revoke_points(scope, moment, office.counters[1].id)
    codes = {"form": office.points[0].code, "closed": closed.points[0].code, "revoked": revoked}
    codes |= {"pulse": pulse.points[0].code, "stopped pulse": pulse.points[1].code}
    return {name: f"/s/{code}" for name, code in codes.items()} | _kiosks(office)


def _kiosks(office: Office) -> dict[str, str]:
    """A kiosk that is open day and night, and one whose day is half a day away."""
    scope, moment, counter = job_scope("journeys"), now(), office.counters[0].id
    hour = ((moment + timedelta(hours=7)).hour + 12) % 24
    made = {
        "kiosk": devices.enrol_device(
            scope, moment, counter, "Siang", "112358", opens_hour=0, closes_hour=24
        ),
        "night kiosk": devices.enrol_device(
            scope, moment, counter, "Malam", "112358", opens_hour=hour, closes_hour=hour + 1
        ),
    }
    return {name: f"/k/{enrolled.code}" for name, enrolled in made.items()}


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


def kept_browser(chromium: Browser, folder: str, base_url: str) -> BrowserContext:
    """A browser that keeps in a folder what a device would, over its own end."""
    return chromium.browser_type.launch_persistent_context(
        folder,
        executable_path=CHROMIUM,
        args=["--no-sandbox"],
        base_url=base_url,
        locale="id-ID",
    )


def kill_browser(folder: str) -> None:
    """End the browser of a profile as the battery would: at once, and all its processes."""
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            line = (process / "cmdline").read_bytes().decode(errors="replace")
            if f"--user-data-dir={folder}" in line:
                os.kill(int(process.name), signal.SIGKILL)


@pytest.fixture
def phone(chromium: Browser, server: LiveServer) -> Iterator[Page]:
    """A small phone on which scripts are switched off."""
    context = chromium.new_context(
        viewport=PHONE, java_script_enabled=False, base_url=server.base_url, locale="id-ID"
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def context(chromium: Browser, network: CutNetwork) -> Iterator[BrowserContext]:
    """A phone's browser with scripts, behind that network."""
    made = chromium.new_context(viewport=PHONE, base_url=network.base_url, locale="id-ID")
    yield made
    made.close()


@pytest.fixture
def stored(database: sa.Engine) -> Callable[[], int]:
    """How many answers are in the database more than when the test began."""

    def count() -> int:
        with database.connect() as connection:
            return int(connection.scalar(sa.text("SELECT count(*) FROM responses")) or 0)

    before = count()
    return lambda: count() - before


@pytest.fixture
def narrow(chromium: Browser, server: LiveServer) -> Iterator[Page]:
    """The narrowest screen, with a browser that can be asked about its page."""
    context = chromium.new_context(viewport=NARROW, base_url=server.base_url, locale="id-ID")
    yield context.new_page()
    context.close()


@pytest.fixture
def kiosk(context: BrowserContext, addresses: dict[str, str]) -> Page:
    """The kiosk with its form, whose time can be moved on."""
    page = context.new_page()
    page.clock.install()
    page.goto(addresses["kiosk"])
    return page
