"""The citizen's pages: no account, no cookie, no script."""

from app.web.public import home, survey, tickets
from app.web.public.blueprint import blueprint

__all__ = ["blueprint", "home", "survey", "tickets"]
