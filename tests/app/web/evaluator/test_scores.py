"""Scores over the API: never a number without n, nothing of others, the same bytes when final."""

from __future__ import annotations

from datetime import UTC, datetime
from fractions import Fraction

from app.access import Scope
from app.clock import Period
from app.services import organisation, publications
from tests.factories.evaluator_systems import System, release_answers
from tests.factories.organisation import Office
from tests.factories.responses import many_answers

NEW_YEAR = datetime(2027, 1, 2, tzinfo=UTC)
QUARTER = Period.parse("2026-Q2")


def score_paths(office: Office, period: str = "2026-06") -> list[str]:
    """Every address that answers with one score."""
    return [
        f"/units/{office.unit.id}/scores/{period}",
        f"/counters/{office.counters[0].id}/scores/{period}",
        f"/services/{office.services[0].id}/scores/{period}",
    ]


def list_paths(office: Office, period: str = "2026-06") -> list[str]:
    """Every address that answers with scores side by side."""
    top = f"/units/{office.unit.id}/scores/{period}"
    return [f"{top}/counters", f"{top}/services"]


def every_score(system: System, office: Office, period: str = "2026-06") -> list[dict]:
    """Every score that the API tells of the office."""
    single = [system.get(path).get_json() for path in score_paths(office, period)]
    lists = [system.get(path).get_json()["items"] for path in list_paths(office, period)]
    return single + [score for listed in lists for score in listed]


def test_a_unit_score_carries_what_is_needed_to_judge_it(system: System, office: Office) -> None:
    score = system.get(f"/units/{office.unit.id}/scores/2026-06").get_json()
    assert score["subject"] == {"kind": "unit", "id": office.unit.id, "name": office.unit.name}
    assert score["period"]["last_day"] == "2026-06-30"
    assert (score["n"], score["n_needed"], score["population_served"]) == (45, 80, 100)
    assert (score["status"], score["version"]) == ("provisional", None)
    low, high = (float(limit) for limit in score["value"]["interval_95"])
    assert low < float(score["value"]["index"]) < high
    assert score["rule"]["version"].startswith("permenpanrb-14-2017")


def test_a_recomputation_from_the_reply_has_no_difference(system: System, office: Office) -> None:
    score = system.get(f"/units/{office.unit.id}/scores/2026-06").get_json()
    means = [Fraction(e["weight"]) * Fraction(e["sum"], e["n"]) for e in score["elements"]]
    assert sum(means) * score["rule"]["factor"] == Fraction(score["exact"]["index"])


def test_elements_stand_in_list_order(system: System, office: Office) -> None:
    score = system.get(f"/units/{office.unit.id}/scores/2026-06").get_json()
    keys = [element["key"] for element in score["elements"]]
    assert keys[-2:] == ["pengaduan", "sarana"]


def test_no_value_is_told_without_n(system: System, office: Office) -> None:
    scores = every_score(system, office)
    assert any(score["value"] for score in scores)
    for score in scores:
        assert (score["value"] is None) == (score["n"] is None) == (score["withheld"] is not None)


def test_a_withheld_score_tells_no_number_of_its_answers(system: System, office: Office) -> None:
    third = office.counters[2].id
    score = system.get(f"/counters/{third}/scores/2026-06").get_json()
    assert score["withheld"] == "no_answers"
    assert [score[name] for name in ("n", "n_complete", "value", "exact")] == [None] * 4
    assert {element["sum"] for element in score["elements"]} == {None}
    assert score["reconciliation"] == {}


def test_a_single_new_answer_moves_nothing(
    system: System, office: Office, scope: Scope, now: datetime
) -> None:
    paths = score_paths(office) + list_paths(office)
    before = [system.get(path).data for path in paths]
    many_answers(office.points[0].code, now, 1, (1,) * 9)
    release_answers(scope, now)
    assert [system.get(path).data for path in paths] == before


def test_verified_answers_are_read_apart(system: System, office: Office) -> None:
    path = f"/units/{office.unit.id}/scores/2026-06"
    score = system.get(f"{path}?answers=verified").get_json()
    assert (score["answers"], score["withheld"]) == ("verified", "no_answers")
    assert system.get(path).get_json()["verified_share"] == "0.0000"


def test_a_score_of_the_list_is_the_score_alone(system: System, office: Office) -> None:
    counters, _ = list_paths(office)
    listed = {s["subject"]["id"]: s for s in system.get(counters).get_json()["items"]}
    for counter in office.counters:
        assert system.get(f"/counters/{counter.id}/scores/2026-06").get_json() == listed[counter.id]


def test_a_frozen_version_has_the_same_bytes_whatever_happens_later(
    system: System, office: Office, scope: Scope, now: datetime
) -> None:
    publications.close_period(scope, NEW_YEAR, office.unit.id, QUARTER)
    paths = [
        f"{p}?version=1" for p in score_paths(office, "2026-Q2") + list_paths(office, "2026-Q2")
    ]
    before = [system.get(path).data for path in paths]
    many_answers(office.points[0].code, now, 10, (1,) * 9)
    release_answers(scope, now)
    organisation.rename_unit(scope, now, office.unit.id, "Nama baru")
    organisation.rename_counter(scope, now, office.counters[0].id, "Loket baru")
    organisation.create_counter(scope, now, office.unit.id, "L9", "Loket 9")
    publications.close_period(scope, NEW_YEAR, office.unit.id, QUARTER)
    assert [system.get(path).data for path in paths] == before


def test_a_closed_period_is_final_in_its_newest_version(
    system: System, office: Office, scope: Scope, now: datetime
) -> None:
    publications.close_period(scope, NEW_YEAR, office.unit.id, QUARTER)
    many_answers(office.points[0].code, now, 10, (1,) * 9)
    release_answers(scope, now)
    frozen = publications.close_period(scope, NEW_YEAR, office.unit.id, QUARTER)
    score = system.get(f"/units/{office.unit.id}/scores/2026-Q2").get_json()
    assert (score["status"], score["version"], score["sha256"]) == ("final", 2, frozen.sha256)


def test_a_version_that_was_never_frozen_is_not_found(system: System, office: Office) -> None:
    for path in score_paths(office) + list_paths(office):
        assert system.get(f"{path}?version=1").status_code == 404


def test_a_counter_younger_than_the_close_is_not_found_in_it(
    system: System, office: Office, scope: Scope, now: datetime
) -> None:
    publications.close_period(scope, NEW_YEAR, office.unit.id, QUARTER)
    later = organisation.create_counter(scope, now, office.unit.id, "L9", "Loket 9")
    assert system.get(f"/counters/{later.id}/scores/2026-Q2").status_code == 404
