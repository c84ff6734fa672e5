"""Made-up answers are labelled on every page, for citizens and staff alike."""

from __future__ import annotations

from datetime import datetime

import pytest
from flask.testing import FlaskClient

from app.access import Scope
from app.services import organisation

LABEL = "Data simulasi, bukan jawaban warga."
PAGES = ("/", "/akun/masuk", "/tidak-ada", "/api/v1/docs")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("is_simulation", [True, False])
def test_label_stands_on_pages_exactly_where_answers_are_made_up(
    client: FlaskClient, scope: Scope, now: datetime, page: str, is_simulation: bool
) -> None:
    organisation.create_agency(scope, now, "Kabupaten", is_simulation=is_simulation)
    assert (LABEL in client.get(page).text) is is_simulation
