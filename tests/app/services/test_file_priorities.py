"""What to fix first according to a file, as numbers and as texts."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from analytics.importance import importance
from analytics.overall_tally import overall_tally
from app.errors import Invalid
from app.services.file_priorities import (
    PrioritiesWanted,
    priorities_as_texts,
    priorities_of_file,
)
from survey_forms import catalogue
from tests.factories.overall_sheets import overall_sheets
from tests.factories.sheets import KEYS, a_file

SKM = catalogue.find("skm-2017")
FORM = ",".join(SKM.keys)
GOOD, SLOW = "4,4,4,4,4,4,4,4,4", "4,4,2,4,4,4,4,4,4"
PLAIN = PrioritiesWanted()


def with_overall(how_many: int) -> bytes:
    """Sheets in form order with the overall answer in the column `puas`."""
    rows = [",".join(map(str, sheet)) for sheet in overall_sheets(how_many)]
    return a_file(*rows, header=f"{FORM},puas")


def by_counter(*groups: tuple[str, int, int]) -> bytes:
    """Good and slow sheets of each counter."""
    rows = [
        f"{name},{ratings}"
        for name, good, slow in groups
        for ratings in [GOOD] * good + [SLOW] * slow
    ]
    return a_file(*rows, header=f"loket,{KEYS}")


def found_in(content: bytes, **wanted):
    return priorities_of_file(content, "lembar.csv", replace(PLAIN, **wanted))


def test_the_lowest_element_is_found_in_list_order() -> None:
    found = found_in(by_counter(("L1", 20, 40)))

    assert [need.key for need in found.needs] == KEYS.split(",")
    assert [need.key for need in found.likely] == ["waktu"]
    assert (found.n, found.target.name) == (60, "A")
    assert {need.key for need in found.needs if need.standing == "below"} == {"waktu"}


def test_groups_of_a_column_are_rows_of_the_matrix() -> None:
    content = by_counter(("L2", 10, 30), ("L1", 40, 0), ("", 3, 0), ("L3", 1, 0))

    found = found_in(content, by="loket")

    assert list(found.groups) == ["L1", "L2", "L3"]
    waktu = {name: needs[2].standing for name, needs in found.groups.items() if needs}
    assert waktu == {"L1": "reached", "L2": "below"}
    assert found.groups["L3"] is None
    assert found.n_without_group == 3


def test_importance_is_that_of_the_named_column() -> None:
    found = found_in(with_overall(160), overall="puas")

    rows = np.array(overall_sheets(160), dtype=np.uint8)
    expected = importance(overall_tally(rows, SKM.keys, 1, 4))
    assert found.importance.r_squared == expected.r_squared
    assert [share.key for share in found.importance.shares] == list(SKM.list_order)
    assert {one.key: one.quadrant for one in found.placed}["waktu"] == "fix_first"


def test_without_the_column_importance_is_not_available() -> None:
    found = found_in(with_overall(160))

    assert (found.importance.reason, found.placed) == ("not_asked", ())
    assert len(found.rest_scores) == 9


def test_an_overall_answer_may_be_missing_or_written_as_a_spreadsheet_does() -> None:
    rows = [f"{GOOD},{answer}" for answer in ("4", "3.0", "2,0", "")]
    quoted = [row.replace("2,0", '"2,0"') for row in rows]

    found = found_in(a_file(*quoted, header=f"{KEYS},puas"), overall="puas")

    assert (found.importance.n, found.importance.reason) == (3, "too_few_answers")


def test_an_overall_answer_off_the_scale_is_named_with_its_place() -> None:
    content = a_file(f"{GOOD},4", f"{GOOD},5", f"{GOOD},puas", header=f"{KEYS},puas")

    with pytest.raises(Invalid) as refused:
        found_in(content, overall="puas")
    assert [(f.row, f.column, f.value) for f in refused.value.faults] == [
        (3, "puas", "5"),
        (4, "puas", "puas"),
    ]


@pytest.mark.parametrize("wanted", [{"overall": "waktu"}, {"by": "waktu"}, {"factors": ("waktu",)}])
def test_an_element_is_no_outcome_group_or_factor(wanted: dict) -> None:
    with pytest.raises(Invalid, match="'waktu' adalah salah satu unsur"):
        found_in(by_counter(("L1", 5, 5)), **wanted)


def test_a_numbered_element_is_recognised_as_one() -> None:
    numbered = ",".join(f"U{number}" for number in range(1, 10))

    with pytest.raises(Invalid, match="'U3' adalah salah satu unsur"):
        found_in(a_file(GOOD, header=numbered), overall="U3", order="list")


@pytest.mark.parametrize("name", ["petugas", "Petugas"])
def test_officers_are_sent_elsewhere(name: str) -> None:
    with pytest.raises(Invalid, match="flask analytics officers"):
        found_in(a_file(f"A,{GOOD}", header=f"{name},{KEYS}"), by=name)


def test_a_missing_column_and_an_unknown_target_are_named() -> None:
    content = by_counter(("L1", 5, 5))

    with pytest.raises(Invalid, match="lantai"):
        found_in(content, by="lantai")
    with pytest.raises(Invalid, match="Pilih A, B, C, D, mean"):
        found_in(content, target="Z")


def test_the_usual_columns_are_looked_through_for_drivers() -> None:
    found = found_in(by_counter(("L1", 60, 5), ("L2", 30, 35)))

    assert found.factors == ("loket",)
    assert [driver.factor for driver in found.drivers.drivers] == ["loket"]
    assert (found.drivers.n, found.drivers.n_low) == (130, 40)
    assert found.drivers.drivers[0].levels[0].level == "L2"


def test_a_file_without_such_columns_has_none_to_look_through() -> None:
    found = found_in(a_file(GOOD, SLOW, header=KEYS))

    assert (found.factors, found.drivers) == ((), None)


def test_other_columns_may_be_looked_through() -> None:
    rows = [f"{gate},{GOOD}" for gate in "AB"] * 30 + [f"A,{SLOW}"] * 25

    found = found_in(a_file(*rows, header=f"pintu,{KEYS}"), factors=("pintu",))

    assert found.factors == ("pintu",)
    assert found.drivers.drivers[0].levels[0].level == "A"


def test_rows_without_any_rating_leave_everything_undefined() -> None:
    found = found_in(a_file(f"L1,{',' * 8}", header=f"loket,{KEYS}"))

    assert (found.n, found.needs, found.likely) == (0, None, ())
    assert found.drivers.reason == "too_few_low"
    assert priorities_as_texts(found)["needs"] is None


def test_texts_are_rounded_and_never_come_without_n_and_interval() -> None:
    shown = priorities_as_texts(found_in(with_overall(160), overall="puas"))

    waktu = shown["needs"]["waktu"]
    low, high = waktu["gap_interval_95"]
    assert waktu["n"] == 160
    assert float(low) < float(waktu["gap"]) < float(high) < 0
    assert len(waktu["mean"].split(".")[1]) == 3
    share = shown["importance"]["shares"]["waktu"]
    assert float(share["interval_95"][0]) < float(share["share"])
    assert shown["quadrants"]["waktu"] == "fix_first"


def test_a_driver_tells_n_and_share_of_each_level() -> None:
    shown = priorities_as_texts(found_in(by_counter(("L1", 60, 5), ("L2", 30, 35))))["drivers"]

    (driver,) = shown["drivers"]
    assert [(name, level["n"]) for name, level in driver["levels"].items()] == [
        ("L2", 65),
        ("L1", 65),
    ]
    assert float(shown["gain"]) > float(shown["gain_error"]) > 0
    assert float(driver["interval_95"][0]) < float(driver["importance"])


def test_a_column_is_named_in_any_capitals() -> None:
    content = by_counter(("A", 3, 2))

    assert found_in(content, by="LOKET").groups == found_in(content, by="loket").groups
