"""The citizen's pages: no account, no cookie, and no script that they could not do without."""

from app.web.public import (
    home,
    kiosk,
    offline,
    receipts,
    results,
    survey,
    taps,
    thanks,
    tickets,
)
from app.web.public.blueprint import blueprint

__all__ = [
    "blueprint",
    "home",
    "kiosk",
    "offline",
    "receipts",
    "results",
    "survey",
    "taps",
    "thanks",
    "tickets",
]
