"""Signing in: the one staff page that is open to all."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from app.clock import now
from app.errors import Invalid, Problem, StaleForm, TooSoon
from app.models.people import Person
from app.services import sign_in as signing_in
from app.web import sessions
from app.web.account.forms import SignInForm
from app.web.account.pages import SignInPage, words_for_end
from app.web.account.replies import with_status
from app.web.form_faults import FormFaults, faults_of
from app.web.guards import current_settings, is_local_path, require_own_form
from app.web.languages import PARAMETER, asked_language
from app.web.proxies import LOOPBACK
from app.web.staff_frame import staff_frame, start_page

entrance = Blueprint("entrance", __name__)
entrance.context_processor(staff_frame)

# A proxy of this machine that nobody named in the settings still says that it passed something on.
PASSED_ON = ("X-Forwarded-For", "X-Real-IP", "Forwarded")

MOST_BYTES = 32 * 1024


@entrance.before_request
def bound_body() -> None:
    """Refuse what no name and password need; whoever is not signed in sends no files."""
    request.max_content_length = MOST_BYTES


@entrance.get("/masuk")
def show_sign_in() -> str:
    """The sign-in page, which says why one stands before it."""
    form = SignInForm(data={"next": request.args.get("next", "")})
    return _sign_in_page(form, FormFaults())


@entrance.post("/masuk")
def sign_in() -> AnyResponse:
    """Begin a session and go where one wanted to, or show what was wrong."""
    form = SignInForm(request.form)
    try:
        require_own_form()
        if not form.validate():
            return Response(_sign_in_page(form, faults_of(form)), 422)
        person = signing_in.sign_in(now(), _attempt(form), current_settings().secret_key)
    except (Invalid, StaleForm, TooSoon) as problem:
        return _refused(form, problem)
    sessions.begin(now(), person.session_key, asked_language())
    return redirect(_landing(form.next.data or "", person), 303)


def _attempt(form: SignInForm) -> signing_in.Attempt:
    address = request.remote_addr or ""
    is_local = address in LOOPBACK and not any(name in request.headers for name in PASSED_ON)
    return signing_in.Attempt(form.username.data, form.password.data, address, is_local)


def _landing(wanted: str, person: Person) -> str:
    """The page that was wanted, if it is one of ours, or else where the person's roles begin."""
    if is_local_path(wanted) and not wanted.startswith(url_for("entrance.show_sign_in")):
        return wanted
    return start_page(person.scope)


def _refused(form: SignInForm, problem: Problem) -> Response:
    """The page again with the refusal, which is the same for every name there is or is not."""
    faults = FormFaults(message=problem.translated(_), message_href="#username")
    return with_status(_sign_in_page(form, faults), problem)


def _sign_in_page(form: SignInForm, faults: FormFaults) -> str:
    idle = timedelta(minutes=current_settings().idle_minutes)
    page = SignInPage(
        action=url_for("entrance.sign_in", bahasa=request.args.get(PARAMETER)),
        username=form.username.data or "",
        next=form.next.data or "",
        notice=words_for_end(request.args.get("sebab", ""), idle),
        faults=faults,
    )
    return render_template("account/sign_in.html", page=page)
