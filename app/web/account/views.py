"""One's own account, and leaving it."""

from __future__ import annotations

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from app.clock import now
from app.errors import Invalid, Problem, TooSoon
from app.queries import people
from app.services import passwords
from app.services import sign_in as signing_in
from app.web import sessions
from app.web.account.forms import PasswordForm
from app.web.account.pages import AccountPage, held_roles
from app.web.account.replies import with_status
from app.web.form_faults import FormFaults, faults_of
from app.web.guards import current_person, current_scope, current_settings
from app.web.languages import language_argument, staff_language
from app.web.staff_frame import staff_frame

blueprint = Blueprint("account", __name__)
blueprint.context_processor(staff_frame)


@blueprint.post("/keluar")
def sign_out() -> AnyResponse:
    """End every session of the person."""
    signing_in.sign_out(current_scope(), now())
    kept = language_argument(staff_language())
    sessions.end()
    return redirect(url_for("entrance.show_sign_in", sebab=sessions.Ended.SIGNED_OUT, **kept), 303)


@blueprint.get("/")
def show_account() -> str:
    """One's own name and roles, and the form for a new password."""
    return _account_page(FormFaults())


@blueprint.post("/kata-sandi")
def change_password() -> AnyResponse:
    """Change one's own password; sessions elsewhere end, this one begins anew."""
    form = PasswordForm(request.form)
    if not form.validate():
        return Response(_account_page(faults_of(form)), 422)
    current, new = form.current_password.data, form.new_password.data
    secret = current_settings().secret_key
    try:
        person = signing_in.change_own_password(current_scope(), now(), current, new, secret=secret)
    except (Invalid, TooSoon) as problem:
        return with_status(_account_page(_password_faults(problem)), problem)
    sessions.begin(now(), person.session_key, staff_language())
    flash(_("Kata sandi sudah diganti. Sesi Anda di perangkat lain sudah diakhiri."), "success")
    return redirect(url_for("account.show_account"), 303)


def _password_faults(problem: Problem) -> FormFaults:
    """The refusal beside the field it is about; a delay is about the form as a whole."""
    if isinstance(problem, Invalid):
        return FormFaults({str(name): problem.translated(_) for name in problem.faults})
    return FormFaults(message=problem.translated(_), message_href="#current_password")


def _account_page(faults: FormFaults) -> str:
    person = current_person()
    page = AccountPage(
        name=person.name,
        username=person.username,
        roles=held_roles(person, people.place_names()),
        least_length=passwords.LEAST_LENGTH,
        faults=faults,
    )
    return render_template("account/account.html", page=page)
