"""The services that a form offers, read again only when something of its unit changed."""

from __future__ import annotations

from flask import current_app
from flask.blueprints import BlueprintSetupState

from app.queries.collection import OpenPoint
from app.queries.organisation import offered_services
from app.web.public.blueprint import blueprint

Services = tuple[tuple[str, str], ...]
_PLACE = "offered_services"


class OfferedServices:
    """The (id, name) pairs of each unit, with the revision of the unit that they were read at."""

    def __init__(self) -> None:
        self._kept: dict[int, tuple[int, Services]] = {}

    def at(self, point: OpenPoint) -> Services:
        """Those of a point's unit, as they are at the revision that the point names."""
        revision, services = self._kept.get(point.unit_id, (None, ()))
        if revision != point.revision:
            services = offered_services(point.unit_id)
            self._kept[point.unit_id] = (point.revision, services)
        return services


@blueprint.record
def _start(state: BlueprintSetupState) -> None:
    """Give each application its own, since the ids of units are those of its database."""
    state.app.extensions[_PLACE] = OfferedServices()


def services_at(point: OpenPoint) -> Services:
    """The services that may be chosen at a point."""
    kept: OfferedServices = current_app.extensions[_PLACE]
    return kept.at(point)
