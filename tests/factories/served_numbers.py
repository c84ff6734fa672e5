"""How many answers each number in a reply counts: read from the bytes, not from services."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from app.clock import Period
from app.services.score_views import Reading
from tests.factories.all_views import groups_behind
from tests.factories.crawl import Served
from tests.factories.organisation import Office

ABOUT_UNIT = re.compile(r"/(?:units|unit|hasil)/(\d+)(?:/|\?|$)")
OF_PERIOD = re.compile(r"(?:periode=|/)(20\d\d(?:-(?:S\d|Q\d|\d\d))?)(?:[/?&]|$)")
TABLE = re.compile(
    r"<caption[^>]*>(.*?)</caption>.*?<thead>(.*?)</thead>.*?<tbody>(.*?)</tbody>", re.S
)
CELL = re.compile(r"<t[hd]([^>]*)>(.*?)</t[hd]>", re.S)
HEADS = re.compile(r"\A\d+\n(?:[A-Z][\w-]+: .*\n)*")
PUBLIC_TOTAL = re.compile(r"<dt>Jawaban</dt><dd>([\d.]+)</dd>")
PUBLIC_LINE = re.compile(
    r'result-lines__name">([^<]*)<(?:(?!result-lines__name).)*?>([\d.]+) jawaban', re.S
)
KINDS = {"loket": "counter", "layanan": "service"}
# What a column of a table counts.
COUNTS = {"n": Reading.ALL, "dipakai": Reading.VERIFIED}


class ServedNumber(NamedTuple):
    """A number of answers that somebody was told: of what, over which period, in which reading."""

    unit_id: int | None
    kind: str
    id: int
    period: str
    reading: Reading
    n: int


Published = dict[ServedNumber, list[str]]


def numbers_in(found: Served, offices: Sequence[Office]) -> dict[ServedNumber, str]:
    """Every number of answers in the replies, with one address where it stands."""
    told: dict[ServedNumber, str] = {}
    for (reader, address, _), reply in found.items():
        if reply.startswith(b"200"):
            body = HEADS.sub("", reply.decode(errors="replace"))
            unit = ABOUT_UNIT.search(address)
            numbers = _numbers(address, body, offices) if _is_of(unit, offices) else ()
            for number in numbers:
                if _is_at(number, offices):
                    told.setdefault(number, f"{reader} {address}")
    return told


def published(
    told: Iterable[ServedNumber], offices: Sequence[Office], groups: Mapping[str, int]
) -> tuple[Published, list[ServedNumber]]:
    """The groups behind each number; and the numbers that are not the sum of theirs."""
    behind: Published = {}
    unexplained = []
    for number in told:
        path = _path(number, offices)
        period = Period.parse(number.period)
        covered = groups_behind(number.kind, number.id, period, path, number.reading, groups)
        behind[number] = covered
        if sum(groups[group] for group in covered) != number.n:
            unexplained.append(number)
    return behind, unexplained


def _is_at(number: ServedNumber, offices: Sequence[Office]) -> bool:
    """Whether a number is of one of these offices."""
    if number.kind == "unit" or number.unit_id is not None:
        return True
    held = [place.id for office in offices for place in getattr(office, f"{number.kind}s")]
    return number.id in held


def _is_of(unit: re.Match[str] | None, offices: Sequence[Office]) -> bool:
    return unit is None or int(unit[1]) in {office.unit.id for office in offices}


def _path(number: ServedNumber, offices: Sequence[Office]) -> str:
    """The path of a unit; of any unit where a counter or service is known by its id alone."""
    paths = {office.unit.id: office.unit.path for office in offices}
    return "/" if number.unit_id is None else paths[number.unit_id]


def _numbers(address: str, body: str, offices: Sequence[Office]) -> Iterator[ServedNumber]:
    unit, period = ABOUT_UNIT.search(address), OF_PERIOD.search(address)
    unit_id = int(unit[1]) if unit else None
    if address.startswith("/api/") and body[:1] in "[{":
        of = {"unit_id": unit_id, "kind": "unit", "id": unit_id, "reading": Reading.ALL}
        yield from _in_json(json.loads(body), of | {"period": period[1] if period else None})
    elif unit_id and period and re.match(r"/dasbor/unit/(?!.*/pendampingan)", address):
        yield from _in_tables(body, unit_id, period[1], offices)
    elif unit_id and period and address.startswith("/hasil/"):
        yield from _in_public(body, unit_id, period[1], offices)


def _in_json(node: Any, of: Mapping[str, Any]) -> Iterator[ServedNumber]:
    """Walk a document; what a part is about holds for the parts in it, but for elements."""
    if isinstance(node, list):
        for part in node:
            yield from _in_json(part, of)
        return
    if not isinstance(node, dict) or "key" in node:
        return
    of = _about(node, of)
    for name, reading in (("n", of["reading"]), ("used", Reading.VERIFIED)):
        if isinstance(node.get(name), int) and of["period"] and "label" not in node:
            yield _number(of | {"reading": reading}, node[name])
    for name, part in node.items():
        if name not in ("elements", "importance", "themes"):
            inner = {"reading": Reading.UNFLAGGED} if name == "without_flagged" else {}
            yield from _in_json(part, {**of, **inner})


def _about(node: Mapping[str, Any], of: Mapping[str, Any]) -> dict[str, Any]:
    """What a part of a document says that it is about, over what the part around it said."""
    subject = node["subject"] if isinstance(node.get("subject"), dict) else node
    found = dict(of)
    if subject.get("kind") in ("unit", "counter", "service") and "id" in subject:
        found |= {"kind": subject["kind"], "id": subject["id"]}
    if "used" in node:
        found |= {"kind": "counter", "id": node["counter_id"]}
    if isinstance(node.get("period"), dict):
        found["period"] = node["period"]["code"]
    if isinstance(node.get("month"), str):
        found["period"] = node["month"][:7]
    if node.get("answers") in set(Reading):
        found["reading"] = Reading(node["answers"])
    return found


def _number(of: Mapping[str, Any], n: int) -> ServedNumber:
    unit_id = {"unit": of["id"], "service": of["unit_id"]}.get(of["kind"])
    return ServedNumber(unit_id, of["kind"], of["id"], of["period"], of["reading"], n)


def _in_tables(
    body: str, unit_id: int, period: str, offices: Sequence[Office]
) -> Iterator[ServedNumber]:
    for _, head, rows in TABLE.findall(body):
        heads = [_plain(cell).lower() for _, cell in CELL.findall(head)]
        kind = KINDS.get(heads[0]) if heads else None
        for row in rows.split("</tr>") if kind else ():
            cells = list(_spread(row))
            subject = _subject(kind, _plain(cells[0]), unit_id, offices) if cells else None
            for at, name in enumerate(heads):
                shown = re.fullmatch(r"[\d.]+", _plain(cells[at])) if at < len(cells) else None
                if name in COUNTS and subject and shown:
                    owner = None if kind == "counter" else unit_id
                    yield ServedNumber(
                        owner, kind, int(subject), period, COUNTS[name], _whole(shown[0])
                    )


def _in_public(
    body: str, unit_id: int, period: str, offices: Sequence[Office]
) -> Iterator[ServedNumber]:
    for total in PUBLIC_TOTAL.findall(body):
        yield ServedNumber(unit_id, "unit", unit_id, period, Reading.ALL, _whole(total))
    for name, n in PUBLIC_LINE.findall(body):
        subject = _subject("service", _plain(name), unit_id, offices)
        if subject:
            yield ServedNumber(unit_id, "service", int(subject), period, Reading.ALL, _whole(n))


def _whole(text: str) -> int:
    return int(text.replace(".", ""))


def _spread(row: str) -> Iterator[str]:
    """The cells of a row, one that spans several as often as it does."""
    for attributes, cell in CELL.findall(row):
        spans = re.search(r'colspan="(\d+)"', attributes)
        yield from [cell] * (int(spans[1]) if spans else 1)


def _subject(kind: str | None, name: str, unit_id: int, offices: Sequence[Office]) -> str | None:
    """The id of the only counter or service of that name under the unit; None where it has none."""
    (path,) = (each.unit.path for each in offices if each.unit.id == unit_id)
    below = [each for each in offices if each.unit.path.startswith(path)]
    held = [place for each in below for place in getattr(each, f"{kind}s")]
    ids = [str(each.id) for each in held if name.split(" ▼", maxsplit=1)[0] == each.name]
    return ids[0] if len(ids) == 1 else None


def _plain(cell: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", cell).split())
