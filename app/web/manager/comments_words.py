"""Themes of comments in words: what to read first, and how far each theme can be trusted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from flask_babel import gettext as _

from app.documents.numbers import percent_shown, whole_shown
from app.services.themes import CommentThemes, ShownTheme
from app.web.score_card import language
from survey_forms import catalogue

# Elements of comments are those of the regulation, whichever version of it was asked.
ELEMENTS_OF = "skm-2017"


@dataclass(frozen=True)
class ThemeCard:
    """One theme as the page shows it; what is not known is empty."""

    title: str
    size: str
    elements: str
    rated_low: str
    tone: str
    examples: tuple[str, ...]


def theme_cards(found: CommentThemes) -> tuple[ThemeCard, ...]:
    """The themes, the most frequent first."""
    return tuple(_card(theme, found.n) for theme in found.themes)


def advice(found: CommentThemes) -> str:
    """What to read first."""
    if not found.themes:
        return _without_themes(found)
    spoken = language()
    most = max(found.themes, key=lambda theme: theme.n_complaints or 0)
    if most.n_complaints:
        return _(
            "Mulai dari tema “%(theme)s”: %(complaints)s dari %(n)s komentarnya bernada keluhan.",
            theme=_title(most),
            complaints=whole_shown(most.n_complaints, spoken),
            n=whole_shown(most.n, spoken),
        )
    first = found.themes[0]
    return _(
        "Mulai dari tema “%(theme)s”, yang paling sering disebut: %(n)s dari %(total)s komentar.",
        theme=_title(first),
        n=whole_shown(first.n, spoken),
        total=whole_shown(found.n, spoken),
    )


def theme_notes(found: CommentThemes) -> Iterator[str]:
    """How the themes were made and what they leave out."""
    if not found.themes:
        return
    yield _(
        "Tema dikelompokkan komputer dari kata yang sering muncul bersama, jadi bisa keliru. "
        "%(n)s komentar tidak termasuk tema mana pun. Tema dengan kurang dari 5 komentar tidak "
        "ditampilkan.",
        n=whole_shown(found.n_without, language()),
    )
    yield _tone_note(found)


def _tone_note(found: CommentThemes) -> str:
    if found.tone_reason is None:
        return _(
            "Nada keluhan dipelajari dari penulis yang memberi nilai 1 atau 2, dan diuji pada "
            "komentar yang tidak ikut dipelajari: %(share)s dikenali dengan benar (menebak saja: "
            "50%%).",
            share=percent_shown(Fraction(found.tone_accuracy_0_1 or 0), language()),
        )
    return {
        "too_few_comments": _("Nada belum dipelajari: komentar masih terlalu sedikit."),
        "too_few_of_a_kind": _(
            "Nada belum dipelajari: penulis dengan nilai rendah, atau tanpa nilai rendah, masih "
            "terlalu sedikit."
        ),
    }.get(
        found.tone_reason,
        _("Nada tidak ditampilkan: hasilnya tidak lebih baik daripada menebak."),
    )


def _without_themes(found: CommentThemes) -> str:
    if found.n < found.fewest:
        return _(
            "Baca komentar satu per satu di bawah ini. Tema dikelompokkan setelah sedikitnya "
            "%(fewest)s komentar; baru ada %(n)s.",
            fewest=found.fewest,
            n=found.n,
        )
    return _(
        "Baca komentar satu per satu di bawah ini. Belum ada hal yang disebut oleh sedikitnya "
        "lima orang."
    )


def _card(theme: ShownTheme, total: int) -> ThemeCard:
    spoken = language()
    return ThemeCard(
        title=_title(theme),
        size=_(
            "%(n)s dari %(total)s komentar (%(share)s)",
            n=whole_shown(theme.n, spoken),
            total=whole_shown(total, spoken),
            share=percent_shown(theme.share_0_1, spoken),
        ),
        elements=element_names(theme.elements),
        rated_low=element_names(theme.rated_low),
        tone=_tone(theme, spoken),
        examples=theme.examples,
    )


def _title(theme: ShownTheme) -> str:
    return ", ".join(theme.label)


def _tone(theme: ShownTheme, spoken: str) -> str:
    if theme.n_complaints is None:
        return ""
    return _(
        "%(complaints)s bernada keluhan, %(others)s tidak",
        complaints=whole_shown(theme.n_complaints, spoken),
        others=whole_shown(theme.n - theme.n_complaints, spoken),
    )


def element_names(keys: Iterable[str]) -> str:
    """The names of elements in the reader's language, one after the other."""
    asked, spoken = catalogue.find(ELEMENTS_OF), language()
    return "; ".join(asked.item(key).names[spoken] for key in keys)
