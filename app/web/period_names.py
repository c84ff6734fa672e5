"""Periods in words, and which of them a reader may choose."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask_babel import format_date
from flask_babel import gettext as _

from app.clock import Period, PeriodKind
from app.errors import Invalid

ROMAN = {1: "I", 2: "II", 3: "III", 4: "IV"}
Choices = list[tuple[str, list[tuple[str, str]]]]


def asked_period(code: str) -> Period:
    """The period of a code in an address; a code that is none is refused in words."""
    try:
        return Period.parse(code)
    except ValueError as error:
        raise Invalid(_("Periode itu tidak dikenal. Pilih periode dari daftar.")) from error


def period_name(period: Period) -> str:
    """A period as people say it: Tahun 2026, Semester I 2026, Triwulan I 2026, Januari 2026."""
    part = ROMAN.get((period.first_month - 1) // period.months + 1, "")
    return {
        PeriodKind.YEAR: lambda: _("Tahun %(year)s", year=period.year),
        PeriodKind.SEMESTER: lambda: _("Semester %(part)s %(year)s", part=part, year=period.year),
        PeriodKind.QUARTER: lambda: _("Triwulan %(part)s %(year)s", part=part, year=period.year),
        PeriodKind.MONTH: lambda: month_name(period.first_day),
    }[period.kind]()


def month_name(month: date) -> str:
    """A month in full, with its year."""
    return format_date(month, "MMMM yyyy", rebase=False)


def short_month_name(month: date) -> str:
    """A month in three letters, with its year."""
    return format_date(month, "MMM yyyy", rebase=False)


def period_choices(months: Sequence[date], shown: Period) -> Choices:
    """The periods that hold any of the months by kind, the newest first, as a picker lists them.

    The period that is shown is always among them, or the picker would name another one.
    """
    headings = {
        PeriodKind.YEAR: _("Tahun"),
        PeriodKind.SEMESTER: _("Semester"),
        PeriodKind.QUARTER: _("Triwulan"),
        PeriodKind.MONTH: _("Bulan"),
    }
    return [
        (heading, [(p.code, period_name(p)) for p in _periods(months, kind, shown)])
        for kind, heading in headings.items()
    ]


def _periods(months: Sequence[date], kind: PeriodKind, shown: Period) -> list[Period]:
    found = sorted({Period.containing(month, kind) for month in months}, reverse=True)
    return [shown, *found] if shown.kind is kind and shown not in found else found
