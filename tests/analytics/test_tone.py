"""Tone is told only where it was learnt well enough, and never from the comment itself."""

import numpy as np
import pytest

from analytics.tone import (
    NOT_BETTER,
    TOO_FEW_COMMENTS,
    TOO_FEW_OF_A_KIND,
    learn_tone,
)

GOOD = ("ramah sekali", "cepat dan ramah", "puas terima kasih")
BAD = ("lama dan judes", "toilet kotor lama", "tidak puas judes")


def a_mixture(each: int) -> tuple[list[str], list[bool]]:
    """As many complaints of low raters as praise of others, numbered so that none is equal."""
    bad = [f"{BAD[i % 3]} kata{chr(97 + i % 26)}" for i in range(each)]
    good = [f"{GOOD[i % 3]} kata{chr(97 + i % 26)}" for i in range(each)]
    return bad + good, [True] * each + [False] * each


def test_tone_is_learnt_from_what_the_same_people_rated() -> None:
    texts, low = a_mixture(40)
    tone = learn_tone(texts, low)
    assert tone.reason is None
    assert tone.complaints == tuple(low)
    assert tone.balanced_accuracy_0_1 == 1


def test_the_order_of_comments_does_not_matter() -> None:
    texts, low = a_mixture(40)
    places = np.random.default_rng(1).permutation(80).tolist()
    first = learn_tone(texts, low)
    again = learn_tone([texts[i] for i in places], [low[i] for i in places])
    assert again.complaints == tuple(first.complaints[i] for i in places)


def test_nothing_is_told_when_ratings_have_nothing_to_do_with_words() -> None:
    texts, _ = a_mixture(60)
    tone = learn_tone(texts, (np.random.default_rng(3).random(120) < 0.5).tolist())
    assert (tone.complaints, tone.reason) == (None, NOT_BETTER)


@pytest.mark.parametrize(
    ("each", "low", "reason"),
    [
        (0, [], TOO_FEW_COMMENTS),
        (29, None, TOO_FEW_COMMENTS),
        (40, [False] * 80, TOO_FEW_OF_A_KIND),
    ],
)
def test_too_few_comments_are_said_to_be_too_few(each: int, low, reason: str) -> None:
    texts, rated = a_mixture(each)
    tone = learn_tone(texts, rated if low is None else low)
    assert (tone.complaints, tone.reason) == (None, reason)


def test_equal_comments_tell_nothing() -> None:
    tone = learn_tone(["baik"] * 100, [True] * 50 + [False] * 50)
    assert tone.reason == NOT_BETTER


def test_unequal_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="expected as many"):
        learn_tone(["baik"], [])


def test_a_comment_is_not_judged_by_its_own_writers_ratings() -> None:
    texts, low = a_mixture(40)
    turned = [not low[0], *low[1:]]
    assert learn_tone(texts, turned).complaints[0] == low[0]
