"""The manager surface."""

from app.web.manager.views import blueprint

__all__ = ["blueprint"]
