"""The words on every page of an installation whose answers no citizen gave."""

from __future__ import annotations

from flask import Flask
from flask_babel import gettext as _
from sqlalchemy.exc import SQLAlchemyError

from app.queries.organisation import holds_simulation


def init_app(app: Flask) -> None:
    """Give both layouts `simulation_notice`, which is empty where the answers are real."""
    app.context_processor(_label)


def _label() -> dict[str, str]:
    return {"simulation_notice": _("Data simulasi, bukan jawaban warga.") if _simulated() else ""}


def _simulated() -> bool:
    """Whether there is a simulation; a page that tells of a broken database must not break too."""
    try:
        return holds_simulation()
    except SQLAlchemyError:
        return False
