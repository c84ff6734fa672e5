"""Whether the server's address is free.

The server shares a port that another program listens on (SO_REUSEPORT): both would get some of the
requests, and a citizen's answer might land in the database of the other.
"""

from __future__ import annotations

import errno
import socket
from time import monotonic, sleep

import click

# A server that was killed a moment ago may still be on its way out.
PATIENCE_S = 5.0


def claim(host: str, port: int, patience_s: float = PATIENCE_S) -> None:
    """Return once HOST and PORT are free; a ClickException where another keeps them longer."""
    deadline = monotonic() + patience_s
    while _is_taken(host, port):
        if monotonic() > deadline:
            raise click.ClickException(
                f"Port {port} of {host} is in use by another program. Stop that one, or name "
                "another port, as in: PORT=8001 make run"
            )
        sleep(0.1)


def _is_taken(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            return True
        raise click.ClickException(f"HOST {host}, PORT {port}: {error.strerror}.") from error
    return False
