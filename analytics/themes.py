"""Themes that comments share, with labels that stay the same from period to period."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

from analytics.indonesian import stems_and_words
from analytics.kind_checks import all_of_kind
from analytics.tally_checks import least_answers

FEWEST_COMMENTS = 20
MOST_THEMES = 12
MOST_FITTED = 20_000
AT_ONCE = 5_000
TOP_TERMS = 12
# A comment of a theme has at least one of so many of its heaviest terms.
TELLING_TERMS = 6
LABEL_WORDS = 3
# A comment belongs to the theme that makes up most of it, and at least this much.
LEAST_SHARE = 0.35
# Themes of two periods are the same from this cosine of their terms on.
SAME_THEME = 0.4
TOO_FEW_COMMENTS = "too_few_comments"
NOTHING_IN_COMMON = "nothing_in_common"
# They turn what stands beside them round, and say nothing alone.
_TURNING = frozenset({"tidak", "kurang", "belum", "lebih", "cukup"})
# They stand in comments on anything.
_COMMON_STEMS = """
petugas layan loket orang kantor datang perlu satu dua tiga kali jam baru langsung pakai buat kepada
baik bagus warga masyarakat
"""
_EVERYWHERE = frozenset(_COMMON_STEMS.split())


@dataclass(frozen=True)
class Theme:
    """One theme: its label, its terms with their weights, and the places of its comments."""

    label: tuple[str, ...]
    terms: Mapping[str, float]
    members: tuple[int, ...]


@dataclass(frozen=True)
class Themes:
    """The themes of a set of comments, the most frequent first; none, with a reason, if few."""

    n: int
    themes: tuple[Theme, ...]
    reason: str | None

    @property
    def n_without(self) -> int:
        """How many comments belong to no theme."""
        return self.n - sum(len(theme.members) for theme in self.themes)


@dataclass(frozen=True)
class _Prepared:
    """Terms of each comment in an order of their own, and the words that people used for a stem."""

    order: list[int]
    terms: list[list[str]]
    words: Mapping[str, str]


def find_themes(
    texts: Sequence[str],
    *,
    k: int = 5,
    earlier: Sequence[Theme] = (),
    progress: Callable[[int], object] = lambda _: None,
) -> Themes:
    """Find the themes of comments.

    Parameters
    ----------
    texts : sequence of str
        The comments, already masked.
    k : int
        Least number of comments of a theme that is shown; at least 2.
    earlier : sequence of Theme
        Themes of the period before, whose labels are kept where a theme goes on.
    progress : callable
        Told how many comments were dealt with; in all twice the number of comments.

    Returns
    -------
    Themes
        Undefined below 20 comments ("too_few_comments") and when no term stands in two of them
        ("nothing_in_common"). A comment belongs to one theme, one of whose 6
        heaviest terms it has, or to none. The order of the comments
        changes neither themes nor labels.

    Raises
    ------
    ValueError
        If `k` is below 2.

    Notes
    -----
    TF-IDF of stems and pairs of stems, then non-negative matrix factorisation from a fixed start,
    fitted on at most 20,000 comments taken evenly from their alphabetical order. The number of
    themes is sqrt(n / 4), from 2 to 12. Themes of two periods are paired so that the sum of the
    cosines of their terms is greatest; a pair of 0.4 and more is the same theme and keeps its
    label.

    Source
    ------
    Lee and Seung (1999), Nature 401, p. 788; Boutsidis and Gallopoulos (2008), Pattern Recognition
    41, p. 1350 (the start); Kuhn (1955), Naval Research Logistics 2, p. 83 (the pairing).

    Examples
    --------
    >>> slow, dirty = ["antre lama sekali"] * 10, ["toilet kotor"] * 10
    >>> [(theme.label, len(theme.members)) for theme in find_themes(slow + dirty).themes]
    [(('antre', 'lama'), 10), (('kotor', 'toilet'), 10)]
    >>> find_themes(["antre lama"]).reason
    'too_few_comments'
    """
    least_answers(k, "k")
    texts = all_of_kind(texts, str, "a text")
    earlier = all_of_kind(earlier, Theme, "an earlier theme")
    if not callable(progress):
        raise ValueError(f"progress is {progress!r:.80}; expected what may be called with a number")
    if len(texts) < FEWEST_COMMENTS:
        return Themes(len(texts), (), TOO_FEW_COMMENTS)
    prepared = _prepared(texts, progress)
    if not _has_shared_term(prepared.terms):
        return Themes(len(texts), (), NOTHING_IN_COMMON)
    found = _themes(prepared, _number_of_themes(len(texts)), progress)
    # A factor without comments of its own must not take the label of one that has them.
    named = matched([theme for theme in found if len(theme.members) >= k], earlier)
    return Themes(len(texts), tuple(sorted(named, key=lambda t: (-len(t.members), t.label))), None)


def matched(found: Sequence[Theme], earlier: Sequence[Theme]) -> tuple[Theme, ...]:
    """Give themes the labels that they had before.

    Parameters
    ----------
    found : sequence of Theme
        Themes of one period.
    earlier : sequence of Theme
        Themes of the period before.

    Returns
    -------
    tuple of Theme
        The found themes in their order, each with the label of the earlier theme that it is the
        same as, or else with its own.

    Raises
    ------
    ValueError
        Never.

    Source
    ------
    Kuhn (1955), Naval Research Logistics 2, p. 83.

    Examples
    --------
    >>> before = Theme(("antre",), {"antre": 1.0}, ())
    >>> now = Theme(("lama", "antre"), {"antre": 0.9, "lama": 1.0}, (0, 1))
    >>> matched([now], [before])[0].label
    ('antre',)
    """
    found = all_of_kind(found, Theme, "a theme")
    earlier = all_of_kind(earlier, Theme, "an earlier theme")
    if not found or not earlier:
        return tuple(found)
    alike = np.array([[_cosine(a.terms, b.terms) for b in earlier] for a in found])
    pairs = zip(*linear_sum_assignment(-alike), strict=True)
    kept = {int(i): earlier[j].label for i, j in pairs if alike[i, j] >= SAME_THEME}
    return tuple(replace(theme, label=kept.get(i, theme.label)) for i, theme in enumerate(found))


def _cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    norms = math.hypot(*a.values()) * math.hypot(*b.values())
    return sum(weight * b.get(term, 0.0) for term, weight in a.items()) / norms if norms else 0.0


def _number_of_themes(n: int) -> int:
    return min(MOST_THEMES, max(2, round(math.sqrt(n / 4))))


def _prepared(texts: Sequence[str], progress: Callable[[int], object]) -> _Prepared:
    used: dict[str, Counter[str]] = {}
    terms: list[list[str]] = []
    for done, text in enumerate(texts, start=1):
        pairs = stems_and_words(text)
        for stem, word in pairs:
            used.setdefault(stem, Counter())[word] += 1
        terms.append(list(_terms([stem for stem, _ in pairs])))
        if done % AT_ONCE == 0 or done == len(texts):
            progress(done - (done - 1) // AT_ONCE * AT_ONCE)
    order = sorted(range(len(texts)), key=terms.__getitem__)
    words = {stem: min(seen, key=lambda word: (-seen[word], word)) for stem, seen in used.items()}
    return _Prepared(order, [terms[place] for place in order], words)


def _terms(stems: list[str]) -> Iterator[str]:
    """The stems that say something alone, and pairs of neighbours that say something together."""
    yield from (stem for stem in stems if stem not in _TURNING | _EVERYWHERE)
    for pair in pairwise(stems):
        if pair[0] != pair[1] and not _EVERYWHERE.issuperset(pair):
            yield " ".join(pair)


def _has_shared_term(terms: Sequence[Sequence[str]]) -> bool:
    seen: set[str] = set()
    for held in terms:
        if not seen.isdisjoint(held):
            return True
        seen.update(held)
    return False


def _themes(prepared: _Prepared, how_many: int, progress: Callable[[int], object]) -> list[Theme]:
    from sklearn.decomposition import NMF  # noqa: PLC0415 - 1.3 s at import
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - 1.3 s at import

    step = max(1, len(prepared.terms) // MOST_FITTED)
    # Terms are made already; the library only weighs them.
    weigh = TfidfVectorizer(analyzer=_as_it_is, min_df=2, max_features=5000, sublinear_tf=True)
    matrix = weigh.fit_transform(prepared.terms[::step])
    factors = NMF(
        min(how_many, *matrix.shape), init="nndsvda", random_state=0, max_iter=1000, tol=1e-3
    )
    # The library takes the root of a rounding error below 0 for a figure that is not used here.
    with np.errstate(invalid="ignore"):
        factors.fit(matrix)
    names = weigh.get_feature_names_out()
    terms = [_heaviest(row, names) for row in factors.components_]
    telling = [frozenset(list(held)[:TELLING_TERMS]) for held in terms]
    members: dict[int, list[int]] = {}
    for number, place in _belonging(prepared, weigh, factors, progress):
        if not telling[number].isdisjoint(prepared.terms[place]):
            members.setdefault(number, []).append(prepared.order[place])
    return [
        Theme(_label(held, prepared.words), held, tuple(sorted(members.get(number, ()))))
        for number, held in enumerate(terms)
    ]


def _as_it_is(terms: list[str]) -> list[str]:
    return terms


def _belonging(
    prepared: _Prepared, weigh: Any, factors: Any, progress: Callable[[int], object]
) -> Iterator[tuple[int, int]]:
    """The theme that makes up most of a comment, and the comment's place, where one does."""
    for start in range(0, len(prepared.terms), AT_ONCE):
        part = prepared.terms[start : start + AT_ONCE]
        weights = factors.transform(weigh.transform(part))
        clear = weights.max(axis=1) > LEAST_SHARE * np.maximum(weights.sum(axis=1), 1e-9)
        best = weights.argmax(axis=1)
        yield from ((int(best[place]), start + int(place)) for place in np.flatnonzero(clear))
        progress(len(part))


def _heaviest(row: np.ndarray, names: np.ndarray) -> dict[str, float]:
    """The heaviest terms of a theme, by name where weights are equal."""
    first = sorted(range(len(row)), key=lambda i: (-float(row[i]), str(names[i])))[:TOP_TERMS]
    return {str(names[i]): float(row[i]) for i in first if row[i] > 0}


def _label(terms: Mapping[str, float], words: Mapping[str, str]) -> tuple[str, ...]:
    """The words for the heaviest terms, each stem once."""
    told: list[str] = []
    shown: list[str] = []
    for term in terms:
        stems = term.split()
        if any(stem in told for stem in stems):
            continue
        told += stems
        shown.append(" ".join(words[stem] for stem in stems))
        if len(shown) == LABEL_WORDS:
            break
    return tuple(shown)
