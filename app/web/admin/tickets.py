"""Admin page: tickets of a counter as slips to print, shown once and kept nowhere."""

from __future__ import annotations

from flask import Response, render_template, request
from flask_babel import gettext as _
from werkzeug.utils import secure_filename

from app.access import Permission, Scope
from app.clock import now
from app.errors import Conflict, Invalid
from app.models.organisation import Counter
from app.queries import organisation
from app.services.ticket_slips import batch_slips
from app.services.tickets import Wanted, issue_tickets
from app.web.admin.form_pages import FormPage, FormWords
from app.web.admin.forms import TicketsForm
from app.web.admin.links import counter_href, counter_trail
from app.web.admin.views import blueprint
from app.web.guards import current_scope, current_settings, requires

ISSUE = Permission.ISSUE_TICKETS


@blueprint.get("/loket/<int:counter_id>/tiket")
@requires(ISSUE)
def show_ticket_printing(counter_id: int) -> Response:
    """The form that asks how many tickets are wanted, and for which service."""
    scope = current_scope()
    counter = organisation.counter(scope, counter_id, ISSUE)
    return _form_page(scope, counter, _form(scope, counter), 200)


@blueprint.post("/loket/<int:counter_id>/tiket")
@requires(ISSUE)
def print_tickets(counter_id: int) -> Response:
    """Issue tickets and send them as slips to print; the links are never shown again."""
    scope = current_scope()
    counter = organisation.counter(scope, counter_id, ISSUE)
    form = _form(scope, counter)
    if not form.validate():
        return _form_page(scope, counter, form, 422)
    service_id = int(form.service_id.data) if form.service_id.data else None
    try:
        batch = issue_tickets(scope, now(), Wanted(counter.id, service_id, form.count.data))
    except (Conflict, Invalid) as problem:
        form.form_errors.append(problem.translated(_))
        return _form_page(scope, counter, form, 422)
    response = Response(
        batch_slips(scope, current_settings().base_url, batch), content_type="application/pdf"
    )
    name = secure_filename(f"tiket-{counter.id}-{counter.code}-{batch.expires_on}.pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _form(scope: Scope, counter: Counter) -> TicketsForm:
    form = TicketsForm(request.form if request.method == "POST" else None)
    offered = [
        (str(kind.id), kind.name)
        for kind in organisation.services(scope, counter.unit_id, ISSUE)
        if kind.unit_id == counter.unit_id and kind.is_offered
    ]
    form.service_id.choices = [("", _("Ditanyakan pada formulir")), *offered]
    return form


def _form_page(scope: Scope, counter: Counter, form: TicketsForm, status: int) -> Response:
    words = FormWords(
        title=_("Cetak tiket survei"),
        trail=counter_trail(scope, counter, _("Cetak tiket")),
        submit=_("Terbitkan dan unduh (PDF)"),
        done="",
        back_href=counter_href(counter.id),
        intro=_(
            "Tiket untuk %(counter)s: 24 lembar kecil pada satu halaman A4, satu untuk setiap "
            "kunjungan, berlaku sampai tiga hari lagi. Tiket hanya ada di berkas ini; simpan "
            "berkasnya seperti uang tunai, dan hapus sesudah dicetak.",
            counter=counter.name,
        ),
    )
    html = render_template("admin/organisation_form.html", page=FormPage.of(form, words))
    return Response(html, status, mimetype="text/html")
