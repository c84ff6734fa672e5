"""What the form offers whoever fills it in: languages, reasons, faces, a way past the last part."""

from __future__ import annotations

import re

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.database import db
from app.models.responses import Comment
from app.queries import responses as stored
from app.web.languages import CITIZEN_LANGUAGES
from survey_forms import catalogue
from tests.factories.html_pages import Page
from tests.factories.organisation import an_office

SKM = catalogue.find("skm-2017")
REASONS = [f"reason_{key}" for key in SKM.keys]


@pytest.mark.parametrize("language", CITIZEN_LANGUAGES)
def test_the_form_is_whole_in_each_language(
    language: str, client: FlaskClient, address: str
) -> None:
    page = Page.of(client.get(f"{address}?bahasa={language}"))

    assert page.language == language
    for item in SKM.items:
        assert item.questions[language] in page.text
        assert all(choice.labels[language] in page.text for choice in item.choices)
    assert SKM.titles[language] in page.title
    assert ("Kirim jawaban" in page.text) is (language == "id")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("id", ""),
        ("en", ""),
        ("jv", "Terjemahan punika mboten resmi."),
        ("su", "Tarjamahan ieu henteu resmi."),
    ],
)
def test_an_unofficial_translation_says_so(
    language: str, words: str, client: FlaskClient, address: str
) -> None:
    form, again = (
        Page.of(reply)
        for reply in (
            client.get(f"{address}?bahasa={language}"),
            client.post(f"{address}?bahasa={language}"),
        )
    )

    for page in (form, again):
        assert words in page.text
        assert page.has("p", **{"class": "unofficial"}) is bool(words)


def test_the_phone_chooses_and_a_link_overrules_it(client: FlaskClient, address: str) -> None:
    english_phone = {"Accept-Language": "en-US,en;q=0.9"}
    page = Page.of(client.get(address, headers=english_phone))
    assert page.language == "en"
    assert page.has("form", method="post", action=address)
    assert (f"{address}?bahasa=id", "Indonesia") in page.links

    chosen = Page.of(client.get(f"{address}?bahasa=id", headers=english_phone))

    assert chosen.language == "id"
    assert chosen.has("form", method="post", action=f"{address}?bahasa=id")


def test_phones_of_two_languages_do_not_get_each_others_page(
    client: FlaskClient, address: str
) -> None:
    replies = [client.get(address, headers={"Accept-Language": one}) for one in ("jv", "su", "jv")]

    assert [Page.of(reply).language for reply in replies] == ["jv", "su", "jv"]
    assert {"Accept-Language" in reply.headers["Vary"] for reply in replies} == {True}


def test_a_round_in_two_languages_offers_just_these(client: FlaskClient, scope, now) -> None:
    office = an_office(scope, now, code="LAMA", instrument="skm-2017@1")
    address = f"/s/{office.points[0].code}"

    page = Page.of(client.get(f"{address}?bahasa=jv"))

    assert page.language == "id"
    assert "Kirim jawaban" in page.text
    assert [name for href, name in page.links if "bahasa=" in href and "huruf" not in href][
        -2:
    ] == ["Indonesia", "English"]
    assert client.post(f"{address}?bahasa=jv", data=page.sent).status_code == 422


def test_large_text_and_contrast_stay_through_faults_and_a_send(
    client: FlaskClient, address: str, filled_in
) -> None:
    kept = "huruf=besar&kontras=tinggi"
    form = Page.of(client.get(f"{address}?{kept}"))
    assert form.has("form", method="post", action=f"{address}?{kept}")
    assert Page.of(client.get(address)).has("form", method="post", action=address)

    again = Page.of(client.post(f"{address}?{kept}", data=form.sent))
    assert again.has("html", **{"data-huruf": "besar", "data-kontras": "tinggi"})

    reply = client.post(f"{address}?{kept}", data=filled_in())
    assert kept in reply.location
    assert Page.of(client.get(reply.location)).has("html", **{"data-huruf": "besar"})


def test_other_arguments_make_no_other_page(client: FlaskClient, address: str) -> None:
    html = client.get(f"{address}?huruf=raksasa&x=%3Cb%3E&bahasa=zz").get_data(as_text=True)

    assert "raksasa" not in html
    assert "%3Cb" not in html
    assert Page.of(client.get(address)).has("form", action=address)


def test_each_question_says_how_far_one_is(client: FlaskClient, address: str) -> None:
    page = Page.of(client.get(address))

    steps = re.findall(r"Pertanyaan (\d) dari 9", page.text)
    assert steps == [str(number) for number in range(1, 10)]


def test_every_answer_has_a_face_and_words(client: FlaskClient, address: str) -> None:
    page = Page.of(client.get(address))

    faces = [held["d"] for tag, held in page.tags if tag == "path" and held["d"].startswith("M30")]
    assert len(set(faces[:4])) == 4
    assert faces == faces[:4] * 9


def test_a_reason_may_be_given_beside_every_question(client: FlaskClient, address: str) -> None:
    page = Page.of(client.get(address))

    assert [name for name, _ in page.fields if name in REASONS] == REASONS
    assert page.text.count("Bila kurang baik, apa sebabnya?") == len(REASONS)
    assert {page.sent[name] for name in REASONS} == {""}


def test_reasons_and_comment_of_a_send_are_one_masked_comment(send) -> None:
    reply = send(
        waktu="1",
        biaya="4",
        reason_waktu="Antre dua jam, hp 081234567890",
        reason_biaya="Sudah murah",
        comment="Tambah kursi.",
    )

    assert reply.status_code == 303
    (comment,) = db.session.scalars(sa.select(Comment))
    assert comment.text == "Waktu Penyelesaian: Antre dua jam, hp ▇▇▇\nTambah kursi."
    assert comment.low_elements == ["waktu"]


def test_a_reason_too_long_is_kept_and_named(client: FlaskClient, address: str, filled_in) -> None:
    sent = filled_in(waktu="1", reason_waktu="a" * 201)

    reply = client.post(address, data=sent)

    page = Page.of(reply)
    assert reply.status_code == 422
    assert page.sent["reason_waktu"] == "a" * 201
    assert [name for href, name in page.links if href == "#reason_waktu"] == [
        "Alasan untuk Waktu Penyelesaian 201 karakter, paling banyak 200. "
        "Ringkas dahulu, lalu kirim lagi."
    ]
    assert stored.count() == 0


def test_what_was_the_matter_is_kept_when_something_is_missing(
    client: FlaskClient, address: str, filled_in
) -> None:
    sent = filled_in(waktu="2", reason_waktu='Antre "lama" <b>')
    del sent["biaya"]

    assert Page.of(client.post(address, data=sent)).sent == sent


def test_the_questions_about_the_person_come_last_and_can_be_passed(
    client: FlaskClient, address: str
) -> None:
    page = Page.of(client.get(address))

    names = [name for name, _ in page.fields]
    hidden = ["website", "submission_key", "receipt_seed", "opened"]
    assert names == ["service", *REASONS, "comment", *(field.key for field in SKM.block), *hidden]
    assert ("#kirim", "Lewati, langsung ke tombol kirim") in page.links
    assert "kirim" in page.ids


def test_the_only_service_of_a_unit_is_named(client: FlaskClient, scope, now) -> None:
    office = an_office(scope, now, code="SATU", services=1)

    page = Page.of(client.get(f"/s/{office.points[0].code}"))

    assert "Jenis layanan: Layanan 1" in page.text
    assert "service" not in page.sent


def test_it_says_who_sees_and_who_may_not_fill_it_in(client: FlaskClient, address: str) -> None:
    text = Page.of(client.get(address)).text

    assert "1–2 menit" in text
    assert "Petugas hanya melihat angka gabungan" in text
    assert "Petugas tidak boleh mengisi survei ini" in text
