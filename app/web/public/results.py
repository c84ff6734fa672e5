"""Results of closed periods for everybody: which units have some, and what one of them says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response, make_response, render_template, request, url_for

from app.clock import Period
from app.errors import NotFound
from app.services.public_results import public_result, public_unit, public_units
from app.web.languages import asked_language, language_links
from app.web.period_names import asked_period
from app.web.public.blueprint import blueprint
from app.web.public.result_list_pages import list_page, unit_list_page
from app.web.public.result_pages import result_page

# Final numbers do not move; what a later close adds is there after a few minutes.
KEPT_S = 300


@blueprint.get("/hasil")
def show_results() -> Response:
    """The units with results, by agency; those of one period where `periode` names it."""
    code = request.args.get("periode", "")
    within = asked_period(code) if code else None
    address = _address("public.show_results", periode=code or None)
    page = list_page(public_units(within), within, *_languages(address))
    return _kept(render_template("public/results.html", page=page))


@blueprint.get("/hasil/<int:unit_id>")
def show_unit_results(unit_id: int) -> Response:
    """The closed periods of a unit, newest first."""
    address = _address("public.show_unit_results", unit_id=unit_id)
    page = unit_list_page(public_unit(unit_id), *_languages(address))
    return _kept(render_template("public/unit_results.html", page=page))


@blueprint.get("/hasil/<int:unit_id>/<string:period>")
def show_result(unit_id: int, period: str) -> Response:
    """The final result of a unit over one period, as far as everybody may see it."""
    chosen = _named_period(period)
    address = _address("public.show_result", unit_id=unit_id, period=chosen.code)
    page = result_page(public_result(unit_id, chosen), unit_id, *_languages(address))
    return _kept(render_template("public/result.html", page=page))


def _named_period(code: str) -> Period:
    """The period of a code; what is none was never published."""
    try:
        return Period.parse(code)
    except ValueError as error:
        raise NotFound("Periode itu tidak dikenal. Pilih periode dari daftar.") from error


def _address(endpoint: str, **fixed: Any) -> Callable[..., str]:
    def address(**arguments: Any) -> str:
        return url_for(endpoint, **fixed, **arguments)

    return address


def _languages(address: Callable[..., str]) -> tuple[str, Any]:
    language = asked_language()
    return language, language_links(language, address)


def _kept(html: str) -> Response:
    """A page that phones and proxies may keep for a while, and ask after without fetching it."""
    reply = make_response(html)
    reply.headers["Cache-Control"] = f"public, max-age={KEPT_S}"
    reply.add_etag()
    reply.make_conditional(request)
    return reply
