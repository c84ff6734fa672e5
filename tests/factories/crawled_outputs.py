"""What offices get besides pages: printed PDFs as text, and what commands print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

import pypdfium2
from flask import Flask

from tests.factories.crawl import Arguments, Reader, Served

# Commands that an office runs on its database; `periods export` hands out few on purpose.
COMMANDS = (
    "responses count",
    "devices list 1",
    "periods close {unit} 2026-02",
    "periods close {unit} 2026-Q1",
    "jobs release",
    "jobs rebuild-tallies",
)


def printed(app: Flask, reader: Reader, arguments: Arguments) -> Served:
    """Status and words of every PDF that can be asked for straight away, page by page."""
    return {
        (reader.name, address, "pdf"): _words(*_asked(reader, address))
        for address in _pdf_addresses(app, arguments)
    }


def commanded(app: Flask, units: Sequence[str]) -> Served:
    """Exit code and output of commands, for each unit by its code."""
    run = app.test_cli_runner()
    asked = dict.fromkeys(text.format(unit=unit) for text in COMMANDS for unit in units)
    found = {}
    for text in asked:
        done = run.invoke(args=text.split())
        found["command", text, "text"] = f"{done.exit_code}\n{done.output}".encode()
    return found


def _pdf_addresses(app: Flask, arguments: Arguments) -> Iterator[str]:
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if rule.rule.endswith(".pdf") and "GET" in (rule.methods or ()):
            names = sorted(rule.arguments)
            for values in product(*(arguments[name] for name in names)):
                yield adapter.build(rule.endpoint, dict(zip(names, values, strict=True)))


def _asked(reader: Reader, address: str) -> tuple[int, bytes]:
    reply = reader.get(address, "*/*")
    return reply.status_code, reply.get_data()


def _words(status: int, content: bytes) -> bytes:
    if status != 200:
        return str(status).encode()
    pages = pypdfium2.PdfDocument(content)
    return "\n".join(
        [str(status), *(page.get_textpage().get_text_range() for page in pages)]
    ).encode()
