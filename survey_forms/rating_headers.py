"""Finds the column of each element in a table's header, by name or by number and order."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

from survey_forms.instrument import Instrument, Item
from survey_forms.wording import TableWording, wording

Columns = Mapping[str, int]

_UNSUR = r"u(?:nsur(?: ke)?)? ?"
_NUMBERED = re.compile(rf"{_UNSUR}([1-9][0-9]?)")
# A number beside a name, as in "U9 Sarana dan Prasarana" or "9. Bagaimana pendapat Saudara ...";
# the words alone say what is meant.
_NUMBER_BESIDE = re.compile(rf"^(?:{_UNSUR})?[1-9][0-9]? (?=\D)|(?<=\D) {_UNSUR}[1-9][0-9]?$")
# Questionnaires ask the same questions of "Saudara", "Bapak/Ibu" or "Anda".
_YOU = re.compile(r"\b(?:(?:bapak|ibu|sdr|saudara(?: i)?|anda) ?)+\b")
# Offices shorten these names, but name the kind of service so too. They are taken only right
# between the columns of the elements on either side, which both orders have there.
_SHORT_NAMES = {"produk": ("produk layanan", "produk pelayanan")}
_NO_WORD = re.compile(r"[\W_]+")
# The questions of two elements are alike up to 0.84 (difflib), one with a word left out from 0.95.
_LIKE_0_1 = 0.9
_QUESTION_LENGTHS = range(40, 300)


def locate_columns(
    header: Sequence[str], instrument: Instrument, order: str | None, *, language: str = "id"
) -> Columns:
    """The column index of each element, in form order.

    Columns are headed by key, official name or question, or U1..Un with `order` "list" or "form".
    A ValueError says what to change when a column is missing, repeated or has two meanings.
    """
    words = wording(language).table
    if order not in ("list", "form", None):
        raise ValueError(words.order_unknown.format(order=order))
    named = _named_columns(header, instrument, nearly=True)
    numbered = _numbered_columns(header)
    if named and numbered:
        raise ValueError(_mixed_headers(header, named, numbered, words))
    found = named
    if numbered:
        found = _keys_by_number(numbered, _order_of(instrument, order, words), words)
    _refuse_missing(found, instrument, language)
    return {
        key: _only_column(found[key], instrument.item(key), language) for key in instrument.keys
    }


def heads_elements(cells: Sequence[str], instrument: Instrument) -> bool:
    """Whether a row names at least half of the elements, so that it heads the rows below.

    Only headings that are written as they should be count: this is asked of many rows.
    """
    named, numbered = _named_columns(cells, instrument), _numbered_columns(cells)
    known = set(range(1, len(instrument.keys) + 1)) & set(numbered)
    return 2 * max(len(named), len(known)) >= len(instrument.keys)


def rated_columns(header: Sequence[str], instrument: Instrument) -> set[int]:
    """The columns that a header gives to elements, by their names or by numbers."""
    found = (*_named_columns(header, instrument).values(), *_numbered_columns(header).values())
    return {column for columns in found for column in columns}


def element_columns(header: Sequence[str], instrument: Instrument, key: str) -> list[int]:
    """The columns headed by one element, by its number too where that means it in both orders."""
    number = instrument.keys.index(key) + 1
    named = _named_columns(header, instrument, nearly=True).get(key, [])
    is_plain = instrument.list_order.index(key) + 1 == number
    return [*named, *(_numbered_columns(header).get(number, []) if is_plain else [])]


def normal_heading(text: str) -> str:
    """A heading without what makes no other of it: capitals, marks and blanks."""
    return _normal(text)


def column_letters(index: int) -> str:
    """The letters over a column, as a spreadsheet shows them: 0 is A, 26 is AA."""
    letters = ""
    while index >= 0:
        index, position = index // 26 - 1, index % 26
        letters = chr(ord("A") + position) + letters
    return letters


def _normal(text: str) -> str:
    # Reports differ in capitals, commas and blanks, and a byte order mark may stand in front.
    words = _NO_WORD.sub(" ", text).strip().casefold()
    return _YOU.sub("anda ", words).strip()


def _headings(item: Item) -> set[str]:
    asked = (item.key, *item.names.values(), *item.aliases, *item.questions.values())
    return {_normal(text) for text in asked}


def _named_columns(
    header: Sequence[str], instrument: Instrument, *, nearly: bool = False
) -> dict[str, list[int]]:
    key_of = {heading: item.key for item in instrument.items for heading in _headings(item)}
    found = defaultdict(list)
    names = [_NUMBER_BESIDE.sub("", _normal(text)) for text in header]
    for index, name in enumerate(names):
        key = key_of.get(name) or (_nearly_asked(name, key_of) if nearly else None)
        if key:
            found[key].append(index)
    return {**_shortly_named(names, found, instrument), **found}


def _shortly_named(
    names: Sequence[str], found: Mapping[str, list[int]], instrument: Instrument
) -> dict[str, list[int]]:
    """The elements missing so far whose short name stands in their own place."""
    key_at = {column: key for key, columns in found.items() for column in columns}
    shortly = {}
    for key in set(_SHORT_NAMES) & set(instrument.keys) - set(found):
        place = instrument.keys.index(key)
        around = instrument.keys[place - 1], instrument.keys[place + 1]
        for column, name in enumerate(names):
            beside = key_at.get(column - 1), key_at.get(column + 1)
            if name in _SHORT_NAMES[key] and beside == around:
                shortly[key] = [column]
    return shortly


def _nearly_asked(name: str, key_of: Mapping[str, str]) -> str | None:
    """The element that a question means though a word of it is another, if it is like no other."""
    if len(name) not in _QUESTION_LENGTHS:
        return None
    near = get_close_matches(name, key_of, n=2, cutoff=_LIKE_0_1)
    keys = {key_of[heading] for heading in near}
    return keys.pop() if len(keys) == 1 else None


def _numbered_columns(header: Sequence[str]) -> dict[int, list[int]]:
    found = defaultdict(list)
    for index, text in enumerate(header):
        match = _NUMBERED.fullmatch(_normal(text))
        if match:
            found[int(match[1])].append(index)
    return found


def _mixed_headers(
    header: Sequence[str],
    named: Mapping[str, list[int]],
    numbered: Mapping[int, list[int]],
    words: TableWording,
) -> str:
    return words.mixed_headers.format(
        numbered=_quoted(header[i] for columns in numbered.values() for i in columns),
        named=_quoted(header[i] for columns in named.values() for i in columns),
    )


def _quoted(texts: Iterable[str]) -> str:
    return ", ".join(f'"{text.strip()}"' for text in texts)


def _order_of(instrument: Instrument, order: str | None, words: TableWording) -> tuple[str, ...]:
    # Where list and form agree, as with a single question, a number has only one meaning.
    if order == "form" or instrument.list_order == instrument.keys:
        return instrument.keys
    if order == "list":
        return instrument.list_order
    raise ValueError(
        words.order_needed.format(
            count=len(instrument.keys),
            list_order=_differences(instrument.list_order, instrument.keys),
            form_order=_differences(instrument.keys, instrument.list_order),
        )
    )


def _differences(order: tuple[str, ...], other: tuple[str, ...]) -> str:
    pairs = enumerate(zip(order, other, strict=True), start=1)
    return ", ".join(f"U{number} {key}" for number, (key, differs) in pairs if key != differs)


def _keys_by_number(
    numbered: Mapping[int, list[int]], order: tuple[str, ...], words: TableWording
) -> dict[str, list[int]]:
    beyond = [f"U{number}" for number in sorted(numbered) if number > len(order)]
    if beyond:
        raise ValueError(words.column_beyond.format(columns=", ".join(beyond), count=len(order)))
    return {order[number - 1]: columns for number, columns in numbered.items()}


def _refuse_missing(found: Mapping[str, list[int]], instrument: Instrument, language: str) -> None:
    missing = [item.names[language] for item in instrument.items if item.key not in found]
    if missing:
        raise ValueError(
            wording(language).table.column_missing.format(
                names=_quoted(missing),
                examples=_quoted(instrument.keys[:2]),
                count=len(instrument.keys),
            )
        )


def _only_column(columns: list[int], item: Item, language: str) -> int:
    if len(columns) > 1:
        letters = ", ".join(column_letters(index) for index in columns)
        message = wording(language).table.column_repeated
        raise ValueError(message.format(name=item.names[language], columns=letters))
    return columns[0]
