"""What a script gets that sends an answer by itself: a receipt, or the words of a refusal."""

from __future__ import annotations

from flask import Response, jsonify, request

JSON = "application/json"


def asks_for_json() -> bool:
    """Whether a script of ours sent this, and not a form by itself."""
    return request.headers.get("Accept", "") == JSON


def taken(receipt: str, thanks: str) -> Response:
    """The receipt, after which a device may forget the answer, and the address of the thanks."""
    return jsonify(receipt=receipt, thanks=thanks)


def refused(status: int, message: str) -> Response:
    """Why an answer is not taken, for the person who gave it to read."""
    reply = jsonify(message=message)
    reply.status_code = status
    return reply
