"""Comments over the API: released, masked, shuffled, and safe in a spreadsheet."""

from __future__ import annotations

import csv
from io import StringIO

from tests.factories.comments import numbered, release, stored_comments
from tests.factories.evaluator_systems import System
from tests.factories.organisation import Office

SLOW = [f"antre lama sekali{sign}" for sign in ("", "!", "...")] * 4
DIRTY = [f"toilet kotor bau{sign}" for sign in ("", "!", "...")] * 4


def comments_path(office: Office) -> str:
    return f"/units/{office.unit.id}/comments/2026-06"


def themes_path(office: Office) -> str:
    return f"/units/{office.unit.id}/themes/2026-06"


def test_four_comments_are_not_told(system: System, office: Office) -> None:
    stored_comments(office, numbered(4))
    release()
    assert system.get(comments_path(office)).get_json()["items"] == []


def test_released_comments_are_told_masked_and_without_time(system, office) -> None:
    stored_comments(office, ["Pak Wirtana lama, hubungi 081234567890", *numbered(4)])
    release()
    items = system.get(comments_path(office)).get_json()["items"]
    assert len(items) == 5
    assert "Pak ▇▇▇ lama, hubungi ▇▇▇" in [item["text"] for item in items]
    assert set(items[0]) == {"text", "month", "unit_id", "counter_id", "elements"}
    assert {item["month"] for item in items} == {"2026-06"}


def test_a_single_new_comment_moves_nothing(system, office) -> None:
    stored_comments(office, SLOW + DIRTY)
    release()
    before = [system.get(path).data for path in (comments_path(office), themes_path(office))]
    stored_comments(office, ["satu lagi"])
    release()
    after = [system.get(path).data for path in (comments_path(office), themes_path(office))]
    assert after == before


def test_the_order_is_not_that_of_sending(system, office) -> None:
    sent = numbered(50)
    stored_comments(office, sent)
    release()
    items = system.get(f"{comments_path(office)}?per_page=100").get_json()["items"]
    assert [item["text"] for item in items] != sent
    assert sorted(item["text"] for item in items) == sorted(sent)


def test_themes_are_told_with_their_numbers(system, office) -> None:
    stored_comments(office, SLOW + DIRTY)
    release()
    first = system.get(themes_path(office)).get_json()["items"][0]
    assert (first["n"], first["share"], first["complaints"]) == (12, "0.5000", None)
    assert first["elements"] in (["waktu"], ["sarana"])
    assert len(first["examples"]) == 3


def test_a_formula_in_a_comment_is_guarded_in_csv(system, office) -> None:
    starts = ["=1+1 lama", "+lama", "-lama", "@lama", "\tlama"]
    stored_comments(office, [f"{start} antre lama" for start in starts] * 6)
    release()
    for path in (f"{comments_path(office)}?per_page=100", themes_path(office)):
        rows = csv.reader(StringIO(system.get(path, Accept="text/csv").text))
        cells = [cell for row in rows for cell in row]
        assert any(cell.startswith("'=") for cell in cells)
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))]


def test_another_agency_finds_nothing(stranger: System, office: Office) -> None:
    for path in (comments_path(office), themes_path(office)):
        assert stranger.get(path).status_code == 404
