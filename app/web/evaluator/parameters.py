"""What a request may ask for: path parts and query parameters, checked before anything is read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, NoReturn, TypeVar

from flask import abort
from flask_babel import gettext as _
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic.json_schema import SkipJsonSchema
from werkzeug.datastructures import MultiDict

from app.clock import Period
from app.services.score_views import Reading
from app.web.addresses import LARGEST_ID
from app.web.problems import ParameterFault, problem_response
from app.web.wording import N_

PERIOD_PATTERN = "^20[0-9]{2}(-(0[1-9]|1[0-2]|Q[1-4]|S[12]))?$"


@dataclass(frozen=True)
class PathPart:
    """A part of an address that changes: how Flask reads it and how the document explains it."""

    converter: str
    schema: Mapping[str, Any]
    description: str
    example: int | str


# In an address an id is digits: clients keep it as a number or as a text, and both are right.
_ID = {
    "type": ["integer", "string"],
    "minimum": 1,
    "maximum": LARGEST_ID,
    "pattern": "^[1-9][0-9]{0,9}$",
}
_ID_CONVERTER = f"int(min=1, max={LARGEST_ID})"
PATH_PARTS = {
    "unit_id": PathPart(_ID_CONVERTER, _ID, N_("Id unit, dari /units."), 1),
    "counter_id": PathPart(_ID_CONVERTER, _ID, N_("Id loket, dari /units/{unit_id}/counters."), 3),
    "service_id": PathPart(
        _ID_CONVERTER, _ID, N_("Id jenis layanan, dari /units/{unit_id}/services."), 2
    ),
    "period": PathPart(
        "string",
        {"type": "string", "pattern": PERIOD_PATTERN},
        N_("Bulan 2026-03, triwulan 2026-Q1, semester 2026-S1, atau tahun 2026."),
        "2021",
    ),
}


class NoQuery(BaseModel):
    """The query of an operation that takes none; a misspelt parameter is told, not ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class PageQuery(NoQuery):
    """Which part of a list."""

    page: Annotated[int, Field(ge=1, le=1_000_000)] = Field(
        default=1, description=N_("Nomor halaman, mulai dari 1.")
    )
    per_page: Annotated[int, Field(ge=1, le=100)] = Field(
        default=50, description=N_("Jumlah butir tiap halaman, 1 sampai 100.")
    )


class PeriodsQuery(PageQuery):
    """Which periods, and which part of their list."""

    kind: Literal["month", "quarter", "semester", "year"] | SkipJsonSchema[None] = Field(
        default=None, description=N_("Hanya periode jenis ini: month, quarter, semester, year.")
    )


class ScoreQuery(NoQuery):
    """Which reading of a score."""

    answers: Literal["all", "verified"] = Field(
        default="all",
        description=N_("all: semua jawaban yang diterima; verified: hanya yang memakai tiket."),
    )
    version: Annotated[int, Field(ge=1, le=LARGEST_ID)] | SkipJsonSchema[None] = Field(
        default=None,
        description=N_("Versi beku dari periode yang sudah ditutup, mulai dari 1."),
    )

    @property
    def reading(self) -> Reading:
        """The reading as services name it."""
        return Reading(self.answers)


class ScoreListQuery(PageQuery, ScoreQuery):
    """Which reading of scores, and which part of their list."""


Query = TypeVar("Query", bound=NoQuery)


def read_query(model: type[Query], given: MultiDict[str, str]) -> Query:
    """The query parameters as values; answers 422 naming each one that cannot be used."""
    values = {name: held[0] if len(held) == 1 else held for name, held in given.lists()}
    try:
        return model.model_validate(values)
    except ValidationError as error:
        refuse(*_faults(model, error))


def read_period(code: str) -> Period:
    """The period of a code; answers 422 when it is none."""
    if not re.fullmatch(PERIOD_PATTERN, code):
        expected = PATH_PARTS["period"].description
        refuse(ParameterFault(parameter="period", expected=_(expected)))
    return Period.parse(code)


def refuse(*faults: ParameterFault) -> NoReturn:
    """Answer 422 with these faults."""
    abort(problem_response(422, errors=faults))


def _faults(model: type[NoQuery], error: ValidationError) -> Iterator[ParameterFault]:
    for name in dict.fromkeys(str(fault["loc"][0]) for fault in error.errors()):
        field = model.model_fields.get(name)
        yield ParameterFault(
            parameter=name,
            expected=_(field.description) if field and field.description else _unknown(model),
        )


def _unknown(model: type[NoQuery]) -> str:
    known = ", ".join(model.model_fields)
    if not known:
        return _("Alamat ini tidak memakai parameter.")
    return _("Parameter ini tidak dikenal; yang dikenal: %(known)s.", known=known)
