"""What is wrong with a form, as the staff pages show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from wtforms import Form


@dataclass(frozen=True)
class FormFaults:
    """A fault under each field, and one of the form as a whole with the field it leads to."""

    fields: Mapping[str, str] = field(default_factory=dict)
    message: str = ""
    message_href: str = ""

    @property
    def summary(self) -> list[tuple[str, str]]:
        """The error summary's links to the fields."""
        whole = [(self.message_href, self.message)] if self.message else []
        return whole + [(f"#{name}", fault) for name, fault in self.fields.items()]


def faults_of(form: Form, message: str = "", message_href: str = "") -> FormFaults:
    """The first fault of each field, in the order of the form."""
    fields = {name: str(faults[0]) for name, faults in form.errors.items() if name}
    return FormFaults(fields, message, message_href)
