"""The forms of the admin pages about people and API keys."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import Form, SelectField, StringField
from wtforms.validators import InputRequired, NumberRange

from app.access import KeyKind
from app.services.api_keys import GREATEST_DAYS, USUAL_DAYS
from app.web.admin.forms import CountField

Choices = list[tuple[str, str]]


class GrantForm(Form):
    """A role and the place where it holds."""

    role = SelectField(validators=[InputRequired(_("Pilih peran."))], choices=[])
    path = SelectField(validators=[InputRequired(_("Pilih tempat."))], choices=[])

    def offer(self, roles: Choices, places: Choices) -> None:
        """Take only these roles and places."""
        self.role.choices, self.path.choices = roles, places


class PersonForm(GrantForm):
    """A new account with its first role."""

    username = StringField(validators=[InputRequired(_("Tulis nama pengguna."))])
    name = StringField(validators=[InputRequired(_("Tulis nama lengkap."))])


KEY_KINDS = {
    KeyKind.SCORES.value: _("Membaca nilai"),
    KeyKind.TICKETS.value: _("Menerbitkan tiket"),
    KeyKind.VISITS.value: _("Melaporkan menit kunjungan"),
}


class DaysField(CountField):
    """How many days a key lives."""

    how_to_write = _("Tulis jumlah hari, 1 sampai %(max)s.", max=GREATEST_DAYS)


class KeyForm(Form):
    """A new API key: whose, for which subtree, for how long."""

    name = StringField(validators=[InputRequired(_("Tulis nama sistem yang memakai kunci ini."))])
    path = SelectField(validators=[InputRequired(_("Pilih tempat."))], choices=[])
    kind = SelectField(
        validators=[InputRequired(_("Pilih keperluannya."))],
        choices=list(KEY_KINDS.items()),
        default=KeyKind.SCORES.value,
    )
    days = DaysField(
        default=USUAL_DAYS,
        validators=[NumberRange(1, GREATEST_DAYS, _("Tulis jumlah hari, 1 sampai %(max)s."))],
    )
