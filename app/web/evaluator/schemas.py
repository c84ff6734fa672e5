"""What the API answers about places and periods, and the page that every list comes in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from app.clock import Period
from app.documents.cells import Cell
from app.models.organisation import Counter, ServiceType, Unit
from app.web.wording import N_

PeriodName = Literal["month", "quarter", "semester", "year"]


class Reply(BaseModel):
    """One thing that is answered, as JSON or as one row of a table."""

    model_config = ConfigDict(frozen=True)

    def cells(self) -> dict[str, Cell]:
        """Its row by column name."""
        return self.model_dump()


class UnitReply(Reply):
    """A unit."""

    id: int
    code: str = Field(description=N_("Kode unit pada instansinya."))
    name: str
    parent_id: int | None = Field(description=N_("Unit di atasnya; null pada unit teratas."))

    @classmethod
    def of(cls, unit: Unit) -> UnitReply:
        """The reply about a unit."""
        return cls(id=unit.id, code=unit.code, name=unit.name, parent_id=unit.parent_id)


class CounterReply(Reply):
    """A counter."""

    id: int
    unit_id: int
    code: str
    name: str
    stands_for_unit: bool = Field(
        description=N_("Benar pada loket semu untuk jawaban tanpa keterangan loket.")
    )

    @classmethod
    def of(cls, counter: Counter) -> CounterReply:
        """The reply about a counter."""
        return cls(
            id=counter.id,
            unit_id=counter.unit_id,
            code=counter.code,
            name=counter.name,
            stands_for_unit=counter.stands_for_unit,
        )


class ServiceReply(Reply):
    """A service type."""

    id: int
    unit_id: int
    code: str
    name: str
    is_offered: bool = Field(description=N_("Apakah masih dapat dipilih pada formulir."))

    @classmethod
    def of(cls, service: ServiceType) -> ServiceReply:
        """The reply about a service type."""
        return cls(
            id=service.id,
            unit_id=service.unit_id,
            code=service.code,
            name=service.name,
            is_offered=service.is_offered,
        )


class PeriodReply(Reply):
    """A period."""

    kind: PeriodName
    code: str = Field(description=N_("Kode untuk alamat nilai, misalnya 2026-03."))
    first_day: date
    last_day: date

    @classmethod
    def of(cls, period: Period) -> PeriodReply:
        """The reply about a period."""
        return cls(
            kind=period.kind.value,
            code=period.code,
            first_day=period.first_day,
            last_day=period.last_day,
        )


Item = TypeVar("Item", bound=Reply)


class Page(BaseModel, Generic[Item]):
    """One page of a list."""

    items: tuple[Item, ...]
    total: int = Field(description=N_("Jumlah butir di semua halaman."))
    page: int
    per_page: int

    @classmethod
    def cut(cls, everything: Sequence[Item], page: int, per_page: int) -> Page[Item]:
        """The asked page of a whole list; beyond the last one it is empty."""
        start = (page - 1) * per_page
        items = tuple(everything[start : start + per_page])
        return cls(items=items, total=len(everything), page=page, per_page=per_page)


def page_of(reply: type[Reply]) -> type[Page[Any]]:
    """The page of a list of such replies."""
    return Page[reply]  # type: ignore[valid-type]
