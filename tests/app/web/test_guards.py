"""Guards: who is let in, who is led to the sign-in page, and whose forms are taken."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from app.access import EVERYWHERE, Permission, Role, Scope
from app.errors import NotAllowed
from app.services import api_keys, people
from app.services.people import Credentials
from app.web.guards import current_scope, is_local_path, requires
from tests.factories.organisation import an_office
from tests.factories.people import form_token, sign_in, somebody

PAGE = "/akun/"
API = "/api/v1/units"


@pytest.fixture
def staf(app: Flask, scope: Scope, now: datetime) -> Credentials:
    return somebody(scope, now)


@pytest.fixture
def inside(client: FlaskClient, staf: Credentials) -> FlaskClient:
    """A browser in which the manager signed in."""
    return sign_in(client, staf)


def with_key(client: FlaskClient, key: str, path: str = API) -> int:
    return client.get(path, headers={"Authorization": f"Bearer {key}"}).status_code


def test_a_stranger_is_led_to_the_sign_in_page_and_back(client: FlaskClient) -> None:
    answer = client.get("/dasbor/?periode=2026-Q1")

    assert answer.status_code == 303
    assert answer.location == "/akun/masuk?next=/dasbor/?periode%3D2026-Q1"


def test_a_strangers_form_leads_back_to_the_page_it_stood_on(client: FlaskClient) -> None:
    own = client.post("/akun/kata-sandi", headers={"Referer": "http://localhost/akun/"})
    foreign = client.post("/akun/kata-sandi", headers={"Referer": "https://jahat.example/akun/"})

    assert own.location == "/akun/masuk?next=/akun/"
    assert foreign.location == "/akun/masuk"


def test_a_referrer_that_is_no_address_is_foreign(client: FlaskClient) -> None:
    answer = client.post("/akun/kata-sandi", headers={"Referer": "http://["})

    assert (answer.status_code, answer.location) == (303, "/akun/masuk")


def test_a_stopped_person_is_out_at_the_next_request(
    inside: FlaskClient, staf: Credentials, scope: Scope, now: datetime
) -> None:
    assert inside.get(PAGE).status_code == 200

    people.set_active(scope, now, staf.person.id, active=False)

    answer = inside.get(PAGE)
    assert answer.location == "/akun/masuk?next=/akun/&sebab=berakhir"
    assert inside.get_cookie("sesi") is None


def test_a_withdrawn_role_is_gone_at_the_next_request(
    inside: FlaskClient, staf: Credentials, scope: Scope, now: datetime
) -> None:
    people.grant_role(scope, now, staf.person.id, Role.ADMIN, EVERYWHERE)
    assert inside.get("/admin/orang/").status_code == 200
    admin = next(g for g in staf.person.grants if g.role is Role.ADMIN)

    people.withdraw_role(scope, now, staf.person.id, admin.id)

    assert inside.get("/admin/orang/").status_code == 403


def test_the_scope_is_that_of_the_grants(app: Flask, inside: FlaskClient) -> None:
    seen: list[Scope] = []
    app.before_request_funcs["account"].append(lambda: seen.append(current_scope()))

    inside.get(PAGE)

    assert seen[0].actor.name == "staf"
    assert seen[0].paths(Permission.SEE_SCORES) == (EVERYWHERE,)


@pytest.mark.parametrize(
    ("token", "headers", "status"),
    [
        ("right", {}, 422),
        ("right", {"Origin": "http://localhost"}, 422),
        ("right", {"Origin": "https://jahat.example"}, 400),
        ("right", {"Origin": "null"}, 400),
        ("right", {"Origin": ""}, 400),
        ("right", {"Origin": "http://["}, 400),
        ("wrong", {}, 400),
        ("", {}, 400),
    ],
)
def test_only_own_forms_with_their_token_are_taken(
    token: str, headers: dict[str, str], status: int, inside: FlaskClient
) -> None:
    right = form_token(inside, PAGE)
    given = {"right": right, "wrong": right[::-1], "": ""}[token]

    answer = inside.post("/akun/kata-sandi", data={"csrf_token": given}, headers=headers)

    assert answer.status_code == status
    assert ("Tidak ada yang diubah" in answer.text) == (status == 400)


def test_the_token_of_another_session_is_refused(
    app: Flask, inside: FlaskClient, staf: Credentials
) -> None:
    other = sign_in(app.test_client(), staf)
    token = form_token(other, PAGE)

    answer = inside.post("/akun/keluar", data={"csrf_token": token})

    assert answer.status_code == 400
    assert inside.get(PAGE).status_code == 200


def test_a_key_lets_in_until_its_last_day_is_past(
    app: Flask, client: FlaskClient, scope: Scope, now: datetime
) -> None:
    key = api_keys.issue_key(scope, now, "SI Evaluasi", EVERYWHERE, days=30).secret

    with time_machine.travel(now + timedelta(days=30), tick=False) as clock:
        assert with_key(client, key) == 200
        clock.shift(timedelta(days=1))
        assert with_key(client, key) == 401


def test_a_revoked_key_is_refused_at_the_next_request(
    app: Flask, client: FlaskClient, scope: Scope, now: datetime
) -> None:
    with time_machine.travel(now, tick=False):
        issued = api_keys.issue_key(scope, now, "SI Evaluasi", EVERYWHERE)
        assert with_key(client, issued.secret) == 200
        api_keys.revoke_key(scope, now, issued.key.id)
        assert with_key(client, issued.secret) == 401


def test_a_key_reads_its_own_subtree_only(
    app: Flask, client: FlaskClient, scope: Scope, now: datetime
) -> None:
    own, other = an_office(scope, now), an_office(scope, now, code="DINKES", name="Dinkes")
    with time_machine.travel(now, tick=False):
        key = api_keys.issue_key(scope, now, "SI Evaluasi", own.unit.path).secret
        assert with_key(client, key, f"{API}/{own.unit.id}") == 200
        assert with_key(client, key, f"{API}/{other.unit.id}") == 404


@pytest.mark.parametrize(
    "authorization",
    [None, "", "Bearer", "Bearer ", "Bearer sl_unknown", "Basic c2l0aTp4", "bearer \xff"],
)
def test_without_a_key_the_api_answers_a_problem_document(
    authorization: str | None, client: FlaskClient
) -> None:
    headers = {} if authorization is None else {"Authorization": authorization}
    answer = client.get(API, headers=headers)

    assert answer.status_code == 401
    assert answer.content_type == "application/problem+json"
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert set(answer.json) >= {"type", "title", "status", "detail"}
    assert "Set-Cookie" not in answer.headers


def test_a_session_is_no_key(inside: FlaskClient) -> None:
    assert inside.get(API).status_code == 401


def test_a_key_is_no_session(app: Flask, client: FlaskClient, scope: Scope, now: datetime) -> None:
    key = api_keys.issue_key(scope, now, "SI Evaluasi", EVERYWHERE).secret

    assert with_key(client, key, PAGE) == 303


def test_a_view_demands_its_permission(app: Flask, staf: Credentials) -> None:
    @requires(Permission.EDIT_PEOPLE)
    def view() -> str:
        return "seen"

    with app.test_request_context():
        from flask import g

        g.scope = staf.person.scope
        with pytest.raises(NotAllowed):
            view()
        g.scope = Scope(g.scope.actor, (g.scope.grants[0].__class__(Role.ADMIN, EVERYWHERE),))
        assert view() == "seen"
    assert view.required_permission is Permission.EDIT_PEOPLE  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", ["/s/ZZZZZZZZ", "/", "/healthz"])
def test_the_citizens_pages_know_of_no_session(path: str, inside: FlaskClient) -> None:
    answer = inside.get(path)

    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers.get("Vary", "")


@pytest.mark.parametrize("path", ["/dasbor/", "/dasbor/?periode=2026", "/admin/orang/3/"])
def test_paths_of_ours_are_local(path: str) -> None:
    assert is_local_path(path)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "dasbor",
        "//jahat.example",
        "///jahat.example",
        "https://jahat.example",
        "http:jahat.example",
        "javascript:alert(1)",
        "/\\jahat.example",
        "\\\\jahat.example",
        "/\t/jahat.example",
        "/\n/jahat.example",
        " //jahat.example",
    ],
)
def test_paths_of_others_are_not(path: str) -> None:
    assert not is_local_path(path)
