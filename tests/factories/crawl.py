"""Everything that browsers and systems are served: each address, as each kind of reader asks it.

Addresses come from the list of routes and, for the API, from its own document, so that a new one
is crawled without being named here. What an address may be asked besides is in `ASKED`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Union, get_args, get_origin

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from app.web.evaluator.operations import OPERATIONS
from app.web.evaluator.parameters import NoQuery
from tests.factories.organisation import Office

API = "/api/v1"
# What differs from one request to the next whatever was answered: the keys of a form.
PASSING = re.compile(rb'name="(?:csrf_token|submission_key|receipt_seed|opened)" value="[^"]*"')
HEADERS = ("Content-Type", "Content-Length", "ETag", "Last-Modified", "Link", "Location", "Vary")
SIDES = ("menurut=loket", "menurut=layanan", "menurut=unit")
# What a page may be asked for besides its period.
ASKED: Mapping[str, Sequence[str]] = {
    "manager.show_dashboard": ("semua=1",),
    "manager.show_comments": ("halaman=1", "halaman=2"),
    "manager.show_comparison": SIDES,
    "manager.show_priorities": (*SIDES, "menurut=loket&sasaran=A"),
    "manager.show_trend": ("", "loket={any_counter}"),
}
DATED = ("manager.", "public.show_results")
NUMBERED = {"version": "version=1", "page": "page=2&per_page=1"}
# Codes, posters and paper forms: they are drawn from names alone, and take a second each.
PRINTS = re.compile(r"qr\.(svg|png)|\.pdf|contoh\.png|logo\.png|assets")


@dataclass(frozen=True)
class Reader:
    """Somebody who asks; `sends` are the headers of a system, `surfaces` what is asked."""

    name: str
    client: FlaskClient
    surfaces: tuple[str, ...]
    sends: Mapping[str, str]
    accepts: tuple[str, ...] = ("*/*",)

    def get(self, address: str, accept: str) -> TestResponse:
        """Ask for an address."""
        return self.client.get(address, headers={**self.sends, "Accept": accept})


Arguments = Mapping[str, Sequence[int | str]]
Served = dict[tuple[str, str, str], bytes]


def everything_served(
    app: Flask, readers: Iterable[Reader], arguments: Arguments, periods: Sequence[str]
) -> Served:
    """Status, headers and bytes by reader, address and form."""
    asked = list(addresses(app, {**arguments, "period": periods}, periods))
    return {
        (reader.name, address, accept): _bytes(reader.get(address, accept))
        for reader in readers
        for endpoint, address in asked
        if endpoint.startswith(reader.surfaces)
        for accept in reader.accepts
    }


def arguments_of(*offices: Office) -> dict[str, list[int | str]]:
    """What the addresses of these offices may be about."""
    return {
        "agency_id": [offices[0].agency.id],
        "unit_id": [office.unit.id for office in offices],
        "counter_id": [counter.id for office in offices for counter in office.counters],
        "service_id": [service.id for office in offices for service in office.services],
        "round_id": [office.round.id for office in offices],
        "code": [office.points[0].code for office in offices],
        **{name: [1] for name in ("person_id", "grant_id", "key_id", "device_id")},
        **{name: ["0" * 32] for name in ("comment_key", "token", "ticket", "tap")},
        "kind": ["poster"],
        "language": ["id"],
    }


def _bytes(reply: TestResponse) -> bytes:
    heads = [f"{name}: {reply.headers[name]}" for name in HEADERS if name in reply.headers]
    heads.insert(0, str(reply.status_code))
    return "\n".join([*heads, ""]).encode() + PASSING.sub(b"", reply.get_data())


def addresses(
    app: Flask, arguments: Arguments, periods: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Every address that can be read, with each thing it can be about: (endpoint, address)."""
    adapter = app.url_map.bind("localhost")
    offered = _offered(app)
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or PRINTS.search(rule.rule):
            continue
        names = sorted(rule.arguments)
        for values in product(*(arguments[name] for name in names)):
            address = adapter.build(rule.endpoint, dict(zip(names, values, strict=True)))
            for query in _queries(rule, arguments, periods, offered):
                yield rule.endpoint, f"{address}?{query}" if query else address


def _queries(
    rule: Rule, arguments: Arguments, periods: Sequence[str], offered: Mapping[str, list[str]]
) -> Iterator[str]:
    if rule.endpoint in offered:
        yield from offered[rule.endpoint]
        return
    sides = [
        side.format(any_counter=counter)
        for side in ASKED.get(rule.endpoint, ("",))
        for counter in (arguments["counter_id"] if "{" in side else ("",))
    ]
    dated = [f"periode={code}" for code in periods] if rule.endpoint.startswith(DATED) else [""]
    for date, side in product(dated, sides):
        yield "&".join(part for part in (date, side) if part)


def _offered(app: Flask) -> dict[str, list[str]]:
    """What each operation of the API may be asked: one query for each value there is."""
    return {
        f"evaluator.{name}": list(_values(described.query)) or [""]
        for name, described in OPERATIONS.items()
    }


def _values(query: type[NoQuery]) -> Iterator[str]:
    """One query for each value; a number is asked for by an example."""
    for name, field in query.model_fields.items():
        kinds = get_args(field.annotation) if get_origin(field.annotation) is Union else ()
        chosen = get_args(field.annotation) if not kinds else get_args(kinds[0])
        for value in chosen:
            if isinstance(value, str):
                yield f"{name}={value}"
        if name in NUMBERED:
            yield NUMBERED[name]
