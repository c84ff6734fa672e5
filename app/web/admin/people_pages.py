"""What the admin templates about people show: frozen page objects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from app.access import Role, Scope
from app.models.people import Person
from app.queries.people import EDIT, Place
from app.web.form_faults import FormFaults
from app.web.staff_frame import ROLE_NAMES, roles_in_words

Choices = list[tuple[str, str]]
# Browsers collapse ordinary spaces in options; the depth of a unit in the tree should be seen.
INDENT = "\N{NO-BREAK SPACE}" * 3


@dataclass(frozen=True)
class PersonRow:
    """One line of the list of people."""

    href: str
    name: str
    username: str
    roles: str
    places: str
    is_active: bool


@dataclass(frozen=True)
class PeoplePage:
    """The list of people."""

    rows: tuple[PersonRow, ...]


@dataclass(frozen=True)
class AddPersonPage:
    """The form for a new account."""

    username: str
    name: str
    role: str
    path: str
    roles: Choices
    places: Choices
    faults: FormFaults


@dataclass(frozen=True)
class HeldGrant:
    """A role somebody holds; without an address it cannot be withdrawn by this reader."""

    role: str
    place: str
    withdraw_href: str


@dataclass(frozen=True)
class PersonPage:
    """One account, and what can be done with it."""

    person_id: int
    name: str
    username: str
    is_active: bool
    is_self: bool
    grants: tuple[HeldGrant, ...]
    roles: Choices
    places: Choices


@dataclass(frozen=True)
class CredentialsPage:
    """A password that is shown once."""

    title: str
    name: str
    username: str
    password: str
    person_id: int


def role_choices() -> Choices:
    """Every role, in words."""
    return [(role.value, str(name)) for role, name in ROLE_NAMES.items()]


def place_choices(places: Iterable[Place]) -> Choices:
    """Every place where the reader may grant, indented as the tree is deep."""
    return [(place.path, INDENT * place.depth + place.name) for place in places]


def people_page(found: Sequence[Person], places: Mapping[str, str]) -> PeoplePage:
    """The list of people; each place is named once however many roles are held there."""
    return PeoplePage(
        tuple(
            PersonRow(
                href=url_for("admin.show_person", person_id=person.id),
                name=person.name,
                username=person.username,
                roles=roles_in_words(person.scope),
                places=", ".join(dict.fromkeys(places.get(g.path, g.path) for g in person.grants)),
                is_active=person.is_active,
            )
            for person in found
        )
    )


def person_page(
    scope: Scope, person: Person, offered: Iterable[Place], places: Mapping[str, str]
) -> PersonPage:
    """One account as this reader may change it; nobody changes his own rights."""
    is_self = scope.actor == person.scope.actor
    return PersonPage(
        person_id=person.id,
        name=person.name,
        username=person.username,
        is_active=person.is_active,
        is_self=is_self,
        grants=tuple(
            HeldGrant(
                role=str(ROLE_NAMES[Role(grant.role)]),
                place=places.get(grant.path, grant.path),
                withdraw_href=""
                if is_self or not scope.may(EDIT, grant.path)
                else url_for("admin.withdraw_role", person_id=person.id, grant_id=grant.id),
            )
            for grant in person.grants
        ),
        roles=role_choices(),
        places=place_choices(offered),
    )
