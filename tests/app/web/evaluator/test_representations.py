"""JSON or CSV, page by page, with an ETag."""

from __future__ import annotations

import csv
import re
from datetime import datetime
from io import StringIO

import pytest

from app.access import Scope
from app.services import organisation
from tests.factories.evaluator_systems import System
from tests.factories.organisation import Office


def rows_of(text: str) -> list[dict[str, str]]:
    """The rows of a CSV by column name."""
    return list(csv.DictReader(StringIO(text)))


@pytest.mark.parametrize(
    ("accept", "sent"),
    [
        ("", "application/json"),
        ("*/*", "application/json"),
        ("application/*", "application/json"),
        ("text/csv", "text/csv"),
        ("text/csv; charset=utf-8", "text/csv"),
        ("text/csv, application/json", "application/json"),
        ("application/json;q=0.5, text/csv", "text/csv"),
        ("text/html, text/*;q=0.8", "text/csv"),
        ("application/json;q=0, */*", "text/csv"),
    ],
)
def test_the_preferred_form_is_sent(system: System, accept: str, sent: str) -> None:
    response = system.get("/units", Accept=accept)
    assert (response.status_code, response.mimetype) == (200, sent)
    assert response.headers["Vary"] == "Accept"


@pytest.mark.parametrize("accept", ["text/html", "text/csv;q=0", "application/xml"])
def test_a_form_that_is_not_offered_is_refused(system: System, accept: str) -> None:
    refused = system.get("/units", Accept=accept)
    assert (refused.status_code, refused.mimetype) == (406, "application/problem+json")
    assert "text/csv" in refused.get_json()["detail"]


def test_a_table_of_scores_has_the_elements_as_columns(system: System, office: Office) -> None:
    path = f"/units/{office.unit.id}/scores/2026-06/counters"
    first, second, third, *_ = rows_of(system.get(path, Accept="text/csv").text)
    told = system.get(path).get_json()["items"][0]
    assert (first["subject_name"], first["n"]) == ("Loket 1", "40")
    assert first["index"] == told["value"]["index"]
    assert first["waktu_mean"] == next(e["mean"] for e in told["elements"] if e["key"] == "waktu")
    assert (second["reliable"], third["withheld"], third["waktu_n"]) == ("false", "no_answers", "")


def test_a_single_score_is_a_table_of_one_row(system: System, office: Office) -> None:
    path = f"/units/{office.unit.id}/scores/2026-06"
    (row,) = rows_of(system.get(path, Accept="text/csv").text)
    assert row["exact_index"] == system.get(path).get_json()["exact"]["index"]


def test_an_empty_table_still_has_its_header(system: System, office: Office) -> None:
    path = f"/units/{office.unit.id}/scores/2026-06/counters"
    header = system.get(path, Accept="text/csv").text.splitlines()[0]
    assert system.get(f"{path}?page=9", Accept="text/csv").text.splitlines() == [header]


@pytest.mark.parametrize("name", ['=HYPERLINK("x")', "+1+1", "-2+3", "@SUM(A1)"])
def test_a_name_that_a_spreadsheet_would_run_is_quoted(
    system: System, office: Office, scope: Scope, now: datetime, name: str
) -> None:
    organisation.rename_counter(scope, now, office.counters[0].id, name)
    for path in ("counters", "scores/2026-06/counters"):
        text = system.get(f"/units/{office.unit.id}/{path}", Accept="text/csv").text
        cells = [cell for row in csv.reader(StringIO(text)) for cell in row]
        assert f"'{name}" in cells
        assert name not in cells


def test_every_page_is_reached_by_following_next(system: System, office: Office) -> None:
    path, seen = f"/units/{office.unit.id}/counters?per_page=2", []
    while path:
        response = system.get(path)
        seen += [counter["id"] for counter in response.get_json()["items"]]
        found = re.search('</api/v1([^>]*)>; rel="next"', response.headers["Link"])
        path = found[1] if found else ""
    whole = system.get(f"/units/{office.unit.id}/counters").get_json()
    assert seen == [counter["id"] for counter in whole["items"]]
    assert len(seen) == whole["total"] == 4


def test_a_link_keeps_what_was_asked(system: System, office: Office) -> None:
    path = f"/units/{office.unit.id}/scores/2026-06/counters?answers=verified&per_page=1"
    link = system.get(path).headers["Link"]
    assert 'answers=verified&per_page=1&page=2>; rel="next"' in link


def test_a_page_beyond_the_last_is_empty(system: System) -> None:
    response = system.get("/units?page=1000000&per_page=100")
    assert (response.get_json()["items"], response.get_json()["total"]) == ([], 1)
    assert 'rel="next"' not in response.headers["Link"]
    assert 'page=1&per_page=100>; rel="prev"' in response.headers["Link"]


def test_what_the_client_has_is_not_sent_again(system: System, office: Office) -> None:
    path = f"/units/{office.unit.id}/scores/2026-06"
    etag = system.get(path).headers["ETag"]
    again = system.get(path, If_None_Match=etag)
    assert (again.status_code, again.data) == (304, b"")
    assert (again.headers["ETag"], again.headers["Vary"]) == (etag, "Accept")
    assert not etag.startswith("W/")


def test_each_form_has_its_own_etag(system: System, office: Office) -> None:
    path = f"/units/{office.unit.id}/scores/2026-06"
    etag = system.get(path).headers["ETag"]
    assert system.get(path, Accept="text/csv", If_None_Match=etag).status_code == 200


def test_nothing_is_kept_by_caches(system: System, office: Office) -> None:
    response = system.get(f"/units/{office.unit.id}/scores/2026-06")
    assert response.headers["Cache-Control"] == "no-store"
