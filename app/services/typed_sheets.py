"""What a clerk types from paper: a line of digits for each sheet, read twice and compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from survey_forms.instrument import Instrument, Item, Words

MOST_SHEETS = 100
NOT_ANSWERED = ("0", "-")
# Digits may stand in groups, as on the paper; what parts them says nothing.
_BETWEEN = str.maketrans("", "", " \t.,;|/")

Values = tuple[int | None, ...]


class Part(Enum):
    """What a digit says something of."""

    ELEMENT = auto()
    OVERALL = auto()
    RESPONDENT = auto()


@dataclass(frozen=True)
class Place:
    """One digit of a sheet: what it answers, by which labels, and the values it may have.

    `number` is the question on the form and `code` the element in the official list.
    """

    part: Part
    key: str
    names: Words
    labels: tuple[Words, ...]
    low: int = 1
    number: int | None = None
    code: str = ""

    @property
    def high(self) -> int:
        """The greatest digit."""
        return self.low + len(self.labels) - 1

    def read(self, digit: str) -> int | None:
        """The value of a digit, None for "not answered"; ValueError for anything else."""
        if digit in NOT_ANSWERED:
            return None
        value = int(digit) if digit.isascii() and digit.isdigit() else 0
        if not self.low <= value <= self.high:
            raise ValueError(f"Expected {self.low} to {self.high}, 0 or -; got {digit!r}.")
        return value


@dataclass(frozen=True)
class TypedFault:
    """What cannot be read: a digit at a place, or, without one, a line of the wrong length."""

    sheet: int
    typed: str
    place: Place | None = None


@dataclass(frozen=True)
class Typing:
    """The sheets of one typing and every fault; sheets count only where there is no fault."""

    sheets: tuple[Values, ...]
    faults: tuple[TypedFault, ...]


@dataclass(frozen=True)
class Difference:
    """A place of a sheet for which the two typings disagree."""

    sheet: int
    place: Place
    first: int | None
    second: int | None

    @property
    def name(self) -> str:
        """What the field is called that settles it."""
        return f"lembar-{self.sheet}-{self.place.key}"


def places_of(asked: Instrument, order: str) -> tuple[Place, ...]:
    """The digits of a sheet in the order in which they are typed: "form" or "list"."""
    if order not in ("form", "list"):
        raise ValueError(f'Expected the order "form" or "list", got {order!r}.')
    keys = asked.keys if order == "form" else asked.list_order
    rated = [_element(asked, key) for key in keys]
    if asked.overall:
        rated.append(_rated(asked.overall, Part.OVERALL))
    return (*rated, *_respondent(asked))


def lengths(places: Sequence[Place]) -> tuple[int, ...]:
    """How many digits a line may have: without the respondent's, or with them."""
    rated = sum(place.part is not Part.RESPONDENT for place in places)
    return tuple(sorted({rated, len(places)}))


def read_typing(text: str, places: Sequence[Place]) -> Typing:
    """Every sheet of a typing, one a line; lines without anything are passed over."""
    lines = [line for line in (line.translate(_BETWEEN) for line in text.splitlines()) if line]
    faults: list[TypedFault] = []
    sheets = [_sheet(n, line, places, faults) for n, line in enumerate(lines, start=1)]
    return Typing(tuple(sheets), tuple(faults))


def differences(
    places: Sequence[Place], first: Sequence[Values], second: Sequence[Values]
) -> list[Difference]:
    """Every place for which two typings of the same number of sheets disagree."""
    return [
        Difference(number, place, one, other)
        for number, pair in enumerate(zip(first, second, strict=True), start=1)
        for place, one, other in zip(places, *pair, strict=True)
        if one != other
    ]


def first_parting(first: Sequence[Values], second: Sequence[Values]) -> int:
    """The number of the first sheet from which on two typings of unequal number part."""
    pairs = zip(first, second, strict=False)
    same = next((n for n, (one, other) in enumerate(pairs) if one != other), None)
    return (min(len(first), len(second)) if same is None else same) + 1


def settled(
    places: Sequence[Place], sheets: Sequence[Values], chosen: dict[tuple[int, str], int | None]
) -> tuple[Values, ...]:
    """The sheets with what was chosen, by sheet and key, in the place of what was typed."""
    return tuple(
        tuple(
            chosen.get((number, place.key), value)
            for place, value in zip(places, values, strict=True)
        )
        for number, values in enumerate(sheets, start=1)
    )


def _sheet(number: int, line: str, places: Sequence[Place], faults: list[TypedFault]) -> Values:
    if len(line) not in lengths(places):
        faults.append(TypedFault(number, line))
        return ()
    typed = line + NOT_ANSWERED[0] * (len(places) - len(line))
    return tuple(_values(number, typed, places, faults))


def _values(
    number: int, typed: str, places: Sequence[Place], faults: list[TypedFault]
) -> Iterator[int | None]:
    for digit, place in zip(typed, places, strict=True):
        try:
            yield place.read(digit)
        except ValueError:
            faults.append(TypedFault(number, digit, place))
            yield None


def _element(asked: Instrument, key: str) -> Place:
    return replace(
        _rated(asked.item(key), Part.ELEMENT),
        number=asked.keys.index(key) + 1,
        code=f"U{asked.list_order.index(key) + 1}",
    )


def _rated(item: Item, part: Part) -> Place:
    labels = tuple(choice.labels for choice in item.choices)
    return Place(part, item.key, item.names, labels, low=item.choices[0].value)


def _respondent(asked: Instrument) -> list[Place]:
    """The questions about the respondent, where one digit is enough for each."""
    places = [
        Place(
            Part.RESPONDENT,
            field.key,
            field.labels,
            tuple(c.labels for c in field.choices if c.code),
        )
        for field in asked.block
    ]
    return places if all(place.high <= 9 for place in places) else []
