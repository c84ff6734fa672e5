"""What can go wrong, in words for people; which HTTP status that is, web/errors decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence


def N_(text: str) -> str:
    """The text itself; the name, which gettext's tools look for, marks it for the catalogue."""
    return text


class Problem(Exception):
    """A refusal in words that say what was wrong and what to do next.

    The text stands in the catalogues as it is written; `values` fill its places, as in %(code)s.
    """

    def __init__(self, text: str, **values: object) -> None:
        super().__init__(text % values if values else text)
        self.text = text
        self.values = values

    @property
    def message(self) -> str:
        """The words in Indonesian."""
        return str(self)

    def translated(self, gettext: Callable[..., str]) -> str:
        """The words in the language that `gettext` speaks."""
        return gettext(self.text, **self.values)


class NotFound(Problem):
    """There is no such thing, or the reader may not know of it."""


class NotSignedIn(Problem):
    """Nobody is known to ask: an API key is missing, unknown, expired or revoked."""


class NotAllowed(Problem):
    """The reader may see it but not do this with it."""


class Invalid(Problem):
    """What was sent cannot be used; `faults` name each place."""

    def __init__(self, text: str, faults: Sequence[object] = (), **values: object) -> None:
        super().__init__(text, **values)
        self.faults = tuple(faults)


class Conflict(Problem):
    """It clashes with what is already there."""


class Closed(Problem):
    """It was possible once, or will be, but is not now."""


class TooLate(Problem):
    """An answer that waited longer than answers may."""


class Revoked(Problem):
    """It was withdrawn and will not come back."""


class StaleForm(Problem):
    """A form that did not come from a page of ours that is still open; nothing was changed."""


class TooSoon(Problem):
    """It may be tried again after `wait_s` seconds, which the text may name."""

    def __init__(self, text: str, wait_s: int, **values: object) -> None:
        super().__init__(text, wait_s=wait_s, **values)
        self.wait_s = wait_s
