"""What can be printed for a unit or an agency, and how far it is, as their pages show it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from app.access import Permission, Scope
from app.documents.poster import Kind, Poster, page_count
from app.documents.print_run import PrintOrder
from app.errors import NotFound
from app.models.organisation import Agency, Unit
from app.queries import organisation
from app.queries.posters import logo_of_agency, logo_of_unit
from app.services import posters
from app.services.prints import PrintProgress, PrintState
from app.web.admin.links import Link

PRINT, EDIT = Permission.PRINT_POSTERS, Permission.EDIT_ORGANISATION
SLUGS = {
    Kind.POSTER: "poster",
    Kind.TENT: "kartu-meja",
    Kind.STICKERS: "stiker",
    Kind.LANYARD: "kartu-gantung",
}
NAMES = {
    Kind.POSTER: lazy_gettext("Poster A4"),
    Kind.TENT: lazy_gettext("Kartu meja A5"),
    Kind.STICKERS: lazy_gettext("Stiker"),
    Kind.LANYARD: lazy_gettext("Kartu gantung"),
}
USES = {
    Kind.POSTER: lazy_gettext("Satu halaman untuk setiap loket. Tempel di dinding dekat loket."),
    Kind.TENT: lazy_gettext("Lipat satu kali di tengah; terbaca dari kedua sisi meja."),
    Kind.STICKERS: lazy_gettext("Sepuluh dalam satu halaman, 90 x 54 mm. Potong di garis tepinya."),
    Kind.LANYARD: lazy_gettext("Empat dalam satu halaman, 86 x 124 mm, untuk tali leher petugas."),
}


@dataclass(frozen=True)
class PrintPlace:
    """A unit or an agency for whose counters something is printed."""

    name: str
    filename: str
    posters: tuple[Poster, ...]
    address: Callable[..., str]
    trail: Sequence[Link]
    logo: bytes | None = None
    logo_href: str = ""

    def order(self, kind: Kind) -> PrintOrder:
        """What a PDF of a kind is made of; Conflict when no counter has a code."""
        return posters.print_order(kind, self.posters, self.logo)


@dataclass(frozen=True)
class KindRow:
    """One kind that can be printed."""

    name: str
    use: str
    pages: int
    href: str
    preview_href: str


@dataclass(frozen=True)
class PrintsPage:
    """The kinds that can be printed for a place."""

    title: str
    trail: Sequence[Link]
    n_counters: int
    kinds: tuple[KindRow, ...]
    questionnaires: Sequence[Link]
    logo_href: str
    has_logo: bool


@dataclass(frozen=True)
class PrintPage:
    """One kind for one place, and how far its PDF is."""

    title: str
    place: str
    use: str
    trail: Sequence[Link]
    n_counters: int
    pages: int
    is_running: bool
    is_ready: bool
    has_failed: bool
    drawn: int
    file_href: str
    preview_href: str


def kind_of(slug: str) -> Kind:
    """The kind of an address; NotFound for any other word."""
    for kind, known in SLUGS.items():
        if slug == known:
            return kind
    raise NotFound("Jenis cetakan ini tidak ada.")


def unit_place(scope: Scope, base_url: str, unit_id: int) -> PrintPlace:
    """The counters of a unit and of the units under it."""
    unit = organisation.unit(scope, unit_id, PRINT)
    address = partial(_address, "unit", {"unit_id": unit.id})
    return PrintPlace(
        name=unit.name,
        filename=unit.code,
        posters=posters.posters_of_unit(scope, base_url, unit_id),
        address=address,
        trail=[(url_for("admin.show_print_places"), _("Cetak")), (address(), unit.name)],
        logo=logo_of_unit(scope, unit.id),
    )


def agency_place(scope: Scope, base_url: str, agency_id: int) -> PrintPlace:
    """All counters of an agency."""
    agency = organisation.agency(scope, agency_id, PRINT)
    address = partial(_address, "agency", {"agency_id": agency.id})
    return PrintPlace(
        name=agency.name,
        filename=f"instansi-{agency.id}",
        posters=posters.posters_of_agency(scope, base_url, agency_id),
        address=address,
        trail=[(url_for("admin.show_print_places"), _("Cetak")), (address(), agency.name)],
        logo=logo_of_agency(scope, agency.id),
        logo_href=url_for("admin.set_logo", agency_id=agency.id)
        if scope.may(EDIT, agency.path)
        else "",
    )


def _address(
    owner: str, arguments: dict[str, int], kind: Kind | None = None, part: str = ""
) -> str:
    """The address of a place's prints, of one kind of them, or of a file (`part`) of that."""
    if kind is None:
        return url_for(f"admin.show_{owner}_prints", **arguments)  # type: ignore[arg-type]
    endpoint = f"admin.show_{owner}_print{part}"
    return url_for(endpoint, kind=SLUGS[kind], **arguments)  # type: ignore[arg-type]


def prints_page(place: PrintPlace, questionnaires: Sequence[Link] = ()) -> PrintsPage:
    """The four kinds, each with a picture of its first page, and the questionnaire on paper."""
    counters = len(place.posters)
    return PrintsPage(
        title=place.name,
        trail=[*place.trail[:-1], ("", place.name)],
        n_counters=counters,
        questionnaires=questionnaires,
        logo_href=place.logo_href,
        has_logo=place.logo is not None,
        kinds=tuple(
            KindRow(
                name=str(NAMES[kind]),
                use=str(USES[kind]),
                pages=page_count(kind, counters),
                href=place.address(kind),
                preview_href=place.address(kind, "_preview"),
            )
            for kind in (Kind if counters else ())
        ),
    )


def print_page(place: PrintPlace, kind: Kind, progress: PrintProgress) -> PrintPage:
    """One kind, and how far its PDF is."""
    return PrintPage(
        title=str(NAMES[kind]),
        place=place.name,
        use=str(USES[kind]),
        trail=[*place.trail, ("", str(NAMES[kind]))],
        n_counters=progress.total,
        pages=page_count(kind, progress.total),
        is_running=progress.state is PrintState.RUNNING,
        is_ready=progress.state is PrintState.READY,
        has_failed=progress.state is PrintState.FAILED,
        drawn=progress.drawn,
        file_href=place.address(kind, "_file"),
        preview_href=place.address(kind, "_preview"),
    )


@dataclass(frozen=True)
class PlacesPage:
    """The agencies and units for which the reader may print."""

    agencies: tuple[tuple[str, str, tuple[Link, ...]], ...]


def places_page(scope: Scope) -> PlacesPage:
    """Each agency with its address, empty where it is not the reader's, and its units."""
    units = organisation.units(scope, PRINT)
    return PlacesPage(
        tuple(
            _places_of(scope, agency, units)
            for agency in organisation.agencies_in_reach(scope, PRINT)
        )
    )


def _places_of(
    scope: Scope, agency: Agency, units: Sequence[Unit]
) -> tuple[str, str, tuple[Link, ...]]:
    is_whole = scope.may(PRINT, agency.path)
    href = url_for("admin.show_agency_prints", agency_id=agency.id) if is_whole else ""
    links = [
        (url_for("admin.show_unit_prints", unit_id=unit.id), unit.name)
        for unit in units
        if unit.agency_id == agency.id
    ]
    return agency.name, href, tuple(links)
