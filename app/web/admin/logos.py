"""Admin pages: the logo of an agency on what is printed for its counters."""

from __future__ import annotations

from flask import Response, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.datastructures import CombinedMultiDict
from werkzeug.wrappers import Response as AnyResponse
from wtforms import FileField

from app.access import Permission
from app.clock import now
from app.errors import NotFound
from app.models.organisation import Agency
from app.queries import organisation
from app.queries.posters import logo_of_agency
from app.services import logos
from app.web.admin.form_pages import FormWords, answer_form
from app.web.admin.forms import ConfirmForm, FileForm
from app.web.admin.links import Link
from app.web.admin.posters import print_file
from app.web.admin.views import blueprint
from app.web.guards import current_scope, requires

EDIT, PRINT = Permission.EDIT_ORGANISATION, Permission.PRINT_POSTERS


class LogoForm(FileForm):
    """A picture."""

    file = FileField(
        lazy_gettext("Berkas PNG atau JPEG"),
        description=lazy_gettext("Paling besar 1 MiB. Latar tembus pandang tetap tembus pandang."),
    )


@blueprint.get("/instansi/<int:agency_id>/logo.png")
@requires(PRINT)
def show_logo(agency_id: int) -> Response:
    """The logo as it is printed."""
    picture = logo_of_agency(current_scope(), agency_id)
    if picture is None:
        raise NotFound("Instansi ini belum punya logo.")
    return print_file(picture, f"logo-{agency_id}", "png")


@blueprint.route("/instansi/<int:agency_id>/logo", methods=["GET", "POST"])
@requires(EDIT)
def set_logo(agency_id: int) -> AnyResponse:
    """The form for a logo."""
    agency = organisation.agency(current_scope(), agency_id, EDIT)
    form = LogoForm(CombinedMultiDict([request.files, request.form]))

    def act() -> str:
        logos.set_logo(current_scope(), now(), agency.id, form.file.data.read())
        return _prints_href(agency)

    words = FormWords(
        title=_("Logo instansi"),
        trail=_trail(agency, _("Logo instansi")),
        submit=_("Simpan logo"),
        done=_("Logo sudah disimpan dan tampil pada cetakan berikutnya."),
        back_href=_prints_href(agency),
        intro=_("Logo %(agency)s pada poster, kartu, dan stiker.", agency=agency.name),
    )
    return answer_form(form, words, act)


@blueprint.route("/instansi/<int:agency_id>/logo/hapus", methods=["GET", "POST"])
@requires(EDIT)
def remove_logo(agency_id: int) -> AnyResponse:
    """Ask before the logo is removed."""
    agency = organisation.agency(current_scope(), agency_id, EDIT)

    def act() -> str:
        logos.remove_logo(current_scope(), now(), agency.id)
        return _prints_href(agency)

    words = FormWords(
        title=_("Hapus logo instansi?"),
        trail=_trail(agency, _("Hapus logo")),
        submit=_("Hapus logo"),
        done=_("Logo sudah dihapus."),
        back_href=_prints_href(agency),
        intro=_("Cetakan berikutnya tidak memuat logo; yang sudah dicetak tetap berlaku."),
        is_dangerous=True,
    )
    return answer_form(ConfirmForm(request.form), words, act)


def _prints_href(agency: Agency) -> str:
    return url_for("admin.show_agency_prints", agency_id=agency.id)


def _trail(agency: Agency, here: str) -> list[Link]:
    places = (url_for("admin.show_print_places"), _("Cetak"))
    return [places, (_prints_href(agency), agency.name), ("", here)]
