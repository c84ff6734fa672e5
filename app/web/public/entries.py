"""The ways to a form: a poster, a ticket, a kiosk or a tap each make an `Entry`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from flask import current_app

from app.models.responses import Channel
from app.queries.collection import OpenPoint
from app.services.late_answers import Visit
from app.services.taps import Tap
from app.web.languages import language_argument, settle_language
from survey_forms import catalogue


@dataclass(frozen=True)
class KioskFrame:
    """What a kiosk's form knows besides: where it begins and ends, and its hours."""

    home: str
    exit: str
    opens: int
    closes: int
    zone: float


@dataclass(frozen=True)
class Entry:
    """How a form was reached: the point that it is filed at, the channel, and its addresses.

    `address` gives the form's own address from query arguments, `thanks_address` that of the page
    after a send. `visit` is what a form that comes back was signed with. `follows` is the tap that
    a full answer counts in place of, where it follows one; such a form is never kept ready, since
    its address is one person's own. A ticket's hash makes the answer verified; a ticket may name
    the service, by id and name, which is then not asked.
    """

    point: OpenPoint
    channel: Channel
    language: str
    address: Callable[..., str]
    thanks_address: Callable[..., str]
    visit: Visit | None = None
    kiosk: KioskFrame | None = None
    follows: Tap | None = None
    ticket_hash: bytes | None = None
    service: tuple[str, str] | None = None

    @property
    def own_address(self) -> str:
        """The form's address in its own language."""
        return self.address(**language_argument(self.language))


def in_offered_language(entry: Entry) -> Entry:
    """The entry in a language that its questionnaire has."""
    offered = catalogue.find(entry.point.instrument).languages
    if entry.language in offered:
        return entry
    return replace(entry, language=settle_language(offered))


def secret_key() -> bytes:
    """What openings and receipts are signed with."""
    return current_app.secret_key.encode()  # type: ignore[union-attr]
