"""Strict reading of TOML: every fault is a ValueError with file, place and what belongs there."""

import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from survey_forms.instrument import Words


@dataclass(frozen=True)
class TomlTable:
    """One table of a TOML file that knows where it stands, so that its faults can say so."""

    file: str
    place: str
    values: Mapping[str, Any]

    def fault(self, key: str, expected: str) -> ValueError:
        """The error to raise about `key`: file, place, what was expected and what was found."""
        found = repr(self.values[key]) if key in self.values else "nothing"
        return ValueError(f"{self.file}: {self.place}{key}: expected {expected}, found {found}.")

    def only(self, *known: str) -> "TomlTable":
        """This table, when it has no other keys than the known ones."""
        for key in self.values:
            if key not in known:
                raise self.fault(key, f"no such key here, only {', '.join(known)}")
        return self

    def refuse_repeats(self, key: str, names: Iterable[str], what: str) -> None:
        """Raise a fault when the rows under `key` use one name twice."""
        seen: set[str] = set()
        for name in names:
            if name in seen:
                raise ValueError(
                    f"{self.file}: {self.place}{key}: expected each {what} once, "
                    f"found {name!r} twice."
                )
            seen.add(name)

    def text(self, key: str) -> str:
        """A text that is not blank."""
        value = self.values.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.fault(key, "a text that is not empty")
        return value

    def whole(self, key: str, *, least: int) -> int:
        """A whole number of at least `least`."""
        value = self.values.get(key)
        if type(value) is not int or value < least:
            raise self.fault(key, f"a whole number of at least {least}")
        return value

    def flag(self, key: str) -> bool:
        """Whether `key` is true; false where it is left out."""
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            raise self.fault(key, "true or false")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of different texts, at least one."""
        value: Any = self.values.get(key)
        is_texts = isinstance(value, list) and value and all(isinstance(v, str) for v in value)
        if not is_texts or len(set(value)) != len(value):
            raise self.fault(key, "a list of different texts")
        return tuple(value)

    def table(self, key: str) -> "TomlTable":
        """The table under `key`."""
        value = self.values.get(key)
        if not isinstance(value, dict):
            raise self.fault(key, "a table")
        return TomlTable(self.file, f"{self.place}{key}.", value)

    def tables(self, key: str) -> Iterator["TomlTable"]:
        """The tables of the list under `key`, at least one."""
        value = self.values.get(key)
        if not isinstance(value, list) or not value or not all(isinstance(v, dict) for v in value):
            raise self.fault(key, "a list of tables")
        for position, row in enumerate(value, start=1):
            yield TomlTable(self.file, f"{self.place}{key}[{position}].", row)

    def words(self, languages: Collection[str], *, besides: Collection[str] = ()) -> Words:
        """The same text in each language; `besides` names the other keys of this table."""
        self.only(*besides, *languages)
        return MappingProxyType({language: self.text(language) for language in languages})


def read_toml(file: str, content: bytes) -> TomlTable:
    """The top table of a TOML file."""
    try:
        return TomlTable(file, "", tomllib.loads(content.decode("utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise ValueError(f"{file}: expected TOML in UTF-8: {fault}.") from fault
