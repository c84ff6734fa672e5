"""Comments that several people cannot have written alike by chance."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from analytics.kind_checks import all_of_kind

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
    texts = all_of_kind(texts, str, "a text")
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
    if not distinct:
        return {}
    _, labels = csgraph.connected_components(_alike(distinct), directed=False)
    first: dict[int, str] = {}
    return {
        text: first.setdefault(int(label), text)
        for text, label in zip(distinct, labels, strict=True)
    }


def _alike(distinct: Sequence[str]) -> sparse.coo_array:
    """Which texts have most of their pieces in common (texts x texts)."""
    pieces = [_pieces(text) for text in distinct]
    known: dict[str, int] = {}
    columns = [known.setdefault(piece, len(known)) for held in pieces for piece in held]
    sizes = np.array([len(held) for held in pieces])
    has = sparse.csr_array(
        (np.ones(len(columns), dtype=np.int32), columns, np.concatenate([[0], sizes.cumsum()])),
        shape=(len(distinct), len(known)),
    )
    common = (has @ has.T).tocoo()
    one, other = common.coords
    is_alike = common.data >= ALIKE_FROM * (sizes[one] + sizes[other] - common.data)
    pairs = (one[is_alike], other[is_alike])
    return sparse.coo_array((np.ones(len(pairs[0]), dtype=bool), pairs), shape=common.shape)


def _pieces(text: str) -> frozenset[str]:
    padded = f" {text} "
    return frozenset(padded[at : at + PIECE] for at in range(len(padded) - PIECE + 1))
