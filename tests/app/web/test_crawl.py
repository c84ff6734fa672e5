"""What browsers and systems get, byte for byte: it moves with nothing that is withheld."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
import time_machine
from flask import Flask

from app.database import db
from app.factory import create_app
from app.models.publications import FrozenScore
from app.services.releases import count_and_release
from app.services.score_views import Reading
from survey_forms import catalogue
from tests.factories.browser import Browser
from tests.factories.crawl import Served, arguments_of, everything_served
from tests.factories.crawling_readers import other_readers, readers_of
from tests.factories.databases import settings_for
from tests.factories.hidden_twins import a_tree, a_year
from tests.factories.html_pages import Page
from tests.factories.kept_work import keep_templates
from tests.factories.organisation import Office
from tests.factories.varied_twins import a_varied_year, varied_offices

PERIODS = ("2026-01", "2026-02")
KEYS = catalogue.find("skm-2017").keys
# Where what an office varies in would stand; `benchmarks/crawl.py` asks each for everything.
USUAL_PAGES = ("manager.show_unit", "public.show_r")
PAGES = {
    "FLAGGED": ("manager.show_quality", "manager.show_unit"),
    "DAYS": ("manager.show_quality", "manager.show_precision"),
    "COMMENTS": ("manager.show_comments", "evaluator.list_themes"),
    "COACHING": ("manager.show_coaching",),
    "MINUTES": ("evaluator.list_ticket",),
}
ASKED_OVER = {"FLAGGED": ("2026-02",)} | dict.fromkeys(
    ("PEOPLE", "LATE", "CLOSED"), ("2026-S1", "2026-01")
)
Year = Callable[..., Served]
Crawled = Callable[[str, Callable[[Flask], Served]], Served]


@pytest.fixture
def crawled(app: Flask, migrated_file: Path, compiled_templates: Path, tmp_path: Path) -> Crawled:
    """What is served of a database of its own, without what is random in it."""

    def served(name: str, crawl: Callable[[Flask], Served]) -> Served:
        file = tmp_path / f"{name}.db"
        shutil.copy(migrated_file, file)
        made = create_app(settings_for(f"sqlite:///{file}", tmp_path))
        made.test_client_class = Browser
        keep_templates(made, compiled_templates)
        with made.app_context():
            found = crawl(made)
            hashes = db.session.scalars(db.select(FrozenScore.sha256)).all()
            db.session.remove()
            db.engine.dispose()
        return {asked: without(hashes, reply) for asked, reply in found.items()}

    return served


@pytest.fixture
def year(crawled: Crawled, scope, now) -> Year:
    """Makes a year of two units or its twin, and gives all that is served of it."""

    def served(*, is_twin: bool = False, surfaces: tuple[str, ...] = ()) -> Served:
        def crawl(made: Flask) -> Served:
            tree = a_tree(scope, now)
            a_year(scope, now, tree, is_twin=is_twin)
            readers = readers_of(made, scope, now, tree[0].agency.path)
            asking = [replace(one, surfaces=surfaces or one.surfaces) for one in readers]
            return everything_served(made, asking, few_arguments(tree[1]), PERIODS)

        return crawled(f"{is_twin}", crawl)

    return served


@pytest.fixture
def varied_year(crawled: Crawled, scope, now) -> Year:
    """The same of offices that vary in one thing each."""

    def served(*, is_twin: bool = False) -> Served:
        def crawl(made: Flask) -> Served:
            offices = varied_offices(scope, now)
            a_varied_year(scope, now, offices, is_twin=is_twin)
            readers = readers_of(made, scope, now, offices["SLOT"].agency.path)
            found: Served = {}
            for name, office in offices.items():
                seen = PAGES.get(name, USUAL_PAGES)
                asking = [replace(one, surfaces=seen) for one in readers if one.name != "officer"]
                periods = ASKED_OVER.get(name, ("2026-S1",))
                found |= everything_served(made, asking, few_arguments(office), periods)
            return found

        return crawled(f"varied {is_twin}", crawl)

    return served


def few_arguments(office: Office) -> dict[str, Sequence[int | str]]:
    """The office, and a counter and service that are withheld; `benchmarks/crawl.py` asks more."""
    every = arguments_of(office)
    return every | {name: every[name][1:2] for name in ("counter_id", "service_id")}


def without(hashes: Sequence[str], reply: bytes) -> bytes:
    """The reply without the hash of a frozen score, which is of random bits as well."""
    for sha256 in hashes:
        for form in (sha256, sha256[:12]):
            if form.encode() in reply:
                reply = re.sub(rb"\nETag: .*", b"", reply.replace(form.encode(), b"HASH"))
    return reply


def test_nothing_that_is_served_tells_of_what_is_withheld(year: Year) -> None:
    one, two = year(), year(is_twin=True)

    assert len(one) > 100
    assert sum(reply.startswith(b"200") for reply in one.values()) > 80
    assert sorted(asked for asked in one if one[asked] != two[asked]) == []


def test_nothing_that_is_served_tells_how_offices_differ(varied_year: Year) -> None:
    """In half-days, flags, channels, days, people, comments, coaching, minutes, taps, closes."""
    one, two = varied_year(), varied_year(is_twin=True)

    assert sum(reply.startswith(b"200") for reply in one.values()) > 30
    assert sorted(asked for asked in one if one[asked] != two[asked]) == []


def test_planted_mark_of_a_withheld_count_is_seen_to_tell(
    year: Year, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A doubt is told of a score: here where it has four used tickets, which nobody may know."""
    monkeypatch.setattr(
        "app.services.ticket_counts._most_used",
        lambda source, subject: 0 if source.n_released(subject, Reading.VERIFIED) == 4 else 99,
    )
    only = ("manager.show_unit", "evaluator.list_counter_scores")

    one, two = year(surfaces=only), year(surfaces=only, is_twin=True)

    told = {asked for asked in one if one[asked] != two[asked]}
    assert {asked[0] for asked in told} == {"inspectorate", "system"}


def test_no_single_send_moves_a_byte_of_what_anybody_is_served(app: Flask, scope, now) -> None:
    with time_machine.travel(now, tick=False):
        tree = a_tree(scope, now)
        a_year(scope, now, tree, is_twin=False)
        readers = [
            *readers_of(app, scope, now, tree[0].agency.path),
            *other_readers(app, scope, now),
        ]
        moments = []
        for ratings in ("", "1234", "1"):
            for rating in ratings:
                send(app, tree[1].points[0].code, rating)
                count_and_release(scope, now)
            moments.append(everything_served(app, readers, few_arguments(tree[1]), ("2026-06",)))

    before, still, after = moments
    assert len(before) > 100
    assert [asked for asked in before if before[asked] != still[asked]] == []
    assert {asked[0] for asked in before if before[asked] != after[asked]} == {
        "inspectorate",
        "officer",
        "system",
    }


def send(app: Flask, code: str, rating: str) -> None:
    """One citizen's answer, the way a phone sends it."""
    phone = app.test_client()
    form = Page.of(phone.get(f"/s/{code}")).sent | dict.fromkeys(KEYS, rating)
    assert phone.post(f"/s/{code}", data=form).status_code == 303
