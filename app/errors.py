"""What can go wrong, in words for people; which HTTP status that is, web/errors decides."""

from __future__ import annotations

from collections.abc import Sequence


class Problem(Exception):
    """A refusal with a message that says what was wrong and what to do next."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class NotFound(Problem):
    """There is no such thing, or the reader may not know of it."""


class NotSignedIn(Problem):
    """Nobody is known to ask: an API key is missing, unknown, expired or revoked."""


class NotAllowed(Problem):
    """The reader may see it but not do this with it."""


class Invalid(Problem):
    """What was sent cannot be used; `faults` name each place."""

    def __init__(self, message: str, faults: Sequence[object] = ()) -> None:
        super().__init__(message)
        self.faults = tuple(faults)


class Conflict(Problem):
    """It clashes with what is already there."""


class Closed(Problem):
    """It was possible once, or will be, but is not now."""


class Revoked(Problem):
    """It was withdrawn and will not come back."""


class StaleForm(Problem):
    """A form that did not come from a page of ours that is still open; nothing was changed."""


class TooSoon(Problem):
    """It may be tried again after `wait_s` seconds."""

    def __init__(self, message: str, wait_s: int) -> None:
        super().__init__(message)
        self.wait_s = wait_s
