"""Paper sheets in words: what a digit is about, what it means, and what cannot be read."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _

from app.services.paper_entry import PaperBatch
from app.services.typed_sheets import (
    MOST_SHEETS,
    Part,
    Place,
    TypedFault,
    Typing,
    Values,
    first_parting,
    lengths,
)
from app.web.languages import page_language

FIRST_FAULTS = 20


def typing_errors(batch: PaperBatch, typing: Typing) -> list[str]:
    """What keeps a typing from being read, in words."""
    if not typing.sheets:
        return [_("Belum ada lembar. Ketik satu baris angka untuk setiap lembar.")]
    if len(typing.sheets) > MOST_SHEETS:
        return [
            _(
                "Paling banyak %(most)s lembar sekali ketik. Hapus baris sisanya, lalu ketik "
                "sesudah yang ini disimpan.",
                most=MOST_SHEETS,
            )
        ]
    return [fault_in_words(fault, batch.places) for fault in typing.faults[:FIRST_FAULTS]]


def unequal_in_words(first: Sequence[Values], second: Sequence[Values]) -> str:
    """That two typings have not the same number of sheets, and where to look."""
    return _(
        "Ketikan pertama %(first)s lembar, ketikan ini %(second)s lembar; keduanya mulai berbeda "
        "pada lembar %(sheet)s. Cocokkan dengan tumpukannya, lalu perbaiki ketikan ini. Bila "
        "ketikan pertama yang salah, jadikan ketikan ini yang pertama.",
        first=len(first),
        second=len(second),
        sheet=first_parting(first, second),
    )


def fault_in_words(fault: TypedFault, places: Sequence[Place]) -> str:
    """Which sheet and question cannot be read, and what to type."""
    if fault.place is None:
        return _(
            "Lembar %(sheet)s berisi %(n)s angka. Ketik %(lengths)s angka.",
            sheet=fault.sheet,
            n=len(fault.typed),
            lengths=lengths_shown(places),
        )
    return _(
        'Lembar %(sheet)s, %(question)s: "%(typed)s" bukan jawabannya. Ketik %(low)s sampai '
        "%(high)s, atau 0 bila tidak dijawab.",
        sheet=fault.sheet,
        question=place_name(fault.place),
        typed=fault.typed,
        low=fault.place.low,
        high=fault.place.high,
    )


def place_name(place: Place) -> str:
    """A question as clerks find it on the sheet and in the list."""
    name = place.names[page_language()]
    if place.part is not Part.ELEMENT:
        return name
    return _(
        "pertanyaan %(number)s, %(name)s (%(code)s)",
        number=place.number,
        name=name,
        code=place.code,
    )


def lengths_shown(places: Sequence[Place]) -> str:
    """How many digits a line may have."""
    shortest, *longer = lengths(places)
    if not longer:
        return str(shortest)
    return _("%(fewer)s atau %(more)s", fewer=shortest, more=longer[0])


def value_shown(place: Place, value: int | None) -> str:
    """A digit with the answer that it stands for."""
    if value is None:
        return _("0, tidak dijawab")
    return f"{value}, {place.labels[value - place.low][page_language()]}"
