"""A million guesses of tickets against the real table, and guesses over HTTP beside a citizen.

    python -m benchmarks.guessing [--guesses 1000000] [--issued 100000]

Bars (trust 8): no guess hits; the tries of one ticket end at the limit with 429, and a citizen
behind the same address who holds another ticket is taken in all the while. Guesses of unknown
tickets are answered 404 without end: 128 bits need no limit, and one by address would shut out
everybody behind a shared one.
"""

from __future__ import annotations

import argparse
import os
import re
import secrets
import sys
import tempfile
import time
from collections import Counter

from flask import Flask

from app.access import job_scope
from app.clock import now
from app.database import db
from app.factory import create_app
from app.queries.collection import open_collection_point
from app.queries.tickets import find_ticket
from app.services.recent_tries import MOST_TRIES
from app.services.tickets import MOST_AT_ONCE, TICKET_BYTES, Wanted, hash_of, issue_tickets
from benchmarks.seeding import an_open_counter
from config import Settings
from survey_forms import catalogue

HTTP_GUESSES = 2000
BITS = 8 * TICKET_BYTES
KEYS = catalogue.find("skm-2017").keys


def main() -> int:
    """Print hits, rates and statuses; 0 when all bars hold."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--guesses", type=int, default=1_000_000)
    given.add_argument("--issued", type=int, default=100_000)
    options = given.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "DATABASE_URL": f"sqlite:///{folder}/guessing.db",
            "VAR_DIR": folder,
            "SECRET_KEY": secrets.token_hex(32),
        }
        code, _ = an_open_counter()
        app = create_app(Settings.from_environment())
        with app.app_context():
            tickets = _issued(code, options.issued)
            held = [_hits(options.guesses, options.issued), _over_http(app, *tickets[:2])]
            db.session.remove()
            db.engine.dispose()
    print("PASS" if all(held) else "FAIL")
    return 0 if all(held) else 1


def _issued(code: str, how_many: int) -> list[str]:
    """So many tickets of the one open counter, all good today."""
    tickets: list[str] = []
    counter_id = open_collection_point(code, now()).counter_id
    while len(tickets) < how_many:
        count = min(MOST_AT_ONCE, how_many - len(tickets))
        wanted = Wanted(counter_id, None, count)
        tickets += issue_tickets(job_scope("benchmark"), now(), wanted).tickets
    return tickets


def _hits(guesses: int, issued: int) -> bool:
    """Look up random tickets as the page does; whether none was found."""
    moment, started, hits = now(), time.monotonic(), 0
    for _ in range(guesses):
        hits += find_ticket(hash_of(secrets.token_urlsafe(TICKET_BYTES)), moment) is not None
    spent = time.monotonic() - started
    print(
        f"{guesses:,} guesses beside {issued:,} good tickets: {hits} hits, "
        f"{guesses / spent:,.0f}/s; expected hits {guesses * issued / 2**BITS:.0e}"
    )
    return hits == 0


def _over_http(app: Flask, tried: str, honest: str) -> bool:
    """Guess, try one ticket over and over, and send honestly, all from one address."""
    browser = app.test_client()
    addresses = (f"/t/{secrets.token_urlsafe(TICKET_BYTES)}" for _ in range(HTTP_GUESSES))
    guessed = Counter(browser.get(address).status_code for address in addresses)
    form = _filled_in(browser.get(f"/t/{tried}").text)
    again = [browser.post(f"/t/{tried}", data=form).status_code for _ in range(MOST_TRIES + 40)]
    other = browser.post(f"/t/{honest}", data=_filled_in(browser.get(f"/t/{honest}").text))
    print(f"{HTTP_GUESSES:,} guesses by HTTP: {dict(guessed)}")
    print(f"one ticket sent {len(again)} times: {dict(Counter(again))}")
    print(f"a citizen at the same address, afterwards: {other.status_code}")
    is_bounded = set(again[:MOST_TRIES]) == {303} and set(again[MOST_TRIES:]) == {429}
    return set(guessed) == {404} and is_bounded and other.status_code == 303


def _filled_in(page: str) -> dict[str, str]:
    """What a browser sends when every element is rated 3."""
    hidden = re.findall(r'<input\b[^>]*type="hidden"[^>]*>', page)
    named = (
        (re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)) for tag in hidden
    )
    sent = {name[1]: value[1] if value else "" for name, value in named if name}
    return sent | dict.fromkeys(KEYS, "3")


if __name__ == "__main__":
    sys.exit(main())
