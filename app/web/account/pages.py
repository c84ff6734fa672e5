"""What the account templates show: frozen page objects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from flask_babel import gettext as _

from app.models.people import Person
from app.web.form_faults import FormFaults
from app.web.sessions import Ended
from app.web.staff_frame import ROLE_NAMES


@dataclass(frozen=True)
class SignInPage:
    """The sign-in page."""

    action: str
    username: str
    next: str
    notice: str
    faults: FormFaults


@dataclass(frozen=True)
class AccountPage:
    """One's own account, with the form for a new password."""

    name: str
    username: str
    roles: tuple[tuple[str, str], ...]
    least_length: int
    faults: FormFaults


def words_for_end(reason: str, idle: timedelta) -> str:
    """Why somebody stands before the sign-in page again; nothing for an unknown reason."""
    minutes = int(idle.total_seconds() // 60)
    words = {
        Ended.IDLE: _(
            "Sesi Anda berakhir setelah %(minutes)s menit tanpa kegiatan. "
            "Masuk lagi untuk kembali ke halaman tadi.",
            minutes=minutes,
        ),
        Ended.OTHERWISE: _("Sesi Anda sudah berakhir. Masuk lagi untuk kembali ke halaman tadi."),
        Ended.SIGNED_OUT: _("Anda sudah keluar. Sesi Anda di perangkat lain juga sudah diakhiri."),
    }
    return words.get(Ended(reason), "") if reason in set(Ended) else ""


def held_roles(person: Person, places: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The roles of a person in words, each with the name of the place where it holds."""
    return tuple(
        (str(ROLE_NAMES[grant.role]), places.get(grant.path, grant.path)) for grant in person.grants
    )
