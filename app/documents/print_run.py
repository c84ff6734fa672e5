"""One PDF made in a process of its own, so that no citizen waits for a thread that draws codes.

`python -m app.documents.print_run ORDER` reads the order, says beside it how many codes are
drawn, and puts the PDF beside it when it is whole.
"""

from __future__ import annotations

import base64
import fcntl
import hashlib
import json
import os
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from app.documents.poster import Kind, Poster, poster_pdf

TURN = "turn"
LOWER_PRIORITY = 10


@dataclass(frozen=True)
class PrintOrder:
    """All that a PDF depends on; equal orders have one key and one file."""

    kind: Kind
    posters: tuple[Poster, ...]
    logo: bytes | None = None

    @property
    def key(self) -> str:
        """The SHA-256 of what is ordered: another name, code or logo is another file."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()

    def to_json(self) -> str:
        """The order as text."""
        logo = base64.b64encode(self.logo).decode() if self.logo else None
        posters = [asdict(poster) for poster in self.posters]
        return json.dumps({"kind": self.kind.value, "posters": posters, "logo": logo})

    @classmethod
    def from_json(cls, text: str) -> PrintOrder:
        """The order that `to_json` wrote."""
        held = json.loads(text)
        posters = tuple(
            Poster(**row | {"languages": tuple(row["languages"])}) for row in held["posters"]
        )
        logo = base64.b64decode(held["logo"]) if held["logo"] else None
        return cls(Kind(held["kind"]), posters, logo)


def run(path: Path) -> None:
    """Make the PDF of the order at the path; one at a time, the others wait for their turn."""
    order = PrintOrder.from_json(path.read_text(encoding="utf-8"))
    progress = path.with_suffix(".progress")
    with (path.parent / TURN).open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        made = poster_pdf(
            order.posters,
            order.kind,
            logo=order.logo,
            on_drawn=lambda drawn: progress.write_text(str(drawn), encoding="ascii"),
        )
    unfinished = path.with_suffix(".part")
    unfinished.write_bytes(made)
    unfinished.rename(path.with_suffix(".pdf"))


if __name__ == "__main__":
    os.umask(0o077)
    os.nice(LOWER_PRIORITY)
    run(Path(sys.argv[1]))
