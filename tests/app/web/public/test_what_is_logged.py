"""What the log says of an answer that could not be stored: that it happened, and nothing of it."""

from __future__ import annotations

import logging

import pytest
import sqlalchemy as sa

from app.database import db

PACKED = "3" * 9
COMMENT = "Antre lama sekali"
GONE = "ALTER TABLE responses RENAME TO away"
REFUSING = {
    "sqlite": "CREATE TRIGGER planted BEFORE INSERT ON responses "
    "BEGIN SELECT RAISE(ABORT, 'planted'); END",
    "postgresql": "ALTER TABLE responses ADD CONSTRAINT planted CHECK (ratings = '')",
}


@pytest.mark.parametrize("planted", ["gone", "refusing"])
def test_a_failed_insert_leaves_no_answer_in_the_log(
    planted: str, send, caplog: pytest.LogCaptureFixture
) -> None:
    fault = GONE if planted == "gone" else REFUSING[db.engine.dialect.name]
    with db.engine.begin() as connection:
        connection.execute(sa.text(fault))

    with caplog.at_level(logging.WARNING):
        reply = send(comment=COMMENT)

    assert reply.status_code >= 500
    assert "Error" in caplog.text
    assert [held for held in (PACKED, COMMENT, "[parameters") if held in caplog.text] == []
