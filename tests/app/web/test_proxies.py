"""Which proxies are believed, and in what."""

from __future__ import annotations

import pytest

from app.web.proxies import TrustedProxies

FORWARDED = {
    "HTTP_X_FORWARDED_FOR": "203.0.113.7",
    "HTTP_X_FORWARDED_PROTO": "https",
    "HTTP_X_FORWARDED_HOST": "palsu.example",
}


def seen_from(peer: str, trusted: tuple[str, ...] = (), **forwarded: str) -> tuple[str, str, str]:
    """(sender's address, scheme, host) that the application behind the proxies sees."""
    seen: list[tuple[str, str, str]] = []

    def application(environ, _start_response):
        seen.append((environ["REMOTE_ADDR"], environ["wsgi.url_scheme"], environ["HTTP_HOST"]))
        return [b""]

    environ = {"REMOTE_ADDR": peer, "wsgi.url_scheme": "http", "HTTP_HOST": "suara.example"}
    TrustedProxies(application, trusted)(environ | forwarded, lambda *_: None)
    return seen[0]


def test_a_named_proxy_is_believed_in_all() -> None:
    assert seen_from("10.0.0.1", ("10.0.0.1",), **FORWARDED) == (
        "203.0.113.7",
        "https",
        "palsu.example",
    )


def test_a_stranger_is_believed_in_nothing() -> None:
    assert seen_from("10.0.0.9", ("10.0.0.1",), **FORWARDED) == (
        "10.0.0.9",
        "http",
        "suara.example",
    )


@pytest.mark.parametrize("loopback", ["127.0.0.1", "::1"])
def test_a_proxy_on_this_machine_is_believed_in_the_scheme_alone(loopback: str) -> None:
    assert seen_from(loopback, **FORWARDED) == (loopback, "https", "suara.example")


def test_of_a_chain_of_senders_only_the_last_is_believed() -> None:
    chain = {"HTTP_X_FORWARDED_FOR": "198.51.100.1, 203.0.113.7"}

    assert seen_from("10.0.0.1", ("10.0.0.1",), **chain)[0] == "203.0.113.7"


def test_without_a_word_nothing_changes() -> None:
    assert seen_from("127.0.0.1") == ("127.0.0.1", "http", "suara.example")
