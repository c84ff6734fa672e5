"""The bare Flask application that the product's cost per response is held against.

What decisions 26 fix: a ready page of the same size, one indexed SELECT per request,
`request.form`, an ORM insert, a commit, a redirect; the same server, database and pragmas.
Environment: DATABASE_URL (SQLite) and PAGE_BYTES.
"""

from __future__ import annotations

import os
import secrets
from datetime import date

import sqlalchemy as sa
from flask import Flask, abort, redirect, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from app.database import engine_options

KEYS = ("persyaratan", "prosedur", "waktu", "biaya", "produk")
KEYS += ("kompetensi", "perilaku", "sarana", "pengaduan")


class Base(DeclarativeBase):
    """Tables of the yardstick."""


db = SQLAlchemy(model_class=Base)


class Point(db.Model):
    """A code."""

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(16), unique=True)
    counter: Mapped[str] = mapped_column(sa.String(80))


class Answer(db.Model):
    """One answer in one row."""

    id: Mapped[int] = mapped_column(primary_key=True)
    point_id: Mapped[int]
    key: Mapped[str] = mapped_column(sa.String(64), unique=True)
    day: Mapped[date]
    ratings: Mapped[str] = mapped_column(sa.String(60))
    block: Mapped[dict] = mapped_column(sa.JSON)
    comment: Mapped[str | None] = mapped_column(sa.Text)


def _page(size: int) -> str:
    radios = "".join(
        f'<input type="radio" name="{key}" value="{value}">'
        for key in KEYS
        for value in range(1, 5)
    )
    form = (
        f'<form method="post">{radios}<textarea name="comment"></textarea>'
        '<input type="hidden" name="submission_key" value="KEY"><button>Kirim</button></form>'
    )
    return f"<!doctype html><title>u</title>{form}" + " " * max(0, size - len(form) - 40)


app = Flask(__name__)
app.config.update(
    SQLALCHEMY_DATABASE_URI=os.environ["DATABASE_URL"],
    SQLALCHEMY_ENGINE_OPTIONS=engine_options(os.environ["DATABASE_URL"]),
)
db.init_app(app)
BEFORE, AFTER = _page(int(os.environ["PAGE_BYTES"])).split("KEY")


def _point(code: str) -> Point:
    found = db.session.scalars(sa.select(Point).where(Point.code == code)).first()
    return found or abort(404)


@app.get("/s/<code>")
def show(code: str) -> str:
    """The ready page."""
    _point(code)
    return BEFORE + secrets.token_urlsafe(16) + AFTER


@app.post("/s/<code>")
def store(code: str):
    """One row, committed."""
    point, form = _point(code), request.form
    db.session.add(
        Answer(
            point_id=point.id,
            key=form["submission_key"],
            day=date(2026, 6, 15),
            ratings="".join(form.get(key, "-") for key in KEYS),
            block={key: value for key, value in form.items() if key not in KEYS},
            comment=form.get("comment") or None,
        )
    )
    db.session.commit()
    return redirect(f"/s/{code}/done", 303)


def prepare() -> None:
    """Make the tables and the one code."""
    with app.app_context():
        db.create_all()
        db.session.add(Point(code="ABCDEFGH", counter="Loket 1"))
        db.session.commit()
