"""What the API answers about comments and their themes: released, masked, in no order of time."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from analytics.results import decimal_text
from app.documents.cells import Cell
from app.services.comments import ShownComment
from app.services.themes import ShownTheme
from app.web.evaluator.schemas import Reply
from app.web.evaluator.score_schemas import Share
from app.web.wording import N_

Month = Annotated[str, Field(pattern="^20[0-9]{2}-[0-9]{2}$")]


class CommentReply(Reply):
    """One released comment."""

    text: str = Field(description=N_("Isi komentar; nama, nomor dan alamat ditutup."))
    month: Month
    unit_id: int
    counter_id: int | None = Field(
        description=N_("Loket, bila sedikitnya 5 komentar dirilis bersama namanya.")
    )
    elements: tuple[str, ...] = Field(description=N_("Unsur yang dibicarakan, dari kata-katanya."))

    @classmethod
    def of(cls, comment: ShownComment) -> CommentReply:
        """The reply about a comment."""
        return cls(
            text=comment.text,
            month=f"{comment.month:%Y-%m}",
            unit_id=comment.unit_id,
            counter_id=comment.counter_id,
            elements=comment.elements,
        )

    def cells(self) -> dict[str, Cell]:
        """Its row, the elements with blanks between them."""
        return self.model_dump() | {"elements": " ".join(self.elements)}


class ThemeReply(Reply):
    """One theme of the released comments of a period."""

    label: str = Field(description=N_("Kata-kata tema; tetap sama dari periode ke periode."))
    n: Annotated[int, Field(ge=5)] = Field(description=N_("Jumlah komentar dalam tema ini."))
    share: Share = Field(description=N_("Bagian dari semua komentar yang dirilis."))
    elements: tuple[str, ...] = Field(
        description=N_("Unsur yang dibicarakan sedikitnya seperempat komentarnya.")
    )
    rated_low: tuple[str, ...] = Field(
        description=N_("Unsur yang dinilai 1 atau 2 oleh sedikitnya 5 penulis, dan tidak semua.")
    )
    complaints: int | None = Field(
        description=N_("Komentar bernada keluhan; null bila nada tidak dapat dikenali.")
    )
    examples: tuple[str, ...] = Field(description=N_("Paling banyak 3 contoh komentar."))

    @classmethod
    def of(cls, theme: ShownTheme) -> ThemeReply:
        """The reply about a theme."""
        return cls(
            label=", ".join(theme.label),
            n=theme.n,
            share=decimal_text(theme.share_0_1, 4),
            elements=theme.elements,
            rated_low=theme.rated_low,
            complaints=theme.n_complaints,
            examples=theme.examples,
        )

    def cells(self) -> dict[str, Cell]:
        """Its row; examples stand each in a column of their own, so that each is guarded."""
        joined = {name: " ".join(getattr(self, name)) for name in ("elements", "rated_low")}
        examples = {
            f"example_{number}": (self.examples[number - 1 :] or (None,))[0] for number in (1, 2, 3)
        }
        return self.model_dump(exclude={"examples"}) | joined | examples
