"""What the data tables of What-if start with: the drivers that move most, and results by substitution."""

from dataclasses import replace

import pytest

from estimator import load
from estimator.analysis.substitution import OF_ITS_METRIC, OF_THE_CHOICE, OF_THE_REST, substituted
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
    known = {each.id: (each.low, each.high) for each in estimate.pack.assumptions.values() if each.low is not None}
    ends = {id: [cost(estimate.with_overrides({id: end}), option) for end in pair] for id, pair in known.items()}
    swings = {id: abs(high - low) for id, (low, high) in ends.items()}
    largest = sorted(swings.values(), reverse=True)[:OF_THE_CHOICE]
    assert [swings[id] for id in list(found.drivers)[:OF_THE_CHOICE]] == pytest.approx(largest, rel=1e-12)
    for id, pair in found.drivers.items():
        assert pair == pytest.approx(ends[id], rel=1e-12)


def test_there_are_ten_to_fifteen_drivers_at_most_and_each_has_a_range(estimate, found):
    assert len(found.drivers) <= OF_THE_CHOICE + OF_ITS_METRIC + OF_THE_REST == 14
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
