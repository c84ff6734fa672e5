"""What a program gets that sends an answer: a receipt, or the words of a refusal."""

from __future__ import annotations

import json

from flask import Response, jsonify

from app.web.errors import asks_for_json, tell_in_json

__all__ = ["asks_for_json", "refused", "taken"]


def taken(receipt: str, thanks: str) -> Response:
    """The receipt, after which a device may forget the answer, and the address of the thanks."""
    return jsonify(receipt=receipt, thanks=thanks)


def refused(status: int, message: str) -> Response:
    """Why an answer is not taken: a problem document, of which our script shows the `message`.

    Other errors have none, so that an answer is never taken for refused when its address was lost.
    """
    reply = tell_in_json(status, message)
    reply.set_data(json.dumps(reply.get_json() | {"message": message}))
    return reply
