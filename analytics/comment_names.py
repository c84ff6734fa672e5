"""Names of people in a comment, found by the form of address that stands before them."""

from __future__ import annotations

import re

from analytics.ordinary_words import ALSO_NAMES, ROLES, is_ordinary

# After these any word may be a name, unless it is an ordinary word.
_ADDRESSES = (
    "bapak|bpk|pak|ibu|buk|bu|sdri|sdr|saudara|saudari|mas|mbak|mba|kakak|kak|ka|abang|bang|kang|"
    r"nama\s+saya|bernama|namanya|"
    r"atas\s+nama(?:\s+(?:anak|istri|suami|ibu|bapak|ayah|adik|kakak))?|a\.\s?n|an\."
)
# These are ordinary words or parts of some, unless a capital letter follows.
_TITLES = (
    r"drg|drs|dra|dr|prof|ir|hj|h|kh|ust(?:a(?:d|dz|z))?|teh|om|tante|bung|gus|cak|neng|p|b|si|petugas|"
    r"nama\s+(?:anak|istri|suami|ibu|bapak|ayah|orang\s+tua|adik|kakak|pegawai)"
    r"(?:nya|\s+saya|\s+sy)?"
)
_ADDRESS = re.compile(
    rf"(?<!\w)(?:(?P<title>{_TITLES})|{_ADDRESSES})(?:\.?\s+|\.|/|\s?:\s*)(?:[\"'“‘(*]\s?)?",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_](?:[\w'’-]*\w)?")
_BETWEEN = re.compile(r"\.?(?:[ \t]+|[ \t]*\r?\n[ \t]*)|\.(?=\w)")
_DEGREES = re.compile(
    r",?\s+(?:[SMA]\.?\s?[A-Z]\w{0,4}|A\.?\s?Md|Ph\.?\s?D)\b\.?(?:\s?[A-Z][a-z]{0,3}\b\.?)?"
)
_TITLE_BEFORE_NAME = frozenset(
    ("bin", "binti", "h", "hj", "drs", "dra", "dr", "drg", "ir", "prof", "ust", "kh", "i", "ni")
)
LONGEST_NAME = 4


def name_spans(text: str) -> list[tuple[int, int]]:
    """Find the names that stand after a form of address.

    Parameters
    ----------
    text : str
        A comment.

    Returns
    -------
    list of tuple of int
        Start and end of each name, in the order of the text; they do not overlap.

    Raises
    ------
    ValueError
        If `text` is not a str.

    Notes
    -----
    After Bapak, Ibu, Sdr, Mas, Mbak, Kak, "nama saya", "a.n." and their like the next word is a
    name unless it is an ordinary word; after dr., H., Ust. and other titles only with a capital
    letter. A name goes on over words with a capital letter, at most four in all, and over academic
    degrees. Where capitals say nothing, in small letters or in a text written in capitals
    alone, it goes on over one more word that is no ordinary one. A name without any form of
    address is not found.

    Source
    ------
    Own rules, measured in ``tests/analytics/comments_set``.

    Examples
    --------
    >>> name_spans("Pak Wirtana ramah, Ibu petugas juga")
    [(4, 11)]
    """
    if not isinstance(text, str):
        raise ValueError(f"text is {type(text).__name__}; expected str")
    found: list[tuple[int, int]] = []
    shouted = text.upper() == text
    for address in _ADDRESS.finditer(text):
        start = address.end()
        if found and address.start() < found[-1][1]:
            continue
        end = _end_of_name(text, start, shouted=shouted, needs_capital=bool(address["title"]))
        if end > start:
            found.append((start, end))
    return found


def _end_of_name(text: str, start: int, *, shouted: bool, needs_capital: bool) -> int:
    """Where the name that begins at `start` ends; `start` itself when there is none."""
    end, at, words, capital = start, start, 0, needs_capital
    while words < LONGEST_NAME and (word := _WORD.match(text, at)):
        tells = word[0][0].isupper() and not shouted
        if _is_role(word[0], words):
            capital = True
        elif not _stands_before_name(word):
            if not _goes_on(word[0], words, tells=tells, capital=capital):
                break
            words, end, capital = words + 1, word.end(), capital or tells
        between = _BETWEEN.match(text, word.end())
        if not between:
            break
        at = between.end()
    degrees = _DEGREES.match(text, end) if end > start else None
    return degrees.end() if degrees else end


def _is_role(word: str, before: int) -> bool:
    """Whether a word is an office with a capital letter, which a name may follow: Pak Kabid X."""
    return before == 0 and word[0].isupper() and word.lower() in ROLES


def _stands_before_name(word: re.Match[str]) -> bool:
    """Whether a word is a title or an initial (Ibu T. X) that belongs to a name but makes none."""
    is_initial = len(word[0]) == 1 and word.string.startswith(".", word.end())
    return is_initial or word[0].lower() in _TITLE_BEFORE_NAME


def _goes_on(word: str, before: int, *, tells: bool, capital: bool) -> bool:
    """Whether a word belongs to the name, after so many others of it."""
    if tells:
        return word.lower() in ALSO_NAMES or not is_ordinary(word)
    return not capital and before < 2 and len(word) > 1 + before and not is_ordinary(word)
