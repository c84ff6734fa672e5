"""`flask setup`: secrets, the demo, and filling the organisation from files."""

from __future__ import annotations

import json
import os
import secrets as random
from typing import Any

import click
from flask import current_app
from flask.cli import AppGroup
from flask_migrate import upgrade

from app.access import job_scope
from app.cli.setup_files import import_responses_command, load_units_command
from app.clock import now
from app.errors import Problem
from app.services.demo import REAL_SHEETS, DemoAccess, build_demo, demo_addresses
from config import Settings

DEMO_FILE = "demo.json"

setup = AppGroup("setup", help="First steps: secrets, units, answers on paper, the demo.")
setup.add_command(load_units_command)
setup.add_command(import_responses_command)


@setup.command("secrets")
def make_secrets() -> None:
    """Make the secret key in VAR_DIR, readable by its owner only, unless it is there."""
    settings: Settings = current_app.extensions["suara_loket_settings"]
    keep_files_private()
    _make_folder(settings)
    kept = settings.var_dir / "secret-key"
    if kept.exists():
        click.echo("The secret key is there already.")
        return
    kept.touch(mode=0o600)
    kept.write_text(random.token_urlsafe(48), encoding="ascii")
    click.echo("A secret key was made.")


@setup.command("demo")
@click.option("--json", "as_json", is_flag=True, help="Print addresses and sign-ins as JSON.")
def demo(as_json: bool) -> None:
    """Build the demo agency in an empty database; run again it changes nothing."""
    settings: Settings = current_app.extensions["suara_loket_settings"]
    scope = job_scope("setup demo")
    keep_files_private()
    prepare_database(settings)
    try:
        access = ensure_demo(settings)
    except Problem as problem:
        raise click.ClickException(problem.message) from problem
    shown = demo_addresses(scope, access, settings.base_url)
    click.echo(json.dumps(shown) if as_json else describe_demo(shown))


def keep_files_private() -> None:
    """Let only this account read what is made from here on, until the command ends."""
    before = os.umask(0o077)
    click.get_current_context().call_on_close(lambda: os.umask(before))


def prepare_database(settings: Settings) -> None:
    """Make the folder that the usual database lies in, and bring the database up to date."""
    _make_folder(settings)
    upgrade()


def _make_folder(settings: Settings) -> None:
    try:
        settings.var_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise click.ClickException(
            f"VAR_DIR {settings.var_dir} cannot be made: {error.strerror}. Name a folder that this "
            "account may write to."
        ) from error


def ensure_demo(settings: Settings) -> DemoAccess:
    """The demo's access; it is built first where the database is empty."""
    kept, sheets = settings.var_dir / DEMO_FILE, settings.reference_data / REAL_SHEETS
    return build_demo(job_scope("setup demo"), now(), kept, sheets)


def describe_demo(shown: dict[str, Any]) -> str:
    """The demo's addresses and sign-ins as lines for a person."""
    lines = [
        f"  survey     {shown['survey_urls'][0]}",
        f"  dashboard  {shown['dashboard_url']}",
        f"  API docs   {shown['docs_url']}",
        f"  API key    {shown['api_key']}",
        *_simulated_lines(shown),
    ]
    for role, sign_in in shown["sign_ins"].items():
        lines.append(f"  {role:<12} {sign_in['username']:<20} {sign_in['password']}")
    return "\n".join(lines)


def _simulated_lines(shown: dict[str, Any]) -> list[str]:
    """The made-up units' addresses; a demo of before has none."""
    if "kiosk_url" not in shown:
        return []
    ticket = [f"  ticket     {shown['ticket_url']}"] if "ticket_url" in shown else []
    return [
        f"  simulated  {shown['simulated_dashboard_url']}",
        *ticket,
        f"  pulse      {shown['pulse_url']}",
        f"  kiosk      {shown['kiosk_url']} (PIN {shown['kiosk_pin']})",
    ]
