"""How columns are headed in files that offices hand in, in Indonesian and in English."""

from __future__ import annotations

from collections.abc import Sequence

from survey_forms import catalogue
from survey_forms.rating_headers import element_columns, normal_heading

# The name that commands use, and what else is written above such a column.
OTHER_NAMES = {
    "tanggal": ("tgl", "tanggal kunjungan", "tanggal pelayanan", "tanggal survei", "date", "day"),
    "loket": ("nama loket", "nomor loket", "no loket", "counter"),
    "layanan": ("jenis layanan", "jenis pelayanan", "service"),
    "petugas": ("kode petugas", "officer", "officer code", "staff"),
    "verified": ("terverifikasi", "verifikasi"),
    "komentar": (
        *("saran", "kritik", "masukan", "kritik dan saran", "kritik saran", "komentar saran"),
        "saran dan masukan",
        *("comment", "comments"),
    ),
    "periode": ("bulan", "triwulan", "semester", "period", "month", "quarter"),
    "nilai": ("skor", "indeks", "ikm", "nilai ikm", "value", "score", "index"),
    "n": ("jumlah responden", "responden", "jumlah lembar", "jumlah jawaban", "respondents"),
    "menit": ("lama menit", "waktu menit", "durasi menit", "minutes"),
    "variabel": ("variable",),
    "kategori": ("category",),
    "jumlah": ("jumlah orang", "jumlah penduduk", "penduduk", "people", "population", "count"),
    "saluran": ("channel",),
    "waktu_isi_detik": ("detik", "seconds"),
}
ELEMENTS_OF = "skm-2017"


def places_of(header: Sequence[str], name: str) -> list[int]:
    """The columns that a name may mean: those headed so, else those headed in another way."""
    spelt = [heading.strip().casefold() for heading in header]
    if name.strip().casefold() in spelt:
        return [spelt.index(name.strip().casefold())]
    wanted = {normal_heading(one) for one in (name, *OTHER_NAMES.get(name.casefold(), ()))}
    found = [place for place, text in enumerate(header) if normal_heading(text) in wanted - {""}]
    asked = catalogue.find(ELEMENTS_OF)
    if not found and name in asked.keys:
        return element_columns(header, asked, name)
    return found
