"""What a strike does: enablers, looks, expected effects, each row worked by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from estimator.calculators.option import strike

SHARES = st.floats(0, 1)


def value(found) -> float:
    return float(np.asarray(found).item())


def test_an_enabler_stands_by_its_people_up_to_those_needed():
    # (20 today + 60 + 40 own + 30 lent) ÷ 300, and a tenth brought by the ally: 0.5 + 0.1
    assert value(strike.enabler_stands_support(300, 20, (60, 40), (30,), (0.1,))) == pytest.approx(0.6)
    assert value(strike.enabler_stands_support(100, 0, (250,))) == 1
    assert value(strike.enabler_stands_support(100)) == 0


def test_cyber_and_electromagnetic_units_help_by_their_weights():
    # 0.4 × 0.5 + 0.6 × 1
    assert value(strike.penetration_help_support(0.4, 0.5, 1)) == pytest.approx(0.8)


def test_the_decision_is_as_fast_as_command_and_analysts_allow():
    # 120 − 105 × (1 + 0.5) ÷ 2 = 41.25
    assert value(strike.decide_time_support(120, 15, 1, 0.5)) == pytest.approx(41.25)
    assert value(strike.decide_time_support(120, 15, 0, 0)) == 120
    assert value(strike.decide_time_support(120, 200, 1, 1)) == 120  # a fast decision is no slower than a slow one


def test_looks_count_as_far_as_they_find_and_are_passed_on():
    # (1/720 + 1/20 + 1/40) × 0.3 × 0.8 × 0.5 space operations
    sight = value(strike.satellite_finds_support(720, 0.3, 0.8, 0.5, (1 / 20, 1 / 40)))
    assert sight == pytest.approx((1 / 720 + 0.075) * 0.12, rel=1e-12)
    drones = value(strike.drone_finds(0.5, 0.8, (0.01, 0.02)))
    assert drones == pytest.approx(0.012)
    ally = value(strike.ally_finds_support(0.4, 0.5, (0.03,)))
    assert ally == pytest.approx(0.006)
    assert value(strike.finds_support(sight, drones, ally)) == pytest.approx(sight + 0.018)
    assert value(strike.finds_support(sight)) == sight


def test_a_round_arrives_by_the_help_that_stands():
    assert value(strike.kind_arrival_support(0.5, 0.7, 0.25)) == pytest.approx(0.55)


def test_expected_effects_weigh_support_given_and_not_given():
    # 0.8 × 5 + 0.2 × 2
    assert value(strike.expected_launchers_destroyed((2,), 0.8, (5,))) == pytest.approx(4.4)
    assert value(strike.expected_launchers_destroyed((2,), 0.8)) == 2
    assert value(strike.fixed_targets_hit((20,), 0.5, (30,))) == 25
    assert value(strike.fixed_targets_hit_limited((20,), 0.1, (30,))) == pytest.approx(21)
    # a raid of 60: 50 come with support, 58 without
    assert value(strike.missiles_not_launched((58,), 60, 0.75, (50,))) == pytest.approx(8)


def test_leakers_after_strike_weigh_support_too_and_a_hunt_next_to_nil_is_told():
    assert value(strike.expected_leakers_after_strike((20,), 0.25, (12,))) == 18
    assert value(strike.fixed_targets_only(0.04, 0.05)) == 1
    assert value(strike.fixed_targets_only(0.06, 0.05)) == 0


def test_support_matches_striking_alone_where_the_two_meet():
    # without support 1, with support 5: 0.75 of the way is 4; alone 9 is out of reach; support that changes nothing
    assert value(strike.support_to_match(4, 5, 1)) == 0.75
    assert value(strike.support_to_match(9, 5, 1)) == 2
    assert value(strike.support_to_match(4, 1, 1)) == 2


def test_launchers_found_are_a_share_of_all_that_are_ready():
    # 3 + 1 of 40 without support, 9 + 3 with it: 0.1 and 0.3, weighed by a quarter
    assert value(strike.launchers_found_in_time((3, 1), 40, 0.25, (9, 3))) == pytest.approx(0.15)
    assert value(strike.launchers_found_in_time((3, 1), 40, 0.25)) == pytest.approx(0.1)


def test_kills_and_missiles_saved_add_up_over_classes_and_kinds():
    assert value(strike.expected_launchers_destroyed_support((1.5, 2, 0.25))) == 3.75
    assert value(strike.raid_after_strike_support(60, (4, 1.5))) == 54.5
    assert value(strike.raid_after_strike_support(60)) == 60


def test_fixed_targets_are_hits_over_hits_wanted_up_to_all_there_are():
    hits = [value(strike.kind_fixed_hits_support(each, 0.5)) for each in (60, 80)]
    assert hits == [30, 40]
    assert value(strike.fixed_targets_hit_support(2, 200, hits)) == 35
    assert value(strike.fixed_targets_hit_support(2, 20, hits)) == 20


def test_enablers_avoided_are_summed_over_the_years_compared():
    by_year = strike.enabler_costs_avoided((np.array([[3.0, 4.0, 5.0]]), 1.0), np.array([[1.0, 1.0, 0.0]]))
    assert np.ravel(by_year) == pytest.approx([4, 5, 0])
    assert value(strike.enabler_cost_avoided(by_year)) == 9


@given(SHARES, SHARES, SHARES, SHARES)
def test_an_enabler_taken_away_never_helps(command, analysts, less, weight):
    fewer = command * less
    assert value(strike.decide_time_support(120, 15, fewer, analysts)) >= value(
        strike.decide_time_support(120, 15, command, analysts)
    )
    assert value(strike.penetration_help_support(weight, fewer, analysts)) <= (
        value(strike.penetration_help_support(weight, command, analysts)) + 1e-12
    )


@given(st.floats(0, 50), st.floats(0, 50), SHARES, SHARES)
def test_support_that_is_surer_never_destroys_less_where_it_helps(alone, more, chance, further):
    surer = max(chance, further)
    assert value(strike.expected_launchers_destroyed((alone,), surer, (alone + more,))) >= (
        value(strike.expected_launchers_destroyed((alone,), chance, (alone + more,))) - 1e-9
    )
