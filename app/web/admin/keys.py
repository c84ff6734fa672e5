"""Admin pages: API keys of other systems."""

from __future__ import annotations

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from app.access import KeyKind, Permission
from app.clock import now
from app.errors import Conflict, Invalid
from app.queries import people
from app.services import api_keys
from app.web.admin.key_pages import IssuedKeyPage, KeysPage, key_rows
from app.web.admin.people_forms import KEY_KINDS, KeyForm
from app.web.admin.people_pages import place_choices
from app.web.admin.views import blueprint
from app.web.form_faults import faults_of
from app.web.guards import current_scope, requires

EDIT = Permission.EDIT_PEOPLE


@blueprint.get("/kunci-api/")
@requires(EDIT)
def show_keys() -> str:
    """The keys bound within one's own subtree, and the form for a new one."""
    return _keys_page(KeyForm())


@blueprint.post("/kunci-api/")
@requires(EDIT)
def issue_key() -> AnyResponse:
    """Make a key, and show it once."""
    form = KeyForm(request.form)
    form.path.choices = place_choices(people.places(current_scope()))
    if not form.validate():
        return Response(_keys_page(form), 422)
    try:
        issued = api_keys.issue_key(
            current_scope(),
            now(),
            form.name.data,
            form.path.data,
            days=form.days.data,
            kind=KeyKind(form.kind.data),
        )
    except Invalid as problem:
        return Response(_keys_page(form, problem.translated(_)), 422)
    place = people.place_names()[issued.key.path]
    page = IssuedKeyPage(issued.key.name, issued.secret, place, issued.key.expires_on)
    return Response(render_template("admin/key_issued.html", page=page), 201)


@blueprint.post("/kunci-api/<int:key_id>/cabut")
@requires(EDIT)
def revoke_key(key_id: int) -> AnyResponse:
    """End a key at once."""
    try:
        key = api_keys.revoke_key(current_scope(), now(), key_id)
    except Conflict as problem:
        flash(problem.translated(_), "error")
    else:
        flash(
            _("Kunci %(name)s sudah dicabut dan langsung tidak berlaku.", name=key.name), "success"
        )
    return redirect(url_for("admin.show_keys"), 303)


def _keys_page(form: KeyForm, message: str = "") -> str:
    scope = current_scope()
    found, today = people.api_keys(scope), api_keys.day_of(now())
    page = KeysPage(
        rows=key_rows(found, people.place_names(), today),
        name=form.name.data or "",
        path=form.path.data or "",
        kind=form.kind.data or "",
        kinds=[(value, str(text)) for value, text in KEY_KINDS.items()],
        days=str(form.days.raw_data[0] if form.days.raw_data else form.days.data or ""),
        greatest_days=api_keys.GREATEST_DAYS,
        places=place_choices(people.places(scope)),
        faults=faults_of(form, message, "#name"),
    )
    return render_template("admin/keys.html", page=page)
