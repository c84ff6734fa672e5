"""What the admin templates about API keys show: frozen page objects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for

from app.models.people import ApiKey
from app.web.admin.people_forms import KEY_KINDS
from app.web.form_faults import FormFaults

Choices = list[tuple[str, str]]


@dataclass(frozen=True)
class KeyRow:
    """One line of the list of keys."""

    name: str
    hint: str
    kind: str
    place: str
    expires_on: date
    state: str
    revoke_href: str


@dataclass(frozen=True)
class KeysPage:
    """The keys, and the form for a new one."""

    rows: tuple[KeyRow, ...]
    name: str
    path: str
    kind: str
    kinds: Choices
    days: str
    greatest_days: int
    places: Choices
    faults: FormFaults


@dataclass(frozen=True)
class IssuedKeyPage:
    """A key that is shown once."""

    name: str
    secret: str
    place: str
    expires_on: date


def key_rows(found: Sequence[ApiKey], places: Mapping[str, str], today: date) -> tuple[KeyRow, ...]:
    """The list of keys; one that ended has no address for revoking."""
    return tuple(
        KeyRow(
            name=key.name,
            hint=key.hint,
            kind=str(KEY_KINDS[key.kind]),
            place=places.get(key.path, key.path),
            expires_on=key.expires_on,
            state=_state(key, today),
            revoke_href="" if key.revoked_at else url_for("admin.revoke_key", key_id=key.id),
        )
        for key in found
    )


def _state(key: ApiKey, today: date) -> str:
    if key.revoked_at:
        return "revoked"
    return "expired" if key.expires_on < today else "usable"
