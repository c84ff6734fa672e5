"""The admin surface."""

from app.web.admin import (
    comments,
    counters,
    devices,
    imports,
    keys,
    logos,
    organisation,
    paper_entry,
    people,
    posters,
    prints,
    questionnaires,
    rounds,
    service_types,
    tickets,
    unit_loading,
)
from app.web.admin.views import blueprint

__all__ = [
    "blueprint",
    "comments",
    "counters",
    "devices",
    "imports",
    "keys",
    "logos",
    "organisation",
    "paper_entry",
    "people",
    "posters",
    "prints",
    "questionnaires",
    "rounds",
    "service_types",
    "tickets",
    "unit_loading",
]
