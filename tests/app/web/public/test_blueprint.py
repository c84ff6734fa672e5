"""The most that may be sent to a citizen's page."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from app.web.public.blueprint import MOST_BYTES


@pytest.mark.parametrize(("size", "refused"), [(MOST_BYTES, False), (MOST_BYTES + 1, True)])
def test_a_body_over_the_limit_is_refused(
    size: int, refused: bool, client: FlaskClient, address: str
) -> None:
    form = "application/x-www-form-urlencoded"

    reply = client.post(address, data=b"x" * size, content_type=form)

    assert (reply.status_code == 413) is refused
