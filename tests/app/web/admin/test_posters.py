"""Files to print, as a browser gets them."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import png
import pytest

from app.services import collection
from tests.factories.organisation import an_office
from tests.factories.printed_codes import codes_in, printed_codes


def read_png(content: bytes) -> str:
    _, _, rows, _ = png.Reader(file=BytesIO(content)).asRGBA8()
    pixels = np.vstack([np.array(row, dtype=np.uint8)[::4] for row in rows])
    (found,) = codes_in(pixels)
    return found


def read_pdf(content: bytes) -> list[str]:
    return printed_codes(content, scale=1.5)


def link(settings, building, number: int) -> str:
    return f"{settings.base_url}/s/{building.points[number].code}"


def test_the_png_leads_to_the_counters_survey(unit_manager, building, settings):
    answer = unit_manager.get(f"/admin/loket/{building.counters[0].id}/qr.png")
    assert answer.content_type == "image/png"
    assert read_png(answer.data) == link(settings, building, 0)


def test_the_svg_is_a_drawing_of_its_own(unit_manager, building):
    answer = unit_manager.get(f"/admin/loket/{building.counters[0].id}/qr.svg")
    assert answer.content_type.startswith("image/svg+xml")
    assert b"<svg" in answer.data


def test_the_poster_of_a_counter_leads_to_its_survey(unit_manager, building, settings):
    answer = unit_manager.get(f"/admin/loket/{building.counters[1].id}/poster.pdf")
    assert answer.content_type == "application/pdf"
    assert f"poster-{building.counters[1].id}-L2.pdf" in answer.headers["Content-Disposition"]
    assert read_pdf(answer.data) == [link(settings, building, 1)]


@pytest.mark.parametrize("name", ["qr.svg", "qr.png", "poster.pdf"])
def test_a_counter_without_a_code_is_told_clearly(unit_manager, building, scope, now, name):
    collection.revoke_points(scope, now, building.counters[0].id)
    answer = unit_manager.get(f"/admin/loket/{building.counters[0].id}/{name}")
    assert answer.status_code == 409
    assert "Loket ini belum memiliki kode survei yang berlaku." in answer.text


def test_posters_of_another_unit_are_not_found(unit_manager, scope, now):
    other = an_office(scope, now, code="DINKES")
    assert unit_manager.get(f"/admin/loket/{other.counters[0].id}/poster.pdf").status_code == 404
    assert unit_manager.get(f"/admin/loket/{other.counters[0].id}/qr.svg").status_code == 404
