"""Reads ratings out of a table of texts, such as a sheet of paper answers; nothing is guessed."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from survey_forms.answers import Ratings
from survey_forms.instrument import Instrument
from survey_forms.rating_headers import Columns, column_letters, locate_columns
from survey_forms.wording import wording

__all__ = ["Fault", "RatingTable", "locate_columns", "read_ratings"]

FIRST_ROW_BELOW_HEADER = 2

# Spreadsheets write a whole number as "4.0", and as "4,0" where the comma is the decimal mark.
_WHOLE_NUMBER = re.compile(r"([0-9])(?:[.,]0+)?")
# Before the words of an answer, as in "c. Sesuai"; a letter alone is not read, as a grade is one.
_ANSWER_MARK = re.compile(r"^[a-e1-5] ?[.)] ?")
_NO_WORD = re.compile(r"[\W_]+")
_LETTERS = re.compile(r"[^\W\d]{2}")


@dataclass(frozen=True)
class Fault:
    """A cell that cannot be read: its place in the spreadsheet, what stands there, what should.

    `values` fill the places of the text, as in %(names)s, in whatever language it is told.
    """

    row: int
    column: str
    value: str
    text: str
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def message(self) -> str:
        """The words in the language that the text is written in."""
        return self.text % self.values if self.values else self.text

    def translated(self, gettext: Callable[..., str]) -> str:
        """The words in the language that `gettext` speaks."""
        return gettext(self.text, **self.values)


@dataclass(frozen=True)
class RatingTable:
    """The rows that could be read, in form order, with their row numbers; and every fault."""

    ratings: list[Ratings] = field(default_factory=list)
    row_numbers: list[int] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read_ratings(
    rows: Iterable[Sequence[str]],
    columns: Columns,
    instrument: Instrument,
    *,
    first_row: int = FIRST_ROW_BELOW_HEADER,
    language: str = "id",
) -> RatingTable:
    """The ratings of the rows below the header; an empty cell is a gap, an empty row is skipped.

    A rating is written as its number, or in the words of the questionnaire in any of its languages,
    as forms on the web hand them out. `first_row` is the number of the first of the rows in the
    spreadsheet.

    A row with a fault gives no ratings, so that no caller can take a bad cell for a gap. A row
    whose only texts stand in other columns is a sheet without answers and is kept.
    """
    meanings = _meanings(instrument)
    table = RatingTable()
    for number, row in enumerate(rows, start=first_row):
        if not any(cell.strip() for cell in row):
            continue
        cells = {key: _cell(row, columns[key]) for key in instrument.keys}
        read = {key: _plain(cell) for key, cell in cells.items()}
        unreadable = [key for key, text in read.items() if text not in meanings[key]]
        for key in unreadable:
            message = _not_on_scale(instrument, key, language)
            table.faults.append(Fault(number, column_letters(columns[key]), cells[key], message))
        if not unreadable:
            table.ratings.append(tuple(meanings[key][text] for key, text in read.items()))
            table.row_numbers.append(number)
    return table


def _cell(row: Sequence[str], index: int) -> str:
    # Files leave out the empty cells at the end of a row.
    return row[index].strip() if index < len(row) else ""


@lru_cache(maxsize=32)
def _meanings(instrument: Instrument) -> Mapping[str, Mapping[str, int | None]]:
    """What each element's cells may say, and the rating that it means."""
    low, high = instrument.scale
    digits: dict[str, int | None] = {str(value): value for value in range(low, high + 1)}
    return {
        item.key: {"": None}
        | {_words(label): c.value for c in item.choices for label in c.labels.values()}
        | digits
        for item in instrument.items
    }


@lru_cache(maxsize=4096)
def _plain(cell: str) -> str:
    """A cell as `_meanings` has it; one that is not as it should be stays as it is."""
    match = _WHOLE_NUMBER.fullmatch(cell)
    return match[1] if match else _words(cell)


def _words(text: str) -> str:
    """The words of an answer, whatever its capitals, blanks and marks are; other text as it is."""
    words = _NO_WORD.sub(" ", _ANSWER_MARK.sub("", text.casefold())).strip()
    return words if _LETTERS.search(words) else text


def _not_on_scale(instrument: Instrument, key: str, language: str) -> str:
    low, high = instrument.scale
    name = instrument.item(key).names[language]
    return wording(language).table.not_on_scale.format(name=name, low=low, high=high)
