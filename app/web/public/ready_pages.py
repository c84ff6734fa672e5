"""Forms that are built once for each counter, language and instrument, and then only sent.

Three hidden values differ from one opening to the next; they stand at the very end of the form,
so that all before them is kept ready, compressed as well.
"""

from __future__ import annotations

import secrets
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from flask import Response, current_app, request

KEY_PLACE = "SUBMISSION-KEY-STANDS-HERE"
SEED_PLACE = "RECEIPT-SEED-STANDS-HERE"
OPENED_PLACE = "OPENING-STANDS-HERE"
MOST_KEPT = 4096
_GZIP_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"


class HiddenValues(NamedTuple):
    """What differs from one opening of a form to the next."""

    submission_key: str
    receipt_seed: str
    opened: str


PLACES = HiddenValues(KEY_PLACE, SEED_PLACE, OPENED_PLACE)


@dataclass(frozen=True)
class ReadyPage:
    """A rendered form in four parts, between which the hidden values go."""

    before: bytes
    parts: tuple[bytes, ...]

    @classmethod
    def of(cls, html: str) -> ReadyPage:
        """The page of a form that was rendered with the places of the values in their stead."""
        parts = []
        for place in PLACES:
            before, _, html = html.partition(place)
            parts.append(before.encode())
        return cls(parts[0], (*parts[1:], html.encode()))

    def plain(self, values: HiddenValues) -> bytes:
        """The page with these values."""
        return self.before + self._rest(values)

    def gzipped(self, values: HiddenValues) -> bytes:
        """The page with these values as one gzip member; only its end is compressed now.

        The part kept ready ends in a full flush, after which a deflate stream may go on with a
        compressor that has not seen what came before (RFC 1951, RFC 1952).
        """
        rest = self._rest(values)
        packer = zlib.compressobj(1, zlib.DEFLATED, -zlib.MAX_WBITS)
        ending = packer.compress(rest) + packer.flush()
        checksum = zlib.crc32(rest, self._checksum_before)
        length = len(self.before) + len(rest)
        trailer = checksum.to_bytes(4, "little") + length.to_bytes(4, "little")
        return self._packed_before + ending + trailer

    def _rest(self, values: HiddenValues) -> bytes:
        pairs = zip(values, self.parts, strict=True)
        return b"".join(part for value, after in pairs for part in (value.encode(), after))

    @cached_property
    def _packed_before(self) -> bytes:
        packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
        return _GZIP_HEADER + packer.compress(self.before) + packer.flush(zlib.Z_FULL_FLUSH)

    @cached_property
    def _checksum_before(self) -> int:
        return zlib.crc32(self.before)


class ReadyPages:
    """The forms kept ready; the one that was kept longest goes first when there are too many."""

    def __init__(self) -> None:
        self._kept: dict[tuple[object, ...], ReadyPage] = {}

    def get(self, key: tuple[object, ...], render: Callable[[], str]) -> ReadyPage:
        """The page of a key, rendered at its first opening."""
        page = self._kept.get(key)
        if page is None:
            page = ReadyPage.of(render())
            if len(self._kept) >= MOST_KEPT:
                self._kept.pop(next(iter(self._kept)))
            self._kept[key] = page
        return page


def new_token() -> str:
    """128 random bits for a form's hidden field."""
    return secrets.token_urlsafe(16)


def send(page: ReadyPage, values: HiddenValues) -> Response:
    """The reply with a ready page, compressed where the browser takes it."""
    # Told before the page, so that a phone asks for the styles while the page is on its way.
    styles = current_app.extensions["assets"].url("public.css")
    headers = {"Vary": "Accept-Encoding", "Link": f"<{styles}>; rel=preload; as=style"}
    if request.accept_encodings["gzip"] <= 0:
        return Response(page.plain(values), headers=headers, mimetype="text/html")
    headers["Content-Encoding"] = "gzip"
    return Response(page.gzipped(values), headers=headers, mimetype="text/html")
