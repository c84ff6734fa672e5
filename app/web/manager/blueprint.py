"""The blueprint of the manager's pages, within the frame of all staff pages."""

from __future__ import annotations

from flask import Blueprint

from app.web.staff_frame import staff_frame

blueprint = Blueprint("manager", __name__)
blueprint.context_processor(staff_frame)
