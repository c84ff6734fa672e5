"""Quality on the synthetic set stays above stated figures; the figures are printed with -s."""

from __future__ import annotations

from collections import Counter

from analytics.comment_elements import WORDS, elements_in
from analytics.comments import MASK, mask_identifiers
from analytics.tone import learn_tone
from tests.analytics.labelled_comments import (
    LabelledComment,
    f1,
    kappa,
    labelled_comments,
    survives,
)

EXACT = ("nomor", "surel")


def recall_of(kinds: tuple[str, ...], comments: tuple[LabelledComment, ...]) -> float:
    """The share of identifiers of these kinds of which nothing is left after masking."""
    left = [
        survives(text, mask_identifiers(comment.text))
        for comment in comments
        for kind, text in comment.identifiers
        if kind in kinds
    ]
    print(f"masking recall {'/'.join(kinds)}: {1 - sum(left) / len(left):.3f} of {len(left)}")
    return 1 - sum(left) / len(left)


def unseen() -> tuple[LabelledComment, ...]:
    """The comments that were not looked at while words were chosen."""
    return tuple(comment for comment in labelled_comments() if comment.id % 2 == 0)


def test_the_set_is_large_and_varied() -> None:
    tones = Counter(comment.tone for comment in labelled_comments())
    assert len(labelled_comments()) >= 300
    assert set(tones) == {"negatif", "positif", "campuran", "netral"}
    assert min(tones.values()) >= 20
    assert {key for comment in labelled_comments() for key in comment.elements} == set(WORDS)


def test_no_comment_stands_twice() -> None:
    texts = [comment.text.lower() for comment in labelled_comments()]
    assert len(set(texts)) == len(texts)


def test_numbers_and_addresses_of_mail_are_masked() -> None:
    assert recall_of(EXACT, labelled_comments()) >= 0.98


def test_names_after_a_form_of_address_are_masked() -> None:
    assert recall_of(("nama",), labelled_comments()) >= 0.90


def test_number_plates_and_addresses_are_masked() -> None:
    assert recall_of(("plat", "alamat"), labelled_comments()) >= 0.85


def test_what_is_masked_was_to_be_masked() -> None:
    wanted = sum(len(comment.identifiers) for comment in labelled_comments())
    masks = [mask_identifiers(comment.text).count(MASK) for comment in labelled_comments()]
    needless = [
        max(0, n - len(comment.identifiers))
        for n, comment in zip(masks, labelled_comments(), strict=True)
    ]
    precision = 1 - sum(needless) / sum(masks)
    print(f"masking precision: {precision:.3f} of {sum(masks)} masks, {wanted} wanted")
    assert precision >= 0.95


def test_a_mask_that_does_nothing_would_be_seen(monkeypatch) -> None:
    monkeypatch.setattr(f"{__name__}.mask_identifiers", lambda text: text)
    assert recall_of(EXACT, labelled_comments()) == 0


def test_elements_are_found_in_unseen_comments() -> None:
    masked = [mask_identifiers(comment.text) for comment in unseen()]
    found = [frozenset(elements_in(text)) for text in masked]
    reached = f1([comment.elements for comment in unseen()], found)
    print(f"elements, F1 over {len(found)} comments with an even id: {reached:.3f}")
    assert reached >= 0.82


def test_tone_learnt_from_ratings_agrees_with_the_labels() -> None:
    comments = labelled_comments()
    tone = learn_tone(
        [mask_identifiers(comment.text) for comment in comments],
        [bool(comment.low_elements) for comment in comments],
    )
    assert tone.complaints is not None
    clear = [
        (comment.tone == "negatif", judged)
        for comment, judged in zip(comments, tone.complaints, strict=True)
        if comment.tone in ("negatif", "positif")
    ]
    accuracy = sum(a == b for a, b in clear) / len(clear)
    most_frequent = sum(a for a, _ in clear) / len(clear)
    print(
        f"tone: accuracy {accuracy:.3f} of {len(clear)} clear comments, always the same answer "
        f"{most_frequent:.3f}; balanced accuracy on ratings {tone.balanced_accuracy_0_1:.3f}"
    )
    assert accuracy >= 0.74
    assert accuracy > most_frequent + 0.05


def test_two_rounds_of_labels_are_consistent() -> None:
    comments = labelled_comments()
    tones = kappa([c.tone for c in comments], [c.tone_again for c in comments])
    elements = kappa(
        [key in c.elements for c in comments for key in WORDS],
        [key in c.elements_again for c in comments for key in WORDS],
    )
    print(f"consistency of two rounds (kappa): tone {tones:.3f}, elements {elements:.3f}")
    assert min(tones, elements) >= 0.9
    assert max(tones, elements) < 1


def test_kappa_is_that_of_a_worked_example() -> None:
    # Seventy of a hundred agree, fifty would by chance: (0.7 - 0.5) / (1 - 0.5).
    first = ["a"] * 50 + ["b"] * 50
    second = ["a"] * 35 + ["b"] * 15 + ["a"] * 15 + ["b"] * 35
    assert abs(kappa(first, second) - 0.4) < 1e-12
