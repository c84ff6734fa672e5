"""From a comparison to its figure."""

from __future__ import annotations

from fractions import Fraction

from flask_babel import gettext as _

from app.documents.charts import Caption, Figure, Point, Scale
from app.documents.comparison_chart import ComparedPoint, compared_dots
from app.documents.numbers import decimal_shown, interval_shown, whole_shown
from app.services.comparison import ComparedGroup, SubjectComparison
from app.web.manager.comparison_words import is_drawn
from app.web.score_card import INDEX_PLACES, language
from survey_forms import catalogue


def comparison_figure(found: SubjectComparison, names: dict[str, str]) -> Figure | None:
    """The compared subjects by name; None where there is nothing to compare."""
    groups = found.comparison.groups
    if not groups or found.instrument is None:
        return None
    point = _drawn_point if is_drawn(found) else _plain_point
    rows = [ComparedPoint(point(group, names), group.raw.index) for group in groups]
    scale, caption = _scale(found.instrument), Caption(_words(found), language())
    return compared_dots(rows, found.comparison.mean, scale, caption)


def _words(found: SubjectComparison) -> str:
    n = len(found.comparison.groups)
    if not is_drawn(found):
        return _(
            "Titik IKM %(n)s yang dibandingkan, masing-masing dengan rentangnya. Angkanya ada "
            "dalam tabel.",
            n=n,
        )
    return _(
        "Titik IKM %(n)s yang dibandingkan, masing-masing dengan rentangnya; belah ketupat "
        "kosong adalah IKM apa adanya. Angkanya ada dalam tabel.",
        n=n,
    )


def _plain_point(group: ComparedGroup, names: dict[str, str]) -> Point:
    """An index as it is."""
    spoken, name = language(), names[group.raw.key]
    shown = decimal_shown(group.raw.index, INDEX_PLACES, spoken)
    details = _(
        "%(name)s: IKM %(index)s\nRentang 95%%: %(interval)s\nn = %(n)s",
        name=name,
        index=shown,
        interval=interval_shown(group.raw.interval, INDEX_PLACES, spoken),
        n=whole_shown(group.raw.n, spoken),
    )
    return Point(name, group.raw.index, group.raw.interval, shown, details)


def _drawn_point(group: ComparedGroup, names: dict[str, str]) -> Point:
    """An index drawn to the mean."""
    spoken, name = language(), names[group.raw.key]
    value = Fraction(group.shrunken)
    shown = decimal_shown(value, INDEX_PLACES, spoken)
    details = _(
        "%(name)s: %(shrunken)s setelah ditarik ke rata-rata\nRentang 95%%: %(interval)s\n"
        "IKM apa adanya %(index)s, n = %(n)s",
        name=name,
        shrunken=shown,
        interval=interval_shown(group.interval, INDEX_PLACES, spoken),
        index=decimal_shown(group.raw.index, INDEX_PLACES, spoken),
        n=whole_shown(group.raw.n, spoken),
    )
    return Point(name, value, group.interval, shown, details)


def _scale(instrument: str) -> Scale:
    asked = catalogue.find(instrument)
    low, high = (asked.rule.factor * value for value in asked.scale)
    return Scale(low, high, (), INDEX_PLACES)
