"""What is done to the words of a comment before anyone reads them."""

from __future__ import annotations

import re

MASK = "▇▇▇"
# A name is looked at from its beginning only; otherwise a long word takes a long time.
_MAILBOX = r"(?<![\w.+-])[\w.+-]+"
_EMAIL = re.compile(rf"{_MAILBOX}\s?@\s?[\w-]+(?:\.[\w-]+)+")
_AT = r"(?:\s?(?:\[\s?at\s?\]|\(\s?at\s?\))\s?|\sat\s)"
_SPELLED_EMAIL = re.compile(rf"{_MAILBOX}{_AT}[\w-]+(?:\.[\w-]+)*\.[a-z]{{2,}}", re.IGNORECASE)
# Sixteen digits (NIK, NKK) however they are grouped, and telephone numbers that begin with 0,
# 62 or +62 and have 9 to 14 digits in all. U+2010 to U+2013 are the hyphens that telephones type.
_BETWEEN = r"[\s.\-_\u2010-\u2013/()]{0,2}"
_NIK = re.compile(rf"(?<!\d)\d(?:{_BETWEEN}\d){{15}}(?!\d)")
_PHONE = re.compile(rf"(?<![\d])(?:\+?{_BETWEEN}62|0)(?:{_BETWEEN}\d){{7,12}}(?!\d)")
# A number without its first 0 could be an amount, unless a word before it says what it is.
_CALLED = re.compile(
    r"(?<!\w)((?:wa(?:\.me)?|whatsapp|hp|telp|telepon|nomor|no)(?:\s+saya)?[\s.:/=]{1,3})"
    rf"8(?:{_BETWEEN}\d){{8,11}}(?!\d)",
    re.IGNORECASE,
)


def mask_identifiers(text: str) -> str:
    """Replace e-mail addresses, NIK and telephone numbers in a comment by a mask.

    Parameters
    ----------
    text : str
        A comment as it was typed.

    Returns
    -------
    str
        The same comment with each identifier replaced by ``▇▇▇``; other numbers stay.

    Raises
    ------
    ValueError
        If `text` is not a str.

    Notes
    -----
    A NIK has 16 digits (Permendagri 96/2019); telephone numbers in Indonesia begin with 0 or
    +62 and have 9 to 14 digits, or with 8 and have 9 to 12 after WA, HP, telp, telepon, no, nomor
    or wa.me. Digits may be grouped by blanks, dots, hyphens, underscores or slashes. The sign of
    an e-mail address may be written [at], (at) or at.

    Source
    ------
    UU 27/2022 (PDP) art. 4: identifiers are personal data; Permendagri 96/2019 for the NIK.

    Examples
    --------
    >>> mask_identifiers("Hubungi 0812-3456-7890 atau warga@contoh.id, antre 45 menit")
    'Hubungi ▇▇▇ atau ▇▇▇, antre 45 menit'
    >>> mask_identifiers("NIK 3320 0101 0190 0001")
    'NIK ▇▇▇'
    """
    if not isinstance(text, str):
        raise ValueError(f"text is {type(text).__name__}; expected str")
    for pattern in (_EMAIL, _SPELLED_EMAIL, _NIK, _PHONE):
        text = pattern.sub(MASK, text)
    return _CALLED.sub(rf"\1{MASK}", text)
