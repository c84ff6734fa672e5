"""Pages that are one form: shown, sent back with what was wrong, or done and left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import flash, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms import DateField, Field, FileField, Form, IntegerField, SelectField

from app.errors import Conflict, Invalid
from app.web.admin.forms import in_order
from app.web.admin.links import Link

UNPROCESSABLE = 422


@dataclass(frozen=True)
class FormWords:
    """What a form page says around its fields, and where it leads."""

    title: str
    trail: Sequence[Link]
    submit: str
    done: str
    back_href: str
    intro: str = ""
    is_dangerous: bool = False


@dataclass(frozen=True)
class FieldView:
    """One field as the template draws it; `kind` is the input's type, or "select"."""

    kind: str
    key: str
    label: str
    value: str
    hint: str
    error: str
    choices: Sequence[tuple[str, str]] = ()
    inputmode: str = ""

    @classmethod
    def of(cls, field: Field) -> FieldView:
        """The view of a form's field with what was typed and the first fault."""
        is_select = isinstance(field, SelectField)
        return cls(
            kind=_kind(field),
            key=field.name,
            label=str(field.label.text),
            value=_typed(field),
            hint=str(field.description),
            error=str(field.errors[0]) if field.errors else "",
            choices=[(value, str(text)) for value, text in field.choices] if is_select else (),
            inputmode="numeric" if isinstance(field, IntegerField) else "",
        )


@dataclass(frozen=True)
class FormPage:
    """A page with one form."""

    words: FormWords
    fields: Sequence[FieldView]
    errors: Sequence[Link]

    @classmethod
    def of(cls, form: Form, words: FormWords) -> FormPage:
        """The page of a form as it stands."""
        return cls(words, field_views(form), error_links(form))

    @property
    def sends_file(self) -> bool:
        """Whether a file goes with it."""
        return any(field.kind == "file" for field in self.fields)


def field_views(form: Form) -> list[FieldView]:
    """The views of a form's fields in reading order."""
    return [FieldView.of(form[name]) for name in in_order(form)]


def error_links(form: Form) -> list[Link]:
    """The faults of a form for its error summary: of the fields, then of the whole."""
    names = in_order(form)
    links = [(f"#{name}", str(form[name].errors[0])) for name in names if form[name].errors]
    first = f"#{names[0]}" if names else "#main"
    return links + [(first, str(message)) for message in form.form_errors]


def answer_form(form: Form, words: FormWords, act: Callable[[], str]) -> Response:
    """Show a form, or do what was sent and lead on to the page that `act` names."""
    if request.method == "POST" and form.validate():
        try:
            next_href = act()
        except (Invalid, Conflict) as problem:
            form.form_errors.append(problem.translated(_))
        else:
            flash(words.done, "success")
            return redirect(next_href, 303)
    status = UNPROCESSABLE if request.method == "POST" else 200
    page = FormPage.of(form, words)
    return Response(
        render_template("admin/organisation_form.html", page=page), status, mimetype="text/html"
    )


def _kind(field: Field) -> str:
    kinds = {SelectField: "select", DateField: "date", FileField: "file"}
    return next((kind for cls, kind in kinds.items() if isinstance(field, cls)), "text")


def _typed(field: Field) -> str:
    if isinstance(field, SelectField):
        return "" if field.data is None else str(field.data)
    return "" if isinstance(field, FileField) else field._value()
