"""The parts of a questionnaire as frozen values: what is asked, how it is answered, how it scores.

Everything people read is a mapping from language to text, because one version of a questionnaire
is one file in all its languages: a better translation is a new version, like any other change.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

Words = Mapping[str, str]


@dataclass(frozen=True)
class Choice:
    """One answer to a rated question, with the value it counts for."""

    value: int
    labels: Words


@dataclass(frozen=True)
class Item:
    """One rated element: its official name, its question and its answers from low to high."""

    key: str
    names: Words
    questions: Words
    choices: tuple[Choice, ...]
    aliases: tuple[str, ...] = ()
    """Shorter names under which tables of older reports head this element's column."""


@dataclass(frozen=True)
class BlockChoice:
    """One class of the respondent block; the empty code means "not stated"."""

    code: str
    labels: Words


@dataclass(frozen=True)
class BlockField:
    """One question about the respondent, answered in classes; its first choice is "not stated"."""

    key: str
    labels: Words
    choices: tuple[BlockChoice, ...]


@dataclass(frozen=True)
class CommentPrompt:
    """The words around the free comment."""

    labels: Words
    hints: Words


@dataclass(frozen=True)
class Band:
    """A grade that begins at `lower` on the index rounded half-up to two decimals."""

    lower: Decimal
    grade: str
    performance: Words


@dataclass(frozen=True)
class ScoringRule:
    """How ratings become an index and a grade, and how many sheets a number needs to be shown."""

    version: str
    article: str
    weights: Mapping[str, Fraction]
    factor: int
    bands: tuple[Band, ...]
    min_n_inside: int = 5
    min_n_public: int = 10
    min_n_officer: int = 35


@dataclass(frozen=True)
class Instrument:
    """One immutable version of a questionnaire; items stand in the order the form asks them."""

    id: str
    version: int
    checksum: str
    languages: tuple[str, ...]
    titles: Words
    items: tuple[Item, ...]
    list_order: tuple[str, ...]
    block: tuple[BlockField, ...]
    comment: CommentPrompt | None
    rule: ScoringRule
    overall: Item | None = None
    """An optional question about the visit as a whole; no element, so in no index."""
    by_name_only: bool = False
    """Whether the id alone never means this version, even where it is the newest."""
    unofficial: tuple[str, ...] = ()
    """The languages whose texts are a translation that no authority has approved."""
    translation_of: str | None = None
    """The version that this one only says in more languages, such as "skm-2017@1"."""

    def __hash__(self) -> int:
        """Hash by content, so that forms built from an instrument can be kept by it."""
        return hash((self.id, self.version, self.checksum))

    @property
    def reference(self) -> str:
        """The name that pins this version, such as "skm-2017@1"."""
        return f"{self.id}@{self.version}"

    @property
    def counted_as(self) -> str:
        """The version that answers are counted under: a translation adds to its original."""
        return self.translation_of or self.reference

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the elements in form order, which is the order ratings are stored in."""
        return tuple(item.key for item in self.items)

    @property
    def scale(self) -> tuple[int, int]:
        """The lowest and the highest value an answer counts for."""
        choices = self.items[0].choices
        return choices[0].value, choices[-1].value

    @property
    def is_one_tap(self) -> bool:
        """Whether a single rating is all that is asked, so that one tap answers it."""
        return len(self.items) == 1 and not (self.block or self.comment or self.overall)

    def item(self, key: str) -> Item:
        """The element with this key; a ValueError names the keys there are."""
        for item in self.items:
            if item.key == key:
                return item
        raise ValueError(f"{self.reference} has no element {key!r}; it has {', '.join(self.keys)}.")
