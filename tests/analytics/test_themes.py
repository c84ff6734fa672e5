"""Themes do not depend on the order of comments, and keep their labels from period to period."""

import numpy as np
import pytest

from analytics.comments import mask_identifiers
from analytics.themes import (
    NOTHING_IN_COMMON,
    TOO_FEW_COMMENTS,
    Theme,
    find_themes,
    matched,
)
from tests.analytics.labelled_comments import labelled_comments

SLOW, DIRTY, KIND = "antre lama sekali", "toilet kotor dan bau", "petugas ramah sopan"


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """The synthetic set, masked."""
    return [mask_identifiers(comment.text) for comment in labelled_comments()]


def labels_by_text(texts: list[str], themes) -> dict[str, tuple[str, ...]]:
    return {texts[place]: theme.label for theme in themes for place in theme.members}


def test_comments_that_share_words_share_a_theme() -> None:
    found = find_themes([SLOW] * 12 + [DIRTY] * 9)
    assert [(theme.label[:2], len(theme.members)) for theme in found.themes] == [
        (("antre", "lama"), 12),
        (("bau", "kotor"), 9),
    ]
    assert (found.n, found.n_without, found.reason) == (21, 0, None)


def test_every_comment_belongs_to_one_theme_at_most(texts: list[str]) -> None:
    found = find_themes(texts)
    places = [place for theme in found.themes for place in theme.members]
    assert len(places) == len(set(places)) == found.n - found.n_without


def test_no_theme_has_fewer_than_k_comments(texts: list[str]) -> None:
    sizes = {k: [len(theme.members) for theme in find_themes(texts, k=k).themes] for k in (5, 20)}
    assert min(sizes[5]) >= 5
    assert min(sizes[20]) >= 20
    assert len(sizes[20]) < len(sizes[5])


def test_the_order_of_comments_changes_neither_themes_nor_labels(texts: list[str]) -> None:
    places = np.random.default_rng(7).permutation(len(texts)).tolist()
    shuffled = find_themes([texts[place] for place in places])
    straight = find_themes(texts)
    assert [theme.label for theme in shuffled.themes] == [theme.label for theme in straight.themes]
    assert [sorted(places[p] for p in theme.members) for theme in shuffled.themes] == [
        list(theme.members) for theme in straight.themes
    ]


@pytest.mark.parametrize("seed", range(3))
def test_nearly_the_same_comments_keep_their_labels(seed: int, texts: list[str]) -> None:
    stays = np.random.default_rng(seed).random(len(texts)) < 0.9
    later = [text for text, kept in zip(texts, stays, strict=True) if kept]
    before = find_themes(texts)
    after = find_themes(later, earlier=before.themes)
    first, second = labels_by_text(texts, before.themes), labels_by_text(later, after.themes)
    both = first.keys() & second.keys()
    kept = sum(first[text] == second[text] for text in both) / len(both)
    print(f"labels kept by {kept:.2f} of {len(both)} comments")
    assert len({theme.label for theme in before.themes} & set(second.values())) >= 8
    assert kept >= 0.75


def test_a_label_goes_on_when_other_words_take_the_lead() -> None:
    before = find_themes([SLOW] * 15 + [DIRTY] * 15)
    after = find_themes(
        ["antre lama berjam"] * 15 + ["toilet kotor parah"] * 15, earlier=before.themes
    )
    assert {t.label for t in after.themes} == {t.label for t in before.themes}


def test_a_new_theme_does_not_take_an_old_label() -> None:
    before = find_themes([SLOW] * 15 + [DIRTY] * 15)
    after = find_themes([SLOW] * 15 + [KIND] * 15, earlier=before.themes)
    labels = {len(t.members): t.label for t in after.themes}
    assert {t.label for t in after.themes} & {t.label for t in before.themes} == {
        next(t.label for t in before.themes if "lama" in t.label)
    }
    assert labels


def test_two_themes_never_share_one_earlier_label() -> None:
    old = Theme(("antre",), {"antre": 1.0, "lama": 1.0}, ())
    new = [Theme(("a",), {"antre": 1.0}, ()), Theme(("b",), {"lama": 1.0}, ())]
    assert sorted(theme.label for theme in matched(new, [old])) in (
        [("a",), ("antre",)],
        [("antre",), ("b",)],
    )


def test_without_earlier_themes_labels_are_their_own() -> None:
    own = Theme(("a",), {"a": 1.0}, (1,))
    assert matched([own], []) == (own,)
    assert matched([], [own]) == ()


@pytest.mark.parametrize(
    ("texts", "reason"),
    [
        ([], TOO_FEW_COMMENTS),
        (["antre lama"] * 19, TOO_FEW_COMMENTS),
        (["-"] * 30, NOTHING_IN_COMMON),
        ([chr(97 + i % 26) * 2 + chr(97 + i // 26) * 3 for i in range(40)], NOTHING_IN_COMMON),
    ],
)
def test_what_has_no_themes_says_why(texts: list[str], reason: str) -> None:
    found = find_themes(texts)
    assert (found.themes, found.reason, found.n) == ((), reason, len(texts))


def test_all_equal_comments_are_one_theme() -> None:
    found = find_themes([SLOW] * 30)
    assert [len(theme.members) for theme in found.themes] == [30]


def test_progress_tells_of_every_comment_twice(texts: list[str]) -> None:
    told: list[int] = []
    find_themes(texts, progress=told.append)
    assert sum(told) == 2 * len(texts)


def test_a_k_that_would_show_single_comments_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 2"):
        find_themes([SLOW] * 30, k=1)
