"""How many women, young people or graduates answered: classes that the public may see as counts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from analytics.disclosure import safe_views
from app.clock import Period, PeriodKind
from app.queries import publications
from app.queries.tallies import ReleasedTallies
from app.services.answered_people import FIELDS, People, people_of
from app.services.classes_beside_scores import beside_scores
from app.services.public_views import public_list
from app.services.released_tallies import frozen_tallies
from app.services.score_subjects import UNIT
from app.services.score_views import Reading, Views
from app.services.scoring_rules import K
from app.services.trees import tree_of

Margins = dict[str, list[list[Any]]]
# In the place of a number: the class itself is small, or it would give a small one away.
HIDDEN = FEW, PROTECTS = "few", "protects"


@dataclass
class _Told:
    """What the public has seen of closed periods, as groups of people (masks).

    `of` are the units and periods of which classes were told; `some_waited` says whether a score
    left people out whom it is about, because they waited to be counted.
    """

    scores: list[np.ndarray] = field(default_factory=list)
    classes: list[np.ndarray] = field(default_factory=list)
    of: list[tuple[int, Period]] = field(default_factory=list)
    some_waited: bool = False

    def add_scores(
        self, people: People, unit_id: int, views: Views, tallies: ReleasedTallies | None
    ) -> None:
        """Take in the scores of a unit's period, made from these tallies."""
        self.scores += [people.behind(view, unit_id) for view in views]
        if views and tallies is not None:
            self.some_waited |= people.counted_whole(views, unit_id, tallies) != views

    def add_earlier(
        self, people: People, unit_id: int, content: Mapping[str, Any], instrument: str
    ) -> None:
        """Take in the scores and classes of an earlier closed period."""
        public, period = content.get("public") or {}, Period.parse(content["period"])
        views = public_list(content)
        self.add_scores(people, unit_id, views, frozen_tallies(dict(content)).get(instrument))
        for name, classes in (public.get("respondents") or {}).items():
            rows = people.of(unit_id, period)
            self.of.append((unit_id, period))
            self.classes += [
                rows & (people.classes[name] == code) for code, n in classes if n not in HIDDEN
            ]


@dataclass(frozen=True)
class _Class:
    """A class of one question's answers, and who is in it (mask)."""

    field: str
    code: str
    rows: np.ndarray
    n: int


def public_respondents(
    unit_id: int, period: Period, tallies: ReleasedTallies, seen: Views, k: int
) -> Margins | None:
    """[class, number] for each question on the respondent, about to be published; None for none.

    A word stands for a number that may not be seen: not beside all that the public has seen, at its
    k, or not beside the scores that staff may see of the tree, now or later, at K. Where a public
    score left out people who wait, the scores are taken to be seen in public too, at its k.

    Nothing is told where late answers came to this period or to one that was told of before: those
    who were counted then could not be told from the others.

    `tallies` are those of the unit's period; `seen` are the scores of it that the public sees.
    """
    tree = tree_of(unit_id)
    year = Period.containing(period.first_day, PeriodKind.YEAR)
    people = people_of(tree, year, tallies.instrument)
    before = publications.every_version_in(tree.unit_ids, year)
    contents = [(frozen.unit_id, json.loads(frozen.content)) for frozen in before]
    total = frozenset(view for view in seen if view.kind == UNIT and view.reading is Reading.ALL)
    if people is None or people.counted_whole(total, unit_id, tallies) != total:
        return None
    if _are_late(people, contents):
        return None
    told = _Told()
    told.add_scores(people, unit_id, seen, tallies)
    for earlier_id, content in contents:
        told.add_earlier(people, earlier_id, content, tallies.instrument)
    asked = list(_classes(people, people.of(unit_id, period)))
    shown = _beside_public(people, told, asked, k)
    left = [each for each, is_shown in zip(asked, shown.tolist(), strict=True) if is_shown]
    shown[shown] = beside_scores(
        people,
        tree,
        year,
        tallies.instrument,
        of=list(dict.fromkeys([*told.of, (unit_id, period)])),
        before=told.classes,
        asked=[each.rows for each in left],
        priorities=_by_field(left),
        k=max(K, k) if told.some_waited else K,
    )
    return _written(asked, shown, k)


def _are_late(people: People, told: Iterable[tuple[int, Mapping[str, Any]]]) -> bool:
    """Whether answers came in to a period after its classes were told."""
    for unit_id, content in told:
        n = (content.get("public") or {}).get("n")
        if n and people.n(people.of(unit_id, Period.parse(content["period"]))) != n:
            return True
    return False


def _classes(people: People, rows: np.ndarray) -> Iterable[_Class]:
    """The classes there are among some people, the largest of each question first."""
    for name in FIELDS:
        column = people.classes[name]
        of_field = [rows & (column == code) for code in np.unique(column[rows])]
        found = [_Class(name, str(column[m][0]), m, people.n(m)) for m in of_field]
        yield from sorted(found, key=lambda each: (-each.n, each.code))


def _by_field(asked: list[_Class]) -> list[list[int]]:
    return [[at for at, each in enumerate(asked) if each.field == name] for name in FIELDS]


def _beside_public(people: People, told: _Told, asked: list[_Class], k: int) -> np.ndarray:
    """Which classes may be told beside all that is public (mask)."""
    fixed = [*told.scores, *told.classes]
    after = [[len(fixed) + at for at in group] for group in _by_field(asked)]
    views = np.array([*fixed, *(each.rows for each in asked)])
    priorities = [list(range(len(fixed))), *after]
    return safe_views(people.sizes, views, k, priorities=priorities)[len(fixed) :]


def _written(asked: list[_Class], shown: np.ndarray, k: int) -> Margins:
    margins: Margins = {name: [] for name in FIELDS}
    for each, is_shown in zip(asked, shown.tolist(), strict=True):
        hidden = FEW if each.n < k else PROTECTS
        margins[each.field].append([each.code, each.n if is_shown else hidden])
    return {name: sorted(classes) for name, classes in margins.items()}
