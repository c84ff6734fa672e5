"""The page of comments as a manager reads it."""

from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient

from app.access import Role
from tests.app.web.manager.reading import words
from tests.factories.comments import numbered, release, stored_comments
from tests.factories.organisation import Office, an_office
from tests.factories.people import sign_in, somebody

SLOW = [f"antre lama sekali{sign}" for sign in ("", "!", "...")] * 4
DIRTY = [f"toilet kotor bau{sign}" for sign in ("", "!", "...")] * 4
PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    '"><svg onload=alert(3)>',
    "{{ 7 * 7 }}",
    "javascript:alert(4)",
]


def address(office: Office, query: str = "") -> str:
    return f"/dasbor/unit/{office.unit.id}/komentar{query}"


def said(manager: FlaskClient, office: Office, query: str = "") -> str:
    return words(manager.get(address(office, query)).text)


def test_before_five_comments_the_page_says_what_it_takes(manager, office) -> None:
    stored_comments(office, numbered(4, "rahasia"))
    release()
    page = said(manager, office)
    assert "Belum ada komentar yang bisa dibaca" in page
    assert "sedikitnya 5" in page
    assert "rahasia" not in page


def test_a_unit_without_answers_has_the_page_too(manager, client, office, scope, now) -> None:
    other = an_office(scope, now, agency=office.agency, code="LAIN", name="Dinas Lain")
    browser = sign_in(client, somebody(scope, now, username="lain", path=other.unit.path))
    assert "Belum ada jawaban yang bisa ditampilkan" in said(browser, other)


def test_few_comments_are_listed_and_not_grouped(manager, office) -> None:
    stored_comments(office, numbered(6))
    release()
    page = said(manager, office)
    assert "Tema dikelompokkan setelah sedikitnya 20 komentar; baru ada 6." in page
    assert all(text in page for text in numbered(6))
    assert "Juni 2026" in page


def test_themes_stand_with_size_share_element_and_examples(manager, office) -> None:
    stored_comments(office, SLOW)
    stored_comments(office, DIRTY)
    release()
    page = said(manager, office)
    assert "Mulai dari tema “antre" in page
    assert "12 dari 24 komentar (50,0%)" in page
    assert "Unsur yang dibicarakan Waktu Penyelesaian" in page
    assert "Unsur yang dibicarakan Sarana dan Prasarana" in page
    assert "Nada belum dipelajari" in page


def test_the_theme_with_most_complaints_comes_first_in_the_advice(manager, office) -> None:
    stored_comments(office, SLOW * 3, low_elements=["waktu"])
    stored_comments(office, ["petugas ramah sopan"] * 36)
    release()
    page = said(manager, office)
    assert "36 dari 36 komentarnya bernada keluhan" in page
    assert "36 bernada keluhan, 0 tidak" in page
    assert "menebak saja: 50%" in page


def test_comments_stand_page_by_page(manager, office) -> None:
    stored_comments(office, numbered(60))
    release()
    pages = [said(manager, office, f"?halaman={number}") for number in (1, 2, 3)]
    assert ["Halaman 1 dari 3" in pages[0], "Halaman 3 dari 3" in pages[2]] == [True, True]
    listed = [p.split("Semua komentar")[1] for p in pages]
    counts = [sum(f" {text} " in part for text in numbered(60)) for part in listed]
    assert counts == [25, 25, 10]
    assert said(manager, office, "?halaman=99") == pages[2]


@pytest.mark.parametrize("number", ["0", "-1", "x", "9" * 40, "²"])
def test_a_page_that_is_no_number_is_not_found(number, manager, office) -> None:
    assert manager.get(address(office, f"?halaman={number}")).status_code == 404


def test_a_payload_is_shown_as_text(manager, office) -> None:
    stored_comments(office, PAYLOADS)
    release()
    html = manager.get(address(office)).text
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert "<svg onload" not in html
    assert all(payload in words(html) for payload in ("{{ 7 * 7 }}", "javascript:alert(4)"))
    assert "&lt;script&gt;alert(1)" in html


def test_the_months_and_counters_are_told(manager, office) -> None:
    stored_comments(office, numbered(5, "mei"), month=date(2026, 5, 1))
    stored_comments(office, numbered(3, "sepi"), counter=1)
    stored_comments(office, numbered(2, "sunyi"), counter=2)
    release()
    page = said(manager, office)
    assert page.index("Juni 2026 ") < page.index("Mei 2026 ")
    assert "mei ke-1 (Loket 1)" in page
    assert "sepi ke-1 (" not in page


def test_a_new_comment_alone_changes_no_byte(manager, office) -> None:
    stored_comments(office, numbered(5))
    release()
    before = words(manager.get(address(office)).text)
    stored_comments(office, ["satu lagi"])
    release()
    assert words(manager.get(address(office)).text) == before


def test_the_page_speaks_english_too(manager, office) -> None:
    stored_comments(office, ["toilet kotor"] * 30)
    release()
    assert "Facilities and Infrastructure" in said(manager, office, "?bahasa=en")


def test_an_officer_is_turned_away(client, office, scope, now) -> None:
    browser = sign_in(client, somebody(scope, now, role=Role.OFFICER, path=office.unit.path))
    assert browser.get(address(office)).status_code == 403


def test_another_unit_is_not_found(manager, office, scope, now) -> None:
    other = an_office(scope, now, agency=office.agency, code="LAIN", name="Dinas Lain")
    assert manager.get(address(other)).status_code == 404


def test_only_who_may_edit_sees_how_to_empty_a_comment(manager, app, office, scope, now) -> None:
    stored_comments(office, numbered(5))
    release()
    who = somebody(scope, now, username="admin", role=Role.ADMIN, path=office.unit.path)
    administrator = sign_in(app.test_client(), who)
    assert "/kosongkan" not in manager.get(address(office)).text
    assert administrator.get(address(office)).text.count("/kosongkan") == 5
