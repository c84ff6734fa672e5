"""What a version may change that only adds languages: the words of those languages, and no more.

Its answers are counted with those of its original, so anything else that differed would give one
number two meanings.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from survey_forms.instrument import Instrument

# What tells versions apart without touching what is asked or how it counts.
_OWN = {"version", "checksum", "languages", "unofficial", "translation_of", "by_name_only"}


def refuse_other_meaning(catalogue: Mapping[str, Instrument]) -> None:
    """Raise a ValueError where a translation is of no known version, or differs in more."""
    for instrument in catalogue.values():
        if instrument.translation_of is not None:
            _refuse_differences(instrument, _original(instrument, catalogue))


def _original(instrument: Instrument, catalogue: Mapping[str, Instrument]) -> Instrument:
    original = catalogue.get(instrument.translation_of or "")
    if original is None or original.translation_of is not None:
        raise ValueError(
            f"{instrument.reference}: translation_of: expected a version that is no translation "
            f"itself, found {instrument.translation_of!r}."
        )
    return original


def _refuse_differences(instrument: Instrument, original: Instrument) -> None:
    if not set(original.languages) <= set(instrument.languages):
        raise ValueError(
            f"{instrument.reference}: expected every language of {original.reference}."
        )
    for field in fields(Instrument):
        if field.name in _OWN:
            continue
        found, expected = (
            _said_in(original.languages, getattr(one, field.name)) for one in (instrument, original)
        )
        if found != expected:
            raise ValueError(
                f"{instrument.reference}: {field.name}: expected what {original.reference} says "
                f"and asks, {expected!r}, found {found!r}."
            )


def _said_in(languages: tuple[str, ...], value: Any) -> Any:
    """The value with its words in these languages only."""
    if is_dataclass(value):
        return {f.name: _said_in(languages, getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple):
        return [_said_in(languages, one) for one in value]
    if isinstance(value, Mapping) and set(languages) <= set(value):
        return {language: value[language] for language in languages}
    return value
