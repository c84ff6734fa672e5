"""Comments month by month, with what an administrator may do about one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from flask_babel import gettext as _

from app.access import Permission, Scope
from app.models.comments import CommentRedaction
from app.queries import comments, organisation
from app.services.comments import ShownComment
from app.web.period_names import month_name

Links = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class CommentLine:
    """One comment; `place` is the counter, or the unit where several are on the page.

    `links` lead who may to the pages that empty it; `asked` is why somebody asked for that.
    """

    text: str
    place: str
    asked: str
    links: Links


@dataclass(frozen=True)
class MonthOfComments:
    """The comments of a month that stand on this page."""

    name: str
    comments: tuple[CommentLine, ...]


def months_of(
    scope: Scope, unit_id: int, shown: Sequence[ShownComment], *, has_units: bool
) -> tuple[MonthOfComments, ...]:
    """The shown comments by month; `has_units` when there are comments of several units."""
    asked = _asked(scope, unit_id, shown)
    return tuple(
        MonthOfComments(
            month_name(month), tuple(_line(held, has_units, asked) for held in of_month)
        )
        for month, of_month in groupby(shown, key=lambda comment: comment.month)
    )


def _asked(
    scope: Scope, unit_id: int, shown: Sequence[ShownComment]
) -> Mapping[bytes, CommentRedaction] | None:
    """What was asked about comments, for who may empty them; None for everybody else."""
    place = organisation.unit(scope, unit_id)
    if not scope.may(Permission.EDIT_ORGANISATION, place.path):
        return None
    return comments.redactions_asked(sorted({comment.unit_id for comment in shown}))


def _line(
    comment: ShownComment, has_units: bool, asked: Mapping[bytes, CommentRedaction] | None
) -> CommentLine:
    places = [comment.unit] if has_units else []
    if comment.counter:
        places.append(comment.counter)
    held = asked.get(comment.id) if asked is not None else None
    return CommentLine(
        text=comment.text,
        place=", ".join(places),
        asked=held.reason if held else "",
        links=() if asked is None else tuple(_links(comment.id, is_asked=held is not None)),
    )


def _links(comment_id: bytes, *, is_asked: bool) -> Iterator[tuple[str, str]]:
    """The pages of the admin surface, which is not known here but by its addresses."""
    address = f"/admin/komentar/{comment_id.hex()}"
    if is_asked:
        yield f"{address}/setujui", _("Setujui pengosongan")
        yield f"{address}/tolak", _("Tolak")
    else:
        yield f"{address}/kosongkan", _("Usulkan pengosongan")
