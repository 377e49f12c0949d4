"""Percentiles of draws: exact while they are kept, between stated bounds when only counted."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from estimator.analysis.draws.quantiles import BATCHES, Collector, exact_quantiles

COUNT, SIZE = 200, 1024
LEVELS = (0.05, 0.5, 0.8, 0.95)


def columns():
    random = np.random.default_rng(1)
    size = COUNT * SIZE
    years = random.integers(2020, 2050, size).astype(float)
    sometimes = np.where(random.random(size) < 0.3, np.nan, random.normal(size=size))
    return np.column_stack([random.lognormal(size=size), years, sometimes, np.full(size, 3.0)])


DRAWS = columns()


def collected(kept_bytes):
    made = Collector(DRAWS.shape[1], len(DRAWS), kept_bytes)
    for number in range(COUNT):
        made.add(DRAWS[number * SIZE : (number + 1) * SIZE])
    return made


KEPT, COUNTED = collected(2**40), collected(0)


@pytest.mark.parametrize("made", [KEPT, COUNTED], ids=["kept", "counted"])
def test_mean_deviation_and_share_are_those_of_all_draws(made):
    np.testing.assert_allclose(made.mean(), np.nanmean(DRAWS, axis=0), rtol=1e-12)
    np.testing.assert_allclose(made.deviation(), np.nanstd(DRAWS, axis=0, ddof=1), rtol=1e-9)
    np.testing.assert_allclose(made.applies(), np.mean(~np.isnan(DRAWS), axis=0), rtol=1e-12)


def test_kept_draws_give_exact_percentiles():
    found = [each.value for each in KEPT.quantiles(0, LEVELS)]
    np.testing.assert_allclose(found, np.quantile(DRAWS[:, 0], LEVELS), rtol=1e-12)


@pytest.mark.parametrize("column", [0, 2])
def test_counted_draws_give_percentiles_within_the_stated_error(column):
    for found, level in zip(COUNTED.quantiles(column, LEVELS), LEVELS, strict=True):
        assert found.error > 0
        assert abs(found.value - np.nanquantile(DRAWS[:, column], level)) <= 2 * found.error


def test_counted_whole_years_and_constants_stay_exact():
    for column in (1, 3):
        found = [each.value for each in COUNTED.quantiles(column, LEVELS)]
        assert found == np.quantile(DRAWS[:, column], LEVELS, method="inverted_cdf").tolist()


@pytest.mark.parametrize(("draws", "total"), [(160, 160), (176, 176), (170, 170), (100, 160), (8, 8), (16, 16)])
@pytest.mark.parametrize("column", [0, 1, 2])
def test_a_percentile_of_each_batch_is_that_of_its_draws_alone(draws, total, column):
    made = Collector(3, total)
    made.add(DRAWS[:draws, :3])
    found = made.by_batch(column, 0.8)
    ends = [-(-batch * total // BATCHES) for batch in range(BATCHES + 1)]  # a batch begins where the one before ends
    parts = [DRAWS[start : min(stop, draws), column] for start, stop in pairwise(ends)]
    wanted = [np.nanquantile(each, 0.8) if each[~np.isnan(each)].size else np.nan for each in parts]
    np.testing.assert_allclose(found, wanted, rtol=1e-12)
    assert found.tolist() == pytest.approx(
        [made.quantiles(column, [0.8], [batch])[0].value for batch in range(BATCHES)], rel=0, abs=0, nan_ok=True
    )


def test_batches_are_told_apart_in_both_ways():
    half = range(BATCHES // 2)
    first = DRAWS[: len(DRAWS) // 2, 0]
    assert KEPT.quantiles(0, [0.8], half)[0].value == pytest.approx(np.quantile(first, 0.8), rel=1e-12)
    assert COUNTED.quantiles(0, [0.8], half)[0].value == pytest.approx(np.quantile(first, 0.8), rel=2e-3)


def test_a_column_that_never_applies_has_no_percentile():
    for kept in (2**40, 0):
        made = Collector(1, 40_000, kept)
        for _ in range(40):
            made.add(np.full((1000, 1), np.nan))
        assert np.isnan(made.quantiles(0, [0.5])[0].value)
        assert np.isnan(made.mean()[0])


@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=40), st.lists(st.floats(0.0, 1.0), min_size=1, max_size=5))
def test_exact_percentiles_are_those_of_numpy(values, levels):
    found = exact_quantiles(np.array(values), levels)
    assert found == pytest.approx(list(np.quantile(values, levels)), rel=1e-12, abs=1e-6)


def test_percentiles_of_any_column_and_batch_are_those_of_its_own_draws_while_more_are_added():
    # 70 columns, of which 32 are made ready together; 12 draws in blocks of 5, 5 and 2, so that batches cross blocks
    draws = np.random.default_rng(3).normal(size=(12, 70))
    draws[3, 40] = np.nan
    collector = Collector(70, 12, batches=4)
    collector.add(draws[:5])
    assert collector.quantiles(69, [0.5])[0].value == pytest.approx(float(np.median(draws[:5, 69])))
    collector.add(draws[5:10])
    collector.add(draws[10:])
    for column in (0, 31, 32, 40, 69):
        for batches, rows in (
            (None, range(12)),
            ([1], range(3, 6)),
            (range(2), range(6)),
            ([0, 3], [0, 1, 2, 9, 10, 11]),
        ):
            held = draws[list(rows), column]
            expected = float(np.quantile(held[~np.isnan(held)], 0.8))
            assert collector.quantiles(column, [0.8], batches)[0].value == pytest.approx(expected)
