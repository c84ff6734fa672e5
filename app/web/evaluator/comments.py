"""Comments of units and their themes."""

from __future__ import annotations

from app.access import Scope
from app.clock import Period
from app.services import comments, themes
from app.web.evaluator.comments_schemas import CommentReply, ThemeReply
from app.web.evaluator.operations import operation
from app.web.evaluator.parameters import PageQuery
from app.web.wording import N_

COMMENTS = N_("Komentar")


@operation(
    "/units/{unit_id}/comments/{period}",
    tag=COMMENTS,
    summary=N_("Komentar yang dirilis pada satu periode, diacak di dalam bulannya"),
    query=PageQuery,
    reply=CommentReply,
)
def list_comments(scope: Scope, unit_id: int, period: Period) -> list[CommentReply]:
    """The released comments of a unit's subtree."""
    return [CommentReply.of(held) for held in comments.shown_comments(scope, unit_id, period)]


@operation(
    "/units/{unit_id}/themes/{period}",
    tag=COMMENTS,
    summary=N_("Tema komentar pada satu periode; kosong bila komentar belum cukup"),
    query=PageQuery,
    reply=ThemeReply,
)
def list_themes(scope: Scope, unit_id: int, period: Period) -> list[ThemeReply]:
    """The themes of the released comments of a unit's subtree, the most frequent first."""
    return [ThemeReply.of(theme) for theme in themes.themes_of(scope, unit_id, period).themes]
