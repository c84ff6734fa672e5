"""However the same numbers are held, a computation gives the same result or refuses them.

One that adds up in the kind of its input is wrong without a word where that kind is small.
"""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from tests.analytics.test_wrong_kinds import MODULES, Call, examples, is_asked


def ways(value: Any) -> Iterator[tuple[str, Any]]:
    """The same numbers in arrays of other kinds and layouts, of which none loses any of them."""
    is_row = isinstance(value, list | tuple) and value and not hasattr(value, "_fields")
    if not is_row and not (isinstance(value, np.ndarray) and value.size):
        return
    try:
        held = np.array(value)
    except ValueError:
        return
    if held.dtype.kind not in "iuf":
        return
    for kind in (np.int8, np.uint8, np.uint64, np.float16, np.float64, object):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            other = held.astype(kind)
        if (other == held).all():
            yield f"of {np.dtype(kind)}", other
    yield "by columns", np.asfortranarray(held)
    yield "every second one", np.repeat(held, 2, axis=0)[::2]
    fixed = held.copy()
    fixed.flags.writeable = False
    yield "read-only", fixed
    yield "a list", held.tolist()


def differences(call: Call) -> Iterator[str]:
    """The ways to hold an argument that lead to anything but the same result or a ValueError."""
    function, args, named = call
    bound = inspect.signature(function).bind(*args, **named)
    bound.apply_defaults()
    expected = _shown(function, bound)
    for name, value in list(bound.arguments.items()):
        for way, other in ways(value):
            bound.arguments[name] = other
            if (shown := _shown(function, bound)) not in (expected, None):
                yield f"{function.__qualname__}, {name} {way}: {shown:.200}"
        bound.arguments[name] = value


def _shown(function: Callable[..., Any], bound: inspect.BoundArguments) -> str | None:
    """The result as text; None where the arguments are refused."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            return repr(function(*bound.args, **bound.kwargs))
        except ValueError:
            return None
        except Exception as error:
            return f"{type(error).__name__}: {error}"


@pytest.mark.parametrize("name", MODULES)
def test_how_numbers_are_held_makes_no_difference(name: str) -> None:
    calls = [call for said, call in examples(name).items() if call and is_asked(said)]

    assert [found for call in calls for found in differences(call)] == []


def test_a_planted_sum_in_the_kind_of_its_input_is_caught() -> None:
    def careless(counts: Any) -> int:
        return int((np.asarray(counts) * 100).sum())

    assert any("of int8" in found for found in differences((careless, ([3, 4],), {})))
