"""The admin surface."""

from app.web.admin import (
    comments,
    counters,
    devices,
    imports,
    keys,
    organisation,
    people,
    posters,
    rounds,
    service_types,
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
    "organisation",
    "people",
    "posters",
    "rounds",
    "service_types",
    "unit_loading",
]
