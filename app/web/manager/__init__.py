"""The manager surface."""

from app.web.manager import views
from app.web.manager.blueprint import blueprint

__all__ = ["blueprint", "views"]
