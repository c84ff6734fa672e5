"""Codes that people type by hand, off a poster or off a receipt."""

from __future__ import annotations

import unicodedata

# Dashes are a category of characters; these look like one and are of others.
_LIKE_A_DASH = frozenset("\N{MINUS SIGN}\N{MODIFIER LETTER MINUS SIGN}\N{HYPHEN BULLET}")
_DASH, _INVISIBLE = "Pd", "Cf"


def typed_letters(typed: str) -> str:
    """The capital letters and digits of a typed code, without dashes and blanks of any kind.

    Phones and text programs write a hyphen as a dash, and some keyboards write full-width forms.
    """
    if typed.isascii() and typed.isalnum():
        return typed.upper()  # as every code in a QR is
    plain = unicodedata.normalize("NFKC", typed)
    return "".join(sign for sign in plain if not _only_separates(sign)).upper()


def _only_separates(sign: str) -> bool:
    kind = unicodedata.category(sign)
    return sign.isspace() or sign in _LIKE_A_DASH or kind in (_DASH, _INVISIBLE)
