"""What kind of thing a computation must be given, each fault said in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from analytics.inputs import Tally

Kind = TypeVar("Kind")

SHOWN = 80


def of_kind(value: object, kind: type[Kind], name: str) -> Kind:
    """Give a value that is of a kind, such as a tally.

    Parameters
    ----------
    value : object
    kind : type
    name : str
        What the message calls it.

    Returns
    -------
    The value.

    Raises
    ------
    ValueError
        If it is anything else.

    Source
    ------
    Definition of the kind.

    Examples
    --------
    >>> of_kind("waktu", str, "key")
    'waktu'
    """
    if not isinstance(value, kind):
        raise ValueError(f"{name} is {value!r:.{SHOWN}}; expected {_article(kind)}")
    return value


def all_of_kind(values: object, kind: type[Kind], name: str) -> list[Kind]:
    """Give values that are all of a kind, such as the tallies of days, as a list.

    Parameters
    ----------
    values : iterable
        None of them is allowed too; a text is no row of texts.
    kind : type
    name : str
        What the message calls one of them.

    Returns
    -------
    list

    Raises
    ------
    ValueError
        If it is no iterable, a text or a mapping, or one of them is of another kind.

    Source
    ------
    Definition of the kind.

    Examples
    --------
    >>> all_of_kind(("waktu", "biaya"), str, "a key")
    ['waktu', 'biaya']
    """
    try:
        # An array without dimensions calls itself iterable, and is not.
        held = None if isinstance(values, str | bytes | Mapping) else list(values)  # type: ignore[call-overload]
    except TypeError:
        held = None
    if held is None:
        raise ValueError(f"{values!r:.{SHOWN}}; expected several, each {_article(kind)}")
    return [of_kind(value, kind, name) for value in held]


def mapping_of(values: object, kind: type[Kind], name: str) -> Mapping[Any, Kind]:
    """Give a mapping whose values are all of a kind, such as tallies by counter.

    Parameters
    ----------
    values : mapping
    kind : type
    name : str
        What the message calls one of them; its key is put behind.

    Returns
    -------
    The mapping.

    Raises
    ------
    ValueError
        If it is no mapping, or a value is of another kind.

    Source
    ------
    Definition of the kind.

    Examples
    --------
    >>> mapping_of({"waktu": 3}, int, "n of")
    {'waktu': 3}
    """
    if not isinstance(values, Mapping):
        raise ValueError(f"{values!r:.{SHOWN}}; expected a mapping, for each key {_article(kind)}")
    for key, value in values.items():
        of_kind(value, kind, f"{name} {key!r:.{SHOWN}}")
    return values


def check_element(tally: Tally, key: object) -> None:
    """Refuse a key that is no element of a tally.

    Parameters
    ----------
    tally : Tally
    key : str

    Raises
    ------
    ValueError
        If the key is another, or no text; the message names those there are.

    Source
    ------
    Definition of `analytics.inputs.Tally`.

    Examples
    --------
    >>> from analytics.inputs import Tally
    >>> check_element(Tally.empty(("waktu",), 1, 4), "biaya")
    Traceback (most recent call last):
    ValueError: no element 'biaya'; expected one of waktu
    """
    items = getattr(tally, "items", None)
    if not isinstance(items, tuple):
        raise ValueError(f"tally is {tally!r:.{SHOWN}}; expected a Tally")
    if not isinstance(key, str) or key not in items:
        raise ValueError(f"no element {key!r:.{SHOWN}}; expected one of {', '.join(items)}")


def _article(kind: type) -> str:
    name = getattr(kind, "__name__", str(kind))
    return {str: "a text", object: "a value"}.get(kind, f"a {name}")
