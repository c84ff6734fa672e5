"""What the pages for typing in paper sheets show: frozen page objects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from wtforms import Form

from app.access import Permission, Scope
from app.queries import organisation
from app.services.import_checks import CLOSED_PERIODS
from app.services.paper_entry import PaperBatch
from app.services.typed_sheets import Difference, Place, lengths
from app.web.admin.form_pages import FieldView, error_links, field_views
from app.web.admin.links import Link, day_shown
from app.web.admin.paper_forms import as_arguments
from app.web.admin.paper_words import lengths_shown, place_name, value_shown
from app.web.languages import page_language
from app.web.period_names import period_name

IMPORT = Permission.IMPORT_ANSWERS
TYPING = "typing"


@dataclass(frozen=True)
class BatchPage:
    """Where a clerk says which stack is typed in."""

    trail: Sequence[Link]
    unit: str
    fields: Sequence[FieldView]
    errors: Sequence[Link]
    action: str


@dataclass(frozen=True)
class DigitRow:
    """What one digit of a line says."""

    at: int
    name: str
    number: str
    code: str
    meanings: str


@dataclass(frozen=True)
class TypingPage:
    """Where the sheets of a stack are typed, the first or the second time."""

    trail: Sequence[Link]
    title: str
    intro: str
    stack: str
    digits: Sequence[DigitRow]
    respondent: Sequence[DigitRow]
    hint: str
    text: str
    errors: Sequence[Link]
    notes: Sequence[str]
    action: str
    hidden: Sequence[tuple[str, str]]
    submit: str
    back_href: str
    may_begin_anew: bool = False


@dataclass(frozen=True)
class DifferencesPage:
    """The places for which two typings disagree, each to be settled by looking at the paper."""

    trail: Sequence[Link]
    stack: str
    n_sheets: int
    fields: Sequence[FieldView]
    errors: Sequence[Link]
    action: str
    hidden: Sequence[tuple[str, str]]
    text: str


def batch_page(scope: Scope, unit_id: int, form: Form) -> BatchPage:
    """The form that describes a stack."""
    return BatchPage(
        trail=[(url_for("admin.show_imports"), _("Impor")), ("", _("Ketik jawaban kertas"))],
        unit=organisation.unit(scope, unit_id, IMPORT).name,
        fields=field_views(form),
        errors=error_links(form),
        action=url_for("admin.type_paper", unit_id=unit_id),
    )


def first_page(
    batch: PaperBatch, text: str = "", errors: Sequence[str] = (), note: str = ""
) -> TypingPage:
    """The page of the first typing; `note` says what happened before it."""
    arguments = as_arguments(batch.choice)
    return _typing_page(
        batch,
        text,
        errors,
        title=_("Ketikan pertama"),
        intro=_(
            "Ketik satu baris untuk setiap lembar, lalu Enter. Sesudah ini lembarnya diketik "
            "sekali lagi; sebelum keduanya sama tidak ada yang disimpan."
        ),
        notes=[text for text in (note, _closed(batch)) if text],
        action=url_for("admin.type_paper", unit_id=batch.unit.id, **arguments),  # type: ignore[arg-type]
        hidden=(),
        submit=_("Lanjut ke ketikan kedua"),
    )


def second_page(
    batch: PaperBatch,
    token: str,
    text: str = "",
    errors: Sequence[str] = (),
    *,
    may_begin_anew: bool = False,
) -> TypingPage:
    """The page of the second typing, which shows nothing of the first."""
    return _typing_page(
        batch,
        text,
        errors,
        title=_("Ketikan kedua"),
        intro=_(
            "Ketik lembar yang sama sekali lagi, dalam urutan tumpukan yang sama. Ketikan pertama "
            "tidak ditampilkan. Bila keduanya sama, lembarnya langsung disimpan dan tidak dapat "
            "diubah lagi."
        ),
        notes=(),
        action=url_for("admin.type_paper_again", unit_id=batch.unit.id, token=token),
        hidden=list(as_arguments(batch.choice).items()),
        submit=_("Bandingkan dan simpan"),
        may_begin_anew=may_begin_anew,
    )


def differences_page(
    batch: PaperBatch,
    token: str,
    text: str,
    n_sheets: int,
    parted: Sequence[Difference],
    typed: Mapping[str, str],
    faults: Mapping[str, str],
) -> DifferencesPage:
    """What has to be settled; `typed` and `faults` are by the name of each difference."""
    fields = [_settling(one, typed.get(one.name, ""), faults.get(one.name, "")) for one in parted]
    return DifferencesPage(
        trail=_trail(batch, _("Perbedaan")),
        stack=_stack(batch),
        n_sheets=n_sheets,
        fields=fields,
        errors=[(f"#{f.key}", f"{f.label}: {f.error}") for f in fields if f.error],
        action=url_for("admin.type_paper_again", unit_id=batch.unit.id, token=token),
        hidden=list(as_arguments(batch.choice).items()),
        text=text,
    )


def _typing_page(
    batch: PaperBatch,
    text: str,
    errors: Sequence[str],
    *,
    title: str,
    intro: str,
    notes: Sequence[str],
    action: str,
    hidden: Sequence[tuple[str, str]],
    submit: str,
    may_begin_anew: bool = False,
) -> TypingPage:
    rows = [_digit_row(at, place) for at, place in enumerate(batch.places, start=1)]
    n_rated = lengths(batch.places)[0]
    return TypingPage(
        trail=_trail(batch, title),
        title=title,
        intro=intro,
        stack=_stack(batch),
        digits=rows[:n_rated],
        respondent=rows[n_rated:],
        hint=_(
            "%(lengths)s angka tiap baris. Ketik 0 atau - untuk yang tidak dijawab; spasi boleh.",
            lengths=lengths_shown(batch.places),
        ),
        text=text,
        errors=[(f"#{TYPING}", message) for message in errors],
        notes=notes,
        action=action,
        hidden=hidden,
        submit=submit,
        back_href=_start_href(batch),
        may_begin_anew=may_begin_anew,
    )


def _digit_row(at: int, place: Place) -> DigitRow:
    language = page_language()
    labels = [f"{n} {words[language]}" for n, words in enumerate(place.labels, start=place.low)]
    number = str(place.number) if place.number else "–"
    return DigitRow(at, place.names[language], number, place.code or "–", ", ".join(labels))


def _settling(one: Difference, typed: str, fault: str) -> FieldView:
    return FieldView(
        kind="text",
        key=one.name,
        label=_("Lembar %(n)s, %(question)s", n=one.sheet, question=place_name(one.place)),
        value=typed,
        hint=_(
            "Ketikan pertama: %(first)s. Ketikan kedua: %(second)s.",
            first=value_shown(one.place, one.first),
            second=value_shown(one.place, one.second),
        ),
        error=fault,
        inputmode="numeric",
    )


def _stack(batch: PaperBatch) -> str:
    service = batch.service.name if batch.service else _("jenis layanan tidak dicatat")
    day = day_shown(batch.choice.day)
    return f"{batch.unit.name} · {batch.counter.name} · {service} · {day}"


def _closed(batch: PaperBatch) -> str:
    names = ", ".join(period_name(period) for period in batch.closed_periods)
    return _(CLOSED_PERIODS, periods=names) if names else ""


def _trail(batch: PaperBatch, here: str) -> list[Link]:
    return [
        (url_for("admin.show_imports"), _("Impor")),
        (_start_href(batch), _("Ketik jawaban kertas")),
        ("", here),
    ]


def _start_href(batch: PaperBatch) -> str:
    """The form that describes a stack, filled in as this one was."""
    described = as_arguments(batch.choice)
    return url_for("admin.show_paper_entry", unit_id=batch.unit.id, **described)  # type: ignore[arg-type]
