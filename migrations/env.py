"""How Alembic reaches the application's engine and its tables."""

from __future__ import annotations

from alembic import context
from flask import current_app

from app.database import db


def run_migrations() -> None:
    """Run the migrations of the command on the application's database, each in a transaction."""
    configure = current_app.extensions["migrate"].configure_args
    with db.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            transaction_per_migration=True,
            **configure,
        )
        with context.begin_transaction():
            context.run_migrations()


run_migrations()
