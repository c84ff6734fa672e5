"""Taking in an answer: once, without a trace of who or when."""

from __future__ import annotations

import secrets
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from app.clock import Period, PeriodKind, Slot
from app.database import db
from app.models.audit import AuditEvent
from app.models.responses import Channel, Comment, Response
from app.queries import responses as stored
from app.queries.collection import open_collection_point
from app.services.responses import Outcome, Receipt, month_of_receipt, record_response
from survey_forms import catalogue
from survey_forms.answers import Answers
from tests.factories.organisation import an_office
from tests.factories.responses import ALL_FOURS, an_answer

KEY, SEED = "k" * 22, "s" * 22
PARALLEL = 100


@pytest.fixture
def code(app: Flask, scope, now) -> str:
    """The code of an open counter."""
    return an_office(scope, now).points[0].code


def only_response() -> Response:
    return db.session.scalars(sa.select(Response)).one()


def only_comment() -> Comment:
    return db.session.scalars(sa.select(Comment)).one()


def send_in_parallel(app: Flask, code: str, now, ratings) -> list[Receipt]:
    """Many sends of one key at once, the nth with the nth ratings."""

    def send(mine: tuple[int, ...]) -> Receipt:
        with app.app_context():
            return an_answer(code, now, mine, submission_key=KEY, receipt_seed=SEED)

    with ThreadPoolExecutor(20) as threads:
        return list(threads.map(send, ratings))


def test_an_answer_is_filed_by_counter_round_day_and_slot(code: str, now) -> None:
    an_answer(code, now, (1, 2, 3, 4, 1, 2, 3, 4, 1), block={"usia": "25-34"})

    response, point = only_response(), open_collection_point(code, now)
    assert (response.counter_id, response.round_id) == (point.counter_id, point.round_id)
    assert (response.day, response.slot) == (now.date(), Slot.MORNING)
    assert (response.instrument, response.channel) == ("skm-2017@3", Channel.STATIC_QR)
    assert (response.is_verified, response.is_flagged) == (False, False)
    assert response.ratings == (1, 2, 3, 4, 1, 2, 3, 4, 1)
    assert response.block == {"usia": "25-34"}


def test_the_same_send_twice_is_one_row_with_one_receipt(code: str, now) -> None:
    first = an_answer(code, now, submission_key=KEY, receipt_seed=SEED, comment="Antre.")
    again = an_answer(code, now, submission_key=KEY, receipt_seed=SEED, comment="Antre.")

    assert (first.outcome, again.outcome) == (Outcome.STORED, Outcome.SAME)
    assert first.code == again.code
    assert only_response().day == now.date()
    assert only_comment().text == "Antre."


@pytest.mark.parametrize(
    "other", [{"ratings": (1,) * 9}, {"block": {"usia": "25-34"}}], ids=["ratings", "block"]
)
def test_other_answers_under_the_same_key_do_not_count(other: dict, code: str, now) -> None:
    an_answer(code, now, submission_key=KEY)

    again = an_answer(code, now, submission_key=KEY, **other)

    assert again.outcome is Outcome.FIRST_STANDS
    assert only_response().ratings == ALL_FOURS
    assert only_response().block == {}


def test_the_same_key_at_another_counter_does_not_count(app: Flask, scope, now) -> None:
    office = an_office(scope, now)
    an_answer(office.points[0].code, now, submission_key=KEY)

    again = an_answer(office.points[1].code, now, submission_key=KEY)

    assert again.outcome is Outcome.FIRST_STANDS
    assert only_response().counter_id == office.counters[0].id


def test_a_hundred_sends_of_one_key_at_once_are_one_row(app: Flask, code: str, now) -> None:
    receipts = send_in_parallel(app, code, now, [ALL_FOURS] * PARALLEL)

    outcomes = [receipt.outcome for receipt in receipts]
    assert stored.count() == 1
    assert len({receipt.code for receipt in receipts}) == 1
    assert (outcomes.count(Outcome.STORED), outcomes.count(Outcome.SAME)) == (1, PARALLEL - 1)


def test_of_different_answers_at_once_exactly_one_is_stored(app: Flask, code: str, now) -> None:
    different = [(1 + number % 4,) * 9 for number in range(PARALLEL)]
    receipts = send_in_parallel(app, code, now, different)

    winners = [r for r in receipts if r.outcome is Outcome.STORED]
    same = [r for r in receipts if r.outcome is Outcome.SAME]
    assert stored.count() == len(winners) == 1
    assert len(same) == PARALLEL // 4 - 1


def test_planted_store_without_a_unique_key_is_seen(app: Flask, code: str, now) -> None:
    with db.engine.begin() as connection:
        _drop_unique_key(connection)

    send_in_parallel(app, code, now, [ALL_FOURS] * 10)

    assert stored.count() == 10


def _drop_unique_key(connection: sa.Connection) -> None:
    if connection.dialect.name == "postgresql":
        statement = "ALTER TABLE responses DROP CONSTRAINT uq_responses_submission_key_hash"
        connection.execute(sa.text(statement))
        return
    made = connection.scalar(sa.text("SELECT sql FROM sqlite_master WHERE name = 'responses'"))
    without = made.replace("UNIQUE (submission_key_hash)", "CHECK (true)")
    connection.execute(sa.text("DROP TABLE responses"))
    connection.execute(sa.text(without))


def test_receipts_tell_nothing_of_the_answer(code: str, now) -> None:
    best = an_answer(code, now, (4,) * 9, receipt_seed=SEED, comment="Bagus.")
    worst = an_answer(code, now, (1,) * 9, receipt_seed=SEED)

    assert best.code == worst.code


def test_a_receipt_differs_by_form_and_by_key(code: str, now) -> None:
    mine = an_answer(code, now, receipt_seed=SEED)
    other_form = an_answer(code, now, receipt_seed="t" * 22)
    point = open_collection_point(code, now)
    answers = Answers(ALL_FOURS, {}, None, None, secrets.token_hex(), SEED)
    keys = catalogue.find(point.instrument).keys
    other_key = record_response(point, keys, answers, receipt_key=b"another")

    shown, proof = mine.code.split("-")
    assert other_form.code.split("-")[0] != shown
    assert other_key.code.split("-") == [shown, other_key.code.split("-")[1]]
    assert other_key.code.split("-")[1] != proof


def test_a_send_leaves_no_audit_event(code: str, now) -> None:
    before = db.session.scalar(sa.select(sa.func.count()).select_from(AuditEvent))

    an_answer(code, now, comment="Antre.")

    assert db.session.scalar(sa.select(sa.func.count()).select_from(AuditEvent)) == before


def test_a_comment_is_masked_and_carries_the_low_elements_only(code: str, now) -> None:
    text = "Telepon 0812-3456-7890, NIK 3320010101900001, surat warga@contoh.id. Antre 45 menit."
    an_answer(code, now, (1, 2, 3, 4, 3, 3, 3, 3, 2), comment=text)

    comment = only_comment()
    assert "Antre 45 menit" in comment.text
    assert not any(part in comment.text for part in ("0812", "3320", "warga@"))
    assert comment.low_elements == ["pengaduan", "persyaratan", "prosedur"]
    assert comment.month == now.date().replace(day=1)
    assert comment.id != only_response().id


def test_without_words_there_is_no_comment_row(code: str, now) -> None:
    an_answer(code, now, comment=None)

    assert db.session.scalars(sa.select(Comment)).all() == []


@pytest.mark.sqlite
def test_no_file_of_the_database_holds_what_was_typed(code: str, now) -> None:
    canaries = ("081234567890", "warga@contoh.id", KEY, SEED)
    comment = f"Hubungi {canaries[0]} atau {canaries[1]}. Penanda terlihat."
    an_answer(code, now, comment=comment, submission_key=KEY, receipt_seed=SEED)

    path = Path(db.engine.url.database)
    held = b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
    assert b"Penanda terlihat" in held
    assert sha256(KEY.encode()).digest() in held
    assert [canary for canary in canaries if canary.encode() in held] == []


def test_a_service_that_was_chosen_is_kept(app: Flask, scope, now) -> None:
    office = an_office(scope, now, services=2)

    an_answer(office.points[0].code, now, service=str(office.services[1].id))

    assert only_response().service_id == office.services[1].id


def test_an_instrument_of_one_question_needs_no_other_table(app: Flask, scope, now) -> None:
    office = an_office(scope, now, instrument="pulse-1")

    an_answer(office.points[0].code, now, (3,))

    assert (only_response().ratings, only_response().instrument) == ((3,), "pulse-1@2")


def test_a_receipt_is_known_in_its_month_and_with_its_key_alone(code: str, now) -> None:
    receipt = an_answer(code, now).code
    month = Period.containing(now.date(), PeriodKind.MONTH)
    forged = f"{receipt[:9]}{'A' * 8}"

    assert month_of_receipt(b"test", receipt, [month]) == month
    assert month_of_receipt(b"test", receipt, [month.following, month]) == month
    assert month_of_receipt(b"test", receipt, [month.following]) is None
    assert month_of_receipt(b"test", receipt, []) is None
    assert month_of_receipt(b"another", receipt, [month]) is None
    for other in (forged, "", "-", receipt[:8], receipt.lower(), receipt + "A", "é-é"):
        assert month_of_receipt(b"test", other, [month]) is None
