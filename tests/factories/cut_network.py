"""A network between browser and server that can be cut: connections are refused or broken.

A browser's own offline switch leaves its service worker out, and cannot lose a reply alone.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum, auto
from urllib.parse import urlsplit

CHUNK = 65536


class Network(Enum):
    """What becomes of a connection."""

    UP = auto()
    CUT = auto()
    # The server gets the request and answers, but no answer to a POST comes back.
    REPLIES_LOST = auto()
    # The network ends while a POST is on its way: half of its body reaches the server.
    UPLOADS_BROKEN = auto()


class CutNetwork:
    """A TCP relay to one server on a port of its own."""

    def __init__(self, server_url: str) -> None:
        self.state = Network.UP
        self.lost_replies = 0
        self.broken_uploads = 0
        parts = urlsplit(server_url)
        self._server = (parts.hostname or "", parts.port or 80)
        self._open: set[socket.socket] = set()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.base_url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """Refuse new connections, and break those that are open."""
        self.state = Network.CUT
        for one in list(self._open):
            _close(one)

    def lose_replies(self) -> None:
        """From now on answers to what is sent get lost on the way back."""
        self.cut()
        self.state = Network.REPLIES_LOST

    def break_uploads(self) -> None:
        """From now on connections break in the middle of what is sent."""
        self.cut()
        self.state = Network.UPLOADS_BROKEN

    def restore(self) -> None:
        """Let everything pass again, on new connections."""
        self.cut()
        self.state = Network.UP

    def stop(self) -> None:
        """Close everything."""
        self.cut()
        _close(self._listener)

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                browser, _address = self._listener.accept()
                if self.state is Network.CUT:
                    _close(browser)
                    continue
                threading.Thread(target=self._serve, args=(browser,), daemon=True).start()

    def _serve(self, browser: socket.socket) -> None:
        try:
            server = socket.create_connection(self._server)
        except OSError:
            return _close(browser)
        self._open |= {browser, server}
        is_sent = threading.Event()
        back = threading.Thread(target=self._bring_back, args=(server, browser, is_sent))
        back.start()
        with suppress(OSError):
            while chunk := browser.recv(CHUNK):
                if chunk.startswith(b"POST"):
                    is_sent.set()
                    if self.state is Network.UPLOADS_BROKEN:
                        self._send_half(chunk, browser, server)
                        break
                server.sendall(chunk)
        _close(server)
        back.join()
        _close(browser)
        self._open -= {browser, server}
        return None

    def _send_half(self, begun: bytes, browser: socket.socket, server: socket.socket) -> None:
        while not begun.partition(b"\r\n\r\n")[2]:
            begun += browser.recv(CHUNK)
        head, end, body = begun.partition(b"\r\n\r\n")
        server.sendall(head + end + body[: len(body) // 2])
        self.broken_uploads += 1

    def _bring_back(
        self, server: socket.socket, browser: socket.socket, is_sent: threading.Event
    ) -> None:
        with suppress(OSError):
            while chunk := server.recv(CHUNK):
                if self.state is Network.REPLIES_LOST and is_sent.is_set():
                    self.lost_replies += 1
                    break
                browser.sendall(chunk)
        _close(browser)


def _close(one: socket.socket) -> None:
    with suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()


@contextmanager
def network_to(server_url: str) -> Iterator[CutNetwork]:
    """A network to this server, until the block ends."""
    network = CutNetwork(server_url)
    try:
        yield network
    finally:
        network.stop()
