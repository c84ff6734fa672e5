"""Commands, a file for each noun: setup, people, keys, jobs, periods and so on."""

from __future__ import annotations

from flask import Flask

from app.cli.analytics import analytics
from app.cli.devices import devices
from app.cli.index import index
from app.cli.jobs import jobs
from app.cli.keys import keys
from app.cli.people import people
from app.cli.periods import periods
from app.cli.posters import posters
from app.cli.questionnaires import questionnaires
from app.cli.responses import responses
from app.cli.serve import serve
from app.cli.setup import setup
from app.cli.tickets import tickets

COMMANDS = (
    *(setup, people, keys, devices, jobs, periods, posters, questionnaires, responses, tickets),
    *(index, analytics, serve),
)


def init_app(app: Flask) -> None:
    """Give the application its commands."""
    for command in COMMANDS:
        app.cli.add_command(command)
