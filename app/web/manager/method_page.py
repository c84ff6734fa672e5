"""How the numbers are made, in words and with one example worked out."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from flask_babel import gettext as _

from analytics.results import ElementResult, IndexResult
from app.documents.numbers import decimal_shown, interval_shown, whole_shown
from app.services.scoring_rules import K
from app.services.worked_example import WorkedExample, worked_example
from app.web.manager.officer_rule import OfficerRule, officer_rule
from app.web.score_card import INDEX_PLACES, RATING_PLACES, index_shown, language, performance_name
from survey_forms import catalogue
from survey_forms.instrument import Instrument

HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class ExampleRow:
    """One element of the example, with each step from its sum to its weighted mean."""

    name: str
    sum: str
    n: str
    mean: str
    weighted: str


@dataclass(frozen=True)
class GradeRow:
    """A grade with the index it begins and ends at."""

    grade: str
    performance: str
    span: str


@dataclass(frozen=True)
class MethodPage:
    """The rule, and the example by that rule."""

    k: int
    article: str
    factor: int
    n_elements: int
    n: str
    rows: tuple[ExampleRow, ...]
    ni: str
    index: str
    grade: str
    performance: str
    interval: str
    customs: tuple[tuple[str, str, str], ...]
    grades: tuple[GradeRow, ...]
    officers: OfficerRule


def method_page(officer_min_n: int) -> MethodPage:
    """The page about the rule of the SKM, where officers are shown from so many answers on."""
    example, spoken = worked_example(), language()
    asked, result = catalogue.find(example.instrument), example.result
    return MethodPage(
        k=K,
        article=asked.rule.article,
        factor=asked.rule.factor,
        n_elements=len(asked.items),
        n=whole_shown(result.n, spoken),
        rows=tuple(_row(asked, element, spoken) for element in result.elements),
        ni=_exact(result, spoken),
        index=index_shown(result),
        grade=result.grade or "",
        performance=performance_name(example.instrument, result.grade) or "",
        interval=interval_shown(result.interval, INDEX_PLACES, spoken),
        customs=_customs(example, spoken),
        grades=_grades(asked, spoken),
        officers=officer_rule(officer_min_n),
    )


def _exact(result: IndexResult, spoken: str) -> str:
    return decimal_shown(result.ni or 0, RATING_PLACES, spoken)


def _row(asked: Instrument, element: ElementResult, spoken: str) -> ExampleRow:
    return ExampleRow(
        name=asked.item(element.key).names[spoken],
        sum=whole_shown(element.sum, spoken),
        n=whole_shown(element.n, spoken),
        mean=decimal_shown(element.mean or 0, RATING_PLACES, spoken),
        weighted=decimal_shown(element.weighted or 0, RATING_PLACES, spoken),
    )


def _customs(example: WorkedExample, spoken: str) -> tuple[tuple[str, str, str], ...]:
    names = {
        "exact": _("Tepat 1/9 (dipakai di sini)"),
        "0.1111": _("0,1111"),
        "0.111": _("0,111"),
        "0.11": _("0,11"),
        "ni_2dp": _("NI dibulatkan dua desimal dahulu"),
    }
    seen = [(name, example.reconciliation[custom]) for custom, name in names.items()]
    return tuple(
        (name, decimal_shown(under.value, INDEX_PLACES, spoken), under.grade)
        for name, under in seen
    )


def _grades(asked: Instrument, spoken: str) -> tuple[GradeRow, ...]:
    """From the best grade down; each ends a hundredth below where the next begins."""
    bands = list(asked.rule.bands)
    highest = Decimal(asked.rule.factor * asked.scale[1])
    ends = [*(b.lower - HUNDREDTH for b in bands[1:]), highest]
    rows = [
        GradeRow(
            grade=band.grade,
            performance=band.performance[spoken],
            span=f"{decimal_shown(band.lower, 2, spoken)}–{decimal_shown(end, 2, spoken)}",
        )
        for band, end in zip(bands, ends, strict=True)
    ]
    return tuple(reversed(rows))
