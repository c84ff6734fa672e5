"""Which groups must stay unseen because they are small, or would betray one that is."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.kind_checks import all_of_kind
from analytics.tally_checks import least_answers, whole_number


def withheld_groups(sizes: Sequence[int], k: int, *, besides: int = 0) -> tuple[bool, ...]:
    """Say which of several neighbouring groups with a known total must be withheld.

    Parameters
    ----------
    sizes : sequence of int, length g
        Number of answers of each group; 0 or more.
    k : int
        Least size of a group that may be seen; at least 2.
    besides : int
        Answers of the total that lie in no group and are not shown apart.

    Returns
    -------
    tuple of bool, length g
        True for each group of 1 to k - 1 answers, and, while the unseen answers together are
        fewer than k, for the next smallest group too: else the total less the groups that are
        seen would give them away. Empty groups are never withheld.

    Raises
    ------
    ValueError
        If a size or k is no whole number, a size is negative, or k is below 2.

    Source
    ------
    Primary and complementary cell suppression: Hundepool et al. (2012), Statistical Disclosure
    Control, Wiley, section 4.2.

    Examples
    --------
    >>> withheld_groups([40, 3, 12], 5)
    (False, True, True)
    >>> withheld_groups([40, 3, 2, 12], 5)
    (False, True, True, False)
    >>> withheld_groups([40, 0, 12], 5)
    (False, False, False)
    """
    least_answers(k, "k")
    sizes = [whole_number(size, "a size") for size in all_of_kind(sizes, object, "a size")]
    whole_number(besides, "besides")
    hidden = [0 < size < k for size in sizes]
    unseen = besides + sum(size for size, small in zip(sizes, hidden, strict=True) if small)
    for place in sorted(range(len(sizes)), key=lambda number: sizes[number]):
        if not 0 < unseen < k:
            break
        if sizes[place] >= k:
            hidden[place] = True
            unseen += sizes[place]
    return tuple(hidden)
