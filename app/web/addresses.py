"""What the parts of addresses may be that stand for numbers."""

from __future__ import annotations

from typing import Any

from flask import Flask
from werkzeug.routing import IntegerConverter, ValidationError

# Both databases keep ids in 32 bits; a larger one is no id and must not reach them.
LARGEST_ID = 2**31 - 1
MOST_DIGITS = len(str(LARGEST_ID))


class Id(IntegerConverter):
    """A whole number that may be an id; an address with another leads nowhere."""

    def __init__(self, *args: Any, **bounds: Any) -> None:
        super().__init__(*args, **{"max": LARGEST_ID, **bounds})

    def to_python(self, value: str) -> Any:
        """The number; Python itself refuses to read thousands of digits."""
        if len(value) > MOST_DIGITS:
            raise ValidationError
        return super().to_python(value)


def init_app(app: Flask) -> None:
    """Read each `<int:...>` as an id; comes before the surfaces, which have such addresses."""
    app.url_map.converters["int"] = Id
