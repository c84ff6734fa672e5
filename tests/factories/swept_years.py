"""Random years of an agency, and everything that somebody reads of them as they go by."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import repeat

import sqlalchemy as sa

from app.access import Scope
from app.clock import Period
from app.database import db, transaction
from app.errors import Conflict, Invalid
from app.models.organisation import Counter, Unit
from app.models.publications import FrozenScore
from app.services import scores
from app.services.answered_people import FIELDS
from app.services.public_respondents import HIDDEN
from app.services.public_views import public_list
from app.services.publications import close_period
from app.services.releases import release
from app.services.score_subjects import COUNTER, SERVICE
from app.services.score_views import COUNTED_BY, Reading, View
from app.services.tallies import rebuild_daily_tallies
from tests.factories.all_views import periods_of
from tests.factories.attack import small_unions_that_follow
from tests.factories.organisation import Office, an_office
from tests.factories.responses import stored_rows
from tests.factories.traced import Atom, Block, Trace, atoms_of, traced

YEAR = "2025"
# Those of an atom who are of one block.
Person = tuple[Atom, Block]
RATINGS = [(4, 4, 3, 4, 4, 4, 4, 4, 4), (3,) * 9, (4,) * 9, (2, 3, 3, 3, 4, 4, 4, 4, 4)]
PEOPLE = [
    {"jenis_kelamin": sex, "usia": age, "pendidikan": school}
    for sex in ("perempuan", "laki-laki")
    for age in ("17-25", "26-35")
    for school in ("sma", "s1")
]
CLOSES = tuple(p.code for p in sorted(periods_of(YEAR), key=lambda p: (p.last_day, p.months)))


@dataclass
class Held:
    """What was read, by name, as the atoms that it counts; staff's and the public's.

    `classes` are those told in public, as the people of each block in an atom.
    """

    sizes: dict[Atom, int] = field(default_factory=dict)
    people: dict[Person, int] = field(default_factory=dict)
    inside: dict[str, frozenset[Atom]] = field(default_factory=dict)
    public: dict[str, frozenset[Atom]] = field(default_factory=dict)
    classes: dict[str, frozenset[Person]] = field(default_factory=dict)
    closes: int = 0
    remainders: set[Atom] = field(default_factory=set)

    def leaks(self, which: str, k: int) -> list[tuple[object, ...]]:
        """The small groups that follow from all that was read.

        What a unit's total counts at its close alone may be few: that is decided (decisions 1).
        """
        found = small_unions_that_follow(self.sizes, getattr(self, which).values(), k)
        return [group for group in found if not self.remainders.issuperset(group)]

    def leaks_beside_classes(self, which: str, k: int) -> list[tuple[object, ...]]:
        """The small groups that follow from the classes and what was read, of people."""
        found = small_unions_that_follow(self.people, self.beside_classes(which).values(), k)
        return [group for group in found if not self.remainders.issuperset(at for at, _ in group)]

    def beside_classes(self, which: str) -> dict[str, frozenset[Person]]:
        """The classes and whatever else was read, as people."""
        of_atom: dict[Atom, list[Person]] = {}
        for person in self.people:
            of_atom.setdefault(person[0], []).append(person)
        read = {
            name: frozenset(person for atom in atoms for person in of_atom[atom])
            for name, atoms in getattr(self, which).items()
        }
        return read | self.classes


@dataclass(frozen=True)
class Plan:
    """How large a year is, and how often periods are closed and answers come late."""

    units: int = 3
    busy: tuple[int, ...] = (15, 40, 90)
    months: tuple[int, ...] = tuple(range(1, 13))
    closes: tuple[str, ...] = CLOSES
    closing: float = 0.35
    late: float = 0.3
    # How often people are as most of their place; where 0, nobody says who he is.
    alike: float = 0.0
    # In how many releases the answers come, each of which is read; where 0, in one that is not.
    releases: int = 0


# Years that take a second or two.
QUICK = Plan(2, (14,), (5, 6), ("2025-05", "2025-06", "2025-Q2", "2025-05", "2025"), 0.8, 0.8)


PEOPLED = Plan(2, (60,), (5, 6), ("2025-05", "2025-Q2", "2025"), 0.9, 0.0, alike=0.95)
# Read after each of many releases: without a close, and with all of them.
WATCHED = Plan(2, (36,), (5, 6), ("2025-05", "2025-06", "2025"), 0.0, 0.0, releases=6)
WATCHED_TO_THE_CLOSE = replace(WATCHED, closing=1.0)


def a_swept_year(scope: Scope, now: datetime, seed: int, plan: Plan = Plan()) -> Held:
    """A year of some units, from the first answer to the last close; then all that was read."""
    drawn = random.Random(seed)  # noqa: S311
    with traced() as trace:
        offices = _tree(scope, now, drawn, plan.units)
        held = Held()
        busy = drawn.choice(plan.busy)
        for moment in range(plan.releases or 1):
            _answer(offices, drawn, plan, busy // (plan.releases or 1))
            _count(scope, now)
            if plan.releases:
                _read_all(scope, offices, plan, trace, held, f"release {moment}")
        for code in plan.closes:
            for office in offices:
                if drawn.random() < plan.closing:
                    _close(scope, now, office.unit, Period.parse(code), trace, held)
            if drawn.random() < plan.late:
                _answer(offices, drawn, plan, drawn.randint(1, 8))
                _count(scope, now)
        _read_all(scope, offices, plan, trace, held, "now")
        held.sizes, held.remainders = trace.sizes(), trace.remainders if plan.releases else set()
        held.people = {(at, who): n for at, of in trace.people.items() for who, n in of.items()}
    return held


def _tree(scope: Scope, now: datetime, drawn: random.Random, units: int) -> list[Office]:
    top = an_office(scope, now, code=f"T{drawn.random()}", counters=1, services=1, year=2025)
    below = [
        an_office(
            scope, now, agency=top.agency, code=f"U{n}", name=f"UPT {n}", services=2, year=2025
        )
        for n in range(units - 1)
    ]
    with transaction() as session:
        for office in below:
            session.add(office.unit)
            office.unit.parent_id = top.unit.id
            office.unit.path = f"{top.unit.path}{office.unit.id}/"
    return [top, *below]


def _answer(offices: list[Office], drawn: random.Random, plan: Plan, how_many: int) -> None:
    for _ in range(how_many):
        office = drawn.choice(offices)
        ratings = [drawn.choice(RATINGS) for _ in range(drawn.randint(1, 4))]
        counter = drawn.randrange(len(office.counters))
        usual = PEOPLE[(2 * offices.index(office) + 3 * counter) % len(PEOPLE)]
        stored_rows(
            office,
            ratings,
            counter=counter,
            day=date(2025, drawn.choice(plan.months), drawn.randint(1, 28)),
            service_id=drawn.choice([None, *(kind.id for kind in office.services)]),
            is_verified=drawn.random() < 0.4,
            is_flagged=drawn.random() < 0.15,
            blocks=_blocks(drawn, plan.alike, usual),
        )


def _blocks(drawn: random.Random, alike: float, usual: dict[str, str]) -> Iterator[dict[str, str]]:
    """Who answers, one after the other: one kind of people has a place nearly to itself."""
    while alike:
        yield usual if drawn.random() < alike else drawn.choice(PEOPLE)
    yield from repeat({})


def _count(scope: Scope, now: datetime) -> None:
    rebuild_daily_tallies(scope, now)
    release(scope, now)


def _close(
    scope: Scope, now: datetime, unit: Unit, period: Period, trace: Trace, held: Held
) -> None:
    """Close a period where there is something to close, and read what it shows from now on."""
    try:
        frozen = close_period(scope, now, unit.id, period)
    except (Conflict, Invalid):
        return
    held.closes += 1
    _read(scope, unit, period, trace, held, f"v{frozen.version}")
    _read_public(unit, frozen, trace, held)


def _read_all(
    scope: Scope, offices: list[Office], plan: Plan, trace: Trace, held: Held, moment: str
) -> None:
    """Read every unit's periods as they stand."""
    for code in sorted({*plan.closes, YEAR}):
        for office in offices:
            _read(scope, office.unit, Period.parse(code), trace, held, moment)


def _read(scope: Scope, unit: Unit, period: Period, trace: Trace, held: Held, moment: str) -> None:
    for reading in Reading:
        seen = scores.overview(scope, unit.id, period, reading=reading)
        for score in (seen.unit, *seen.counters, *seen.services, *seen.months):
            if score.n is None or (not moment.startswith("v") and score.version):
                continue
            view = View(score.subject.kind, score.subject.id, reading, score.period.code)
            name = f"{moment} {unit.id} {' '.join(map(str, view))} in {period.code}"
            held.inside[name] = frozenset(_counted(view, unit, trace))


def _read_public(unit: Unit, frozen: FrozenScore, trace: Trace, held: Held) -> None:
    content, stands = json.loads(frozen.content), f"v{frozen.version} {unit.id}"
    for view in public_list(content):
        held.public[f"{stands} {' '.join(map(str, view))}"] = frozenset(_counted(view, unit, trace))
    total = View("unit", unit.id, Reading.ALL, frozen.period)
    counted = list(_counted(total, unit, trace))
    for number, name in enumerate(FIELDS):
        for code, n in (content["public"]["respondents"] or {}).get(name, ()):
            if n not in HIDDEN:
                held.classes[f"{stands} {frozen.period} {name} {code}"] = frozenset(
                    (atom, who)
                    for atom in counted
                    for who in trace.people[atom]
                    if who[number] == code
                )


def _counted(view: View, unit: Unit, trace: Trace) -> Iterator[Atom]:
    period = Period.parse(view.period)
    kind = view.kind if view.kind in (COUNTER, SERVICE) else "unit"
    told = COUNTED_BY[kind, view.reading].over(period.kind)
    months = set(period.each_month())
    chosen = sa.select(Counter.id).join(Unit, Unit.id == Counter.unit_id)
    inside = set(db.session.scalars(chosen.where(Unit.path.startswith(unit.path))))
    for cell, batch in atoms_of(trace.parts, told):
        if (
            cell.month in months
            and cell.counter_id in inside
            and (kind != COUNTER or cell.counter_id == view.id)
            and (kind != SERVICE or cell.service_id == max(view.id, 0))
            and (view.reading is not Reading.VERIFIED or cell.is_verified)
            and (view.reading is not Reading.UNFLAGGED or not cell.is_flagged)
        ):
            yield cell, batch
