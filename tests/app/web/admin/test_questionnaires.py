"""The questionnaire on paper, as a browser gets it and where it is linked."""

from __future__ import annotations

from datetime import timedelta

import pypdfium2
import pytest

from app.services import collection


def words(content: bytes) -> str:
    return " ".join(p.get_textpage().get_text_bounded() for p in pypdfium2.PdfDocument(content))


def test_a_manager_gets_the_sheet_of_the_unit_and_of_a_counter(unit_manager, building):
    unit = unit_manager.get(f"/admin/unit/{building.unit.id}/kuesioner/id.pdf")
    counter = unit_manager.get(f"/admin/loket/{building.counters[1].id}/kuesioner/en.pdf")
    assert unit.content_type == "application/pdf"
    assert 'filename="kuesioner-DISDUK-id.pdf"' in unit.headers["Content-Disposition"]
    assert "Dinas Kependudukan" in words(unit.data)
    assert "Loket 2" in words(counter.data)


@pytest.mark.parametrize("page", ["/admin/unit/{unit}", "/admin/cetak/unit/{unit}/"])
def test_the_units_pages_link_a_sheet_in_each_language(administrator, building, page):
    shown = administrator.get(page.format(unit=building.unit.id)).text
    for language in ("id", "en"):
        assert f'href="/admin/unit/{building.unit.id}/kuesioner/{language}.pdf"' in shown


def test_the_counters_page_links_its_own_sheet(administrator, building):
    counter = building.counters[0].id
    shown = administrator.get(f"/admin/loket/{counter}").text
    assert f'href="/admin/loket/{counter}/kuesioner/id.pdf"' in shown


def test_after_the_last_round_nothing_is_linked_and_the_reason_is_said(
    administrator, building, scope, june
):
    yesterday = june.date() - timedelta(days=1)
    collection.close_round(scope, june, building.unit.id, building.round.id, yesterday)
    assert "/kuesioner/" not in administrator.get(f"/admin/unit/{building.unit.id}").text
    answer = administrator.get(f"/admin/unit/{building.unit.id}/kuesioner/id.pdf")
    assert answer.status_code == 409
    assert "Buka putarannya di halaman unit" in answer.text


def test_a_language_that_is_not_asked_is_not_found(administrator, building):
    assert administrator.get(f"/admin/unit/{building.unit.id}/kuesioner/xx.pdf").status_code == 404
