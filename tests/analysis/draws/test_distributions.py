"""Ranges become distributions with the percentiles that the range states."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import ndtri

from estimator.analysis.draws.distributions import (
    Misfit,
    _known,
    distribution,
    distributions,
    fitted,
    is_uncertain,
    require_fits,
)
from estimator.analysis.draws.shapes import FEW, normal_quantile
from estimator.errors import PackError
from estimator.pack.records import Place
from tests.model.small_pack import assumption

SHAPES = ("normal", "lognormal", "triangular", "pert", "uniform")
ENDS = st.tuples(
    st.floats(0.1, 1e6), st.floats(1.05, 9.0), st.floats(0.0, 1.0), st.floats(0.0, 0.5), st.floats(0.0, 2.0)
)


def ranged(place, shape, ends, whole):
    """An assumption with a range, its value inside it (of some the mode), and limits of which one may be close."""
    low, times, share, below, above = ends
    high = low * times
    limits = (low - below * (high - low) - 0.6, high + above * (high - low) + 0.6)
    value = low + share * (high - low)
    mode = value if place % 2 and shape in ("triangular", "pert") else None
    return assumption(f"a.n{place}x", value, low=low, high=high, shape=shape, whole=whole, limits=limits, mode=mode)


def made(shape, low, value, high, **more):
    return distribution(assumption("a.b", value, low=low, high=high, shape=shape, **more))


def quantiles(found, *levels):
    return found.quantile(np.array(levels))


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("value", [2.0, 3.0, 6.0])
def test_the_ends_of_a_range_are_the_tenth_and_ninetieth_percentile(shape, value):
    found = made(shape, 2.0, value, 6.0)
    np.testing.assert_allclose(quantiles(found, 0.1, 0.9), [2.0, 6.0], rtol=1e-9)


@pytest.mark.parametrize("shape", SHAPES)
def test_the_percentiles_hold_after_the_limits_have_cut_the_tails(shape):
    found = made(shape, 2.0, 3.5, 6.0, limits=(0.5, 9.0))
    np.testing.assert_allclose(quantiles(found, 0.1, 0.9), [2.0, 6.0], rtol=1e-9)
    assert not found.moved
    low, high = quantiles(found, 1e-12, 1 - 1e-12)
    assert low >= 0.5
    assert high <= 9.0


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("limits", [None, (1.5, 7.0)])
def test_chance_below_undoes_quantile(shape, limits):
    found = made(shape, 2.0, 3.5, 6.0, limits=limits)
    chances = np.linspace(0.01, 0.99, 99)
    np.testing.assert_allclose(found.chance_below(found.quantile(chances)), chances, rtol=1e-9)


def test_a_triangle_between_bounds_has_its_median_where_geometry_says():
    found = made("triangular", 0.0, 5 / 3, 4.0, range_is="bounds", mode=1.0)
    # Left of the mode lies 1/4. Median: 4 - sqrt((1 - 0.5) * 4 * 3) = 4 - sqrt(6) = 1.550510257
    np.testing.assert_allclose(quantiles(found, 0.0, 0.25, 0.5, 1.0), [0.0, 1.0, 1.550510257, 4.0], rtol=1e-9)


def test_a_triangle_by_percentiles_has_the_ends_that_the_textbook_gives():
    # Symmetric about 5: with half width w, P10 is 5 - w + w sqrt(0.2), so w = 2 / (1 - sqrt(0.2)) = 3.618033989
    found = made("triangular", 3.0, 5.0, 7.0)
    np.testing.assert_allclose(quantiles(found, 0.0, 1.0), [1.381966011, 8.618033989], rtol=1e-9)


def test_a_pert_curve_between_bounds_has_the_textbook_mean():
    found = made("pert", 0.0, 3.0, 10.0, range_is="bounds", mode=2.0)
    middles = (np.arange(100_000) + 0.5) / 100_000
    # (0 + 4 * 2 + 10) / 6 = 3
    assert found.quantile(middles).mean() == pytest.approx(3.0, rel=1e-6)
    assert found.mean == pytest.approx(3.0, rel=1e-12)


def test_without_a_mode_a_shape_between_bounds_takes_the_one_that_makes_the_value_its_mean():
    # Triangle: (20 + mode + 50) / 3 = 33, so the mode is 29. PERT: (20 + 4 mode + 50) / 6 = 29, so it is 26.
    assert made("triangular", 20.0, 33.0, 50.0, range_is="bounds").curve.mode == pytest.approx(29.0, rel=1e-12)
    assert made("pert", 20.0, 29.0, 50.0, range_is="bounds").curve.mode == pytest.approx(26.0, rel=1e-12)


def test_a_mean_that_no_triangle_between_the_bounds_has_is_met_as_nearly_as_one_can():
    # The lowest mean of a triangle from 20 to 50 has its mode at 20: (20 + 20 + 50) / 3 = 30.
    found = made("triangular", 20.0, 24.0, 50.0, range_is="bounds")
    assert (found.curve.mode, found.mean) == (20.0, pytest.approx(30.0, rel=1e-12))


@pytest.mark.parametrize("limits", [None, (9.0, 60.0), (0.0, 37.0)])
@pytest.mark.parametrize("shape", ["triangular", "pert"])
def test_percentiles_and_mean_hold_together_after_the_limits_have_cut_the_tails(shape, limits):
    found = made(shape, 14.0, 21.5, 30.0, limits=limits)
    middles = (np.arange(200_000) + 0.5) / 200_000
    np.testing.assert_allclose(quantiles(found, 0.1, 0.9), [14.0, 30.0], rtol=1e-8)
    assert found.quantile(middles).mean() == pytest.approx(21.5, rel=1e-6)
    assert not found.moved


def test_a_triangle_by_percentiles_and_mean_has_the_mode_that_geometry_says():
    # From 0 to 10 with the mode at 4: P10 = sqrt(0.1 * 10 * 4) = 2, P90 = 10 - sqrt(0.1 * 10 * 6) = 7.550510257,
    # and the mean is 14 / 3.
    found = made("triangular", 2.0, 14 / 3, 10 - 6**0.5)
    np.testing.assert_allclose(found.quantile(np.array([0.0, 1.0])), [0.0, 10.0], rtol=1e-9, atol=1e-9)
    assert found.curve.mode == pytest.approx(4.0, rel=1e-9)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("limits", [None, (1.5, 8.0)])
def test_the_mean_is_that_of_the_draws(shape, limits):
    found = made(shape, 2.0, 3.8, 6.0, limits=limits)
    middles = (np.arange(400_000) + 0.5) / 400_000
    assert found.mean == pytest.approx(found.quantile(middles).mean(), rel=1e-5)


def test_the_mean_of_outcomes_is_each_times_its_chance():
    # 2 * 0.3 + 5 * 0.5 + 20 * 0.2 = 7.1
    outcomes = ((2.0, 0.3), (5.0, 0.5), (20.0, 0.2))
    assert distribution(assumption("a.b", 7.1, outcomes=outcomes, shape="discrete")).mean == pytest.approx(7.1)


def test_a_lognormal_number_has_the_median_between_its_ends_by_ratio():
    # sqrt(2 * 8) = 4
    assert quantiles(made("lognormal", 2.0, 4.0, 8.0), 0.5).item() == pytest.approx(4.0, rel=1e-12)


def test_an_end_that_stands_on_its_limit_is_a_bound():
    found = made("triangular", 0.75, 0.95, 1.0, limits=(0.0, 1.0))
    np.testing.assert_allclose(quantiles(found, 0.1, 1.0), [0.75, 1.0], rtol=1e-9)


def test_where_limits_leave_no_room_the_percentiles_lie_further_in_and_this_is_said():
    # 10 % must lie between 0.95 and 1, more than a falling triangle can put there.
    found = made("triangular", 0.6, 0.78, 0.95, limits=(0.0, 1.0), mode=0.8)
    assert found.moved
    assert quantiles(found, 0.9).item() < 0.95


def test_outcomes_come_with_their_probabilities():
    found = distribution(assumption("a.b", 1, outcomes=((0.0, 0.25), (1.0, 0.5), (5.0, 0.25)), shape="discrete"))
    assert quantiles(found, 0.0, 0.24, 0.26, 0.74, 0.76, 1.0).tolist() == [0, 0, 1, 1, 5, 5]
    np.testing.assert_allclose(found.chance_below(np.array([-1.0, 0.0, 2.0, 5.0])), [0, 0.25, 0.75, 1])


def test_a_bernoulli_number_is_one_as_often_as_stated():
    found = distribution(assumption("a.b", 0, outcomes=((1.0, 0.3), (0.0, 0.7)), shape="bernoulli"))
    assert found.quantile((np.arange(1000) + 0.5) / 1000).mean() == pytest.approx(0.3, rel=1e-12)


def test_whole_numbers_are_rounded_and_stay_within_their_limits():
    found = made("triangular", 1.0, 2.0, 4.0, range_is="bounds", whole=True, limits=(1.0, 4.0))
    drawn = found.quantile((np.arange(3000) + 0.5) / 3000)
    assert set(drawn) == {1.0, 2.0, 3.0, 4.0}


@pytest.mark.parametrize(
    ("shape", "more", "words"),
    [
        ("lognormal", {"low": -1.0}, "a lognormal number is above 0"),
        ("normal", {"range_is": "bounds"}, "it has no smallest and largest value"),
        ("normal", {"limits": (2.0, 9.0)}, "this shape has no end"),
        ("triangular", {"value": 7.0}, "the value 7 must lie inside the range"),
        ("pert", {"value": 4.0, "mode": 7.0}, "the mode 7 must lie inside the range"),
    ],
)
def test_a_shape_that_does_not_fit_its_range_is_an_error_with_the_place_and_the_reason(shape, more, words):
    given = {"low": 2.0, "high": 6.0, "shape": shape, "place": Place("costs.toml", 7), **more}
    value = given.pop("value", 3.0)
    with pytest.raises(PackError) as caught:
        distributions([assumption("a.b", value, **given)])
    assert str(caught.value).startswith("costs.toml:7: a.b: a " + shape)
    assert words in str(caught.value)
    with pytest.raises(PackError, match=words):
        require_fits([assumption("a.b", value, **given)])


def test_all_misfits_are_reported_together():
    wrong = [assumption(f"a.b{k}x", 3, low=-1.0, high=5.0, shape="lognormal") for k in range(3)]
    with pytest.raises(PackError) as caught:
        distributions(wrong)
    assert len(caught.value.problems) == 3


def test_a_number_without_a_range_and_a_row_by_year_are_certain():
    assert not is_uncertain(assumption("a.b", 3))
    assert not is_uncertain(assumption("a.b", {2021: 3.0}))


@settings(deadline=None, max_examples=8)
@given(st.lists(st.tuples(st.sampled_from(SHAPES), ENDS, st.booleans()), min_size=2, max_size=5))
def test_a_curve_is_the_same_to_the_last_bit_whatever_is_fitted_beside_it(drawn):
    given_ = [ranged(place, shape, ends, whole) for place, (shape, ends, whole) in enumerate(drawn)]
    together = [repr(each) for each in fitted(given_)]
    _known.clear()
    assert [repr(fitted([each])[0]) for each in given_] == together


def test_one_shape_that_does_not_fit_leaves_the_others_of_its_kind_as_they_are():
    # A triangle whose ends both stand on its limits is the triangle between them; one with its mode outside is none.
    sound = assumption("a.sound", 3.7, low=2.0, high=6.0, mode=3.0, shape="triangular", limits=(2.0, 6.0))
    wrong = assumption("a.wrong", 3.7, low=2.0, high=6.0, mode=9.0, shape="triangular")
    first, second = fitted([wrong, sound])
    assert isinstance(first, Misfit)
    # Left of the mode lies 1/4: the median is 6 - sqrt((1 - 0.5) * 4 * 3) = 6 - sqrt(6) = 3.550510257
    np.testing.assert_allclose(second.quantile(np.array([0.0, 0.5, 1.0])), [2.0, 3.550510257, 6.0], rtol=1e-9)


def test_the_check_of_a_pack_loads_no_library_of_curves():
    code = "import sys; from estimator.cli import run; run(['check']); sys.exit('scipy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], stdout=subprocess.DEVNULL, check=False).returncode == 0


@pytest.mark.parametrize("count", [FEW, FEW + 1])
def test_few_chances_and_many_have_the_same_normal_quantiles_to_fifteen_digits(count):
    ends = np.array([1e-300, 1e-16, 0.025, 0.1, 0.5, 0.9, 0.975, 1 - 1e-16])
    chances = np.resize(ends, count)
    expected = ndtri(chances)
    np.testing.assert_allclose(normal_quantile(chances), expected, rtol=2e-15, atol=2e-15)
    assert normal_quantile(chances.reshape(1, -1)).shape == (1, count)


def test_a_chance_of_nil_or_one_has_no_end():
    assert normal_quantile(np.array([0.0, 1.0])).tolist() == [-np.inf, np.inf]
