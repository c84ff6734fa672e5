"""The forms of the account pages."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import Form, HiddenField, PasswordField, StringField
from wtforms.validators import EqualTo, InputRequired


class SignInForm(Form):
    """Name and password, and where to go afterwards."""

    username = StringField(validators=[InputRequired(_("Tulis nama pengguna Anda."))])
    password = PasswordField(validators=[InputRequired(_("Tulis kata sandi Anda."))])
    next = HiddenField()


class PasswordForm(Form):
    """The password of now and, twice, the one to come."""

    current_password = PasswordField(
        validators=[InputRequired(_("Tulis kata sandi yang Anda pakai sekarang."))]
    )
    new_password = PasswordField(validators=[InputRequired(_("Tulis kata sandi yang baru."))])
    repeated_password = PasswordField(
        validators=[
            InputRequired(_("Tulis sekali lagi kata sandi yang baru.")),
            EqualTo("new_password", _("Kedua kata sandi baru belum sama. Tulis ulang keduanya.")),
        ]
    )
