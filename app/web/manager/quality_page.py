"""The page of response quality: what to do, two readings side by side, and what stands out."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import format_date
from flask_babel import gettext as _

from app.access import Scope
from app.documents.numbers import interval_shown, whole_shown
from app.services.response_quality import NamedDay, ResponseQuality, response_quality
from app.services.scores import Score
from app.services.scoring_rules import K
from app.web.manager.quality_words import (
    Meaning,
    advice,
    flagged_words,
    judged_note,
    meanings,
    month_reason_name,
    reason_name,
    straightlined_words,
)
from app.web.manager.unit_frame import UnitFrame, unit_frame
from app.web.period_names import month_name
from app.web.score_card import (
    INDEX_PLACES,
    index_shown,
    language,
    withheld_advice,
    withheld_reason,
)

SECTION = "mutu-jawaban"


@dataclass(frozen=True)
class ReadingStat:
    """One reading of the index; without a number, `reason` says why."""

    label: str
    index: str
    note: str
    reason: str


@dataclass(frozen=True)
class DayRow:
    """A counter-day that stands out."""

    counter: str
    day: str
    at_least: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class QualityPage:
    """The quality of a unit's answers; `reason` says why there is no number at all."""

    frame: UnitFrame
    reason: str = ""
    advice: str = ""
    readings: tuple[ReadingStat, ...] = ()
    flagged: Meaning = ("", "")
    straightlined: Meaning = ("", "")
    days: tuple[DayRow, ...] = ()
    days_note: str = ""
    months: tuple[tuple[str, str, str], ...] = ()
    comments: tuple[tuple[str, str, str, str], ...] = ()
    ticket_bursts: tuple[str, ...] = ()
    meanings: tuple[Meaning, ...] = ()


def quality_page(scope: Scope, unit_id: int, code: str | None) -> QualityPage:
    """The page of a unit over the asked period, or over the last year that has answers."""
    frame = unit_frame(scope, unit_id, code, SECTION)
    if frame.asked is None:
        return QualityPage(frame)
    found = response_quality(scope, unit_id, frame.asked)
    withheld = found.score.withheld
    if withheld:
        return QualityPage(frame, withheld_reason(withheld), withheld_advice(withheld))
    return QualityPage(
        frame=frame,
        advice=advice(found),
        readings=_readings(found),
        flagged=flagged_words(found),
        straightlined=straightlined_words(found),
        days=tuple(_day_row(day, found.counters) for day in found.days),
        days_note=judged_note(found),
        months=tuple(
            (
                found.counters[held.counter_id],
                month_name(held.month),
                month_reason_name(held.reason),
            )
            for held in found.months
        ),
        comments=tuple(_comments(found)),
        ticket_bursts=tuple(found.counters[counter_id] for counter_id in found.ticket_bursts),
        meanings=meanings(),
    )


def _readings(found: ResponseQuality) -> tuple[ReadingStat, ...]:
    set_aside = _("Kurang dari %(k)s disisihkan", k=K)
    is_all = found.flagged_share_0_1 == 1
    every = _reading(_("IKM dari semua jawaban"), found.score, set_aside)
    without = _reading(
        _("IKM tanpa jawaban yang ditandai"),
        found.unflagged,
        _("Semua jawaban ditandai") if is_all else set_aside,
    )
    return every, without


def _reading(label: str, score: Score, reason: str) -> ReadingStat:
    if score.result is None:
        return ReadingStat(label, "", "", reason)
    note = _(
        "rentang 95%% %(interval)s, n = %(n)s",
        interval=interval_shown(score.result.interval, INDEX_PLACES, language()),
        n=whole_shown(score.result.n, language()),
    )
    return ReadingStat(label, index_shown(score.result), note, "")


def _day_row(day: NamedDay, counters: dict[int, str]) -> DayRow:
    return DayRow(
        counter=counters[day.counter_id],
        day=format_date(day.day, "EEEE, d MMMM yyyy", rebase=False),
        at_least=_("sedikitnya %(n)s", n=whole_shown(day.at_least, language())),
        reasons=tuple(reason_name(reason) for reason in day.reasons),
    )


def _comments(found: ResponseQuality) -> list[tuple[str, str, str, str]]:
    return [
        (
            held.text,
            found.counters[held.counter_id],
            month_name(held.month),
            whole_shown(held.n, language()),
        )
        for held in found.comments
    ]
