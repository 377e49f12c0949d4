"""What the data tables of What-if start with: the drivers that move most, and results by substitution."""

from dataclasses import replace

import numpy as np
import pytest

from estimator import load
from estimator.analysis.draws.sensitivity import sensitivity
from estimator.analysis.questions.tornado_drivers import (
    MOST,
    OF_EACH_OPTION,
    OF_THE_CHOICE,
    _drivers,
    ends_of,
    substituted,
)
from tests.cli.conftest import pack  # noqa: F401 (fixture)

SHARE = "budget.gdp_share"


@pytest.fixture(scope="module")
def estimate(pack):  # noqa: F811
    return load(pack)


@pytest.fixture(scope="module")
def found(estimate):
    return substituted(estimate.model())


def cost(estimate, option):
    return estimate.compare([option]).metrics[option]["life_cycle_cost"].value


def test_the_first_drivers_have_the_largest_swings_of_the_reference_options_cost(estimate, found):
    option = estimate.pack.settings.reference_option
    assert (found.option, found.metric) == (option, "life_cycle_cost")
    known = ends_of({each.id: each for each in estimate.pack.assumptions.values() if each.low is not None})
    ends = {id: [cost(estimate.with_overrides({id: end}), option) for end in pair] for id, pair in known.items()}
    swings = {id: abs(high - low) for id, (low, high) in ends.items()}
    largest = sorted(swings.values(), reverse=True)[:OF_THE_CHOICE]
    assert [swings[id] for id in list(found.drivers)[:OF_THE_CHOICE]] == pytest.approx(largest, rel=1e-12)
    for id, pair in found.drivers.items():
        assert pair == pytest.approx(ends[id], rel=1e-12)


def test_the_largest_drivers_of_every_options_cost_are_there(estimate, found):
    """Told by the tornado of `sensitivity`, which computes each option by itself."""
    options = list(estimate.pack.settings.options)
    assert len(options) > 1
    for option in options:
        strongest = [
            each
            for each in sensitivity(estimate.model(), option, "life_cycle_cost").drivers
            if each.measures["swing"] > 0
        ][:OF_EACH_OPTION]
        assert strongest, option  # the watch has one range alone
        assert {each.id for each in strongest} <= set(found.drivers), option


def test_many_options_leave_room_for_the_drivers_of_other_metrics():
    """Thirty options, each moved by three drivers of its own (90), and one metric moved by the last eight of 100."""
    swings = np.zeros((31, 100))
    for option in range(30):
        swings[option, 3 * option : 3 * option + 3] = 3, 2, 1
    swings[30, 92:] = range(1, 9)
    *same, rest = (np.stack([np.zeros(100), each], axis=1) for each in swings)
    chosen = _drivers(same[0], same, [rest])
    assert len(chosen) == MOST == 50
    assert set(range(92, 100)) <= set(chosen)
    assert set(range(0, 90, 3)) <= set(chosen)  # of each option the largest, before the second of any other


def test_the_tornado_has_the_swings_that_sensitivity_has():
    """In the example, where ranges that give bounds are among the drivers.

    A percentile of bounds has six digits on the sheet: off by 5e-6 of it at most, so swings agree to 1e-4.
    """
    estimate = load("coastguard")
    found = substituted(estimate.model())
    told = {each.id: each for each in sensitivity(estimate.model(), found.option, found.metric).drivers}
    shared = set(told) & set(found.drivers)
    assert len(shared) > OF_THE_CHOICE
    assert "bounds" in {estimate.pack.assumptions[id].range_is for id in shared}
    for id in shared:
        low, high = found.drivers[id]
        assert abs(high - low) == pytest.approx(told[id].measures["swing"], rel=1e-4, abs=1e-3), id
        assert found.ends[id] == pytest.approx((told[id].low, told[id].high), rel=5e-6), id


def test_a_range_of_bounds_is_moved_between_its_percentiles_and_another_between_its_ends(estimate):
    """Uniform from 10 to 20: a tenth of the width from either end. A uniform range of percentiles stays as it is."""
    some = next(each for each in estimate.pack.assumptions.values() if each.low is not None)
    given = replace(some, value=15.0, low=10.0, high=20.0, limits=None, whole=False, shape="uniform", outcomes=())
    assert ends_of({"one": replace(given, range_is="bounds")})["one"] == pytest.approx((11.0, 19.0), rel=1e-12)
    assert ends_of({"one": replace(given, range_is="percentiles")}) == {"one": (10.0, 20.0)}


def test_there_are_fifty_drivers_at_most_and_each_has_a_range(estimate, found):
    assert len(found.drivers) <= MOST == 50
    assert all(estimate.pack.assumptions[id].low is not None for id in found.drivers)


def test_an_assumption_that_somebody_has_set_is_no_driver(estimate, found):
    first = next(iter(found.drivers))
    fixed = estimate.with_overrides({first: estimate.pack.assumptions[first].value})
    assert first not in substituted(fixed.model()).drivers


def test_a_pack_without_ranges_has_no_tables(estimate):
    bare = {id: replace(each, low=None, high=None, shape="certain") for id, each in estimate.pack.assumptions.items()}
    assert substituted(replace(estimate, pack=replace(estimate.pack, assumptions=bare)).model()) is None


def test_shares_go_from_the_packs_own_to_twice_that_and_growth_over_its_range(found):
    """The skeleton's share is 0.1 %: up to 0.2 % in fifths of 0.1. Its growth may be 0.5 points lower or higher."""
    assert found.two_way.shares == pytest.approx([0, 0.02, 0.04, 0.06, 0.08, 0.1], abs=1e-12)
    assert found.two_way.growths == pytest.approx([-0.5, -0.25, 0, 0.25, 0.5], abs=1e-12)


def test_under_another_share_the_rows_stay_those_of_the_pack(estimate):
    """At 0.15 % in use the first row takes 0.05 points off and the last adds 0.05."""
    moved = substituted(estimate.with_overrides({SHARE: 0.15}).model()).two_way
    assert moved.shares[0] == pytest.approx(-0.05, rel=1e-12)
    assert moved.shares[-1] == pytest.approx(0.05, rel=1e-12)
