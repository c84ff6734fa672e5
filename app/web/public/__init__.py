"""The citizen's pages: no account, no cookie, no script."""

from app.web.public import home, receipts, survey, taps, thanks, tickets
from app.web.public.blueprint import blueprint

__all__ = ["blueprint", "home", "receipts", "survey", "taps", "thanks", "tickets"]
