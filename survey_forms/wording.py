"""What the form and the table reader say besides the questionnaire's own text, per language.

These words stand here and not in the app's gettext catalogues because this package is used without
the app (by the import of a spreadsheet, for one). A missing sentence cannot go unnoticed: a
`Wording` that lacks one cannot be made.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class FormWording:
    """The sentences of a form; each fault says what to do next."""

    service_name: str
    service_label: str
    service_not_chosen: str
    answer_missing: str
    answer_unknown: str
    comment_too_long: str
    reason_label: str
    reason_too_long: str
    page_outdated: str
    thousands_separator: str

    def number(self, count: int) -> str:
        """A whole number as this language writes it."""
        return f"{count:,}".replace(",", self.thousands_separator)


@dataclass(frozen=True)
class TableWording:
    """The sentences about a table of ratings; each says what to change in the file."""

    not_on_scale: str
    order_unknown: str
    order_needed: str
    mixed_headers: str
    column_missing: str
    column_repeated: str
    column_beyond: str


@dataclass(frozen=True)
class Wording:
    """Everything this package says in one language."""

    form: FormWording
    table: TableWording


_INDONESIAN = Wording(
    form=FormWording(
        service_name="Jenis layanan",
        service_label="Jenis layanan (boleh dilewati)",
        service_not_chosen="Pilih jenis layanan",
        answer_missing="Pilih satu jawaban untuk {name}.",
        answer_unknown="Jawaban untuk {name} tidak dikenal. Pilih satu dari jawaban yang tersedia.",
        comment_too_long="Saran Saudara {count} karakter, paling banyak {most}. "
        "Ringkas dahulu, lalu kirim lagi.",
        reason_label="Bila kurang baik, apa sebabnya? (boleh dikosongkan; tanpa nama orang)",
        reason_too_long="Alasan untuk {name} {count} karakter, paling banyak {most}. "
        "Ringkas dahulu, lalu kirim lagi.",
        page_outdated="Halaman ini tidak lengkap atau sudah lama. "
        "Buka lagi halaman survei ini, lalu isi dan kirim dari sana.",
        thousands_separator=".",
    ),
    table=TableWording(
        not_on_scale="{name}: isi dengan angka bulat {low} sampai {high}, dengan kata jawaban di "
        "kuesioner, atau kosongkan bila tidak dijawab.",
        order_unknown='Urutan "{order}" tidak dikenal. Pilih "list" atau "form".',
        order_needed="Kolom U1 sampai U{count} mempunyai dua arti. Sebutkan urutannya: "
        '"list" (daftar dan tabel hasil: {list_order}) atau '
        '"form" (kuesioner: {form_order}).',
        mixed_headers="Kolom {numbered} memakai nomor, tetapi kolom {named} memakai nama unsur. "
        "Pakai nomor saja atau nama saja; ganti judul kolom lain yang kebetulan sama.",
        column_missing="Tidak ada kolom untuk {names}. Beri judul kolom dengan nama unsur "
        "(misalnya {examples}) atau U1 sampai U{count}.",
        column_repeated="{name} ada di lebih dari satu kolom: {columns}. Sisakan satu.",
        column_beyond="Kolom {columns} tidak dikenal: instrumen ini hanya mempunyai "
        "U1 sampai U{count}.",
    ),
)

_ENGLISH = Wording(
    form=FormWording(
        service_name="Type of service",
        service_label="Type of service (optional)",
        service_not_chosen="Choose the type of service",
        answer_missing="Choose one answer for {name}.",
        answer_unknown="The answer for {name} is not known. Choose one of the answers shown.",
        comment_too_long="Your comment has {count} characters; the most is {most}. "
        "Shorten it, then send again.",
        reason_label="If it was not good, why? (optional; name nobody)",
        reason_too_long="Your reason for {name} has {count} characters; the most is {most}. "
        "Shorten it, then send again.",
        page_outdated="This page is incomplete or out of date. "
        "Open the survey page again, then fill it in and send it from there.",
        thousands_separator=",",
    ),
    table=TableWording(
        not_on_scale="{name}: enter a whole number from {low} to {high}, the answer in words, "
        "or leave the cell empty if it was not answered.",
        order_unknown='The order "{order}" is not known. Choose "list" or "form".',
        order_needed="The columns U1 to U{count} have two meanings. Name their order: "
        '"list" (the list and result tables: {list_order}) or '
        '"form" (the questionnaire: {form_order}).',
        mixed_headers="The columns {numbered} are numbered, but {named} are headed by name. "
        "Use numbers only or names only; rename other columns that happen to match.",
        column_missing="There is no column for {names}. Head the columns with the names of the "
        "elements (such as {examples}) or U1 to U{count}.",
        column_repeated="{name} is in more than one column: {columns}. Keep one.",
        column_beyond="The columns {columns} are not known: this instrument has only "
        "U1 to U{count}.",
    ),
)

# Citizens read forms in these languages; tables are for staff, who read Indonesian or English.
_JAVANESE = Wording(
    form=FormWording(
        service_name="Jinis pelayanan",
        service_label="Jinis pelayanan (kenging dipunlangkungi)",
        service_not_chosen="Pilih jinis pelayanan",
        answer_missing="Pilih setunggal wangsulan kangge {name}.",
        answer_unknown="Wangsulan kangge {name} mboten dipunkenal. "
        "Pilih salah setunggal wangsulan ingkang wonten.",
        comment_too_long="Saran panjenengan {count} karakter, paling kathah {most}. "
        "Dipunringkes rumiyin, lajeng kintun malih.",
        reason_label="Menawi kirang sae, punapa sebabipun? "
        "(kenging dipunkosongaken; tanpa nami tiyang)",
        reason_too_long="Alesan kangge {name} {count} karakter, paling kathah {most}. "
        "Dipunringkes rumiyin, lajeng kintun malih.",
        page_outdated="Kaca punika mboten jangkep utawi sampun lami. "
        "Bikak malih kaca survei punika, lajeng isi lan kintun saking mriku.",
        thousands_separator=".",
    ),
    table=_INDONESIAN.table,
)

_SUNDANESE = Wording(
    form=FormWording(
        service_name="Jenis palayanan",
        service_label="Jenis palayanan (kénging dilangkung)",
        service_not_chosen="Pilih jenis palayanan",
        answer_missing="Pilih hiji waleran kanggo {name}.",
        answer_unknown="Waleran kanggo {name} henteu dipikawanoh. "
        "Pilih salah sahiji waleran anu aya.",
        comment_too_long="Saran anjeun {count} karakter, paling seueur {most}. "
        "Mangga ringkes heula, teras kirim deui.",
        reason_label="Upami kirang saé, naon sababna? (kénging dikosongkeun; tanpa nami jalmi)",
        reason_too_long="Alesan kanggo {name} {count} karakter, paling seueur {most}. "
        "Mangga ringkes heula, teras kirim deui.",
        page_outdated="Kaca ieu henteu lengkep atanapi parantos lami. "
        "Buka deui kaca survéy ieu, teras eusian sareng kirim ti dinya.",
        thousands_separator=".",
    ),
    table=_INDONESIAN.table,
)

_WORDINGS = {"id": _INDONESIAN, "en": _ENGLISH, "jv": _JAVANESE, "su": _SUNDANESE}


def wording(language: str) -> Wording:
    """The words in this language; a ValueError names the languages there are."""
    if language not in _WORDINGS:
        known = ", ".join(_WORDINGS)
        raise ValueError(f"There is no wording in {language!r}; there is {known}.")
    return _WORDINGS[language]
