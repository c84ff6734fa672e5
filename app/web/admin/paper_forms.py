"""The form that says which stack of paper sheets is typed in."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import Form
from wtforms.validators import InputRequired

from app.access import Permission, Scope
from app.queries import organisation
from app.services.paper_entry import BatchChoice
from app.web.admin.forms import ChoiceField, DayField

IMPORT = Permission.IMPORT_ANSWERS


class BatchForm(Form):
    """What holds for every sheet of a stack; nothing of it is guessed."""

    counter_id = ChoiceField(_("Loket"), [InputRequired(_("Pilih loketnya."))])
    service_id = ChoiceField(_("Jenis layanan"))
    day = DayField(
        _("Tanggal kunjungan"),
        [InputRequired(_("Tulis tanggal kunjungannya."))],
        description=_("Pisahkan lembar menurut tanggalnya. Dicatat pada pagi hari tanggal itu."),
    )
    order = ChoiceField(
        _("Urutan pertanyaan di lembar"),
        [InputRequired(_("Pilih urutannya."))],
        choices=[
            ("", _("Pilih urutan")),
            ("form", _("Urutan kuesioner, seperti lembar cetakan sistem ini")),
            ("list", _("Urutan daftar unsur")),
        ],
        description=_("Urutan daftar dan kuesioner berbeda pada dua unsur terakhir."),
    )
    field_order = ("counter_id", "service_id", "day", "order")

    def offer(self, scope: Scope, unit_id: int) -> None:
        """Let the unit's own counters and services be chosen from, withdrawn ones too."""
        counters = organisation.counters(scope, unit_id, IMPORT)
        services = organisation.services(scope, unit_id, IMPORT)
        self.counter_id.choices = [
            ("", _("Pilih loket")),
            *((str(c.id), c.name) for c in counters if c.unit_id == unit_id),
        ]
        self.service_id.choices = [
            ("", _("Tidak dicatat")),
            *((str(s.id), s.name) for s in services if s.unit_id == unit_id),
        ]

    def choice(self, unit_id: int) -> BatchChoice:
        """What was chosen, of a form that is valid."""
        return BatchChoice(
            unit_id=unit_id,
            counter_id=int(self.counter_id.data),
            service_id=int(self.service_id.data) if self.service_id.data else None,
            day=self.day.data,
            order=self.order.data,
        )


def as_arguments(choice: BatchChoice) -> dict[str, str]:
    """What the form would send for this choice."""
    return {
        "counter_id": str(choice.counter_id),
        "service_id": str(choice.service_id or ""),
        "day": choice.day.isoformat(),
        "order": choice.order,
    }
