"""The forms of the pages on units, counters, services and rounds, and of uploads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import DateField, FileField, Form, IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from app.documents.slips import ON_A_PAGE
from app.services.collection import GREATEST_POPULATION
from app.services.organisation_rows import MAX_CODE_LENGTH, MAX_NAME_LENGTH
from app.services.tickets import MOST_AT_ONCE

MOST_DIGITS = 12


class DayField(DateField):
    """A day, as the browser's own date field sends it."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """The day, or a fault in words that say how to write it."""
        try:
            super().process_formdata(valuelist)
        except ValueError as fault:
            raise ValueError(
                _("Tulis tanggal sebagai tahun-bulan-hari, misalnya 2026-03-31.")
            ) from fault


class CountField(IntegerField):
    """A whole number; `how_to_write` is said of anything else."""

    data: Any
    how_to_write = _("Tulis bilangan bulat tanpa titik, misalnya 1200.")

    def process_formdata(self, valuelist: list[str]) -> None:
        """The number, or a fault in words that say how to write it."""
        self.data = None
        # NumberRange fails on what no float can hold, and Python reads no thousands of digits.
        if any(len(typed) > MOST_DIGITS for typed in valuelist):
            raise ValueError(
                _("Angka itu terlalu panjang; paling banyak %(most)s angka.", most=MOST_DIGITS)
            )
        try:
            super().process_formdata(valuelist)
        except ValueError as fault:
            raise ValueError(self.how_to_write) from fault


class ChoiceField(SelectField):
    """One of a list; what is not in it is refused in our own words."""

    def pre_validate(self, form: Form) -> None:
        """A fault unless the value is one of the choices."""
        try:
            super().pre_validate(form)
        except ValidationError as fault:
            raise ValidationError(_("Pilih salah satu dari daftar.")) from fault


def _filled(message: str) -> InputRequired:
    return InputRequired(message)


def _at_most(length: int) -> Length:
    return Length(max=length, message=_("Paling banyak %(max)d huruf."))


class NameForm(Form):
    """A new name."""

    name = StringField(_("Nama"), [_filled(_("Tulis namanya.")), _at_most(MAX_NAME_LENGTH)])


class CodeAndNameForm(NameForm):
    """A code and a name for something new."""

    code = StringField(
        _("Kode"),
        [_filled(_("Tulis kode singkatnya.")), _at_most(MAX_CODE_LENGTH)],
        description=_("Singkat dan tetap, misalnya L1. Dipakai saat mengimpor jawaban."),
    )
    field_order = ("code", "name")


class AgencyForm(NameForm):
    """A new agency."""

    zone = ChoiceField(
        _("Zona waktu"),
        choices=[("WIB", "WIB"), ("WITA", "WITA"), ("WIT", "WIT")],
        description=_("Menentukan kapan hari berganti bagi jawaban warga."),
    )
    field_order = ("name", "zone")


class RoundForm(Form):
    """A new survey round."""

    name = StringField(
        _("Nama putaran"),
        [_filled(_("Tulis nama putarannya.")), _at_most(MAX_NAME_LENGTH)],
        description=_("Misalnya SKM 2026."),
    )
    opens_on = DayField(_("Hari pertama"), [_filled(_("Tulis hari pertamanya."))])
    closes_on = DayField(_("Hari terakhir"), [_filled(_("Tulis hari terakhirnya."))])
    instrument = ChoiceField(_("Kuesioner"))
    population_served = CountField(
        _("Penerima layanan pada periode sebelumnya"),
        [
            Optional(),
            NumberRange(1, GREATEST_POPULATION, _("Tulis jumlah 1 sampai %(max)s.")),
        ],
        description=_(
            "Menentukan jumlah responden yang dibutuhkan. Kosongkan bila belum diketahui."
        ),
    )


class TicketsForm(Form):
    """How many tickets, and for which service."""

    count = CountField(
        _("Jumlah tiket"),
        [
            _filled(_("Tulis jumlah tiketnya.")),
            NumberRange(1, MOST_AT_ONCE, _("Tulis jumlah %(min)s sampai %(max)s.")),
        ],
        default=ON_A_PAGE,
        description=_("Satu halaman memuat 24 tiket."),
    )
    service_id = ChoiceField(_("Jenis layanan"))


class CloseRoundForm(Form):
    """The last day of a round that ends sooner."""

    last_day = DayField(_("Hari terakhir"), [_filled(_("Tulis hari terakhirnya."))])


class ConfirmForm(Form):
    """Nothing to fill in: sending it is the answer."""


class FileForm(Form):
    """A file."""

    file = FileField(_("Berkas CSV atau XLSX"))

    def validate_file(self, field: FileField) -> None:
        """A fault when no file was chosen."""
        if not field.data or not field.data.filename:
            raise ValidationError(_("Pilih berkasnya."))


class UploadForm(FileForm):
    """A file of answers and the unit that they belong to."""

    unit_id = ChoiceField(_("Unit"), coerce=int)
    field_order = ("unit_id", "file")


class ColumnsForm(Form):
    """Which column of a file holds what; the headings of the file are the choices."""

    date_column = ChoiceField(_("Kolom tanggal"))
    date_format = ChoiceField(
        _("Susunan tanggal"),
        choices=[
            ("iso", _("Tahun-bulan-hari, seperti 2026-03-31")),
            ("dmy", _("Hari/bulan/tahun, seperti 31/03/2026")),
            ("mdy", _("Bulan/hari/tahun, seperti 03/31/2026")),
        ],
        description=_("Tidak ditebak, karena 03/04 dapat berarti dua hari yang berbeda."),
    )
    counter_column = ChoiceField(_("Kolom loket"))
    blank_counter = ChoiceField(
        _("Lembar tanpa loket"),
        choices=[("", _("Dianggap kesalahan")), ("unit", _("Dicatat pada unit, tanpa loket"))],
    )
    service_column = ChoiceField(_("Kolom jenis layanan"))
    comment_column = ChoiceField(_("Kolom saran"))
    instrument = ChoiceField(_("Kuesioner"))
    order = ChoiceField(
        _("Kolom unsur"),
        choices=[
            ("", _("Judul kolomnya nama unsur")),
            ("list", _("U1 sampai Un menurut urutan daftar unsur")),
            ("form", _("U1 sampai Un menurut urutan kuesioner")),
        ],
        description=_("Urutan daftar dan kuesioner berbeda pada dua unsur terakhir."),
    )
    field_order = (
        "date_column",
        "date_format",
        "counter_column",
        "blank_counter",
        "service_column",
        "comment_column",
        "instrument",
        "order",
    )

    def validate_date_column(self, field: ChoiceField) -> None:
        """A fault where no column is chosen: every sheet has a day."""
        if not field.data:
            raise ValidationError(_("Pilih kolom tanggalnya."))

    def offer(self, headings: Sequence[str], instruments: Sequence[tuple[str, str]]) -> None:
        """Let the file's headings and the questionnaires be chosen from."""
        named = [(heading, heading) for heading in headings if heading]
        self.date_column.choices = [("", _("Pilih kolom")), *named]
        for field in (self.counter_column, self.service_column, self.comment_column):
            field.choices = [("", _("Tidak ada di berkas")), *named]
        self.instrument.choices = list(instruments)


def in_order(form: Form) -> list[str]:
    """The names of the form's fields in the order in which people read them."""
    return list(getattr(form, "field_order", form._fields))
