"""Tickets over a network that swallows every fifth reply, to a server that is killed meanwhile.

    python -m benchmarks.lost_replies [--tickets 400] [--cut 0.2] [--kills 2]

Each ticket is opened and sent once, and the same body again until the thanks arrive, as a phone
does. The bars (R3, decisions 16): each acknowledged answer is stored, none twice, and there are as
many used tickets as verified answers. Needs `slowproxy.py` of the shared tools (`--proxy`).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import secrets
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http.client import HTTPException
from pathlib import Path
from queue import Empty, Queue

from benchmarks.served import ROOT, Served, free_port, served
from survey_forms import catalogue

KEYS = catalogue.find("skm-2017").keys
HIDDEN = re.compile(r'name="(submission_key|receipt_seed|opened)" value="([^"]*)"')
PHONES = 6
LONGEST_TRIES = 200


class Sends:
    """What the phones did: hashes of the keys that were thanked for, and what was counted."""

    def __init__(self) -> None:
        self.acknowledged: set[str] = set()
        self.count: Counter[str] = Counter()


def main() -> int:
    """Print what was sent, cut and stored; 0 when the bars hold."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--tickets", type=int, default=400)
    given.add_argument("--cut", type=float, default=0.2, help="share of replies that are lost")
    given.add_argument("--kills", type=int, default=2)
    given.add_argument("--proxy", type=Path, default=ROOT.parent / "shared/tools/slowproxy.py")
    options = given.parse_args()
    seen = Sends()
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as system:
        links = _issue(system, Path(folder) / "links.txt", options.tickets)
        with _bad_network(options.proxy, system, seen, options.cut) as address:
            _send_all(system, address, links, options.kills, seen)
        return _report(system, seen, options.tickets)


def _issue(system: Served, file: Path, count: int) -> list[str]:
    system.flask("tickets", "issue", "UKUR/L1", f"--count={count}", f"--links={file}")
    return file.read_text(encoding="utf-8").split()


def _report(system: Served, seen: Sends, tickets: int) -> int:
    stored = Counter(system.flask("responses", "keys").split())
    figures = {
        "tickets": tickets,
        "acknowledged": len(seen.acknowledged),
        "replies_cut": seen.count["cut"],
        "kills": seen.count["kills"],
        "stored": stored.total(),
        "verified": _number(system, "SELECT count(*) FROM responses WHERE is_verified"),
        "used_tickets": _number(system, "SELECT count(*) FROM used_tickets"),
        "lost": len(seen.acknowledged - stored.keys()),
        "doubled": max(stored.total() - tickets, stored.total() - len(stored)),
    }
    print(json.dumps(figures))
    alike = {figures[name] for name in ("acknowledged", "stored", "verified", "used_tickets")}
    is_good = alike == {tickets} and figures["lost"] == 0 and figures["doubled"] == 0
    return 0 if is_good and seen.count["cut"] >= tickets // 10 else 1


def _number(system: Served, question: str) -> int:
    with closing(sqlite3.connect(system.database)) as base:
        return int(base.execute(question).fetchone()[0])


def _send_all(system: Served, address: str, links: list[str], kills: int, seen: Sends) -> None:
    """Send every ticket, a few phones at a time, while the server is killed at random moments."""
    waiting = Queue[str]()
    for link in links:
        waiting.put(address + urllib.parse.urlsplit(link).path)
    phones = [threading.Thread(target=_phone, args=(waiting, seen)) for _ in range(PHONES)]
    for phone in phones:
        phone.start()
    total = waiting.qsize()
    for number in range(kills):
        while waiting.qsize() > total * (1 - (number + 1) / (kills + 1)):
            time.sleep(0.02)
        system.kill()
        system.start()
        seen.count["kills"] += 1
    for phone in phones:
        phone.join()


def _phone(waiting: Queue[str], seen: Sends) -> None:
    while True:
        try:
            link = waiting.get_nowait()
        except Empty:
            return
        _answer(link, seen)


def _answer(link: str, seen: Sends) -> None:
    """Open a ticket and send its form until the thanks arrive."""
    page = _until(lambda: urllib.request.urlopen(link, timeout=30).read().decode())
    hidden = dict(HIDDEN.findall(page))
    services = re.findall(r'<option value="(\d+)"', page)
    sent = hidden | {key: secrets.choice("1234") for key in KEYS} | {"service": services[0]}
    body = urllib.parse.urlencode(sent).encode()
    place = _until(lambda: urllib.request.urlopen(link, body, 30).url)
    if "terima-kasih" in place:
        seen.acknowledged.add(hashlib.sha256(sent["submission_key"].encode()).hexdigest())


def _until(act: Callable[[], str]) -> str:
    """What an act gives once the network and the server let it."""
    for _ in range(LONGEST_TRIES):
        try:
            return act()
        except urllib.error.HTTPError as refusal:
            if refusal.code < 500:
                return f"refused with {refusal.code}"
        except (OSError, HTTPException):
            pass
        time.sleep(0.3)
    return "given up"


@contextmanager
def _bad_network(proxy: Path, system: Served, seen: Sends, cut: float) -> Iterator[str]:
    """The address of a network to the system that loses this share of replies."""
    port = free_port()
    words = [sys.executable, proxy, str(port), str(system.port), "--cut-reply", str(cut)]
    network = subprocess.Popen(
        [*words, "--seconds", "1800"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        time.sleep(2)
        yield f"http://127.0.0.1:{port}"
    finally:
        network.terminate()
        told = re.search(r"replies_cut=(\d+)", network.communicate()[0])
        seen.count["cut"] = int(told[1]) if told else 0


if __name__ == "__main__":
    sys.exit(main())
