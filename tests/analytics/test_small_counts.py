"""Small groups stay unseen, and no subtraction from the total gives one away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.small_counts import withheld_groups

K = 5
SIZES = st.lists(st.integers(0, 30), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("sizes", "besides", "hidden"),
    [
        ([40, 12], 0, (False, False)),
        ([40, 3, 12], 0, (False, True, True)),
        ([40, 3, 2, 12], 0, (False, True, True, False)),
        ([40, 3, 12], 2, (False, True, False)),
        ([40, 3, 12], 1, (False, True, True)),
        ([0, 0, 7], 0, (False, False, False)),
        ([4], 0, (True,)),
        ([40, 12], 3, (False, True)),
    ],
)
def test_worked_examples(sizes: list[int], besides: int, hidden: tuple[bool, ...]) -> None:
    assert withheld_groups(sizes, K, besides=besides) == hidden


@given(SIZES, st.integers(0, 10))
def test_small_groups_are_always_withheld(sizes: list[int], besides: int) -> None:
    hidden = withheld_groups(sizes, K, besides=besides)
    assert all(is_hidden for size, is_hidden in zip(sizes, hidden, strict=True) if 0 < size < K)


@given(SIZES, st.integers(0, 10))
def test_what_is_unseen_is_nothing_or_at_least_k_or_everything(
    sizes: list[int], besides: int
) -> None:
    hidden = withheld_groups(sizes, K, besides=besides)
    unseen = besides + sum(size for size, h in zip(sizes, hidden, strict=True) if h)
    seen = sum(size for size, h in zip(sizes, hidden, strict=True) if not h)
    assert unseen == 0 or unseen >= K or seen == 0


@given(SIZES)
def test_order_of_groups_does_not_matter_to_how_much_is_withheld(sizes: list[int]) -> None:
    forward, backward = withheld_groups(sizes, K), withheld_groups(sizes[::-1], K)
    assert sum(forward) == sum(backward)


@pytest.mark.parametrize(("sizes", "k", "besides"), [([-1], 5, 0), ([3], 1, 0), ([3], 5, -2)])
def test_impossible_input_is_refused(sizes: list[int], k: int, besides: int) -> None:
    with pytest.raises(ValueError, match="expected"):
        withheld_groups(sizes, k, besides=besides)


@pytest.mark.parametrize("sizes", [[float("nan"), 9], [2.5, 9], ["3", 9], [None, 9]])
def test_sizes_that_are_no_whole_numbers_are_refused(sizes) -> None:
    with pytest.raises(ValueError, match="expected a whole number"):
        withheld_groups(sizes, 5)
