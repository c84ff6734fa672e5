"""Two years of offices that differ in one thing each, and only inside what nobody may learn.

Each office is about one thing: half-days, flags, channels, days, classes of respondents, comments,
coaching, minutes, taps, late answers, a second close. What is seen of it is the same in both years;
so an address that is not served alike tells which thing leaks. The twin swaps who is in two
withheld groups that make up a seen sum, or how they rated.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from app.access import Scope
from app.clock import Period, Slot
from app.database import transaction
from app.models.coaching import SelfFilled
from app.models.organisation import Agency
from app.models.responses import Channel
from app.models.tickets import VisitMinutes
from app.services.publications import close_period
from tests.factories.coaching import said
from tests.factories.comments import stored_comments
from tests.factories.evaluator_systems import release_answers
from tests.factories.hidden_twins import BAD, GOOD, USUAL
from tests.factories.organisation import Office, an_office
from tests.factories.responses import stored_rows

LIKED, DISLIKED = [GOOD] * 3, [BAD] * 3
# What comes in between two releases; a close of a period is asked for by giving it.
Story = Iterator[Period | None]
JANUARY, FEBRUARY, JUNE = (Period.parse(f"2026-{month}") for month in ("01", "02", "06"))


def aside(how: Mapping[str, Any]) -> Callable[[Office, bool], Story]:
    """Two months with three answers apart from the others, and six in the quarter.

    In April two counters have 2 and 4 of them. One service is rated low, so that there is
    something for low ratings to go along with.
    """

    def told(office: Office, is_twin: bool) -> Story:
        few, others = _swapped(is_twin, LIKED, DISLIKED)
        for month in range(1, 7):
            _usual(office, month)
        for month, apart, rest in ((2, few, others), (3, others, few)):
            stored_rows(office, apart, day=date(2026, month, 3), **how)
            stored_rows(office, rest, day=date(2026, month, 3))
        for counter, n in zip((1, 2), _swapped(is_twin, 2, 4), strict=True):
            stored_rows(office, [GOOD] * n, counter=counter, day=date(2026, 4, 3), **how)
            stored_rows(office, [GOOD] * (12 - n), counter=counter, day=date(2026, 4, 3))
        yield None

    return told


def _usual(office: Office, month: int) -> None:
    """Twelve answers to each of two services at each counter, one service rated low by most."""
    for counter in range(len(office.counters)):
        for service, n_low in zip(office.services, (1, 9), strict=True):
            ratings = [BAD] * n_low + [GOOD] * (12 - n_low)
            day = date(2026, month, 3)
            stored_rows(office, ratings, counter=counter, service_id=service.id, day=day)


def on_days(office: Office, is_twin: bool) -> Story:
    """Two days of three answers, and two of 2 and 4, among twelve that are like each other."""
    few, others = _swapped(is_twin, LIKED, DISLIKED)
    less, more = _swapped(is_twin, 2, 4)
    for day in range(3, 15):
        stored_rows(office, USUAL, day=date(2026, 2, day))
        stored_rows(office, USUAL, counter=1, day=date(2026, 2, day))
    for day, ratings in ((16, few), (17, others), (18, [GOOD] * less), (19, [GOOD] * more)):
        stored_rows(office, ratings, day=date(2026, 2, day))
    yield None


def of_people(office: Office, is_twin: bool) -> Story:
    """Few with a disability at two counters in a closed month, and women, together 24."""
    disabled, women = _swapped(is_twin, 2, 4), _swapped(is_twin, 10, 14)
    for counter in (0, 1):
        blocks = [
            *_people("jenis_kelamin", perempuan=women[counter], laki_laki=30 - women[counter]),
            *_people("disabilitas", ya=disabled[counter], tidak=20 - disabled[counter]),
        ]
        stored_rows(office, USUAL * 10, counter=counter, day=date(2026, 1, 5), blocks=blocks)
    yield None
    yield JANUARY


def _people(question: str, **classes: int) -> list[dict[str, str]]:
    return [{question: name.replace("_", "-")} for name, n in classes.items() for _ in range(n)]


def in_comments(office: Office, is_twin: bool) -> Story:
    """Thirty comments of two themes, of which few writers rated low; and four that wait."""
    low = _swapped(is_twin, 2, 4)
    for topic, n in zip(
        ("antrean panjang sekali menunggu", "petugas ramah membantu"), low, strict=True
    ):
        texts = [f"{topic} nomor {number}" for number in range(15)]
        keys = [hashlib.sha256(text.encode()).digest()[:16] for text in texts]
        for part, elements in ((slice(None, n), ["waktu"]), (slice(n, None), [])):
            stored_comments(
                office, texts[part], month=FEBRUARY.first_day, low_elements=elements, ids=keys[part]
            )
    waiting = "Sepi." if is_twin else "Ramai sekali."
    stored_comments(office, [waiting] * 4, counter=1, month=date(2026, 3, 1))
    stored_rows(office, USUAL * 6, day=date(2026, 2, 3))
    yield None


def in_coaching(office: Office, is_twin: bool) -> Story:
    """Few of a kind at two counters, together six in a month that is over; few in an open one."""
    few, others = _swapped(is_twin, 2, 4)
    for counter, n in enumerate((few, others)):
        said(office, {SelfFilled.YES: 9, SelfFilled.NO: n}, counter=counter, month=FEBRUARY)
        said(office, {SelfFilled.YES: 6, SelfFilled.UNSAID: n}, counter=counter, month=JUNE)
    stored_rows(office, USUAL * 6, day=date(2026, 2, 3))
    yield None


def in_minutes(office: Office, is_twin: bool) -> Story:
    """Four visits at one counter, which are few, and eight at the other."""
    few = [55, 56, 57, 58] if is_twin else [1, 2, 3, 4]
    rows = [
        {
            **{"counter_id": office.counters[counter].id, "day": date(2026, 2, 3)},
            **{"service_id": 0, "waiting": minutes, "service": minutes},
        }
        for counter, minutes in ((0, [3, 4, 5, 6, 7, 8, 9, 10]), (1, few))
    ]
    with transaction() as session:
        session.execute(sa.insert(VisitMinutes), rows)
    stored_rows(office, USUAL * 6, day=date(2026, 2, 3))
    yield None


def in_taps(office: Office, is_twin: bool) -> Story:
    """Taps of today, to which a full answer may come; few taps of two counters in a month."""
    few, others = _swapped(is_twin, [(4,)] * 3, [(1,)] * 4)
    stored_rows(office, [(4,), (3,), (2,)] * 8, day=date(2026, 2, 3))
    stored_rows(office, [*few, *others], day=date(2026, 6, 15))
    for counter, n in zip((0, 1), _swapped(is_twin, 3, 4), strict=True):
        stored_rows(office, [(4,)] * n, counter=counter, day=date(2026, 3, 3))
    stored_rows(office, [few[0] * 9] * 3, day=date(2026, 2, 3), instrument="skm-2017@1")
    yield None


def after_a_close(office: Office, is_twin: bool) -> Story:
    """Late answers to a closed month are released with as many of the next month."""
    few, others = _swapped(is_twin, LIKED, DISLIKED)
    for month in (1, 2):
        for counter in (0, 1):
            stored_rows(office, USUAL * 6, counter=counter, day=date(2026, month, 3))
    yield None
    yield JANUARY
    stored_rows(office, few, day=date(2026, 1, 4))
    stored_rows(office, others, day=date(2026, 2, 4))
    stored_rows(office, others, counter=1, day=date(2026, 1, 4))
    yield None


def closed_again(office: Office, is_twin: bool) -> Story:
    """Late answers of two counters and two services make a second version and a third."""
    few, others = _swapped(is_twin, LIKED, DISLIKED)
    services = [service.id for service in office.services]
    for counter in (0, 1):
        for service in services:
            stored_rows(
                office, USUAL * 4, counter=counter, service_id=service, day=date(2026, 1, 3)
            )
    yield None
    yield JANUARY
    for counter, ratings in ((0, few), (1, others)):
        stored_rows(office, ratings, counter=counter, service_id=services[0], day=date(2026, 1, 4))
    yield None
    yield JANUARY
    for service, ratings in zip(services, (others, few), strict=True):
        stored_rows(office, ratings, service_id=service, day=date(2026, 1, 5))
    yield None
    yield JANUARY


STORIES: Mapping[str, Callable[[Office, bool], Story]] = {
    "SLOT": aside({"slot": Slot.AFTERNOON}),
    "CHANNEL": aside({"channel": Channel.KIOSK}),
    "FLAGGED": aside({"is_flagged": True}),
    "DAYS": on_days,
    "PEOPLE": of_people,
    "COMMENTS": in_comments,
    "COACHING": in_coaching,
    "MINUTES": in_minutes,
    "TAPS": in_taps,
    "LATE": after_a_close,
    "CLOSED": closed_again,
}

# Frozen scores of these count what was released by then, not all that is by now.
CLOSING_AGAIN = ("LATE", "CLOSED")


def varied_offices(scope: Scope, now: datetime, agency: Agency | None = None) -> dict[str, Office]:
    """An office for each thing that varies, by its name, all of one agency."""
    offices: dict[str, Office] = {}
    for name in STORIES:
        asked = "pulse-1" if name == "TAPS" else "skm-2017"
        offices[name] = an_office(
            scope,
            now,
            agency=agency,
            code=name,
            name=name,
            counters=3,
            services=2,
            instrument=asked,
        )
        agency = offices[name].agency
    return offices


def a_varied_year(
    scope: Scope, now: datetime, offices: Mapping[str, Office], *, is_twin: bool
) -> None:
    """The year of each office or its twin: all go on together, with a release at every turn."""
    stories = {name: STORIES[name](office, is_twin) for name, office in offices.items()}
    while stories:
        turns = {name: next(story, "over") for name, story in stories.items()}
        stories = {name: story for name, story in stories.items() if turns[name] != "over"}
        release_answers(scope, now)
        for name, period in turns.items():
            if isinstance(period, Period):
                close_period(scope, now, offices[name].unit.id, period)


def _swapped(is_twin: bool, one: Any, other: Any) -> Sequence[Any]:
    return (other, one) if is_twin else (one, other)
