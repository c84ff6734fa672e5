"""What a result says is said in words that hold for every unit, large or small."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask

from app.services.public_results import PublicResult, public_result
from app.web.public.result_pages import ResultPage, hidden_beside, result_page
from tests.factories.published import QUARTER, a_published_quarter


@pytest.fixture
def result(app: Flask, scope, now) -> PublicResult:
    """The result of a published quarter."""
    return public_result(a_published_quarter(scope, now).unit.id, QUARTER)


def page_of(app: Flask, result: PublicResult, language: str = "id") -> ResultPage:
    with app.test_request_context("/hasil"):
        return result_page(result, 1, language, ())


def test_elements_and_classes_are_named_in_the_readers_language(
    app: Flask, result: PublicResult
) -> None:
    named = {code: page_of(app, result, code) for code in ("id", "jv", "su")}

    assert {code: page.elements[0].name for code, page in named.items()} == {
        "id": "Persyaratan",
        "jv": "Sarat-sarat",
        "su": "Sarat-sarat",
    }
    assert named["jv"].groups[0].title != named["id"].groups[0].title
    assert [line.value for line in named["jv"].elements] == [
        line.value for line in named["id"].elements
    ]


def test_bars_run_over_the_whole_scale(app: Flask, result: PublicResult) -> None:
    page = page_of(app, result)

    assert page.index_length == round(100 * (85.65 - 25) / 75)
    means = [float(line.value.replace(",", ".")) for line in page.elements]
    assert [line.length for line in page.elements] == pytest.approx(
        [100 * (mean - 1) / 3 for mean in means], abs=1
    )


def _number(shown: str) -> float:
    return float(shown.replace(",", "."))


def test_each_number_stands_beside_its_interval(app: Flask, result: PublicResult) -> None:
    page = page_of(app, result)
    shown = [line for line in (*page.elements, *page.services) if line.length is not None]
    limits = [line.interval.removeprefix("Rentang 95%: ").split("–") for line in shown]

    assert len(shown) > len(page.elements)
    for line, (low, high) in zip(shown, limits, strict=True):
        assert _number(low) < _number(line.value) < _number(high)


def test_a_service_of_few_answers_is_not_shown_as_settled(app: Flask, result: PublicResult) -> None:
    """Staff see the mark of fewer than 35 beside its grade; the public reads no less of it."""
    shown = next(service for service in result.services if service.score)
    notes = []
    for n in (34, 35):
        numbers = replace(shown.score.result, n=n)
        few = replace(shown, score=replace(shown.score, result=numbers))
        notes.append(page_of(app, replace(result, services=(few,))).services[0].note)

    assert notes == ["34 jawaban, terlalu sedikit untuk disimpulkan", "35 jawaban"]


def test_a_hidden_class_says_whether_it_is_small_or_protects_one(
    app: Flask, result: PublicResult
) -> None:
    sexes = {line.name: line for line in page_of(app, result).groups[0].lines}

    with app.test_request_context("/hasil"):
        assert sexes["Tidak menyebutkan"].value == hidden_beside(10)
        assert sexes["Laki-laki"].value == hidden_beside(10)
    assert (sexes["Perempuan"].value, sexes["Perempuan"].length) == ("45", 57)


def test_who_did_not_say_stands_last(app: Flask, result: PublicResult) -> None:
    ages = page_of(app, result).groups[1].lines

    assert [line.name for line in ages][-1] == "Tidak menyebutkan"


def test_a_share_with_tickets_that_may_not_be_seen_is_hidden(
    app: Flask, result: PublicResult
) -> None:
    few = replace(result.score, verified_share_0_1=None)

    page = page_of(app, replace(result, score=few))

    assert page.verified == "kurang dari 10 jawaban, tidak ditampilkan"


def test_without_classes_there_are_no_groups(app: Flask, result: PublicResult) -> None:
    assert page_of(app, replace(result, respondents=None)).groups == ()


def test_a_result_without_an_index_is_a_mistake_of_ours(app: Flask, result: PublicResult) -> None:
    with pytest.raises(ValueError, match="without an index"):
        page_of(app, replace(result, score=replace(result.score, result=None)))
