"""Break-even: roots, none, several, stretches and jumps, each said for what it is."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estimator.analysis.questions.breakeven import break_even, equal_cost, find_crossings, scan_over
from estimator.analysis.questions.levers import lever
from estimator.errors import InputError
from estimator.model import build_model


def search(pack, id, metric, target, option="buy", low=None, high=None):
    scan = scan_over(lever(pack, id), low, high)
    return break_even(build_model(pack), scan, metric, target, [option])[0]


def test_a_line_has_one_root(boats):
    # Two ships cost 500 at a price of 250.
    (found,) = search(boats, "buy.ships.price", "life_cycle_cost", 500).crossings
    assert found.kind == "root"
    assert found.low == found.high == pytest.approx(250, rel=1e-9)
    assert found.rising


def test_a_hill_has_two_roots(boats):
    # q (10 - q) = 16 at 2 and at 8.
    up, down = search(boats, "buy.ships.quantity", "effect", 16).crossings
    assert (up.low, down.low) == pytest.approx((2, 8), rel=1e-9)
    assert (up.rising, down.rising) == (True, False)


def test_roots_near_the_top_of_a_hill_are_not_missed(boats):
    # q (10 - q) = 25 - 1e-5 at 5 ± 0.0032; the values of the scan are 0.025 apart and 5 is none of them.
    up, down = search(boats, "buy.ships.quantity", "effect", 25 - 1e-5, low=0.013, high=10.0).crossings
    assert (up.low, down.low) == pytest.approx((5 - 1e-5**0.5, 5 + 1e-5**0.5), abs=1e-6)


def test_a_target_out_of_reach_has_no_root_and_says_how_near_it_comes(boats):
    found = search(boats, "buy.ships.quantity", "effect", 30)
    assert found.crossings == ()
    assert found.ends == ((0, 0), (10, 0))
    assert found.nearest == (5, 25)


def test_a_stairway_jumps_over_a_target_between_its_steps(boats):
    # Whole ships: 3 up to a quantity of 3, then 4. Never 3.5.
    (found,) = search(boats, "buy.ships.quantity", "ships", 3.5).crossings
    assert found.kind == "crossing"
    assert found.low == pytest.approx(3, abs=1e-6)
    assert 3 <= found.high <= 3 + 1e-6


def test_a_step_at_the_target_is_a_stretch(boats):
    # Whole ships are 4 for quantities above 3 up to 4.
    (found,) = search(boats, "buy.ships.quantity", "ships", 4).crossings
    assert found.kind == "stretch"
    assert (found.low, found.high) == pytest.approx((3, 4), abs=1e-6)
    assert found.rising


def test_a_whole_number_is_crossed_between_neighbours_or_taken(boats):
    # The lease costs 50 a ship: 175 lies between 3 and 4, 200 is 4.
    (between,) = search(boats, "lease.ships.quantity", "life_cycle_cost", 175, "lease").crossings
    assert (between.kind, between.low, between.high) == ("crossing", 3, 4)
    (taken,) = search(boats, "lease.ships.quantity", "life_cycle_cost", 200, "lease").crossings
    assert (taken.kind, taken.low) == ("root", 4)


def test_two_options_cost_the_same(boats):
    # Two ships at 75 cost what three at 50 do.
    scan = scan_over(lever(boats, "buy.ships.price"))
    found = equal_cost(build_model(boats), scan, "buy", "lease", "life_cycle_cost")
    assert found.name == "buy less lease"
    assert found.crossings[0].low == pytest.approx(75, rel=1e-9)


def test_where_a_metric_does_not_apply_nothing_is_found_and_nothing_fails(boats):
    # `few` applies between 0 and 10 only; 16 is reached twice inside.
    found = search(boats, "buy.ships.quantity", "few", 16)
    assert [each.kind for each in found.crossings] == ["root", "root"]
    assert np.isnan(found.metric[[0, -1]]).all()


def test_a_metric_that_does_not_depend_on_the_assumption_says_so(boats):
    assert search(boats, "buy.ships.price", "ships", 3).reason == "does not depend on buy.ships.price"
    assert search(boats, "buy.ships.price", "ships", 3, "stay").reason


def test_limits_are_kept(boats):
    found = search(boats, "buy.ships.price", "life_cycle_cost", 5000)
    # Two ships at the upper limit of 1000 cost 2000.
    assert found.crossings == ()
    assert found.ends[1] == (1000, 2000)


def test_without_limits_or_range_the_ends_are_asked_for(boats):
    with pytest.raises(InputError, match="--from, --to"):
        search(boats, "buy.ships.waste", "life_cycle_cost", 300)
    # 2 × 100 × (1 + w) = 300 at w = 0.5.
    (found,) = search(boats, "buy.ships.waste", "life_cycle_cost", 300, low=0.0, high=2.0).crossings
    assert found.low == pytest.approx(0.5, rel=1e-9)


def test_ends_the_wrong_way_round_are_refused(boats):
    with pytest.raises(InputError, match="expected the smaller value first"):
        scan_over(lever(boats, "buy.ships.price"), 10.0, 5.0)


@settings(deadline=None)
@given(st.lists(st.integers(1, 18), min_size=1, max_size=4, unique=True))
def test_every_root_of_a_polynomial_is_found(places):
    # Roots at half units, so that none stands on a point of the scan, and no two share a step.
    roots = sorted(place + 0.5 for place in places)

    def curve(points):
        return np.prod([points - root for root in roots], axis=0)

    points = np.arange(0.0, 21.0)
    found = find_crossings(curve, points, curve(points), (0.0, 1e-9 * float(np.abs(curve(points)).max())))
    assert [each.kind for each in found] == ["root"] * len(roots)
    assert [each.low for each in found] == pytest.approx(roots, abs=1e-6)
