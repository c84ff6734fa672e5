"""What stands out in a spreadsheet: days, months and comments, with reasons and masked words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import pytest

from app.errors import Invalid
from app.services import file_quality as service
from app.services.file_quality import Reason, quality_as_texts, quality_of_file
from tests.factories.quality_files import BEST, GOOD, a_quality_file, rows_of, usual_rows

ODD = date(2026, 5, 4)
BAD, THREES = "1,1,2,1,1,1,1,1,1", "3,3,3,3,3,3,3,3,3"
COPIED = "Petugas loket ini sangat lambat dan tidak ramah"


def quality(rows: Iterable[str], **options):
    return quality_of_file(a_quality_file(rows), "lembar.csv", **options)


def test_a_usual_file_has_nothing_to_look_at() -> None:
    found = quality(usual_rows())

    assert (found.flagged, found.odd_months, found.comments) == ((), (), ())
    assert (found.n, found.n_judged) == (200, 40)


def test_a_day_that_stands_out_has_its_reasons() -> None:
    found = quality([*usual_rows(), *rows_of(ODD, BAD, 30)])

    (day,) = found.flagged
    assert (date.fromordinal(day.day), found.counters[day.place]) == (ODD, "L1")
    assert {Reason.MORE_THAN_USUAL, Reason.WORSE_THAN_USUAL} <= day.reasons
    assert found.n == 230


def test_days_that_stand_out_are_listed_by_date() -> None:
    later, earlier = rows_of(ODD, BAD, 30), rows_of(ODD - timedelta(days=3), BAD, 30, counter="L2")

    found = quality([*usual_rows(), *usual_rows(counter="L2"), *later, *earlier])

    assert [date.fromordinal(day.day).day for day in found.flagged] == [1, 4]


def test_a_counter_is_held_against_its_own_days_only() -> None:
    low = usual_rows(counter="L2", rows=[BAD, "2,2,2,2,2,2,2,2,1"] * 3)

    assert quality([*usual_rows(), *low]).flagged == ()


def test_a_month_that_rates_otherwise_is_named() -> None:
    worse = [row for step in range(12) for row in rows_of(ODD + timedelta(days=step), THREES, 5)]

    found = quality([*usual_rows(60), *worse])

    assert [date.fromordinal(month.month) for month in found.odd_months] == [date(2026, 5, 1)]
    assert found.odd_months[0].reason is Reason.WORSE_THAN_USUAL


def test_less_than_a_second_for_each_element_is_too_fast() -> None:
    found = quality([*usual_rows(), *rows_of(ODD, BEST, 5, seconds=8), *rows_of(ODD, BEST, 5)])

    assert found.n_too_fast == 5
    assert [day.reasons for day in found.flagged] == [{Reason.MANY_FLAGGED}]


def test_without_a_column_of_time_nothing_is_too_fast() -> None:
    content = a_quality_file(usual_rows()).replace(b"waktu_isi_detik", b"lain")

    found = quality_of_file(content, "lembar.csv")

    assert (found.n_too_fast, found.without_fast) == (None, None)


def test_straight_lining_alone_is_a_note() -> None:
    found = quality([*usual_rows(), *rows_of(ODD, BEST, 6)])

    assert (found.n_straightlined, found.flagged) == (3 * 40 + 6, ())


def test_the_index_stands_with_and_without_sheets_that_were_too_fast() -> None:
    found = quality([*usual_rows(), *rows_of(ODD, BAD, 5, seconds=2)])

    assert (found.result.n, found.without_fast.n) == (205, 200)
    assert found.without_fast.index > found.result.index


@pytest.mark.parametrize(("fast", "slow"), [(4, 20), (20, 4), (20, 0)])
def test_a_group_of_one_to_four_sheets_leaves_one_reading(fast: int, slow: int) -> None:
    found = quality([*rows_of(ODD, BEST, fast, seconds=2), *rows_of(ODD, GOOD, slow)])

    assert found.n_too_fast == fast
    assert found.without_fast is None


def test_without_fast_sheets_both_readings_are_one() -> None:
    found = quality(usual_rows())

    assert found.without_fast == found.result


def test_repeated_comments_are_told_with_counter_and_masked() -> None:
    said = [f"{COPIED} kata Pak Wirtana 081234567890"] * 3 + [f"{COPIED} kata Pak Sumarno!"] * 3
    rows = [row for text in said for row in rows_of(ODD, GOOD, 1, comment=text)]

    ((counter, held),) = quality([*usual_rows(), *rows]).comments

    assert (counter, len(held.places)) == ("L1", 6)
    assert held.text == f"{COPIED} kata Pak ▇▇▇ ▇▇▇"


def test_comments_of_another_month_are_not_put_together() -> None:
    apart = [
        row
        for day in (ODD, ODD + timedelta(days=40))
        for row in rows_of(day, GOOD, 3, comment=COPIED)
    ]

    assert quality([*usual_rows(), *apart]).comments == ()


def test_too_many_different_comments_are_refused_in_words(monkeypatch) -> None:
    monkeypatch.setattr(service, "MOST_DIFFERENT_TEXTS", 2)
    rows = [row for word in "abc" for row in rows_of(ODD, GOOD, 1, comment=f"{COPIED} {word}")]

    with pytest.raises(Invalid, match="lebih dari 2 komentar yang berbeda di L1 pada 2026-05"):
        quality(rows)


def test_texts_are_those_of_the_numbers() -> None:
    shown = quality_as_texts(quality([*usual_rows(), *rows_of(ODD, BAD, 30, seconds=2)]))

    (day,) = shown["days"]
    assert (day["day"], day["counter"], day["n"]) == ("2026-05-04", "L1", 30)
    assert (day["usual_n"], day["n_flagged"], day["n_straightlined"]) == ("5.0000", 30, 0)
    assert float(day["usual_shortfall"]) < 0.05
    assert float(day["shortfall"]) == pytest.approx(26 / 27, abs=1e-4)
    assert day["reasons"] == ["many_flagged", "more_than_usual", "worse_than_usual"]
    assert (shown["n"], shown["n_too_fast"], shown["n_judged_days"]) == (230, 30, 41)
    assert shown["without_too_fast"]["n"] == 200
    assert float(shown["all_sheets"]["index"]) < float(shown["without_too_fast"]["index"])


def test_texts_of_months_and_comments_say_where_and_which() -> None:
    worse = [
        row
        for step in range(12)
        for row in rows_of(ODD + timedelta(days=step), THREES, 5, comment=COPIED)
    ]

    shown = quality_as_texts(quality([*usual_rows(60), *worse]))

    (month,) = shown["months"]
    assert (month["month"], month["counter"], month["n"]) == ("2026-05", "L1", 60)
    assert month["reason"] == "worse_than_usual"
    assert shown["comments"] == [{"counter": "L1", "text": COPIED, "n": 60}]


def test_too_few_days_are_not_held_against_one_another() -> None:
    found = quality([*rows_of(ODD, BAD, 30), *rows_of(ODD + timedelta(days=1), BEST, 30)])

    assert found.flagged == ()
    assert {day.undefined for day in found.days} == {"too_few_days"}
    assert quality_as_texts(found)["months"] == []


def test_rows_without_any_rating_are_passed_over() -> None:
    found = quality(rows_of(ODD, "," * 8, 6))

    assert (found.n, found.days, found.result.index) == (0, (), None)
    assert quality_as_texts(found)["all_sheets"] == {"n": 0, "index": None, "interval_95": None}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b"tanggal", b"hari", "tanggal"),
        (b"loket", b"meja", "loket"),
        (b"2026-03-02", b"kemarin", "tidak dapat dibaca"),
        (b",60,", b",-1,", "tidak dapat dibaca"),
        (b",60,", b",cepat,", "tidak dapat dibaca"),
    ],
)
def test_what_cannot_be_read_is_refused(old: bytes, new: bytes, said: str) -> None:
    with pytest.raises(Invalid, match=said):
        quality_of_file(a_quality_file(usual_rows()).replace(old, new, 1), "lembar.csv")
