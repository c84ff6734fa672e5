"""What the manager's pages say: one frozen object for each page, built for one scope."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask import url_for
from flask_babel import gettext as _

from app.access import Permission, Scope
from app.clock import Period, local_day_and_slot, now
from app.documents.charts import Figure
from app.errors import NotFound
from app.models.organisation import Counter, Unit
from app.models.tallies import NO_SERVICE
from app.queries import collection, organisation
from app.services import scores
from app.services.public_results import is_published
from app.services.scores import Score
from app.web.manager.figures import comparison_figure, element_figure, month_figure
from app.web.manager.score_rows import (
    ElementRow,
    ScoreRow,
    best_first,
    element_rows,
    score_row,
    weakest_note,
    with_answers,
)
from app.web.manager.ticket_cells import beside_tickets, low_rate_note
from app.web.manager.unit_frame import (
    SUMMARY,
    BarLink,
    PeriodNavigation,
    Steps,
    period_of,
    section_links,
    steps_to,
)
from app.web.period_names import month_name, short_month_name
from app.web.score_card import ScoreCard, print_line, score_card

PRINT = Permission.PRINT_POSTERS


@dataclass(frozen=True)
class ElementPanel:
    """The elements as a chart and a table."""

    rows: tuple[ElementRow, ...]
    figure: Figure
    note: str


@dataclass(frozen=True)
class ScorePanel:
    """Counters, services or months as a chart and a table."""

    rows: tuple[ScoreRow, ...]
    figure: Figure | None
    few_note: str = ""
    rate_note: str = ""


@dataclass(frozen=True)
class UnitPage:
    """The dashboard of a unit over a period; `card` is None while it has no answers at all."""

    title: str
    steps: Steps
    period: PeriodNavigation | None
    card: ScoreCard | None
    printed: str = ""
    posters_href: str = ""
    elements: ElementPanel | None = None
    counters: ScorePanel | None = None
    services: ScorePanel | None = None
    months: ScorePanel | None = None
    units_below: tuple[tuple[str, str], ...] = ()
    sections: tuple[BarLink, ...] = ()
    taps_note: str = ""
    public_href: str = ""


@dataclass(frozen=True)
class CounterPage:
    """One counter over a period."""

    title: str
    unit: str
    steps: Steps
    period: PeriodNavigation | None
    card: ScoreCard | None
    printed: str
    elements: ElementPanel | None
    poster_href: str


def unit_page(scope: Scope, unit_id: int, code: str | None) -> UnitPage:
    """The page of a unit over the asked period, or over the last year that has answers."""
    place = organisation.unit(scope, unit_id)
    units = organisation.units(scope)
    steps = steps_to(place, units)
    address = url_for("manager.show_unit", unit_id=unit_id)
    period, navigation = period_of(scope, place, code, address)
    if period is None:
        return UnitPage(
            title=place.name, steps=steps, period=None, card=None, units_below=_below(place, units)
        )
    seen = scores.overview(scope, unit_id, period)
    return UnitPage(
        title=place.name,
        steps=steps,
        period=navigation,
        card=score_card(seen.unit),
        printed=_printed(scope, seen.unit),
        posters_href=_posters_href(scope, place),
        elements=_element_panel(seen.unit),
        counters=_counter_panel(scope, place, units, seen.counters, period),
        services=_service_panel(seen.services),
        months=_month_panel(seen.months),
        sections=tuple(section_links(scope, place, SUMMARY, period)),
        units_below=_below(place, units),
        taps_note=_taps_note(scope, unit_id),
        public_href=_public_href(seen.unit),
    )


def _taps_note(scope: Scope, unit_id: int) -> str:
    """What a tap and its full answer count for, in units that asked for taps."""
    if not any(asked.follow_up_instrument for asked in collection.rounds(scope, unit_id)):
        return ""
    return _(
        "Unit ini juga memakai penilaian sekali ketuk. Siapa yang mengetuk lalu mengisi kuesioner "
        "lengkap dihitung sebagai satu jawaban: yang dihitung hanya jawaban lengkapnya. Ketukan "
        "dan kuesioner lengkap tidak pernah dicampur dalam satu indeks; ketukan baru terlihat "
        "setelah hari berikutnya berakhir."
    )


def counter_page(scope: Scope, unit_id: int, counter_id: int, code: str | None) -> CounterPage:
    """The page of one counter, withheld by the same rule as beside its neighbours."""
    place = organisation.unit(scope, unit_id)
    counter = organisation.counter(scope, counter_id)
    address = url_for("manager.show_counter", unit_id=unit_id, counter_id=counter_id)
    period, navigation = period_of(scope, place, code, address)
    found = scores.counter_scores(scope, unit_id, period) if period else ()
    score = next((score for score in found if score.subject.id == counter_id), None)
    if period and score is None:
        raise NotFound(_("Loket itu bukan bagian dari unit ini."))
    unit_steps = steps_to(place, organisation.units(scope))[:-1]
    back = url_for("manager.show_unit", unit_id=unit_id, periode=period.code if period else None)
    may_print = scope.may(PRINT, place.path) and not counter.stands_for_unit
    return CounterPage(
        title=counter.name,
        unit=place.name,
        steps=(*unit_steps, (back, place.name), ("", counter.name)),
        period=navigation,
        card=score_card(score) if score else None,
        printed=_printed(scope, score) if score else "",
        elements=_element_panel(score) if score else None,
        poster_href=f"/admin/loket/{counter_id}/poster.pdf" if may_print else "",
    )


def _printed(scope: Scope, score: Score) -> str:
    zone = organisation.agency_of_unit(scope, score.unit_id).zone
    return print_line(score, local_day_and_slot(now(), zone)[0])


def _posters_href(scope: Scope, place: Unit) -> str:
    return f"/admin/cetak/unit/{place.id}/" if scope.may(PRINT, place.path) else ""


def _public_href(score: Score) -> str:
    """The page for everybody, where the period is closed and something of it may be seen there."""
    if not is_published(score.unit_id, score.period):
        return ""
    return url_for("public.show_result", unit_id=score.unit_id, period=score.period.code)


def _below(place: Unit, units: Sequence[Unit]) -> tuple[tuple[str, str], ...]:
    children = [unit for unit in units if unit.parent_id == place.id]
    return tuple((url_for("manager.show_unit", unit_id=u.id), u.name) for u in children)


def _element_panel(score: Score) -> ElementPanel | None:
    rows = element_rows(score)
    if not rows:
        return None
    return ElementPanel(rows, element_figure(rows, score.instrument), weakest_note(rows))


def _counter_panel(
    scope: Scope, place: Unit, units: Sequence[Unit], found: Sequence[Score], period: Period
) -> ScorePanel:
    counters = organisation.counters(scope, place.id)
    below = _units_of_counters_below(counters, place, units)
    optional = frozenset(counter.id for counter in counters if counter.stands_for_unit)
    shown = best_first(with_answers(found, optional))

    def href(counter_id: int) -> str:
        return url_for(
            "manager.show_counter", unit_id=place.id, counter_id=counter_id, periode=period.code
        )

    rows = tuple(
        score_row(score, score.subject.name + below.get(score.subject.id, ""), href=href)
        for score in shown
    )
    rows = beside_tickets(rows, shown)
    return replace(_comparison(rows, shown), rate_note=low_rate_note(rows))


def _units_of_counters_below(
    counters: Sequence[Counter], place: Unit, units: Sequence[Unit]
) -> dict[int, str]:
    """What is added to the name of a counter of a unit below, since two may have one name."""
    owners = {unit.id: unit.name for unit in units}
    below = (counter for counter in counters if counter.unit_id != place.id)
    return {counter.id: f" ({owners[counter.unit_id]})" for counter in below}


def _service_panel(found: Sequence[Score]) -> ScorePanel:
    shown = best_first(with_answers(found, frozenset({NO_SERVICE})))
    rows = tuple(score_row(s, _service_name(s)) for s in shown)
    return _comparison(rows, shown)


def _service_name(score: Score) -> str:
    return score.subject.name if score.subject.id != NO_SERVICE else _("Tidak dicatat")


def _comparison(rows: tuple[ScoreRow, ...], shown: Sequence[Score]) -> ScorePanel:
    if not shown:
        return ScorePanel(rows, None)
    figure = comparison_figure(rows, shown[0].instrument)
    return ScorePanel(rows, figure, _few_note(rows, shown))


def _few_note(rows: Sequence[ScoreRow], shown: Sequence[Score]) -> str:
    """What the mark beside a small n means, where there is one."""
    if not any(row.is_few for row in rows):
        return ""
    return _(
        "▼ Sedikit: kurang dari %(enough)s jawaban. Mutu di baris itu belum dapat disimpulkan.",
        enough=shown[0].n_enough,
    )


def _month_panel(found: Sequence[Score]) -> ScorePanel | None:
    """The months side by side; None for a period of one month."""
    if len(found) < 2:
        return None
    rows = tuple(
        score_row(
            score,
            month_name(score.period.first_day),
            short_name=short_month_name(score.period.first_day),
        )
        for score in found
    )
    figure = month_figure(rows, found[0].instrument)
    return ScorePanel(rows, figure, _few_note(rows, found))
