"""The officer surface."""

from app.web.officer.views import blueprint

__all__ = ["blueprint"]
