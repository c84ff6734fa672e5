"""How many women, young people or graduates answered: classes that the public may see as counts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from analytics.disclosure import safe_views
from app.clock import Period, PeriodKind
from app.models.organisation import Unit
from app.queries import organisation, publications, responses
from app.services.score_subjects import SERVICE
from app.services.score_views import Reading, View, Views, listed_views
from survey_forms import catalogue

FIELDS = ("jenis_kelamin", "usia", "pendidikan")
# Disability is sensitive (decisions 31) and occupation nearly a name in a small office.
Margins = dict[str, list[list[Any]]]
# In the place of a number: the class itself is small, or it would give a small one away.
HIDDEN = FEW, PROTECTS = "few", "protects"


@dataclass(frozen=True)
class _People:
    """Those who answered in a tree and a year, in groups that have everything here in common."""

    sizes: np.ndarray
    unit_id: np.ndarray
    month: np.ndarray
    service_id: np.ndarray
    is_verified: np.ndarray
    classes: dict[str, np.ndarray]
    below: dict[int, list[int]]

    def of(self, unit_id: int, period: Period) -> np.ndarray:
        """Those who answered in a unit's subtree over a period (mask)."""
        months = [day.month for day in period.each_month()]
        return np.isin(self.unit_id, self.below[unit_id]) & np.isin(self.month, months)

    def behind(self, view: View, unit_id: int) -> np.ndarray:
        """Those who are counted by a public score of a unit's closed period (mask)."""
        period = Period.parse(view.period)
        if view.kind == SERVICE:
            own = (self.unit_id == unit_id) & (self.service_id == max(view.id, 0))
            rows = self.of(unit_id, period) & own
        else:
            rows = self.of(unit_id, period)
        return rows & self.is_verified if view.reading is Reading.VERIFIED else rows

    def n(self, rows: np.ndarray) -> int:
        """How many they are."""
        return int(self.sizes[rows].sum())


def public_respondents(
    unit_id: int, period: Period, instrument: str, seen: Views, n: int, k: int
) -> Margins | None:
    """[class, number] for each question on the respondent, about to be published; None for none.

    A word stands for a number that may not be seen beside everything that the public has seen.
    Nothing is told where late answers came to this period or to one that was told of before: those
    who were counted then could not be told from the others.
    """
    tree = organisation.units_of_tree(unit_id)
    year = Period.containing(period.first_day, PeriodKind.YEAR)
    people = _people(tree, year, instrument)
    before = [frozen for frozen in publications.every_version_in([u.id for u in tree], year)]
    told = [(frozen.unit_id, json.loads(frozen.content)) for frozen in before]
    if people is None or people.n(people.of(unit_id, period)) != n or _are_late(people, told):
        return None
    fixed = [people.behind(view, unit_id) for view in seen]
    for earlier_id, content in told:
        fixed += _seen_before(people, earlier_id, content)
    return _decided(people, people.of(unit_id, period), fixed, k)


def _are_late(people: _People, told: Iterable[tuple[int, Mapping[str, Any]]]) -> bool:
    """Whether answers came in to a period after its classes were told."""
    for unit_id, content in told:
        n = (content.get("public") or {}).get("n")
        if n and people.n(people.of(unit_id, Period.parse(content["period"]))) != n:
            return True
    return False


def _seen_before(people: _People, unit_id: int, content: Mapping[str, Any]) -> list[np.ndarray]:
    """What the public has seen of an earlier closed period, as groups of people."""
    public = content.get("public") or {}
    period = Period.parse(content["period"])
    seen = [people.behind(view, unit_id) for view in listed_views(public.get("seen", ()))]
    for field, classes in (public.get("respondents") or {}).items():
        rows = people.of(unit_id, period)
        seen += [rows & (people.classes[field] == code) for code, n in classes if n not in HIDDEN]
    return seen


def _decided(people: _People, rows: np.ndarray, fixed: list[np.ndarray], k: int) -> Margins:
    views, names, priorities = list(fixed), {}, [list(range(len(fixed)))]
    for field in FIELDS:
        of_class = {
            c: rows & (people.classes[field] == c) for c in set(people.classes[field][rows])
        }
        ordered = sorted(of_class, key=lambda code: (-people.n(of_class[code]), code))
        names[field] = {code: len(views) + at for at, code in enumerate(ordered)}
        views += [of_class[code] for code in ordered]
        priorities.append(list(names[field].values()))
    shown = safe_views(people.sizes, np.array(views), k, priorities=priorities)
    return {
        field: [
            [code, _why_not(people.n(views[at]), k) if not shown[at] else people.n(views[at])]
            for code, at in sorted(places.items())
        ]
        for field, places in names.items()
    }


def _why_not(n: int, k: int) -> str:
    return FEW if n < k else PROTECTS


def _people(tree: Sequence[Unit], year: Period, instrument: str) -> _People | None:
    owners = organisation.owners_of_counters([unit.id for unit in tree])
    counted = [
        row
        for row in responses.respondent_groups(list(owners), year.first_day, year.last_day)
        if catalogue.find(row.instrument).counted_as == instrument
    ]
    if not counted:
        return None
    blocks = [json.loads(row.block) for row in counted]
    return _People(
        sizes=np.array([row.n for row in counted]),
        unit_id=np.array([owners[row.counter_id] for row in counted]),
        month=np.array([row.month for row in counted]),
        service_id=np.array([row.service_id or 0 for row in counted]),
        is_verified=np.array([row.is_verified for row in counted]),
        classes={field: np.array([block.get(field, "") for block in blocks]) for field in FIELDS},
        below={
            unit.id: [other.id for other in tree if other.path.startswith(unit.path)]
            for unit in tree
        },
    )
