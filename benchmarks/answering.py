"""The machine's share of answering: taps by script, 0.8 s apart, on a small phone.

    python -m benchmarks.answering [--runs 3]

The full form: every element is answered and the form is sent, without scripts on the page; what is
measured runs from opening the form to standing on the page after the send. The bar is 20 s
(decisions 19). What a person takes to read and to think comes on top, so the form itself says one
to two minutes.

The form of one tap, on slow 3G and a processor four times slower: how fast one has to read what
stands from its title to its last note so that it takes 20 s in all. No person is measured; the bar
is how fast people read aloud (Brysbaert 2019, Journal of Memory and Language 109, 104047). Systems
of their own are served. Needs Debian's chromium.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from app.services.scoring_rules import USUAL_INSTRUMENT
from benchmarks.served import served
from survey_forms import catalogue

BAR_S = 20.0
BETWEEN_TAPS_MS = 800
PULSE = "pulse-1"
SLOW_3G = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 50_000,
    "uploadThroughput": 50_000,
}
READ_ALOUD_WORDS_A_MINUTE = 183


def main() -> int:
    """Print each run and the medians; 0 when both bars hold."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--runs", type=int, default=3)
    options = given.parse_args()
    full = _measured(USUAL_INSTRUMENT, options.runs, _answer)
    taps = _measured(PULSE, options.runs, _tap)
    words = round(taps[0][1])
    return max(_report([taken for taken, _ in full]), _report_pulse([t for t, _ in taps], words))


def _report(taken_s: list[float]) -> int:
    median = statistics.median(taken_s)
    print(json.dumps({"answering_s": [round(one, 2) for one in taken_s], "bar_s": BAR_S}))
    print(f"machine's share of answering: {median:.2f} s, {BETWEEN_TAPS_MS} ms a tap")
    return 0 if median <= BAR_S else 1


def _report_pulse(taken_s: list[float], words: int) -> int:
    median = statistics.median(taken_s)
    needed = words / (BAR_S - median) * 60
    print(json.dumps({"pulse_s": [round(one, 2) for one in taken_s], "words": words}))
    print(
        f"pulse: {median:.2f} s of the machine's on slow 3G; {BAR_S:.0f} s hold for whoever reads "
        f"{needed:.0f} words a minute (bar {READ_ALOUD_WORDS_A_MINUTE})"
    )
    return 0 if needed <= READ_ALOUD_WORDS_A_MINUTE else 1


def _measured(
    instrument: str, runs: int, once: Callable[[Browser, str], tuple[float, int]]
) -> list[tuple[float, int]]:
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder), instrument) as system,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        try:
            return [once(browser, system.form) for _ in range(runs)]
        finally:
            browser.close()


def _answer(browser: Browser, form: str) -> tuple[float, int]:
    """Fill in and send one form; every third answer is low, so that a reason opens."""
    page = _phone(browser)
    begun = time.perf_counter()
    page.goto(form)
    for number, key in enumerate(catalogue.find(USUAL_INSTRUMENT).keys):
        page.wait_for_timeout(BETWEEN_TAPS_MS)
        page.locator(f'label:has(input[name="{key}"][value="{2 if number % 3 else 4}"])').tap()
    page.wait_for_timeout(BETWEEN_TAPS_MS)
    return _sent(page, ".send button", begun), 0


def _tap(browser: Browser, form: str) -> tuple[float, int]:
    """Tap once on a weak network, and how many words stood on the page."""
    page = _phone(browser)
    slow = page.context.new_cdp_session(page)
    slow.send("Network.enable")
    slow.send("Network.emulateNetworkConditions", SLOW_3G)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    begun = time.perf_counter()
    page.goto(form)
    read = page.locator(":has(> h1)"), page.locator("form.pulse")
    words = sum(len(part.inner_text().split()) for part in read)
    page.wait_for_timeout(BETWEEN_TAPS_MS)
    return _sent(page, ".pulse__choice", begun), words


def _phone(browser: Browser) -> Page:
    """A page on a small phone without script."""
    screen = {"width": 360, "height": 740}
    context = browser.new_context(viewport=screen, java_script_enabled=False, has_touch=True)
    return context.new_page()


def _sent(page: Page, button: str, begun: float) -> float:
    """Tap what sends; the seconds since it began once the thanks are there."""
    page.locator(button).first.tap()
    page.wait_for_url("**/terima-kasih?**")
    taken_s = time.perf_counter() - begun
    page.context.close()
    return taken_s


if __name__ == "__main__":
    sys.exit(main())
