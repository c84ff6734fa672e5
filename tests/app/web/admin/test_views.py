"""What holds for every admin page."""

from __future__ import annotations

from io import BytesIO

import pytest

PAGE = "/admin/impor/"


@pytest.fixture
def small_limit(app):
    app.config["MAX_CONTENT_LENGTH"] = 20_000


def test_a_file_that_is_too_large_leads_back_to_its_form_with_the_limit(small_limit, send):
    answer = send(PAGE, file=(BytesIO(b"x" * 30_000), "besar.csv"))
    assert answer.status_code == 200
    assert answer.request.path == PAGE
    assert "Berkas itu lebih dari 20 MiB. Bagi menjadi beberapa berkas." in answer.text


def test_a_file_that_is_too_large_is_read_to_its_end(small_limit, administrator):
    sent = BytesIO(b"x" * 200_000)  # a browser that is cut off shows no answer
    answer = administrator.post(
        PAGE,
        input_stream=sent,
        content_length=200_000,
        content_type="multipart/form-data; boundary=batas",
    )
    assert (answer.status_code, sent.read()) == (303, b"")
