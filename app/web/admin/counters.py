"""Admin pages: a counter, its name, and the codes on its posters."""

from __future__ import annotations

from flask import render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.access import Permission
from app.clock import now
from app.models.organisation import Counter
from app.queries import collection, organisation
from app.services import collection as collecting
from app.services import organisation as building
from app.web.admin.counter_pages import counter_page
from app.web.admin.form_pages import FormWords, answer_form
from app.web.admin.forms import CodeAndNameForm, ConfirmForm, NameForm
from app.web.admin.links import counter_href, counter_trail, unit_href, unit_trail
from app.web.admin.views import blueprint
from app.web.guards import current_scope, current_settings, requires

EDIT = Permission.EDIT_ORGANISATION


@blueprint.get("/loket/<int:counter_id>")
@requires(EDIT)
def show_counter(counter_id: int) -> str:
    """A counter with its code, its poster and the codes it had."""
    page = counter_page(current_scope(), now(), current_settings().base_url, counter_id)
    return render_template("admin/unit_counter.html", page=page)


@blueprint.route("/unit/<int:unit_id>/loket/tambah", methods=["GET", "POST"])
@requires(EDIT)
def add_counter(unit_id: int) -> Response:
    """The form for a new counter, which gets its first code with it."""
    scope = current_scope()
    unit = organisation.unit(scope, unit_id, EDIT)
    form = CodeAndNameForm(request.form)

    def act() -> str:
        made = building.create_counter(scope, now(), unit_id, form.code.data, form.name.data)
        collecting.issue_point(scope, now(), made.id)
        return counter_href(made.id)

    words = FormWords(
        title=_("Tambah loket"),
        trail=unit_trail(scope, unit_id, _("Tambah loket")),
        submit=_("Tambah loket"),
        done=_("Loket sudah ditambahkan dan punya kode survei. Cetak posternya."),
        back_href=unit_href(unit_id),
        intro=_("Loket baru di %(unit)s. Kode surveinya dibuat sekaligus.", unit=unit.name),
    )
    return answer_form(form, words, act)


@blueprint.route("/loket/<int:counter_id>/nama", methods=["GET", "POST"])
@requires(EDIT)
def rename_counter(counter_id: int) -> Response:
    """The form for another name of a counter."""
    scope = current_scope()
    counter = organisation.counter(scope, counter_id, EDIT)
    form = NameForm(request.form, name=counter.name)

    def act() -> str:
        building.rename_counter(scope, now(), counter_id, form.name.data)
        return counter_href(counter_id)

    words = FormWords(
        title=_("Ubah nama loket"),
        trail=counter_trail(scope, counter, _("Ubah nama")),
        submit=_("Simpan nama"),
        done=_("Nama loket sudah diubah. Cetak poster baru agar namanya sama."),
        back_href=counter_href(counter_id),
        intro=_("Kode survei dan jawabannya tetap; poster yang terpasang masih berlaku."),
    )
    return answer_form(form, words, act)


@blueprint.route("/loket/<int:counter_id>/kode", methods=["GET", "POST"])
@requires(EDIT)
def issue_code(counter_id: int) -> Response:
    """Ask before a new code takes the place of the one on the poster."""
    scope = current_scope()
    counter = organisation.counter(scope, counter_id, EDIT)

    def act() -> str:
        collecting.issue_point(scope, now(), counter_id)
        return counter_href(counter_id)

    return answer_form(ConfirmForm(request.form), _words_of_issue(counter), act)


@blueprint.route("/loket/<int:counter_id>/cabut", methods=["GET", "POST"])
@requires(EDIT)
def revoke_code(counter_id: int) -> Response:
    """Ask before a counter's code is withdrawn."""
    scope = current_scope()
    counter = organisation.counter(scope, counter_id, EDIT)

    def act() -> str:
        collecting.revoke_points(scope, now(), counter_id)
        return counter_href(counter_id)

    words = FormWords(
        title=_("Cabut kode survei loket ini?"),
        trail=counter_trail(scope, counter, _("Cabut kode")),
        submit=_("Cabut kode"),
        done=_("Kode survei sudah dicabut. Lepaskan posternya dari loket."),
        back_href=counter_href(counter_id),
        intro=_(
            "Poster %(counter)s yang terpasang tidak dapat dipakai lagi. Jawaban yang sudah masuk "
            "tetap dihitung. Kode yang dicabut tidak dapat dipulihkan.",
            counter=counter.name,
        ),
        is_dangerous=True,
    )
    return answer_form(ConfirmForm(request.form), words, act)


def _words_of_issue(counter: Counter) -> FormWords:
    scope, back = current_scope(), counter_href(counter.id)
    points = collection.points(scope, counter.id, EDIT)
    if all(point.revoked_on for point in points):
        return FormWords(
            title=_("Buat kode survei"),
            trail=counter_trail(scope, counter, _("Buat kode")),
            submit=_("Buat kode"),
            done=_("Kode survei sudah dibuat. Cetak dan pasang posternya."),
            back_href=back,
            intro=_("Kode baru untuk %(counter)s langsung berlaku.", counter=counter.name),
        )
    return FormWords(
        title=_("Ganti kode survei loket ini?"),
        trail=counter_trail(scope, counter, _("Ganti kode")),
        submit=_("Ganti kode"),
        done=_("Kode survei sudah diganti. Cetak poster baru dan lepaskan yang lama."),
        back_href=back,
        intro=_(
            "Kode pada poster %(counter)s yang terpasang dicabut dan kode baru langsung berlaku. "
            "Jawaban yang sudah masuk tetap dihitung. Kode lama tidak dapat dipulihkan.",
            counter=counter.name,
        ),
        is_dangerous=True,
    )
