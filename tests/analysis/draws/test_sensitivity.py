"""Drivers: known indices of test functions, SALib as an oracle, and drivers of the small pack."""

import numpy as np
import pytest

from estimator.analysis.draws.indices import (
    average_ranks,
    from_samples,
    morris_effects,
    morris_paths,
    rank_correlations,
    saltelli_samples,
    sobol_indices,
)
from estimator.analysis.draws.sensitivity import METHODS, sensitivities, sensitivity
from estimator.errors import InputError, UnknownNameError

COST = "life_cycle_cost"

SIZE = 8192


def ishigami(chances):
    """Ishigami and Homma (1990), a = 7, b = 0.1, inputs uniform on -π to π."""
    x = np.pi * (2 * chances - 1)
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


WEIGHTS = np.array([0, 1, 4.5, 9, 99, 99, 99, 99])


def sobol_g(chances):
    """Sobol's G function with the usual weights."""
    return np.prod((np.abs(4 * chances - 2) + WEIGHTS) / (1 + WEIGHTS), axis=1)


def test_ishigami_has_its_known_indices():
    found = sobol_indices(ishigami, 3, SIZE)
    np.testing.assert_allclose(found.first, [0.3139, 0.4424, 0.0], atol=0.015)
    np.testing.assert_allclose(found.total, [0.5576, 0.4424, 0.2437], atol=0.005)


def test_sobol_g_has_its_known_indices():
    # V_i = 1/3 / (1 + a_i)², V = prod(1 + V_i) - 1; S_i = V_i / V; ST_i = V_i prod over the others / V
    each = 1 / 3 / (1 + WEIGHTS) ** 2
    whole = np.prod(1 + each) - 1
    found = sobol_indices(sobol_g, 8, SIZE)
    np.testing.assert_allclose(found.first, each / whole, atol=0.002)
    np.testing.assert_allclose(found.total, each * np.prod(1 + each) / (1 + each) / whole, atol=0.002)


def test_the_confidence_interval_holds_the_truth_about_as_often_as_it_says():
    held = 0
    for seed in range(20):
        found = sobol_indices(ishigami, 3, 256, seed)
        held += int(np.sum(np.abs(found.total - [0.5576, 0.4424, 0.2437]) <= found.total_error))
    # 60 intervals at 95 % expect 57; scrambled Sobol draws err less than resampling thinks.
    assert held >= 54


@pytest.mark.parametrize(("function", "inputs"), [(ishigami, 3), (sobol_g, 8)])
def test_sobol_indices_are_those_of_salib_on_the_same_draws(function, inputs):
    analyze = pytest.importorskip("SALib.analyze.sobol").analyze
    one, two = saltelli_samples(inputs, 1024, 5)
    at_one, at_two = function(one), function(two)
    crossed = np.column_stack([function(np.where(np.arange(inputs) == k, two, one)) for k in range(inputs)])
    found = from_samples(at_one, at_two, crossed)
    problem = {"num_vars": inputs, "names": [f"x{k}" for k in range(inputs)], "bounds": [[0, 1]] * inputs}
    together = np.column_stack([at_one, crossed, at_two]).ravel()
    theirs = analyze(problem, together, calc_second_order=False, seed=1)
    # The estimators are the same; SALib takes the mean of the crossed outputs along when it centres them.
    np.testing.assert_allclose(found.first, theirs["S1"], atol=1e-6)
    np.testing.assert_allclose(found.total, theirs["ST"], atol=1e-9)
    np.testing.assert_allclose(found.total_error, theirs["ST_conf"], rtol=0.3, atol=1e-4)


def test_morris_effects_are_those_of_salib_on_the_same_paths():
    morris = pytest.importorskip("SALib.analyze.morris")
    found = morris_effects(ishigami, 3, 40, seed=2)
    points, _ = morris_paths(3, 40, 2)
    flat = points.reshape(-1, 3)
    problem = {"num_vars": 3, "names": ["x1", "x2", "x3"], "bounds": [[0, 1]] * 3}
    theirs = morris.analyze(problem, flat, ishigami(flat), num_levels=4, seed=1)
    np.testing.assert_allclose(found.mean, theirs["mu"], rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(found.absolute, theirs["mu_star"], rtol=1e-9)
    np.testing.assert_allclose(found.deviation, theirs["sigma"], rtol=1e-9)


def test_morris_effects_of_a_sum_are_its_weights():
    found = morris_effects(lambda chances: chances @ np.array([3.0, -2.0, 0.0]), 3, 10)
    np.testing.assert_allclose(found.mean, [3, -2, 0], atol=1e-12)
    np.testing.assert_allclose(found.absolute, [3, 2, 0], atol=1e-12)
    np.testing.assert_allclose(found.deviation, 0, atol=1e-12)


def test_rank_correlations_are_those_of_scipy():
    from scipy.stats import spearmanr

    random = np.random.default_rng(1)
    inputs = np.column_stack([random.normal(size=500), random.integers(0, 5, 500), np.ones(500)])
    output = inputs[:, 0] ** 3 + inputs[:, 1]
    found = rank_correlations(inputs, output)
    expected = [spearmanr(inputs[:, place], output).statistic for place in range(2)]
    np.testing.assert_allclose(found, [*expected, 0.0], rtol=1e-12)


def test_equal_values_share_their_ranks():
    assert average_ranks(np.array([5.0, 1.0, 5.0, 2.0])).tolist() == [3.5, 1.0, 3.5, 2.0]


@pytest.mark.parametrize("method", METHODS)
def test_each_method_finds_the_drivers_of_a_cost(coast, method):
    found = sensitivity(coast, "patrol_ships", COST, method, size={"spearman": 2048, "sobol": 64}.get(method, 0))
    ids = [each.id for each in found.drivers]
    assert "patrol_ship.unit_price" in ids[:4]
    assert "watch_unit.equipment_price" not in ids  # the other option's
    assert found.meaning


def test_a_tornado_moves_one_input_over_its_own_range(coast):
    from estimator.analysis.standing.compare import compare
    from estimator.api import Estimate

    found = sensitivity(coast, "patrol_ships", COST, "tornado")
    driver = next(each for each in found.drivers if each.id == "patrol_ship.unit_price")
    given = coast.inputs[driver.id]
    assert (driver.low, driver.high) == pytest.approx((given.low, given.high), rel=1e-9)
    for name, value in (("at_low", given.low), ("at_high", given.high)):
        model = Estimate(coast.pack).with_overrides({driver.id: value}).model()
        expected = compare(model).options["patrol_ships"][COST].value
        assert driver.measures[name] == pytest.approx(expected, rel=1e-9)


def test_correlated_inputs_are_mentioned_with_what_the_measure_then_means(coast):
    for method, words in (("sobol", "as independent"), ("spearman", "companions"), ("tornado", "moves alone")):
        found = sensitivity(coast, "patrol_ships", COST, method, size={"spearman": 2048, "sobol": 16}.get(method, 0))
        assert found.correlated
        assert any(words in line for line in found.meaning)
    alone = sensitivity(coast, "patrol_ships", COST, "sobol", size=16, correlated=False)
    assert len(alone.meaning) == 1


def test_mistakes_are_explained(coast):
    with pytest.raises(UnknownNameError, match="Did you mean"):
        sensitivities(coast, "life_cycle_costs")
    with pytest.raises(InputError, match="power of 2"):
        sensitivity(coast, "patrol_ships", COST, "sobol", size=100)
    for method in ("spearman", "sobol", "morris"):
        with pytest.raises(InputError, match=rf"a size of 1,073,741,824: {method} of \d+ inputs takes at most \d"):
            sensitivity(coast, "patrol_ships", COST, method, size=2**30)
    with pytest.raises(InputError, match='no method "tornados": expected one of tornado'):
        sensitivities(coast, COST, "tornados")  # type: ignore[arg-type]
    with pytest.raises(InputError, match='no method "tornados": expected one of tornado'):
        sensitivity(coast, "patrol_ships", COST, "tornados")  # type: ignore[arg-type]
