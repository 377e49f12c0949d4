"""Points in the middle of what is drawn: values that are means, ranges within their limits, costs at P30 to P70."""

from dataclasses import replace

import numpy as np
import pytest

from estimator.analysis.draws.points import _percentile as percentile
from estimator.analysis.draws.points import cut_off, drawn, is_bound, off_mean, reach, standings
from estimator.analysis.draws.records import Run
from estimator.api import load
from estimator.model import build_model
from estimator.pack.records import Place
from tests.model.small_pack import assumption

PRICE, UPKEEP, DISCOUNT = "patrol_ship.unit_price", "patrol_ship.upkeep_price", "economy.discount_rate"


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    """The pack that `estimator init` writes."""
    from estimator.pack import write_pack_skeleton

    folder = tmp_path_factory.mktemp("points") / "coast"
    write_pack_skeleton(folder)
    return load(folder).pack


def model_with(pack, **changes):
    """The model of a pack, some of whose assumptions are changed: `unit_price={"value": 50.0}` by the last word."""
    changed = {id: replace(one, **changes[one.key]) for id, one in pack.assumptions.items() if one.key in changes}
    return build_model(replace(pack, assumptions={**pack.assumptions, **changed}))


def test_the_pack_to_start_from_has_means_for_values_and_points_in_the_middle(base):
    found = drawn(build_model(base), 512)
    assert found.holds
    held = {each.id.rpartition(".")[2] for each in found.standings}
    assert held == {"life_cycle_cost", "acquisition_cost", "new_money"}


def test_a_value_off_its_mean_is_named_with_its_place_and_what_to_write(base):
    # Between bounds: (2 + 2.3 + 3.5) / 3 = 2.6 with the mode at 2.3; a value of 2.3 is the mode, 13.0 % below the mean.
    price = {"value": 2.3, "low": 2.0, "high": 3.5, "range_is": "bounds", "mode": 2.3, "place": Place("ship.toml", 41)}
    (found,) = off_mean(model_with(base, equipment_price=price))
    assert str(found.problem) == (
        "ship.toml:41: watch_unit.equipment_price: the value 2.3 is not the mean of its draws, 2.6 (+13.0 %)\n"
        "  write value = 2.6, or a range whose mean is the value"
    )


def test_without_a_mode_the_advice_keeps_the_value_as_the_most_likely(base):
    # The lowest mean of a triangle from 2 to 5 is (2 + 2 + 5) / 3 = 3.
    price = {"value": 2.3, "low": 2.0, "high": 5.0, "range_is": "bounds", "mode": None}
    (found,) = off_mean(model_with(base, equipment_price=price))
    assert "write value = 3 and mode = 2.3, or a range" in found.problem.hint


def test_what_a_scenario_lays_on_top_is_named_and_fails_no_check(base):
    price = {"value": 2.3, "low": 2.0, "high": 5.0, "range_is": "bounds", "mode": None}
    own, laid = (drawn(model_with(base, equipment_price={**price, "layer": layer})) for layer in ("system", "scenario"))
    assert [each.assumption.id for each in laid.off_mean] == [each.assumption.id for each in own.off_mean]
    assert (own.holds, laid.holds) == (False, True)
    assert "mode" not in laid.off_mean[0].problem.hint  # a scenario's range has none


def test_two_per_cent_off_is_near_enough_and_a_little_more_is_not(base):
    # The mean of a uniform shape from 50 to 60 is 55: 54 is 1.85 % off, 53.8 is 2.2 %.
    near = {"low": 50.0, "high": 60.0, "range_is": "bounds", "shape": "uniform"}
    assert not off_mean(model_with(base, unit_price={**near, "value": 54.0}))
    assert [each.assumption.id for each in off_mean(model_with(base, unit_price={**near, "value": 53.8}))] == [PRICE]


def test_beside_a_value_of_nil_the_width_of_the_range_is_the_measure(base):
    shift = {"value": 0.0, "low": -0.5, "range_is": "bounds", "shape": "uniform"}
    assert not off_mean(model_with(base, growth_shift={**shift, "high": 0.52}))
    assert off_mean(model_with(base, growth_shift={**shift, "high": 0.6}))


def test_ranges_that_numbers_hardly_hold_are_no_error(base):
    wide = {"value": 1.0, "low": 1e-300, "high": 1e300, "limits": None}
    for shape in ("triangular", "uniform", "lognormal"):
        found = off_mean(model_with(base, unit_price={**wide, "shape": shape}))
        # no number holds the mean of so wide a lognormal, so nothing is said of the value beside it
        assert [each.assumption.id for each in found] == ([] if shape == "lognormal" else [PRICE]), shape
        assert not cut_off(model_with(base, unit_price={**wide, "shape": shape, "range_is": "percentiles"}))


def test_what_enters_neither_cost_nor_headroom_may_be_any_point(base):
    model = model_with(base, discount_rate={"value": 3.9})
    assert DISCOUNT not in reach(model)
    assert {PRICE, UPKEEP, "budget.redirectable_limit", "economy.growth_shift"} <= reach(model)
    assert not off_mean(model)


@pytest.mark.parametrize(
    ("bound", "more"),
    [
        (True, {"unit": "%", "limits": (0.0, 40.0)}),
        (True, {"shown": "ratio", "limits": (0.0, 1.0)}),
        (False, {"unit": "%", "limits": (0.0, 100.0)}),
        (False, {"shown": "share", "limits": (0.0, 1.0)}),
        (False, {"unit": "ship", "whole": True}),
        (False, {"unit": "year", "whole": True}),
        (True, {"unit": "year"}),
        (False, {"value_is": "point", "note": "The least."}),
    ],
)
def test_whole_numbers_chances_and_declared_points_are_left_out(bound, more):
    assert is_bound(assumption("a.b", 0.5, low=0.2, high=0.9, shape="triangular", **more)) is bound


def test_a_range_that_its_limits_cut_off_is_named_with_the_percentiles_that_are_drawn(base):
    # Uniform from 0 to 2 by its percentiles 0.2 and 1.8; between 0.1 and 2.1 it cannot reach P10 and P90 there again:
    # a tenth of what is left lies below 0.2 only if the whole is 1 wide.
    price = {
        "value": 1.0,
        "low": 0.2,
        "high": 1.8,
        "shape": "uniform",
        "limits": (0.15, 2.1),
        "place": Place("s.toml", 3),
    }
    (found,) = cut_off(model_with(base, unit_price=price))
    assert str(found.problem).startswith(
        "s.toml:3: patrol_ship.unit_price: drawn, its 10th and 90th percentile are 0.3"
    )


def test_a_most_likely_value_taken_for_the_point_stands_far_below_the_middle(base):
    lower = {"value": 40.0, "low": 39.0, "high": 90.0, "shape": "triangular", "mode": 40.0}
    found = {each.id: each for each in standings(model_with(base, unit_price=lower), Run(512))}
    assert not found["patrol_ships.acquisition_cost"].is_middle
    assert found["patrol_ships.acquisition_cost"].percentile < 0.2
    assert found["shore_watch.acquisition_cost"].is_middle


def test_draws_equal_to_the_point_count_half():
    # 1 below, 2 equal, 1 above: (1 + 2 / 2) / 4 = 0.5. All equal: 0.5. Two of four below, none equal: 0.5.
    assert percentile(np.array([1.0, 3.0, 3.0, 9.0]), 3.0) == 0.5
    assert percentile(np.zeros(4), 0.0) == 0.5
    assert percentile(np.array([1.0, 2.0, 4.0, 5.0]), 3.0) == 0.5
