"""What the public may see is part of the frozen score, under its hash."""

from __future__ import annotations

import hashlib
import json

from flask import Flask

from app.models.publications import FrozenScore
from tests.factories.organisation import an_office
from tests.factories.published import answers_of, closed


def public(frozen: FrozenScore) -> dict[str, object]:
    return json.loads(frozen.content)["public"]


def test_the_public_part_stands_under_the_hash(app: Flask, scope, now) -> None:
    office = an_office(scope, now, year=2025)
    answers_of(office, 12)

    frozen = closed(scope, now, office)

    assert ["unit", office.unit.id, "all", "2025-Q2"] in public(frozen)["seen"]
    assert (public(frozen)["k"], public(frozen)["n"]) == (10, 12)
    assert hashlib.sha256(frozen.content.encode()).hexdigest() == frozen.sha256


def test_without_the_total_nothing_is_public(app: Flask, scope, now) -> None:
    office = an_office(scope, now, year=2025)
    answers_of(office, 9)

    frozen = closed(scope, now, office)

    assert public(frozen) == {"k": 10, "seen": [], "n": None, "respondents": None}
