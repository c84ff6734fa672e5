"""Comments that several people cannot have written alike by chance."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

FEWEST_WORDS = 3
FEWEST_TEXTS = 5
PIECE = 3
ALIKE_FROM = 0.8
MOST_DIFFERENT_TEXTS = 2000
_NOT_A_LETTER = re.compile(r"[\W\d_]+")
_DRAWN_OUT = re.compile(r"(.)\1{2,}")


@dataclass(frozen=True)
class RepeatedText:
    """One text and where in the sequence it or its likes stand; the first is as it was written."""

    text: str
    places: tuple[int, ...]


def repeated_texts(texts: Sequence[str]) -> tuple[RepeatedText, ...]:
    """Find texts of which at least 5 are nearly the same.

    Parameters
    ----------
    texts : sequence of str
        Masked comments of one place and month; in any order.

    Returns
    -------
    tuple of RepeatedText
        The most frequent first. Texts of fewer than 3 words ("terima kasih") are honest
        repetitions and are left out. No text gives none; equal texts give one group.

    Raises
    ------
    ValueError
        If there are more than 2,000 different texts, as each is compared with each.

    Notes
    -----
    Texts are compared without case, digits, marks and drawn-out letters, by the share of the
    pieces of three letters that they have in common (Jaccard, at least 0.8). A group is what
    hangs together by such pairs.

    Source
    ------
    Broder (1997), On the resemblance and containment of documents, SEQUENCES, 21-29, section 2.

    Examples
    --------
    >>> same = ["Pelayanan sangat memuaskan."] * 4 + ["pelayanan sangaaat memuaskan 1"]
    >>> texts = [*same, "Ruang tunggu panas sekali."]
    >>> [(len(found.places), found.text) for found in repeated_texts(texts)]
    [(5, 'Pelayanan sangat memuaskan.')]
    """
    plain = [_plain(text) for text in texts]
    distinct = [text for text in Counter(plain) if len(text.split()) >= FEWEST_WORDS]
    if len(distinct) > MOST_DIFFERENT_TEXTS:
        raise ValueError(
            f"{len(distinct)} different texts; expected {MOST_DIFFERENT_TEXTS} at most"
        )
    group_of = _groups(distinct)
    held: dict[str, list[int]] = {}
    for place, text in enumerate(plain):
        if text in group_of:
            held.setdefault(group_of[text], []).append(place)
    found = [
        RepeatedText(texts[places[0]], tuple(places))
        for places in held.values()
        if len(places) >= FEWEST_TEXTS
    ]
    return tuple(sorted(found, key=lambda one: -len(one.places)))


def _plain(text: str) -> str:
    return _DRAWN_OUT.sub(r"\1", _NOT_A_LETTER.sub(" ", text.casefold())).strip()


def _groups(distinct: Sequence[str]) -> dict[str, str]:
    """The first text of the group that each text hangs together with."""
    first = {text: text for text in distinct}
    for one, other in _alike(distinct):
        kept, dropped = sorted((first[one], first[other]), key=distinct.index)
        if kept != dropped:
            first = {text: kept if held == dropped else held for text, held in first.items()}
    return first


def _alike(distinct: Sequence[str]) -> Iterator[tuple[str, str]]:
    pieces = [_pieces(text) for text in distinct]
    for place, one in enumerate(pieces):
        for other in range(place):
            # Sets so different in size cannot have so much in common.
            if min(len(one), len(pieces[other])) < ALIKE_FROM * max(len(one), len(pieces[other])):
                continue
            common = len(one & pieces[other])
            if common >= ALIKE_FROM * (len(one) + len(pieces[other]) - common):
                yield distinct[other], distinct[place]


def _pieces(text: str) -> frozenset[str]:
    padded = f" {text} "
    return frozenset(padded[at : at + PIECE] for at in range(len(padded) - PIECE + 1))
