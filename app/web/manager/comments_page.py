"""The page of comments: what to read first, the themes, and the comments month by month."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from app.access import Scope
from app.clock import Period
from app.documents.numbers import whole_shown
from app.services.comments import shown_comments
from app.services.themes import themes_of
from app.web.manager.comments_lines import MonthOfComments, months_of
from app.web.manager.comments_words import ThemeCard, advice, theme_cards, theme_notes
from app.web.manager.unit_frame import UnitFrame, section_address, unit_frame
from app.web.score_card import language

SECTION = "komentar"
PER_PAGE = 25


@dataclass(frozen=True)
class CommentPages:
    """Which part of the comments is shown, and the way to the parts beside it."""

    position: str
    previous_href: str
    next_href: str


@dataclass(frozen=True)
class CommentsPage:
    """The comments of a unit over a period; no `months` while none may be read."""

    frame: UnitFrame
    advice: str = ""
    themes: tuple[ThemeCard, ...] = ()
    notes: tuple[str, ...] = ()
    total: str = ""
    months: tuple[MonthOfComments, ...] = ()
    pages: CommentPages | None = None


def comments_page(scope: Scope, unit_id: int, code: str | None, number: int) -> CommentsPage:
    """The page of a unit's comments; a page beyond the last one shows the last."""
    frame = unit_frame(scope, unit_id, code, SECTION)
    if frame.asked is None:
        return CommentsPage(frame)
    comments = shown_comments(scope, unit_id, frame.asked)
    if not comments:
        return CommentsPage(frame)
    found = themes_of(scope, unit_id, frame.asked)
    last = -(-len(comments) // PER_PAGE)
    number = min(number, last)
    return CommentsPage(
        frame=frame,
        advice=advice(found),
        themes=theme_cards(found),
        notes=tuple(theme_notes(found)),
        total=whole_shown(len(comments), language()),
        months=months_of(
            scope,
            unit_id,
            comments[(number - 1) * PER_PAGE : number * PER_PAGE],
            has_units=len({comment.unit_id for comment in comments}) > 1,
        ),
        pages=_pages(unit_id, frame.asked, number, last),
    )


def _pages(unit_id: int, period: Period, number: int, last: int) -> CommentPages:
    def href(other: int) -> str:
        if not 1 <= other <= last:
            return ""
        address = section_address(unit_id, SECTION)
        return f"{address}?periode={period.code}&halaman={other}#komentar"

    position = _("Halaman %(number)s dari %(last)s", number=number, last=last)
    return CommentPages(position, href(number - 1), href(number + 1))
