"""The page of thanks is shown for receipts that were given, and for no others."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
import time_machine
from flask.testing import FlaskClient

from app.clock import Period
from app.services import responses
from survey_forms import catalogue
from tests.factories.html_pages import Page
from tests.factories.organisation import Office
from tests.factories.published import answers_of, closed
from tests.factories.typed_codes import HYPHENS

SKM = catalogue.find("skm-2017")


@pytest.mark.parametrize("shown", ["ABCDEFGH-ABCDEFGH", "HUBUNGI2-JAHAT234", "", "ABCDEFGH"])
def test_a_receipt_that_was_never_given_is_not_thanked(
    shown: str, client: FlaskClient, address: str
) -> None:
    reply = client.get(f"{address}/terima-kasih?kode={shown}")

    page = Page.of(reply)
    assert reply.status_code == 404
    assert "Tanda terima ini tidak dikenal." in page.text
    assert "Terima kasih" not in page.text


@pytest.mark.parametrize(("days", "status"), [(0, 200), (30, 200), (50, 404)])
def test_a_receipt_is_shown_in_its_month_and_the_next(
    days: int, status: int, client: FlaskClient, send, morning: time_machine.Coordinates
) -> None:
    place = send().location
    morning.shift(timedelta(days=days))

    assert client.get(place).status_code == status


def test_a_receipt_of_a_new_month_is_known_before_that_month_begins_in_utc(
    client: FlaskClient, send, morning: time_machine.Coordinates
) -> None:
    morning.move_to(datetime.fromisoformat("2026-06-30T17:30+00:00"))  # 1 July, 00.30 WIB

    assert client.get(send().location).status_code == 200


def receipt_of(send, **answers: str) -> str:
    return send(**answers).location.split("kode=")[1][:17]


def test_a_receipt_says_that_it_was_counted_and_when(client: FlaskClient, send) -> None:
    reply = client.get(f"/tanda-terima?kode={receipt_of(send)}")

    assert reply.status_code == 200
    assert "Dihitung, dalam periode Juni 2026" in Page.of(reply).text


def test_receipts_of_opposite_answers_give_the_same_bytes_but_for_the_code(
    client: FlaskClient, send
) -> None:
    codes = [receipt_of(send, **dict.fromkeys(SKM.keys, rating)) for rating in ("1", "4")]
    pages = [client.get(f"/tanda-terima?kode={code}") for code in codes]

    plain = [page.text.replace(code, "CODE") for page, code in zip(pages, codes, strict=True)]
    assert plain[0] == plain[1]
    assert dict(pages[0].headers) == dict(pages[1].headers)


@pytest.mark.parametrize(("days", "status"), [(0, 200), (365, 200), (395, 200), (450, 404)])
def test_a_receipt_is_known_for_thirteen_months(
    days: int, status: int, client: FlaskClient, send, morning: time_machine.Coordinates
) -> None:
    code = receipt_of(send)
    morning.shift(timedelta(days=days))

    reply = client.get(f"/tanda-terima?kode={code}")

    assert reply.status_code == status
    assert ("Juni 2026" in Page.of(reply).text) is (status == 200)


def test_a_receipt_may_be_typed_in_another_way(client: FlaskClient, send) -> None:
    code = receipt_of(send)
    typed = [code.lower(), code.replace("-", ""), f" {code[:4]} {code[4:8]} – {code[9:]} "]
    typed.append(code.replace("O", "0").replace("B", "8"))
    typed += [code.replace("-", dash) for dash in HYPHENS]

    for other in typed:
        assert client.get("/tanda-terima", query_string={"kode": other}).status_code == 200


@pytest.mark.parametrize(
    "shown", ["ABCDEFGH-ABCDEFGH", "ABC", "\0", "🙂", "9" * 5000, "HUBUNGI 08"]
)
def test_an_unknown_receipt_is_told_what_to_do(shown: str, client: FlaskClient) -> None:
    reply = client.get("/tanda-terima", query_string={"kode": shown})

    page = Page.of(reply)
    assert reply.status_code == 404
    assert "Periksa lagi 16 huruf dan angkanya" in page.text
    assert "dihitung, dalam" not in page.text.lower()
    assert page.has("input", name="kode")


def test_the_field_alone_finds_no_fault(client: FlaskClient) -> None:
    reply = client.get("/tanda-terima")

    assert reply.status_code == 200
    assert "tidak dikenal" not in Page.of(reply).text
    assert "Set-Cookie" not in reply.headers


def test_the_same_work_is_done_for_every_receipt(
    client: FlaskClient, send, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, proofs = receipt_of(send), []
    proved = responses._proved
    monkeypatch.setattr(responses, "_proved", lambda *given: proofs.append(1) or proved(*given))
    counts = []
    for asked in (code, "ABCDEFGH-ABCDEFGH", ""):
        proofs.clear()
        client.get(f"/tanda-terima?kode={asked}")
        counts.append(len(proofs))

    assert counts == [14, 14, 14]


def test_a_receipt_leads_to_the_results_of_its_month_once_there_are_some(
    client: FlaskClient, send, office: Office, scope, now, morning: time_machine.Coordinates
) -> None:
    address = f"/tanda-terima?kode={receipt_of(send)}"
    assert "setelah periodenya ditutup" in Page.of(client.get(address)).text
    answers_of(office, 12, day=date(2026, 6, 15))
    in_july = now + timedelta(days=30)
    morning.move_to(in_july)
    closed(scope, in_july, office, Period.parse("2026-06"))

    links = dict(reversed(link) for link in Page.of(client.get(address)).links)

    results = client.get(links["Lihat hasil yang sudah final untuk periode ini"])
    assert office.unit.name in Page.of(results).text
