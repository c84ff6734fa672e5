"""The page of precision: what to do, three intervals side by side, and what samples are worth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import gettext as _

from analytics.results import Interval
from app.access import Scope
from app.documents import charts
from app.documents.charts import Caption, Figure, Point
from app.documents.numbers import INTERVAL_DASH, interval_shown, whole_shown
from app.models.tallies import NO_SERVICE
from app.services.precision import Precision, Sample, unit_precision
from app.services.score_subjects import UNIT
from app.web.manager.figures import FEWEST_TO_COMPARE, index_scale
from app.web.manager.precision_words import (
    advice,
    days_meaning,
    margin_shown,
    needed_shown,
    served_meaning,
    verdict,
)
from app.web.manager.reliability_panel import ReliabilityPanel, reliability_panel
from app.web.manager.unit_frame import UnitFrame, unit_frame
from app.web.score_card import (
    INDEX_PLACES,
    index_shown,
    language,
    withheld_advice,
    withheld_reason,
)

SECTION = "ketelitian"


@dataclass(frozen=True)
class IntervalRow:
    """One way to say how sure the index is; without limits `meaning` says why."""

    name: str
    shown: str
    meaning: str
    limits: Interval | None


@dataclass(frozen=True)
class SampleRow:
    """What the answers of the unit or of a service are worth."""

    name: str
    n: str
    needed: str
    share_margin: str
    index_margin: str
    verdict: str


@dataclass(frozen=True)
class PrecisionPage:
    """How sure a unit's index is; `reason` says why there is no number."""

    frame: UnitFrame
    reason: str = ""
    advice: str = ""
    intervals: tuple[IntervalRow, ...] = ()
    figure: Figure | None = None
    samples: tuple[SampleRow, ...] = ()
    has_services: bool = False
    reliability: ReliabilityPanel | None = None


def precision_page(scope: Scope, unit_id: int, code: str | None) -> PrecisionPage:
    """The page of a unit over the asked period, or over the last year that has answers."""
    frame = unit_frame(scope, unit_id, code, SECTION)
    if frame.asked is None:
        return PrecisionPage(frame)
    found = unit_precision(scope, unit_id, frame.asked)
    withheld = found.score.withheld
    if withheld:
        return PrecisionPage(
            frame, reason=withheld_reason(withheld), advice=withheld_advice(withheld)
        )
    rows = tuple(_interval_rows(found))
    return PrecisionPage(
        frame=frame,
        advice=advice(found),
        intervals=rows,
        figure=_figure(found, rows),
        samples=tuple(_sample_row(sample) for sample in (found.unit, *services_told(found))),
        has_services=bool(services_told(found)),
        reliability=reliability_panel(scope, unit_id, frame.asked),
    )


def _interval_rows(found: Precision) -> Iterator[IntervalRow]:
    result = found.score.result
    if result is None:
        return
    n = whole_shown(result.n, language())
    main = _("Angka resmi, dari %(n)s jawaban. Rentang inilah yang dipakai di semua halaman.", n=n)
    yield _row(_("Rentang utama"), result.interval, main)
    yield _row(_("Hanya orang yang dilayani"), found.among_served, served_meaning(found))
    if found.days:
        meaning = days_meaning(found.days, result.n)
        yield _row(_("Hari sebagai kelompok"), found.days.interval, meaning)


def _row(name: str, limits: Interval | None, meaning: str) -> IntervalRow:
    return IntervalRow(name, interval_shown(limits, INDEX_PLACES, language()), meaning, limits)


def _figure(found: Precision, rows: tuple[IntervalRow, ...]) -> Figure | None:
    """The intervals around the one index; None where there is nothing to compare."""
    result = found.score.result
    seen = [row for row in rows if row.limits]
    if result is None or len(seen) < FEWEST_TO_COMPARE:
        return None
    shown = index_shown(result)
    points = [
        Point(row.name, result.index, row.limits, shown, f"{row.name}: {row.shown}") for row in seen
    ]
    words = _("Titik IKM %(index)s dengan rentangnya menurut tiap cara.", index=shown)
    return charts.dots(points, index_scale(found.score.instrument), Caption(words, language()))


def services_told(found: Precision) -> tuple[Sample, ...]:
    """The services, unless none but "tidak dicatat" has answers."""
    is_any = any(sample.subject.id != NO_SERVICE for sample in found.services)
    return found.services if is_any else ()


def _sample_row(sample: Sample) -> SampleRow:
    share, points = margin_shown(sample)
    return SampleRow(
        name=_name(sample),
        n=INTERVAL_DASH if sample.n is None else whole_shown(sample.n, language()),
        needed=needed_shown(sample),
        share_margin=share,
        index_margin=points,
        verdict=verdict(sample),
    )


def _name(sample: Sample) -> str:
    if sample.subject.kind == UNIT:
        return _("Seluruh unit")
    return sample.subject.name if sample.subject.id != NO_SERVICE else _("Tidak dicatat")
