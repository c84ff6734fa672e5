"""Every computation refuses an argument of the wrong kind in words; all it gives is finite.

The example of a docstring is a valid call. It is made again and again, each time with one argument,
or the first value in it, replaced by something that does not belong there.
"""

from __future__ import annotations

import dataclasses
import doctest
import importlib
import inspect
import math
import pkgutil
import warnings
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import cache
from types import ModuleType
from typing import Any

import numpy as np
import pytest

import analytics
from analytics.cluster_sums import ClusterSums
from analytics.clustered_change import Side
from analytics.comparison import compare_indices
from analytics.group_indices import GroupIndex
from analytics.inputs import Tally
from analytics.results import Interval

WRONG = {
    "nothing": None,
    "a text": "text",
    "an object": object(),
    "NaN": math.nan,
    "infinity": math.inf,
    "-1": -1,
    "0": 0,
    "2.5": 2.5,
    "a long number": 10**400,
    "a huge number": 10**13,
    "an empty list": [],
    "an empty mapping": {},
    "a list of nothing": [None],
    "a cube": np.zeros((2, 2, 2)),
    "texts": np.array(["x", "y"]),
    "NaN in an array": np.array([math.nan, 1.0]),
    "a number as an array": np.array(3),
    "a set": {3},
    "uneven rows": [[1], [1, 2]],
    "a complex number": 1j,
    "the least number": 5e-324,
    "the greatest of its kind": np.uint64(2**64 - 1),
    "complex numbers": np.array([1j, 2.0]),
    "numbers and nothing as objects": np.array([math.nan, None, 3], dtype=object),
    "moments": np.array(["2026-03-01", "NaT"], dtype="datetime64[D]"),
}
INSIDE = ("nothing", "a text", "NaN", "-1", "2.5", "a long number", "texts", "a complex number")
SMALL = (0.0, 1e-308, 1e308)
# These are written in the code beside the call: a kind, and what a message or a field is called.
SAID_BY_THE_CODE = {"kind", "name", "names", "expected", "method"}
LEFT_OUT = {
    "number_checks.array_of": "gives whatever it is given, to those who look at it next",
    "echelon": "steps of the audit in disclosure.py, on rows that it has checked",
    "partial_counts": "steps of the same audit",
    "growing_echelon": "steps of the same audit",
    "sum_audit": "steps of the same audit; its checks are asked through safe_partitions",
}
_TALLY = Tally.from_ratings([[4], [3]], ("waktu",), 1, 4)
_DAYS = ClusterSums.of_tallies([_TALLY, _TALLY])
_GROUP = GroupIndex("A", 9, Fraction(85), 4.0, 8, Interval(80.0, 90.0, 0.95, ""))
_COMPARED = compare_indices([_GROUP], low=25, high=100)
# Methods whose one line of docstring has no example.
CALLS = {
    "cluster_sums.ClusterSums.of_tallies": ([_TALLY],),
    "cluster_sums.ClusterSums.of_counts": ([[[0, 0, 1, 1]]], ("waktu",), 1, 4),
    "clustered_change.Side.of_element": (Side(_TALLY, _DAYS), "waktu"),
    "comparison.Comparison.with_day_effects": (_COMPARED, [_GROUP]),
    "group_indices.GroupIndex.like": (_GROUP, _GROUP),
}
Call = tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]


def callables(module: ModuleType) -> Iterator[tuple[str, Any]]:
    """What a module offers to others, its methods too, by name."""
    for name, found in list(vars(module).items()):
        if name.startswith("_") or getattr(found, "__module__", "") != module.__name__:
            continue
        if inspect.isfunction(found) or inspect.isclass(found):
            yield name, found
        for inner, method in list(vars(found).items()) if inspect.isclass(found) else ():
            if not inner.startswith("_") and _function(method):
                yield f"{name}.{inner}", method


def example(module: ModuleType, name: str, found: Any) -> Call | None:
    """The first call of a thing in the example of its docstring."""
    *owner, last = name.split(".")
    key = f"{module.__name__.removeprefix('analytics.')}.{name}"
    holder = getattr(module, owner[0]) if owner else module
    if inspect.isclass(found):
        holder, last = found, "__init__"
    function = _function(vars(holder).get(last))
    if key in CALLS:
        return function, _with_class(holder, found, CALLS[key]), {}
    if function is None or ">>> " not in (found.__doc__ or ""):
        return None
    calls: list[Call] = []

    def recorded(*args: Any, **named: Any) -> Any:
        calls.append((function, args, named))
        return function(*args, **named)

    _run(module, found.__doc__, holder, last, recorded)
    return calls[0] if calls else None


def _with_class(holder: Any, found: Any, args: tuple[Any, ...]) -> tuple[Any, ...]:
    return (holder, *args) if isinstance(found, classmethod) else args


def _function(found: Any) -> Any:
    found = found.__func__ if isinstance(found, classmethod) else found
    return found if inspect.isfunction(found) else None


def _run(module: ModuleType, text: str, holder: Any, last: str, recorded: Any) -> None:
    """The example, with the recorder in the place of what it is about."""
    with pytest.MonkeyPatch.context() as patch:
        is_bound = isinstance(vars(holder)[last], classmethod)
        patch.setattr(holder, last, classmethod(recorded) if is_bound else recorded)
        test = doctest.DocTestParser().get_doctest(text, dict(vars(module)), last, None, 0)
        doctest.DocTestRunner(verbose=False).run(test, out=lambda _: None)


def replacements(value: Any) -> Iterator[tuple[str, Any]]:
    """What stands in the place of a valid argument."""
    yield from WRONG.items()
    if isinstance(value, list | tuple) and value and not hasattr(value, "_fields"):
        for name in INSIDE:
            yield f"{name} inside", type(value)([WRONG[name], *value[1:]])
        yield "one more", type(value)([*value, value[0]])
        yield "values that come one by one", iter(value)
        if all(isinstance(number, int | float) for number in value):
            yield from ((f"{number} throughout", [number] * len(value)) for number in SMALL)
    elif isinstance(value, Mapping) and value:
        first, *_ = value
        rest = {key: held for key, held in value.items() if key != first}
        for name in INSIDE:
            yield f"{name} inside", {first: WRONG[name], **rest}
        yield "nothing as a key", {None: value[first], **rest}
        yield "NaN as a key", {math.nan: value[first], **rest}
    elif isinstance(value, np.ndarray) and value.size and value.dtype.kind in "iuf":
        for number in (math.nan, math.inf) if value.dtype.kind == "f" else (math.nan, -1.0, 2.5):
            array = value.astype(float)
            array.flat[0] = number
            yield f"{number} inside", array


def faults(call: Call) -> Iterator[str]:
    """What comes out of such calls other than a ValueError or a sound result."""
    function, args, named = call
    bound = inspect.signature(function).bind(*args, **named)
    bound.apply_defaults()
    for name, valid in bound.arguments.items():
        is_many = (
            inspect.signature(function).parameters[name].kind is inspect.Parameter.VAR_POSITIONAL
        )
        if name in SAID_BY_THE_CODE | {"self", "cls"} or is_many:
            continue
        for said, wrong in replacements(valid):
            fault = _fault(function, {**bound.arguments, name: wrong})
            if fault:
                yield f"{function.__qualname__}, {said} for {name}: {fault}"


def _fault(function: Callable[..., Any], arguments: dict[str, Any]) -> str | None:
    bound = inspect.BoundArguments(inspect.signature(function), arguments)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            result = function(*bound.args, **bound.kwargs)
    except ValueError:
        return None
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return f"not finite: {result!r:.80}" if _is_unsound(result) else None


def _is_unsound(result: Any) -> bool:
    """Whether there is NaN, infinity or a complex number anywhere in a result."""
    if isinstance(result, float | complex | np.inexact):
        return isinstance(result, complex) or not np.isfinite(result)
    if isinstance(result, np.ndarray):
        return result.dtype.kind == "c" or (
            result.dtype.kind == "f" and not np.isfinite(result).all()
        )
    if dataclasses.is_dataclass(result):
        return any(_is_unsound(getattr(result, part.name)) for part in dataclasses.fields(result))
    inside = result.values() if isinstance(result, Mapping) else result
    return isinstance(inside, list | tuple | type({}.values())) and any(map(_is_unsound, inside))


@cache
def examples(name: str) -> dict[str, Call | None]:
    """The examples of what a module offers, None for records that only computations fill."""
    module = importlib.import_module(f"analytics.{name}")
    return {
        f"{name}.{one}": example(module, one, found)
        for one, found in callables(module)
        if not inspect.isclass(found) or hasattr(found, "__post_init__")
    }


MODULES = [found.name for found in pkgutil.iter_modules(analytics.__path__)]


def is_asked(said: str) -> bool:
    """Whether a callable is looked at, by its own name and by that of its module."""
    return not {said, said.split(".", maxsplit=1)[0]} & LEFT_OUT.keys()


@pytest.mark.parametrize("name", MODULES)
def test_nothing_but_a_value_error_comes_of_the_wrong_kind(name: str) -> None:
    calls = [call for said, call in examples(name).items() if is_asked(said)]

    assert [fault for call in calls if call for fault in faults(call)] == []


def test_everything_that_is_offered_has_an_example_to_start_from() -> None:
    offered = {said: call for name in MODULES for said, call in examples(name).items()}

    assert [said for said, call in offered.items() if not call and is_asked(said)] == []


def test_a_planted_function_that_checks_nothing_is_caught() -> None:
    def careless(share: float) -> float:
        return share * 2.0

    found = list(faults((careless, (0.5,), {})))

    assert any("nothing for share: TypeError" in fault for fault in found)
    assert any("NaN for share: not finite" in fault for fault in found)
