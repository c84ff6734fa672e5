"""An honest citizen while somebody floods the form: 1,000 requests a second for 30 s on loopback.

    python -m benchmarks.flood [--rate 1000] [--seconds 30]

The flood opens forms, sends empty ones, sends one answer over and over, and asks for codes that do
not exist, each on a connection of its own, and gives up after 3 s. One citizen
after the other opens the form, answers, sends, and presses again when nothing comes, as the form's
script does. The bars: 99 % of them are thanked within `PATIENCE_S`, and the server's memory at the
end is at most a fifth above that after the first 5 s. Flood and server share the machine, so the
rate that was reached is printed.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import secrets
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from itertools import cycle
from multiprocessing import get_context
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from benchmarks.served import Served, served
from survey_forms import catalogue

KEYS = catalogue.find("skm-2017").keys
HIDDEN = re.compile(r'name="(submission_key|receipt_seed|opened)" value="([^"]*)"')
SERVICE = re.compile(r'<option value="(\d+)"')
# What the form's script waits for one reply, and a citizen in all.
LONGEST_REPLY_S, PATIENCE_S = 20, 60
CITIZENS_PER_S = 4
WARM_S = 5
# A flood does not wait for what it asked.
STRIKE_S = 3
LEAST_THANKED, MOST_GROWTH = 0.99, 1.2


def main() -> int:
    """Print the rate, the citizens' success and the memory; 0 when the bars hold."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--rate", type=int, default=1000, help="requests a second of the flood")
    given.add_argument("--seconds", type=int, default=30)
    options = given.parse_args()
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as system:
        # A process of its own, so that the citizens are not slowed down by what they measure.
        with ProcessPoolExecutor(1, get_context("spawn")) as pool:
            flood = pool.submit(_flood, system.form, options.rate, options.seconds)
            citizens = Citizens(system)
            asyncio.run(citizens.come(options.seconds))
            counted = flood.result()
        return _report(citizens, counted, options.seconds)


def _report(citizens: Citizens, flood: Counter[str], seconds: int) -> int:
    waits, memory_mib = sorted(citizens.waits_s), citizens.memory_mib
    tried = len(waits) + citizens.not_thanked
    figures = {
        "begun_per_s": round(flood["begun"] / seconds),
        "answered_per_s": round(flood["answered"] / seconds),
        "turned_away_per_s": round(flood["turned away"] / seconds),
        "citizens": tried,
        "thanked_0_1": round(len(waits) / tried, 4),
        "waited_s": {"median": waits[len(waits) // 2], "longest": waits[-1]} if waits else None,
        "memory_mib": memory_mib,
    }
    print(json.dumps(figures))
    is_flat = memory_mib[-1] <= memory_mib[0] * MOST_GROWTH
    return 0 if len(waits) / tried >= LEAST_THANKED and is_flat else 1


class Citizens:
    """Who is honest during a flood, how long each waited, and the server's memory meanwhile."""

    def __init__(self, system: Served) -> None:
        self._system = system
        self.waits_s: list[float] = []
        self.not_thanked = 0
        self.memory_mib: list[int] = []

    async def come(self, seconds: int) -> None:
        """One after the other, until the flood ends; then wait for the last of them."""
        await asyncio.sleep(WARM_S)
        came = []
        for number in range((seconds - WARM_S) * CITIZENS_PER_S):
            if number % (WARM_S * CITIZENS_PER_S) == 0:
                self.memory_mib.append(_memory_mib(self._system.pid))
            came.append(asyncio.create_task(self._answer()))
            await asyncio.sleep(1 / CITIZENS_PER_S)
        self.memory_mib.append(_memory_mib(self._system.pid))
        await asyncio.gather(*came)

    async def _answer(self) -> None:
        begun = time.monotonic()
        try:
            async with asyncio.timeout(PATIENCE_S):
                page = await self._insist("GET", "")
                service = SERVICE.findall(page)[0]
                answers = {key: secrets.choice("1234") for key in KEYS} | {"service": service}
                await self._insist("POST", urlencode(dict(HIDDEN.findall(page)) | answers))
        except TimeoutError:
            self.not_thanked += 1
        else:
            self.waits_s.append(round(time.monotonic() - begun, 2))

    async def _insist(self, method: str, body: str) -> str:
        """Ask until the form is there, or the thanks are."""
        sought = "submission_key" if method == "GET" else "terima-kasih?kode="
        while True:
            try:
                async with asyncio.timeout(LONGEST_REPLY_S):
                    reply = await _ask(self._system.form, method, body)
            except (OSError, EOFError):
                reply = ""
            if sought in reply:
                return reply
            await asyncio.sleep(1)


def _flood(form: str, rate: int, seconds: int) -> Counter[str]:
    """Begin as many requests as the rate asks for; how many were begun and answered."""
    return asyncio.run(_pour(form, rate, seconds))


async def _pour(form: str, rate: int, seconds: int) -> Counter[str]:
    attacks, counted, going = cycle(await _attacks(form)), Counter[str](), set()
    begun = time.monotonic()
    while (passed_s := time.monotonic() - begun) < seconds:
        for _ in range(int(passed_s * rate) - counted["begun"]):
            counted["begun"] += 1
            strike = asyncio.create_task(_strike(next(attacks), counted))
            going.add(strike)
            strike.add_done_callback(going.discard)
        await asyncio.sleep(0.005)
    await asyncio.gather(*going)
    return counted


async def _attacks(form: str) -> list[tuple[str, str, str]]:
    again = dict(HIDDEN.findall(await _ask(form, "GET"))) | dict.fromkeys(KEYS, "4")
    unknown = form.rpartition("/")[0] + "/00000000"
    return [
        (form, "GET", ""),
        (form, "POST", ""),
        (form, "POST", urlencode(again)),
        (unknown, "GET", ""),
    ]


async def _strike(attack: tuple[str, str, str], counted: Counter[str]) -> None:
    try:
        async with asyncio.timeout(STRIKE_S):
            reply = await _ask(*attack)
    except (OSError, EOFError):
        return
    counted["turned away" if reply.startswith("HTTP/1.1 503") else "answered"] += 1


async def _ask(address: str, method: str, body: str = "") -> str:
    """The whole reply to one request on a connection of its own."""
    place = urlsplit(address)
    reader, writer = await asyncio.open_connection(place.hostname, place.port)
    try:
        writer.write(
            f"{method} {place.path} HTTP/1.1\r\nHost: {place.netloc}\r\nConnection: close\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(body)}\r\n\r\n{body}".encode()
        )
        return (await reader.read()).decode(errors="replace")
    finally:
        writer.close()


def _memory_mib(group: int) -> int:
    """The resident memory of a process group together."""
    total_kib = 0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if int((process / "stat").read_text().rpartition(")")[2].split()[2]) != group:
                continue
            resident = re.search(r"VmRSS:\s+(\d+)", (process / "status").read_text())
        except OSError:
            continue
        total_kib += int(resident[1]) if resident else 0
    return total_kib // 1024


if __name__ == "__main__":
    sys.exit(main())
