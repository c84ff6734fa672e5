"""From a comparison to its figure."""

from __future__ import annotations

from fractions import Fraction

from flask_babel import gettext as _

from app.documents.charts import Caption, Figure, Point, Scale
from app.documents.comparison_chart import ComparedPoint, compared_dots
from app.documents.numbers import decimal_shown, interval_shown, whole_shown
from app.services.comparison import ComparedGroup, SubjectComparison
from app.web.score_card import INDEX_PLACES, language
from survey_forms import catalogue


def comparison_figure(found: SubjectComparison, names: dict[str, str]) -> Figure | None:
    """The compared subjects by name; None where there is nothing to compare."""
    groups = found.comparison.groups
    if not groups or found.instrument is None:
        return None
    words = _(
        "Titik IKM %(n)s yang dibandingkan, masing-masing dengan rentangnya; belah ketupat "
        "kosong adalah IKM apa adanya. Angkanya ada dalam tabel.",
        n=len(groups),
    )
    rows = [ComparedPoint(_point(group, names), group.raw.index) for group in groups]
    scale, caption = _scale(found.instrument), Caption(words, language())
    return compared_dots(rows, found.comparison.mean, scale, caption)


def _point(group: ComparedGroup, names: dict[str, str]) -> Point:
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
