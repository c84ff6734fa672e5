"""Putting the application together: extensions, surfaces and commands, nothing else."""

from __future__ import annotations

from flask import Flask
from flask_migrate import Migrate

from app import cli, models, web
from app.database import db, engine_options
from config import ROOT, Settings

migrate = Migrate(directory=str(ROOT / "migrations"), compare_type=True, render_as_batch=True)


def create_app(settings: Settings) -> Flask:
    """The application for these settings; nothing is read from the environment."""
    app = web.make_flask()
    app.extensions["suara_loket_settings"] = settings
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=engine_options(settings.database_url),
        MAX_CONTENT_LENGTH=settings.max_upload_mib * 2**20,
    )
    db.init_app(app)
    migrate.init_app(app, db)
    web.init_app(app, settings)
    cli.init_app(app)
    return app


__all__ = ["create_app", "models"]
