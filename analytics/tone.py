"""Which comments sound like those of people who rated something low, learnt from the ratings."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from analytics.indonesian import normalise
from analytics.kind_checks import all_of_kind

FEWEST_COMMENTS = 60
FEWEST_OF_A_KIND = 15
FOLDS = 5
Z_95 = 1.959963984540054
TOO_FEW_COMMENTS = "too_few_comments"
TOO_FEW_OF_A_KIND = "too_few_of_a_kind"
NOT_BETTER = "not_better_than_chance"


@dataclass(frozen=True)
class Tone:
    """What was learnt; `complaints` is None, with a reason, where nothing may be shown.

    `complaints` says of each comment, in the order given, whether it sounds like a complaint; it
    was judged by a model that had not seen this comment nor its writer's ratings.
    `balanced_accuracy_0_1` is the mean of the shares recognised among low and other ratings, 0.5
    by chance.
    """

    balanced_accuracy_0_1: float | None
    complaints: tuple[bool, ...] | None
    reason: str | None


def learn_tone(texts: Sequence[str], rated_low: Sequence[bool]) -> Tone:
    """Learn the tone of comments from whether the same people rated anything low.

    Parameters
    ----------
    texts : sequence of str
        The comments.
    rated_low : sequence of bool
        Whether the writer of each rated any element 1 or 2.

    Returns
    -------
    Tone
        Undefined below 60 comments ("too_few_comments"), below 15 with or 15 without low ratings
        ("too_few_of_a_kind"), and where what was learnt is no better than chance on comments
        that were left out ("not_better_than_chance"). The order of the comments does not matter.

    Raises
    ------
    ValueError
        If the two sequences differ in length.

    Notes
    -----
    Ratings are a weak label: somebody may rate low and write thanks. Logistic regression with
    balanced classes on TF-IDF of words and pairs of words, five folds; pieces of words took twice
    the time and gave the same balanced accuracy on the synthetic set. It is shown only when the
    lower 95 % limit of the balanced accuracy lies above 0.5.

    Source
    ------
    Ratner et al. (2017), Snorkel, PVLDB 11(3), p. 269 (weak labels); Brodersen et al. (2010),
    The balanced accuracy and its posterior distribution, ICPR, p. 3121.

    Examples
    --------
    >>> learn_tone(["antre lama"], [True]).reason
    'too_few_comments'
    """
    texts = all_of_kind(texts, str, "a text")
    rated_low = [_truth(low) for low in all_of_kind(rated_low, object, "a rating")]
    if len(texts) != len(rated_low):
        raise ValueError(f"{len(texts)} texts and {len(rated_low)} ratings; expected as many")
    n, n_low = len(texts), sum(rated_low)
    if n < FEWEST_COMMENTS:
        return Tone(None, None, TOO_FEW_COMMENTS)
    if min(n_low, n - n_low) < FEWEST_OF_A_KIND:
        return Tone(None, None, TOO_FEW_OF_A_KIND)
    judged = _judged(texts, rated_low)
    accuracy, lower = _balanced_accuracy(judged, rated_low)
    if lower <= 0.5:
        return Tone(accuracy, None, NOT_BETTER)
    return Tone(accuracy, judged, None)


def _truth(low: object) -> bool:
    if not isinstance(low, bool | np.bool_):
        raise ValueError(f"a rating is {low!r:.80}; expected whether it is low (bool)")
    return bool(low)


def _judged(texts: Sequence[str], rated_low: Sequence[bool]) -> tuple[bool, ...]:
    """Of each comment whether models that had not seen it take it for a complaint."""
    from sklearn.model_selection import (  # noqa: PLC0415 - 1.3 s at import
        StratifiedKFold,
        cross_val_predict,
    )

    plain = [normalise(text) for text in texts]
    # In an order of their own, so that neither folds nor result depend on the order given.
    order = sorted(range(len(plain)), key=lambda place: (plain[place], rated_low[place]))
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0)
    predicted = cross_val_predict(
        _model(), [plain[i] for i in order], [rated_low[i] for i in order], cv=folds
    )
    by_place = dict(zip(order, predicted, strict=True))
    return tuple(bool(by_place[place]) for place in range(len(plain)))


def _model() -> Any:
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - 1.3 s at import
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - 1.3 s at import
    from sklearn.pipeline import make_pipeline  # noqa: PLC0415 - 1.3 s at import

    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    return make_pipeline(words, LogisticRegression(class_weight="balanced", max_iter=1000))


def _balanced_accuracy(judged: Sequence[bool], rated_low: Sequence[bool]) -> tuple[float, float]:
    """The balanced accuracy and its lower 95 % limit (normal, rates smoothed by one of each)."""
    pairs = list(zip(judged, rated_low, strict=True))
    rates, variances = [], []
    for kind in (True, False):
        right = [guess == kind for guess, truth in pairs if truth == kind]
        smoothed = (sum(right) + 1) / (len(right) + 2)
        rates.append(sum(right) / len(right))
        variances.append(smoothed * (1 - smoothed) / len(right))
    accuracy = sum(rates) / 2
    return accuracy, accuracy - Z_95 * math.sqrt(sum(variances)) / 2
