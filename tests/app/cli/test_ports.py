"""Two servers never share a port in silence."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import click
import pytest

from app.cli.ports import claim

HOST = "127.0.0.1"


@pytest.fixture
def taken() -> Iterator[socket.socket]:
    """A port with a server on it that would share it, as ours would."""
    with socket.create_server((HOST, 0), reuse_port=True) as server:
        yield server


def test_a_free_port_is_claimed_and_left_free(taken: socket.socket) -> None:
    port = taken.getsockname()[1]
    taken.close()

    claim(HOST, port)
    claim(HOST, port)


def test_a_taken_port_is_refused_with_what_to_do(taken: socket.socket) -> None:
    port = taken.getsockname()[1]

    with pytest.raises(click.ClickException, match=f"Port {port} .* in use.*PORT="):
        claim(HOST, port, patience_s=0)


def test_a_server_on_its_way_out_is_waited_for(taken: socket.socket) -> None:
    threading.Timer(0.3, taken.close).start()

    claim(HOST, taken.getsockname()[1])


def test_an_address_that_is_not_ours_is_told() -> None:
    with pytest.raises(click.ClickException, match=r"HOST 192\.0\.2\.1"):
        claim("192.0.2.1", 8000)
