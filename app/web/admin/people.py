"""Admin pages: accounts of people and the roles they hold."""

from __future__ import annotations

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from app.access import Permission
from app.clock import now
from app.errors import Conflict, Invalid
from app.models.people import Person
from app.queries import people
from app.services import people as accounts
from app.web.admin.people_forms import GrantForm, PersonForm
from app.web.admin.people_pages import (
    AddPersonPage,
    CredentialsPage,
    people_page,
    person_page,
    place_choices,
    role_choices,
)
from app.web.admin.views import blueprint
from app.web.form_faults import faults_of
from app.web.guards import current_scope, requires

EDIT = Permission.EDIT_PEOPLE


@blueprint.get("/orang/")
@requires(EDIT)
def show_people() -> str:
    """Everybody within one's own subtree, with their roles."""
    page = people_page(people.people(current_scope()), people.place_names())
    return render_template("admin/people.html", page=page)


@blueprint.get("/orang/tambah")
@requires(EDIT)
def show_add_person() -> str:
    """The form for a new account."""
    return _add_person_page(PersonForm())


@blueprint.post("/orang/tambah")
@requires(EDIT)
def add_person() -> AnyResponse:
    """Make an account with its first role, and show its password once."""
    form = PersonForm(request.form)
    form.offer(role_choices(), place_choices(people.places(current_scope())))
    if not form.validate():
        return Response(_add_person_page(form), 422)
    try:
        made = accounts.create_person(
            current_scope(),
            now(),
            form.username.data,
            form.name.data,
            form.role.data,
            form.path.data,
        )
    except (Conflict, Invalid) as problem:
        return Response(_add_person_page(form, problem.translated(_)), 422)
    return _credentials(made, _("Akun sudah dibuat"))


@blueprint.get("/orang/<int:person_id>/")
@requires(EDIT)
def show_person(person_id: int) -> str:
    """One account: its roles, and what can be done with it."""
    scope = current_scope()
    page = person_page(
        scope, people.person(scope, person_id), people.places(scope), people.place_names()
    )
    return render_template("admin/person.html", page=page)


@blueprint.post("/orang/<int:person_id>/peran")
@requires(EDIT)
def grant_role(person_id: int) -> AnyResponse:
    """Give the person one more role."""
    scope = current_scope()
    person = people.person(scope, person_id)
    form = GrantForm(request.form)
    form.offer(role_choices(), place_choices(people.places(scope)))
    if not form.validate():
        return _back(person.id, _("Pilih peran dan tempatnya dari daftar."), "error")
    try:
        accounts.grant_role(scope, now(), person.id, form.role.data, form.path.data)
    except Conflict as problem:
        return _back(person_id, problem.translated(_), "error")
    return _back(person_id, _("Peran sudah diberikan."), "success")


@blueprint.post("/orang/<int:person_id>/peran/<int:grant_id>/cabut")
@requires(EDIT)
def withdraw_role(person_id: int, grant_id: int) -> AnyResponse:
    """Take one role from the person."""
    try:
        accounts.withdraw_role(current_scope(), now(), person_id, grant_id)
    except Conflict as problem:
        return _back(person_id, problem.translated(_), "error")
    return _back(person_id, _("Peran sudah dicabut."), "success")


@blueprint.post("/orang/<int:person_id>/nonaktifkan")
@requires(EDIT)
def deactivate_person(person_id: int) -> AnyResponse:
    """Stop the account; whoever is signed in with it is out at the next request."""
    accounts.set_active(current_scope(), now(), person_id, active=False)
    return _back(person_id, _("Akun sudah dinonaktifkan dan sesinya diakhiri."), "success")


@blueprint.post("/orang/<int:person_id>/aktifkan")
@requires(EDIT)
def activate_person(person_id: int) -> AnyResponse:
    """Let the account sign in again."""
    accounts.set_active(current_scope(), now(), person_id, active=True)
    return _back(person_id, _("Akun sudah diaktifkan lagi."), "success")


@blueprint.post("/orang/<int:person_id>/kata-sandi")
@requires(EDIT)
def reset_password(person_id: int) -> AnyResponse:
    """Give the person a random password, and show it once."""
    renewed = accounts.reset_password(current_scope(), now(), person_id)
    return _credentials(renewed, _("Kata sandi sudah diganti"))


def _add_person_page(form: PersonForm, message: str = "") -> str:
    page = AddPersonPage(
        username=form.username.data or "",
        name=form.name.data or "",
        role=form.role.data or "",
        path=form.path.data or "",
        roles=role_choices(),
        places=place_choices(people.places(current_scope())),
        faults=faults_of(form, message, "#username"),
    )
    return render_template("admin/add_person.html", page=page)


def _credentials(made: accounts.Credentials, title: str) -> Response:
    person: Person = made.person
    page = CredentialsPage(title, person.name, person.username, made.password, person.id)
    return Response(render_template("admin/person_credentials.html", page=page), 201)


def _back(person_id: int, message: str, category: str) -> AnyResponse:
    flash(message, category)
    return redirect(url_for("admin.show_person", person_id=person_id), 303)
