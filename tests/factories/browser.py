"""A test client whose requests share nothing with the test or with each other."""

from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse


class Browser(FlaskClient):
    """Gives each request an application context of its own, as a server does.

    Tests run inside one to reach the database. A request would join it, and so find the person, the
    scope and the form token that an earlier request left in `g`.
    """

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send a request from within a fresh application context."""
        with self.application.app_context():
            return super().open(*args, **kwargs)
