"""Admin pages: opening and closing a unit's survey rounds."""

from __future__ import annotations

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.access import Permission
from app.clock import local_day_and_slot, now
from app.queries import collection, organisation
from app.services import collection as collecting
from app.web.admin.form_pages import FormWords, answer_form
from app.web.admin.forms import CloseRoundForm, RoundForm
from app.web.admin.links import instrument_choices, unit_href, unit_trail
from app.web.admin.views import blueprint
from app.web.guards import current_scope, requires

EDIT = Permission.EDIT_ORGANISATION


@blueprint.route("/unit/<int:unit_id>/putaran/buka", methods=["GET", "POST"])
@requires(EDIT)
def open_round(unit_id: int) -> Response:
    """The form for a new round."""
    scope = current_scope()
    unit = organisation.unit(scope, unit_id, EDIT)
    form = RoundForm(request.form)
    form.instrument.choices = instrument_choices()

    def act() -> str:
        collecting.open_round(
            scope,
            now(),
            unit_id,
            form.name.data,
            form.opens_on.data,
            form.closes_on.data,
            instrument=form.instrument.data,
            population_served=form.population_served.data,
        )
        return unit_href(unit_id)

    words = FormWords(
        title=_("Buka putaran survei"),
        trail=unit_trail(scope, unit_id, _("Buka putaran")),
        submit=_("Buka putaran"),
        done=_("Putaran survei sudah dibuat. Jawaban diterima selama tanggalnya berlaku."),
        back_href=unit_href(unit_id),
        intro=_(
            "Selama putaran buka, kode survei %(unit)s menerima jawaban. Jawaban di kertas juga "
            "diimpor ke putaran yang buka pada tanggalnya.",
            unit=unit.name,
        ),
    )
    return answer_form(form, words, act)


@blueprint.route("/unit/<int:unit_id>/putaran/<int:round_id>/tutup", methods=["GET", "POST"])
@requires(EDIT)
def close_round(unit_id: int, round_id: int) -> Response:
    """The form that ends a round sooner."""
    scope = current_scope()
    held = collection.round_of_unit(scope, unit_id, round_id, EDIT)
    zone = organisation.agency_of_unit(scope, unit_id, EDIT).zone
    today = local_day_and_slot(now(), zone)[0]
    form = CloseRoundForm(request.form, last_day=max(held.opens_on, min(today, held.closes_on)))

    def act() -> str:
        collecting.close_round(scope, now(), unit_id, round_id, form.last_day.data)
        return unit_href(unit_id)

    words = FormWords(
        title=_("Tutup putaran %(round)s", round=held.name),
        trail=unit_trail(scope, unit_id, _("Tutup putaran")),
        submit=_("Tutup putaran"),
        done=_("Hari terakhir putaran sudah disimpan."),
        back_href=unit_href(unit_id),
        intro=_("Sesudah hari terakhir, formulir memberi tahu warga bahwa survei sudah tutup."),
        is_dangerous=True,
    )
    return answer_form(form, words, act)
