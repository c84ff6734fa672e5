"""Admin pages: the kiosks of a counter."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response as AnyResponse
from wtforms import PasswordField
from wtforms.validators import InputRequired

from app.access import Permission
from app.clock import now
from app.errors import Conflict, Invalid
from app.models.devices import KioskDevice
from app.queries import devices, organisation
from app.services import devices as enrolling
from app.web.admin.forms import CountField, NameForm
from app.web.admin.links import Link, counter_trail, day_shown
from app.web.admin.views import blueprint
from app.web.form_faults import FormFaults, faults_of
from app.web.guards import current_scope, current_settings, requires

EDIT = Permission.EDIT_ORGANISATION


class HourField(CountField):
    """An hour of the day."""

    how_to_write = lazy_gettext("Tulis jamnya saja sebagai angka, misalnya 8 atau 17.")


class DeviceForm(NameForm):
    """A new kiosk."""

    pin = PasswordField(validators=[InputRequired(lazy_gettext("Tulis PIN-nya."))])
    opens_hour = HourField(
        default=enrolling.USUAL_OPENS,
        validators=[InputRequired(lazy_gettext("Tulis jam bukanya."))],
    )
    closes_hour = HourField(
        default=enrolling.USUAL_CLOSES,
        validators=[InputRequired(lazy_gettext("Tulis jam tutupnya."))],
    )


@dataclass(frozen=True)
class DeviceRow:
    """One line of the list of kiosks; one that was revoked has no address for revoking."""

    name: str
    enrolled_on: str
    revoked_on: str
    revoke_href: str


@dataclass(frozen=True)
class DevicesPage:
    """The kiosks of a counter, and the form for a new one."""

    counter: str
    trail: Sequence[Link]
    rows: tuple[DeviceRow, ...]
    name: str
    opens_hour: str
    closes_hour: str
    faults: FormFaults
    action: str


@dataclass(frozen=True)
class EnrolledPage:
    """A kiosk's link, shown once."""

    name: str
    link: str
    picture: str
    back_href: str


@blueprint.get("/loket/<int:counter_id>/perangkat")
@requires(EDIT)
def show_devices(counter_id: int) -> str:
    """The kiosks of a counter, and the form for a new one."""
    return _devices_page(counter_id, DeviceForm())


@blueprint.post("/loket/<int:counter_id>/perangkat")
@requires(EDIT)
def enrol_device(counter_id: int) -> AnyResponse:
    """Enrol a kiosk, and show its link once."""
    form = DeviceForm(request.form)
    organisation.counter(current_scope(), counter_id, EDIT)
    if not form.validate():
        return Response(_devices_page(counter_id, form), 422)
    try:
        enrolled = enrolling.enrol_device(
            current_scope(),
            now(),
            counter_id,
            form.name.data,
            form.pin.data or "",
            opens_hour=form.opens_hour.data,
            closes_hour=form.closes_hour.data,
        )
    except Invalid as problem:
        return Response(_devices_page(counter_id, form, problem.translated(_)), 422)
    return Response(_enrolled_page(enrolled), 201)


@blueprint.post("/perangkat/<int:device_id>/cabut")
@requires(EDIT)
def revoke_device(device_id: int) -> AnyResponse:
    """End a kiosk at once."""
    counter_id = devices.device(current_scope(), device_id, EDIT).counter_id
    try:
        device = enrolling.revoke_device(current_scope(), now(), device_id)
    except Conflict as problem:
        flash(problem.translated(_), "error")
    else:
        said = _("Perangkat %(name)s sudah dicabut dan langsung tidak berlaku.", name=device.name)
        flash(said, "success")
    return redirect(url_for("admin.show_devices", counter_id=counter_id), 303)


def _devices_page(counter_id: int, form: DeviceForm, message: str = "") -> str:
    scope = current_scope()
    counter = organisation.counter(scope, counter_id, EDIT)
    page = DevicesPage(
        counter=counter.name,
        trail=counter_trail(scope, counter, _("Kiosk")),
        rows=tuple(_row(held) for held in devices.devices(scope, counter_id, EDIT)),
        name=form.name.data or "",
        opens_hour=form.opens_hour._value(),
        closes_hour=form.closes_hour._value(),
        faults=faults_of(form, message, "#name"),
        action=url_for("admin.enrol_device", counter_id=counter_id),
    )
    return render_template("admin/devices.html", page=page)


def _row(held: KioskDevice) -> DeviceRow:
    return DeviceRow(
        name=held.name,
        enrolled_on=day_shown(held.enrolled_on),
        revoked_on=day_shown(held.revoked_on) if held.revoked_on else "",
        revoke_href="" if held.revoked_on else url_for("admin.revoke_device", device_id=held.id),
    )


def _enrolled_page(enrolled: enrolling.Enrolled) -> str:
    base_url = current_settings().base_url
    picture = base64.b64encode(enrolling.kiosk_qr_svg(base_url, enrolled.code)).decode("ascii")
    page = EnrolledPage(
        name=enrolled.device.name,
        link=enrolling.kiosk_link(base_url, enrolled.code),
        picture=f"data:image/svg+xml;base64,{picture}",
        back_href=url_for("admin.show_devices", counter_id=enrolled.device.counter_id),
    )
    return render_template("admin/device_enrolled.html", page=page)
