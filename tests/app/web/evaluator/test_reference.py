"""The documentation page: complete, without script, in both languages."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from app.web.evaluator.operations import OPERATIONS
from app.web.evaluator.submissions import SUBMISSIONS
from app.web.problems import TITLES, type_slug


def test_the_page_shows_every_operation_with_a_request_to_copy(client: FlaskClient) -> None:
    page = client.get("/api/v1/docs").text
    for operation in OPERATIONS.values():
        assert f"GET {operation.path}" in page
    for sent in SUBMISSIONS.values():
        assert f"POST {sent.path}" in page
    assert page.count("curl --header") == len(OPERATIONS) + len(SUBMISSIONS) + 1


def test_the_page_has_neither_script_nor_inline_style(client: FlaskClient) -> None:
    page = client.get("/api/v1/docs").text
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=", page)


def test_the_page_loads_nothing_from_elsewhere(client: FlaskClient) -> None:
    page = client.get("/api/v1/docs").text
    assert not re.findall(r'(?:src|rel="stylesheet" href)="(?!/)', page)


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_page_says_which_language_it_is_in(client: FlaskClient, language: str) -> None:
    page = client.get(f"/api/v1/docs?bahasa={language}").text
    assert f'<html lang="{language}">' in page


@pytest.mark.parametrize("status", [401, 404, 406, 422, 429, 500])
def test_the_type_of_a_problem_leads_to_its_explanation(client: FlaskClient, status: int) -> None:
    page = client.get("/api/v1/docs").text
    assert f'id="{type_slug(status)}">{status} {TITLES[status]}' in page
