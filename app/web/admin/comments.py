"""Admin pages: emptying a comment that names somebody; one person asks, another agrees."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from flask import abort, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response
from wtforms import Form, StringField
from wtforms.validators import InputRequired, Length

from app.access import Permission, Scope
from app.clock import now
from app.queries import comments
from app.services.comment_redactions import (
    LONGEST_REASON,
    agree_redaction,
    ask_redaction,
    decline_redaction,
)
from app.web.admin.form_pages import FormWords, answer_form
from app.web.admin.forms import ConfirmForm
from app.web.admin.links import unit_trail
from app.web.admin.views import blueprint
from app.web.guards import current_scope, requires

EDIT = Permission.EDIT_ORGANISATION
ID_DIGITS = 32
Act = Callable[[Scope, datetime, bytes], None]


class ReasonForm(Form):
    """Why a comment should be emptied."""

    reason = StringField(
        lazy_gettext("Alasan"),
        [
            InputRequired(lazy_gettext("Tulis alasannya.")),
            Length(max=LONGEST_REASON, message=lazy_gettext("Paling banyak %(max)d huruf.")),
        ],
        description=lazy_gettext("Jangan mengulang isi komentar; alasan ini dicatat."),
    )


@blueprint.route("/komentar/<string:comment_key>/kosongkan", methods=["GET", "POST"])
@requires(EDIT)
def ask_comment_redaction(comment_key: str) -> Response:
    """The form in which the first person says why a comment should be emptied."""
    scope, key = current_scope(), _key(comment_key)
    form = ReasonForm(request.form)
    words = _words(
        scope,
        key,
        title=_("Usulkan pengosongan komentar"),
        submit=_("Usulkan"),
        done=_("Usulan dicatat. Komentar dikosongkan setelah orang kedua menyetujui."),
    )

    def act() -> str:
        ask_redaction(scope, now(), key, form.reason.data)
        return words.back_href

    return answer_form(form, words, act)


@blueprint.route("/komentar/<string:comment_key>/setujui", methods=["GET", "POST"])
@requires(EDIT)
def agree_comment_redaction(comment_key: str) -> Response:
    """The page on which a second person agrees; the text is then gone for good."""
    words = _words(
        current_scope(),
        _key(comment_key),
        title=_("Setujui pengosongan komentar"),
        submit=_("Kosongkan isi komentar"),
        done=_("Isi komentar sudah dikosongkan. Nilai yang diberikan penulisnya tetap dihitung."),
        is_dangerous=True,
    )
    return _confirmed(comment_key, words, agree_redaction)


@blueprint.route("/komentar/<string:comment_key>/tolak", methods=["GET", "POST"])
@requires(EDIT)
def decline_comment_redaction(comment_key: str) -> Response:
    """The page on which what was asked is turned down."""
    words = _words(
        current_scope(),
        _key(comment_key),
        title=_("Tolak pengosongan komentar"),
        submit=_("Tolak usulan"),
        done=_("Usulan ditolak. Komentar tetap tampil."),
    )
    return _confirmed(comment_key, words, decline_redaction)


def _confirmed(comment_key: str, words: FormWords, verb: Act) -> Response:
    def act() -> str:
        verb(current_scope(), now(), _key(comment_key))
        return words.back_href

    return answer_form(ConfirmForm(request.form), words, act)


def _key(comment_key: str) -> bytes:
    """The key of a comment in an address; anything else is not found."""
    if len(comment_key) != ID_DIGITS or not set(comment_key) <= set("0123456789abcdef"):
        abort(404)
    return bytes.fromhex(comment_key)


def _words(scope: Scope, key: bytes, *, is_dangerous: bool = False, **said: str) -> FormWords:
    """The words of a page about one comment, which is quoted with what was asked about it."""
    comment = comments.readable_comment(scope, key, EDIT)
    if comment is None:
        abort(404)
    asked = comments.redaction(key)
    intro = _("Komentar: “%(text)s”.", text=comment.text)
    if asked:
        intro += " " + _("Alasan pengusul: %(reason)s", reason=asked.reason)
    return FormWords(
        trail=unit_trail(scope, comment.unit_id, said["title"]),
        back_href=f"/dasbor/unit/{comment.unit_id}/komentar?periode={comment.month:%Y-%m}",
        intro=intro,
        is_dangerous=is_dangerous,
        **said,
    )
