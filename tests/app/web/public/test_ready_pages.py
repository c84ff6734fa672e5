"""Forms that are kept ready, plain and compressed."""

from __future__ import annotations

import gzip
import re

import pytest
from flask.testing import FlaskClient

from app.web.public import ready_pages
from app.web.public.ready_pages import PLACES, HiddenValues, ReadyPage, ReadyPages, new_token
from tests.factories.html_pages import Page

HTML = "<p>é</p>" + "".join(f'<input value="{place}">' for place in PLACES) + "</form>"
TOKEN = re.compile(r'value="([\w-]{22})"')


def fresh() -> HiddenValues:
    return HiddenValues(new_token(), new_token(), new_token())


def test_a_ready_page_gets_fresh_values_each_time() -> None:
    page = ReadyPage.of(HTML)

    shown = [page.plain(fresh()).decode() for _ in range(2)]

    values = [value for html in shown for value in TOKEN.findall(html)]
    assert len(set(values)) == 6
    assert {TOKEN.sub('value=""', html) for html in shown} == {
        '<p>é</p><input value=""><input value=""><input value=""></form>'
    }


def test_the_compressed_page_is_the_plain_one_but_for_the_values() -> None:
    page = ReadyPage.of(HTML * 50)

    unpacked = gzip.decompress(page.gzipped(fresh())).decode()

    assert TOKEN.sub("", unpacked) == TOKEN.sub("", page.plain(fresh()).decode())
    assert TOKEN.findall(unpacked) != TOKEN.findall(page.plain(fresh()).decode())


def test_planted_change_of_the_compressed_page_is_seen() -> None:
    spoilt = bytearray(ReadyPage.of(HTML * 50).gzipped(fresh()))
    spoilt[-5] ^= 1

    try:
        gzip.decompress(bytes(spoilt))
    except gzip.BadGzipFile:
        return
    raise AssertionError("a page with a wrong length or checksum was taken")


def test_a_browser_gets_the_form_as_it_asked(client: FlaskClient, address: str) -> None:
    plain = client.get(address)
    packed = client.get(address, headers={"Accept-Encoding": "gzip, deflate"})

    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert {r.headers["Vary"] for r in (plain, packed)} == {"Accept-Encoding, Accept-Language"}
    unpacked = gzip.decompress(packed.data).decode()
    hidden = HiddenValues._fields
    values = [Page.of(plain).sent[name] for name in hidden]
    page = Page()
    page.feed(unpacked)
    for value, name in zip(values, hidden, strict=True):
        unpacked = unpacked.replace(page.sent[name], value)
    assert unpacked == plain.get_data(as_text=True)


@pytest.mark.parametrize("accepted", ["gzip;q=0", "identity;q=1, gzip;q=0", "*;q=0", "gzip;q=0, *"])
def test_a_browser_that_refuses_gzip_gets_the_plain_form(
    client: FlaskClient, address: str, accepted: str
) -> None:
    reply = client.get(address, headers={"Accept-Encoding": accepted})

    assert reply.status_code == 200
    assert "Content-Encoding" not in reply.headers
    assert "</html>" in reply.text


def test_a_page_is_rendered_once_for_its_key() -> None:
    rendered: list[int] = []
    pages = ReadyPages()

    def render() -> str:
        rendered.append(1)
        return HTML

    assert pages.get(("a",), render) is pages.get(("a",), render)
    pages.get(("b",), render)
    assert len(rendered) == 2


def test_not_more_pages_are_kept_than_memory_should_hold(monkeypatch) -> None:
    monkeypatch.setattr(ready_pages, "MOST_KEPT", 3)
    pages, rendered = ReadyPages(), []

    def render() -> str:
        rendered.append(1)
        return HTML

    for number in (1, 2, 3, 4, 4, 1):
        pages.get((number,), render)

    assert len(rendered) == 5


def test_tokens_are_128_bits() -> None:
    made = {new_token() for _ in range(1000)}

    assert len(made) == 1000
    assert {len(token) for token in made} == {22}


def test_the_styles_of_the_page_are_told_before_it(client, address: str) -> None:
    form = client.get(address)

    named = form.headers["Link"].partition(">")[0].removeprefix("<")
    assert f'<link rel="stylesheet" href="{named}">' in form.text
