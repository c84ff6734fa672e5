"""Who may do what, and how far: roles, permissions and scopes, as plain values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import ParamSpec, TypeVar

EVERYWHERE = "/"
_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")


class Role(StrEnum):
    """What a person is to a part of the organisation."""

    ADMIN = "admin"
    MANAGER = "manager"
    EVALUATOR = "evaluator"
    OFFICER = "officer"
    INSPECTORATE = "inspectorate"


class KeyKind(StrEnum):
    """What an API key is for; it can do nothing else."""

    SCORES = "scores"
    TICKETS = "tickets"
    VISITS = "visits"


class Permission(StrEnum):
    """One kind of thing that can be done; a surface's guard names exactly one."""

    SEE_SCORES = "see_scores"
    SEE_UNIT_SUMMARY = "see_unit_summary"
    PRINT_POSTERS = "print_posters"
    EDIT_ORGANISATION = "edit_organisation"
    EDIT_PEOPLE = "edit_people"
    IMPORT_ANSWERS = "import_answers"
    CLOSE_PERIODS = "close_periods"
    SEE_SHARES = "see_shares"
    ISSUE_TICKETS = "issue_tickets"
    REPORT_VISITS = "report_visits"


PERMISSIONS: dict[Role | KeyKind, frozenset[Permission]] = {
    Role.ADMIN: frozenset(Permission) - {Permission.SEE_SHARES},
    Role.MANAGER: frozenset(
        {Permission.SEE_SCORES, Permission.SEE_UNIT_SUMMARY, Permission.PRINT_POSTERS}
    ),
    Role.EVALUATOR: frozenset({Permission.SEE_SCORES, Permission.SEE_UNIT_SUMMARY}),
    Role.OFFICER: frozenset({Permission.SEE_UNIT_SUMMARY}),
    Role.INSPECTORATE: frozenset(
        {Permission.SEE_SCORES, Permission.SEE_UNIT_SUMMARY, Permission.SEE_SHARES}
    ),
    KeyKind.SCORES: frozenset({Permission.SEE_SCORES, Permission.SEE_UNIT_SUMMARY}),
    KeyKind.TICKETS: frozenset({Permission.ISSUE_TICKETS}),
    KeyKind.VISITS: frozenset({Permission.REPORT_VISITS}),
}


@dataclass(frozen=True)
class Actor:
    """Who acts, for the audit: a person, an API key, or a job."""

    kind: str
    name: str


@dataclass(frozen=True)
class Grant:
    """A role, or a key's kind, at one node of the organisation; it covers all under that path."""

    role: Role | KeyKind
    path: str


@dataclass(frozen=True)
class Scope:
    """An actor with what was granted; the first argument of every query."""

    actor: Actor
    grants: tuple[Grant, ...] = ()

    def paths(self, permission: Permission) -> tuple[str, ...]:
        """The tops of the subtrees where this permission holds."""
        return tuple(g.path for g in self.grants if permission in PERMISSIONS[g.role])

    def may(self, permission: Permission, path: str | None = None) -> bool:
        """Whether the permission holds at the path, or anywhere at all when none is given."""
        paths = self.paths(permission)
        return bool(paths) if path is None else any(path.startswith(p) for p in paths)

    @property
    def roles(self) -> tuple[Role, ...]:
        """The distinct roles, in the order of the enum."""
        held = {grant.role for grant in self.grants}
        return tuple(role for role in Role if role in held)


def job_scope(name: str) -> Scope:
    """The scope of a command or a nightly job: the whole organisation, on the job's own name."""
    return Scope(Actor("job", name), (Grant(Role.ADMIN, EVERYWHERE),))


def unscoped(reason: str) -> Callable[[Callable[_Given, _Result]], Callable[_Given, _Result]]:
    """Mark a query that takes no scope, with the reason why nobody is let in by it."""

    def marked(query: Callable[_Given, _Result]) -> Callable[_Given, _Result]:
        query.unscoped = reason  # type: ignore[attr-defined]
        return query

    return marked


def unaudited(reason: str) -> Callable[[Callable[_Given, _Result]], Callable[_Given, _Result]]:
    """Mark a service that writes without an audit event, with the reason why."""

    def marked(verb: Callable[_Given, _Result]) -> Callable[_Given, _Result]:
        verb.unaudited = reason  # type: ignore[attr-defined]
        return verb

    return marked
