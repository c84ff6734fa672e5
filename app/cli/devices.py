"""`flask devices`: kiosks at counters."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import AppGroup

from app.access import job_scope
from app.clock import now
from app.errors import Problem
from app.queries import devices as held
from app.services.devices import (
    USUAL_CLOSES,
    USUAL_OPENS,
    enrol_device,
    kiosk_link,
    revoke_device,
)

devices = AppGroup("devices", help="Kiosks at counters: enrol, revoke, list.")
HOUR = click.IntRange(0, 24)


@devices.command("enrol")
@click.argument("counter_id", type=int)
@click.argument("name")
@click.option("--pin", prompt=True, hide_input=True, help="6 to 12 digits for leaving the kiosk.")
@click.option("--opens", default=USUAL_OPENS, type=HOUR, help="Local hour of opening.")
@click.option("--closes", default=USUAL_CLOSES, type=HOUR, help="Local hour of closing.")
def enrol(counter_id: int, name: str, pin: str, opens: int, closes: int) -> None:
    """Make a kiosk NAME at the counter with this id, and print its link once."""
    scope, moment = job_scope("devices enrol"), now()
    try:
        enrolled = enrol_device(
            scope, moment, counter_id, name, pin, opens_hour=opens, closes_hour=closes
        )
    except Problem as problem:
        raise click.ClickException(problem.message) from problem
    click.echo(f"id {enrolled.device.id}")
    base_url = current_app.extensions["suara_loket_settings"].base_url
    click.echo(f"link {kiosk_link(base_url, enrolled.code)}")


@devices.command("revoke")
@click.argument("device_id", type=int)
def revoke(device_id: int) -> None:
    """End the kiosk with this id; its next request is refused."""
    try:
        device = revoke_device(job_scope("devices revoke"), now(), device_id)
    except Problem as problem:
        raise click.ClickException(problem.message) from problem
    click.echo(f"{device.name}: revoked")


@devices.command("list")
@click.argument("counter_id", type=int)
def show(counter_id: int) -> None:
    """Print the kiosks of the counter with this id."""
    try:
        found = held.devices(job_scope("devices list"), counter_id)
    except Problem as problem:
        raise click.ClickException(problem.message) from problem
    for device in found:
        state = f"revoked {device.revoked_on}" if device.revoked_on else "in use"
        click.echo(f"{device.id}\t{device.name}\t{device.enrolled_on}\t{state}")
