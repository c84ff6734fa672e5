"""What is done to the words of a comment before anyone reads them."""

from __future__ import annotations

import re
import unicodedata

from analytics.comment_names import name_spans

MASK = "▇▇▇"
# A name is looked at from its beginning only; otherwise a long word takes a long time.
_MAILBOX = r"(?<![\w.+-])[\w.+-]+"
_DOT = r"(?:\s?(?:\.|\[\s?(?:dot|titik)\s?\]|\(\s?(?:dot|titik)\s?\))\s?|\s(?:dot|titik)\s)"
_AT = r"(?:\s?(?:@|\[\s?at\s?\]|\(\s?at\s?\))\s?|\s(?:at|et)\s)"
# With blanks around the sign only a domain tells it from "2 orang @ loket 3"; without, any word.
_DOMAIN = "com|co|net|org|id|go|gov|edu|ac|sch|or|web|my|info|biz|me|io"
_EMAIL = re.compile(
    rf"{_MAILBOX}(?:@[\w-]+(?:\.[\w-]+)+"
    rf"|{_AT}[\w-]+(?:{_DOT}[\w-]+)*?(?:{_DOT}(?:{_DOMAIN})(?!\w)){{1,2}}"
    r"|@[^\W\d_][\w-]*)",
    re.IGNORECASE,
)
# Sixteen digits (NIK, NKK) or eighteen (NIP) however they are grouped, and telephone numbers
# that begin with 0, 62 or +62 and have 9 to 14 digits in all. U+2010 to U+2013 are the hyphens
# that telephones type, U+00B7 and U+2022 the points in the middle of a line.
_BETWEEN = r"[\s.\-_\u00b7\u2010-\u2013\u2022/()]{0,2}"
_NIK = re.compile(rf"(?<!\d)\d(?:{_BETWEEN}\d){{15}}(?:(?:{_BETWEEN}\d){{2}})?(?!\d)")
_PHONE = re.compile(rf"(?<![\d])(?:\+?62|0)(?:{_BETWEEN}\d){{7,12}}(?!\d)")
# The letter O typed for the digit 0.
_LETTER_PHONE = re.compile(rf"(?<!\w)[0O]8(?:{_BETWEEN}[\dOo]){{7,11}}(?!\w)")
# A number without its first 0 could be an amount, unless a word before it says what it is.
_CALLED = re.compile(
    r"(?<!\w)((?:wa(?:\.me)?|whatsapp|hp|telp|telepon|nomor|no)(?:\s+(?:saya|sy))?[\s.:/=]{1,3})"
    rf"8(?:{_BETWEEN}\d){{8,11}}(?!\d)",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(
    rf"(?<!\w)((?:rekening|rek|norek)(?:\s+\w{{2,8}}){{0,2}}[\s.:]{{1,2}})\d(?:{_BETWEEN}\d){{7,17}}(?!\d)",
    re.IGNORECASE,
)
_DIGIT = "(?:nol|kosong|satu|dua|tiga|empat|lima|enam|tujuh|delapan|lapan|sembilan)"
_SPELLED_NUMBER = re.compile(
    rf"(?<!\w){_DIGIT}(?:[\s.,-]{{1,2}}{_DIGIT}){{7,}}(?!\w)", re.IGNORECASE
)
# The name of an account on a social network, which is as good as a person's own; "@loket" is none.
_HANDLE = re.compile(r"(?<![\w.+@-])@(?=[^\W\d_]+[\d_.]\w)[\w.]{2,29}(?<!\.)")
_CALLED_HANDLE = re.compile(
    r"(?<!\w)((?:instagram|facebook|tiktok|twitter|x)\.com/|"
    r"(?:instagram|ig|facebook|fb|tiktok|twitter)\s?[:=]\s?)@?[\w.]{3,30}(?<!\.)",
    re.IGNORECASE,
)
# A number plate in capitals, or in any case after a word that says what it is.
_REGION = (
    "(?:A[ABDEG]?|B[ABDEGHKLMNPRSTV]?|D[ABCDEFGHKLMNPRSTWX]?|E[ABDEF]?|F|G|H|K[BTHU]?|L|M|N"
    "|P[AB]?|R|S|T|W|Z)"
)
_PLATE = re.compile(rf"(?<!\w){_REGION}[ .-]?\d{{3,4}}[ .-]?[A-Z]{{1,3}}(?!\w)")
_CALLED_PLATE = re.compile(
    r"(?<!\w)((?:plat|nopol|mobil|motor)(?:\s+(?:nomor|saya|no\.?))?[\s.:]{1,2})"
    r"[a-z]{1,2}[ .-]?\d{1,4}[ .-]?[a-z]{1,3}(?!\w)",
    re.IGNORECASE,
)
# A street counts as an address only with a house number; "jalan di depan pasar" stays.
_ADDRESS = re.compile(
    r"(?<!\w)(?:(?:jl|jln|jalan|gg|gang|perum|perumahan|komplek|dusun)\.?(?:\s+[\w.]+){1,4}?\s+"
    r"(?:no|nomor|blok)\.?\s?\w{1,4}(?:[,\s]+rt[\s./]{0,2}\d{1,3}(?:[\s./]{0,2}rw[\s./]{0,2}\d{1,3})?)?"
    r"|rt[\s./]{0,2}\d{1,3}[\s./,]{0,2}rw[\s./]{0,2}\d{1,3})(?!\w)",
    re.IGNORECASE,
)
# Digits that belong together, and the two forms of them that are no identifier: dates alone, and
# a sum of money with a point at every thousand. Anything beside these in a run leaves it a number.
_RUN = re.compile(rf"(?<!\d)\d(?:{_BETWEEN}\d)*")
_DAY, _MONTH, _YEAR = "(?:0?[1-9]|[12]\\d|3[01])", "(?:0?[1-9]|1[0-2])", "(?:19|20)\\d\\d"
_DATE = rf"(?:{_DAY}/{_MONTH}/{_YEAR}|{_DAY}-{_MONTH}-{_YEAR}|{_YEAR}-{_MONTH}-{_DAY})"
_DATES = re.compile(rf"{_DATE}(?:\s{{1,2}}{_DATE})*")
# A telephone number of Indonesia begins with 62 8, and a NIK has 16 digits: neither is a sum here.
_SUM = re.compile(r"(?!62\.8)[1-9]\d{0,2}(?:\.\d{3}){1,4}")
_BEFORE_SUM, _AFTER_SUM = re.compile(r"(?<!\w)rp\.?\s?$", re.I), re.compile(r"\s?rupiah\b", re.I)
# While others are looked for, the digits of those stand as signs that nobody types.
_ASIDE = {ord("0") + digit: 0xE000 + digit for digit in range(10)}
_BACK = {aside: digit for digit, aside in _ASIDE.items()}
# Signs of no width that part a word; between pictures they join and stay.
_UNSEEN = re.compile(r"(?<=[\w@.+\s-])[\u00ad\u200b-\u200f\u2060\ufeff]+")
_WIDE = 0xFEE0  # how far wide forms of ASCII lie from it
_WITHOUT_CAPTION = (
    *(_EMAIL, _NIK, _PHONE, _LETTER_PHONE, _SPELLED_NUMBER),
    *(_HANDLE, _PLATE, _ADDRESS),
)


def mask_identifiers(text: str) -> str:
    """Replace what points at a person in a comment by a mask: numbers, addresses and names.

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
    A NIK has 16 digits (Permendagri 96/2019), a NIP 18; telephone numbers in Indonesia begin with
    0 or +62 and have 9 to 14 digits, or with 8 and have 9 to 12 after WA, HP, telp, telepon, no,
    nomor or wa.me. Digits may be grouped by blanks, dots, hyphens, underscores or slashes. The
    sign of an e-mail address may be written [at], (at) or at, its dot [dot], (dot) or titik.
    Names on social networks go after @ where they hold a digit, a dot or an underscore, after a
    network's name with a colon, and in its address.
    Digits of any script count, and come out as 0 to 9. Eight and more digits written as words,
    account numbers, number plates, streets with a house number and RT/RW go too, and so do names
    after a form of address (`comment_names.name_spans`). Dates and sums of money (Rp 1.000.000.000)
    stay, where nothing else is joined to them. How much is found is measured on a
    synthetic set in ``tests/analytics/comments_set``.

    Source
    ------
    UU 27/2022 (PDP) art. 4: identifiers are personal data; Permendagri 96/2019 for the NIK.

    Examples
    --------
    >>> mask_identifiers("Hubungi 0812-3456-7890 atau warga@contoh.id, antre 45 menit")
    'Hubungi ▇▇▇ atau ▇▇▇, antre 45 menit'
    >>> mask_identifiers("NIK 3320 0101 0190 0001")
    'NIK ▇▇▇'
    >>> mask_identifiers("Pak Wirtana ramah, petugas loket 2 juga")
    'Pak ▇▇▇ ramah, petugas loket 2 juga'
    """
    if not isinstance(text, str):
        raise ValueError(f"text is {type(text).__name__}; expected str")
    text = _RUN.sub(_aside, _in_plain_signs(text))
    for pattern in _WITHOUT_CAPTION:
        text = pattern.sub(MASK, text)
    for pattern in (_CALLED, _ACCOUNT, _CALLED_HANDLE, _CALLED_PLATE):
        text = pattern.sub(rf"\1{MASK}", text)
    return _without_names(text).translate(_BACK)


def _aside(run: re.Match[str]) -> str:
    """The run with its digits set aside where it is dates or a sum of money, else as it is."""
    before, after = run.string[max(0, run.start() - 5) : run.start()], run.string[run.end() :][:8]
    is_money = _BEFORE_SUM.search(before) or _AFTER_SUM.match(after)
    is_known = _DATES.fullmatch(run[0]) or (is_money and _SUM.fullmatch(run[0]))
    return run[0].translate(_ASIDE) if is_known else run[0]


def _in_plain_signs(text: str) -> str:
    """The text with digits of any script as 0 to 9, wide letters as usual, and nothing unseen."""
    return _UNSEEN.sub("", "".join(map(_plain, text)))


def _plain(sign: str) -> str:
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    if ord(sign) in _BACK:
        return ""
    return chr(ord(sign) - _WIDE) if "\uff01" <= sign <= "\uff5e" else sign


def _without_names(text: str) -> str:
    for start, end in reversed(name_spans(text)):
        text = f"{text[:start]}{MASK}{text[end:]}"
    return text
