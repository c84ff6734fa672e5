"""Sums of clusters: the same from tallies and from counts, and refused where impossible."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.cluster_sums import ClusterSums, between_variance

row = st.lists(st.integers(1, 4), min_size=9, max_size=9)


def test_impossible_sums_are_refused(rule):
    with pytest.raises(ValueError, match="answered holds -1"):
        ClusterSums(("waktu",), [[-1], [2]], [[4], [4]])
    with pytest.raises(ValueError, match="expected a row for each cluster"):
        ClusterSums(("waktu",), [[1], [2]], [[4]])
    with pytest.raises(ValueError, match="sums has 2 dimensions of float64"):
        ClusterSums(("waktu",), [[1], [2]], [[4.5], [float("nan")]])
    with pytest.raises(ValueError, match="expected one of 9 elements by 4 points"):
        ClusterSums.of_counts(np.zeros((2, 7), dtype=int), tuple("abcdefghi"), 1, 4)
    with pytest.raises(ValueError, match="expected whole numbers of at least 0"):
        ClusterSums.of_counts([[[-1, 3]]], ("waktu",), 1, 2)
    with pytest.raises(ValueError, match="a sum without an answer"):
        ClusterSums(("waktu",), [[0], [2]], [[5], [4]])
    with pytest.raises(ValueError, match="not empty"):
        ClusterSums(("",), [[1], [2]], [[4], [4]])


def test_fewer_than_two_clusters_have_no_variance_between_them(pulse_rule):
    with pytest.raises(ValueError, match="at least 2 clusters"):
        between_variance(ClusterSums(("puas",), [[3]], [[9]]), pulse_rule)
    with pytest.raises(ValueError, match="every element answered"):
        between_variance(ClusterSums(("puas",), [[0], [0]], [[0], [0]]), pulse_rule)
    with pytest.raises(ValueError, match=r"expected \['puas'\]"):
        between_variance(ClusterSums(("waktu",), [[1], [1]], [[4], [4]]), pulse_rule)


@given(days=st.lists(st.lists(row, min_size=1, max_size=3), min_size=2, max_size=6))
def test_counts_and_tallies_give_the_same_sums_in_any_order(days, rule, tally_of):
    tallies = [tally_of(sheets) for sheets in days]
    counts = np.array([tally.counts for tally in tallies])
    first = tallies[0]
    by_count = ClusterSums.of_counts(counts[::-1], first.items, first.low, first.high)
    by_tally = ClusterSums.of_tallies(tallies)
    assert np.array_equal(by_count.sums[::-1], by_tally.sums)
    assert between_variance(by_count, rule) == between_variance(by_tally, rule)
