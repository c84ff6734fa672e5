"""What the page of a final result says, in the words of a newspaper rather than of a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from flask import url_for
from flask_babel import gettext as _

from analytics.results import IndexResult, Interval
from app.documents.numbers import decimal_shown, interval_shown, percent_shown, whole_shown
from app.services.public_respondents import Margins
from app.services.public_results import PublicResult, ServiceScore
from app.services.scores import Score
from app.web.languages import LanguageLink, in_indonesian, language_argument
from app.web.period_names import period_name
from survey_forms import catalogue
from survey_forms.instrument import BlockField, Instrument

INDEX_PLACES = 2
RATING_PLACES = 3
SHORT_HASH = 12
LOWEST_INDEX, HIGHEST_INDEX = 25, 100


@dataclass(frozen=True)
class Mark:
    """A grade with its words (mutu and kinerja)."""

    grade: str
    performance: str


@dataclass(frozen=True)
class Line:
    """One thing with its number; `length` is that of its bar in per cent, None where hidden."""

    name: str
    value: str
    length: int | None
    mark: Mark | None = None
    note: str = ""
    interval: str = ""


@dataclass(frozen=True)
class Group:
    """One question on the respondents with the classes that answered."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class ResultPage:
    """The result of a unit over one closed period."""

    language: str
    languages: tuple[LanguageLink, ...]
    unit: str
    agency: str
    period: str
    index: str
    index_length: int
    mark: Mark | None
    interval: str
    n: str
    needed: str
    is_enough: bool
    verified: str
    elements: tuple[Line, ...]
    services: tuple[Line, ...]
    groups: tuple[Group, ...]
    hidden: str
    newer: str
    version: str
    rule: str
    periods_href: str


def result_page(
    result: PublicResult, unit_id: int, language: str, languages: tuple[LanguageLink, ...]
) -> ResultPage:
    """The page of a result."""
    score = result.score
    if score.result is None or score.result.index is None:
        raise ValueError("a result without an index was to be published; expected one that has it")
    asked = catalogue.find_worded(score.instrument, language)
    return ResultPage(
        language=language,
        languages=languages,
        unit=result.unit,
        agency=result.agency,
        period=period_name(score.period),
        index=decimal_shown(score.result.index, INDEX_PLACES, language),
        index_length=_length(score.result.index, LOWEST_INDEX, HIGHEST_INDEX),
        mark=_mark(asked, score.result.grade, language),
        interval=interval_shown(score.result.interval, INDEX_PLACES, language),
        n=whole_shown(score.result.n, language),
        needed=whole_shown(score.n_needed, language),
        is_enough=score.result.n >= score.n_needed,
        verified=_verified(result, language),
        elements=tuple(_elements(asked, score.result, language)),
        services=tuple(_service(service, result.least, language) for service in result.services),
        groups=tuple(_groups(asked, result, language)),
        hidden=hidden_beside(result.least),
        newer=_newer(result),
        version=_version(score),
        rule=asked.rule.article,
        periods_href=url_for(
            "public.show_unit_results", unit_id=unit_id, **language_argument(language)
        ),
    )


def hidden_beside(least: int) -> str:
    """Why one of several numbers is not there; of two, which is the small one is not said.

    Of eleven that a total leaves, the small one would else be one and the other ten.
    """
    return _(
        "kurang dari %(k)s jawaban, atau akan membuka kelompok sekecil itu; tidak ditampilkan",
        k=least,
    )


def hidden_words(least: int) -> str:
    """Why a number is not there that stands alone."""
    return _("kurang dari %(k)s jawaban, tidak ditampilkan", k=least)


def _spoken(words: Mapping[str, str], language: str) -> str:
    return words.get(language) or words["id"]


def _mark(asked: Instrument, grade: str | None, language: str) -> Mark | None:
    words = {band.grade: band.performance for band in asked.rule.bands}
    return Mark(grade, _spoken(words[grade], language)) if grade else None


def _length(value: Fraction, lowest: int, highest: int) -> int:
    return round(100 * (value - lowest) / (highest - lowest))


def _verified(result: PublicResult, language: str) -> str:
    """The share of answers with a ticket, where both groups are large enough, or nobody had one."""
    share = result.score.verified_share_0_1
    if share == 0:
        return _("tanpa tiket")
    if share is None or not result.shows_verified:
        return hidden_words(result.least)
    return percent_shown(share, language)


def _elements(asked: Instrument, result: IndexResult, language: str) -> Iterable[Line]:
    names = {item.key: item.names for item in asked.items}
    low, high = asked.scale
    for element in result.elements:
        if element.mean is not None:
            yield Line(
                name=_spoken(names[element.key], language),
                value=decimal_shown(element.mean, RATING_PLACES, language),
                length=_length(element.mean, low, high),
                mark=_mark(asked, element.grade, language),
                interval=_interval(element.interval, RATING_PLACES, language),
            )


def _service(service: ServiceScore, least: int, language: str) -> Line:
    score = service.score
    if score is None or score.result is None or score.result.index is None:
        return Line(in_indonesian(service.name), hidden_beside(least), None)
    asked = catalogue.find_worded(score.instrument, language)
    return Line(
        name=in_indonesian(service.name),
        value=decimal_shown(score.result.index, INDEX_PLACES, language),
        length=_length(score.result.index, LOWEST_INDEX, HIGHEST_INDEX),
        mark=_mark(asked, score.result.grade, language),
        note=_number_of_answers(score.result.n, score.n_enough, language),
        interval=_interval(score.result.interval, INDEX_PLACES, language),
    )


def _interval(interval: Interval | None, places: int, language: str) -> str:
    return _("Rentang 95%%: %(interval)s", interval=interval_shown(interval, places, language))


def _number_of_answers(n: int, enough: int, language: str) -> str:
    """How many answered, and whether they are too few for the grade beside them."""
    shown = whole_shown(n, language)
    if n < enough:
        return _("%(n)s jawaban, terlalu sedikit untuk disimpulkan", n=shown)
    return _("%(n)s jawaban", n=shown)


def _groups(asked: Instrument, result: PublicResult, language: str) -> Iterable[Group]:
    """The questions in the order of the form, each class in the order of its list."""
    told: Margins = result.respondents or {}
    total = result.score.n or 0
    for field in asked.block:
        numbers = {code: n for code, n in told.get(field.key, ())}
        lines = tuple(_classes(field, numbers, total, result.least, language))
        if lines:
            yield Group(_spoken(field.labels, language), lines)


def _classes(
    field: BlockField, numbers: dict[str, int | str], total: int, least: int, language: str
) -> Iterable[Line]:
    for choice in sorted(field.choices, key=lambda choice: choice.code == ""):
        if choice.code not in numbers:
            continue
        n = numbers[choice.code]
        name = _spoken(choice.labels, language) if choice.code else _("Tidak menyebutkan")
        if isinstance(n, str):
            yield Line(name, hidden_beside(least), None)
        else:
            share = percent_shown(Fraction(n, total), language)
            yield Line(name, whole_shown(n, language), round(100 * n / total), None, share)


def _newer(result: PublicResult) -> str:
    """That a later version has a few more answers, which would show if it stood here."""
    if result.newer_version is None:
        return ""
    return _(
        "Versi %(version)s memuat jawaban susulan yang terlalu sedikit untuk ditampilkan sendiri; "
        "angka di sini tetap dari versi sebelumnya.",
        version=result.newer_version,
    )


def _version(score: Score) -> str:
    fingerprint = (score.sha256 or "")[:SHORT_HASH]
    return _("Final, versi %(version)s, SHA-256 %(hash)s…", version=score.version, hash=fingerprint)
