"""Closing a period: its score is frozen, with everything needed to compute it again."""

from __future__ import annotations

import hashlib
import json
import secrets
from datetime import date, datetime
from typing import Any

import numpy as np

from app.access import Permission, Scope
from app.clock import Period, PeriodKind, local_day_and_slot
from app.database import db, transaction
from app.errors import Conflict, Invalid
from app.models.organisation import Agency
from app.models.publications import FrozenScore
from app.queries import collection, organisation, publications, tickets
from app.queries import tallies as held
from app.services.audit import record_event
from app.services.public_parts import public_part
from app.services.released_tallies import main_of
from app.services.releases import release_batches, release_period
from app.services.score_subjects import subjects_today
from app.services.score_views import nodes_of
from app.services.seen_views import seen_views
from app.services.tallies import count_again
from survey_forms import catalogue

LAYOUT = 3
# The hash is published, and frozen groups can be so small that their answers could be guessed and
# tried out against it; not with bits in the content that nobody can guess.
SALT_BYTES = 16


def close_period(scope: Scope, now: datetime, unit_id: int, period: Period) -> FrozenScore:
    """Freeze a unit's period as final; closing again makes a new version if anything changed.

    The first close takes in what still waits. A later one takes in only what was released since,
    so that two versions never differ by fewer than k answers.
    """
    place = organisation.unit(scope, unit_id, Permission.CLOSE_PERIODS)
    agency = db.session.get_one(Agency, place.agency_id)
    if local_day_and_slot(now, agency.zone)[0] <= period.last_day:
        raise Invalid(
            "Periode %(period)s belum berakhir; tutup sesudah %(day)s.",
            period=period.code,
            day=period.last_day,
        )
    with transaction() as session:
        count_again(period.first_day, period.last_day)
        release_batches(scope, now, unit_id, Period.containing(period.first_day, PeriodKind.YEAR))
        if publications.latest(scope, unit_id, period.code) is None:
            release_period(scope, now, unit_id, period)
        content = _canonical(_content(scope, unit_id, period))
        frozen = _next_version(scope, unit_id, period, content, now)
        session.add(frozen)
        subject = f"unit {unit_id} {period.code}"
        record_event(
            scope, now, "close_period", subject, version=frozen.version, sha256=frozen.sha256
        )
    return frozen


def _next_version(
    scope: Scope, unit_id: int, period: Period, content: str, now: datetime
) -> FrozenScore:
    sha256 = hashlib.sha256(content.encode()).hexdigest()
    before = publications.latest(scope, unit_id, period.code)
    if before and _answers_of(before.content) == _answers_of(content):
        raise Conflict(
            "Periode %(period)s sudah ditutup sebagai versi %(version)s, dan belum ada perubahan "
            "sejak itu. Jawaban susulan ikut dihitung sesudah sedikitnya lima terkumpul.",
            period=period.code,
            version=before.version,
        )
    return FrozenScore(
        unit_id=unit_id,
        period=period.code,
        version=before.version + 1 if before else 1,
        sha256=sha256,
        content=content,
        closed_at=now,
        closed_by=scope.actor.name,
    )


def _answers_of(content: str) -> list[Any]:
    """The answers of a frozen content, whatever may be seen of them by now."""
    return sorted((row["instrument"], row["tally"]) for row in json.loads(content)["tallies"])


def _canonical(content: dict[str, Any]) -> str:
    """The one text of a content: keys sorted, no spaces, so that its hash can be checked."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def _content(scope: Scope, unit_id: int, period: Period) -> dict[str, Any]:
    """The unit, its names, the rules and the tallies, in integers and texts only."""
    released = held.released(scope, unit_id, period)
    if not released:
        raise Invalid(
            "Tidak ada jawaban pada periode %(period)s; tidak ada yang ditutup.",
            period=period.code,
        )
    rows = [row for tallies in released.values() for row in _rows(tallies)]
    served = collection.population_served(scope, unit_id, period.first_day, period.last_day)
    return {
        "layout": LAYOUT,
        "salt": secrets.token_hex(SALT_BYTES),
        "unit": unit_id,
        "period": period.code,
        "population_served": served,
        "subjects": subjects_today(scope, unit_id),
        "instruments": {reference: _rule_text(reference) for reference in released},
        "seen": _seen(unit_id, period),
        "tickets": _tickets(scope, unit_id, period),
        "public": public_part(scope, unit_id, period, main_of(released).instrument),
        "tallies": sorted(rows, key=lambda row: _canonical({**row, "tally": []})),
    }


def _seen(unit_id: int, period: Period) -> list[list[Any]]:
    """The views within the period that may be seen, so that they stay so."""
    codes = {node.code for node in nodes_of(period)}
    return sorted(list(view) for view in seen_views(unit_id, period) if view.period in codes)


def _tickets(scope: Scope, unit_id: int, period: Period) -> list[list[Any]]:
    """The tickets that each counter issued in each month, against which answers are counted."""
    issued = tickets.issued_between(scope, unit_id, period.first_day, period.last_day)
    return sorted([counter, month.isoformat(), n] for (counter, month), n in issued.items())


def _rows(tallies: held.ReleasedTallies) -> list[dict[str, Any]]:
    """One entry per cell; half-days and channels are added together."""
    cells: dict[tuple[Any, ...], np.ndarray] = {}
    keys = zip(*(column.tolist() for column in tallies.parted_by), strict=True)
    for key, vector in zip(keys, tallies.vectors, strict=True):
        cells[key] = cells.get(key, 0) + vector
    return [
        {
            "instrument": tallies.instrument,
            "counter": counter,
            "service": service,
            "month": date.fromordinal(month).isoformat(),
            "verified": verified,
            "flagged": flagged,
            "told": told,
            "tally": vector.tolist(),
        }
        for (counter, service, month, verified, flagged, told), vector in cells.items()
    ]


def _rule_text(reference: str) -> dict[str, Any]:
    asked = catalogue.find(reference)
    return {
        "checksum": asked.checksum,
        "items": list(asked.keys),
        "scale": list(asked.scale),
        "rule": asked.rule.version,
        "article": asked.rule.article,
        "weights": {key: str(weight) for key, weight in asked.rule.weights.items()},
        "factor": asked.rule.factor,
        "bands": [[str(band.lower), band.grade] for band in asked.rule.bands],
    }
