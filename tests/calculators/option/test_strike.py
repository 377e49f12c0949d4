"""Launchers found and hit in time, worked by hand, and what that does to later salvos."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from estimator.calculators.option import strike
from estimator.calculators.pack import threat

SHARES = st.floats(0, 1)


def value(found) -> float:
    return float(np.asarray(found).item())


def test_later_salvos_are_the_reloads_of_the_day():
    assert value(threat.reloads(45, 18)) == 1.5
    assert value(threat.exposures(1.5)) == 2.5


def test_the_classes_of_exposure_share_all_launchers():
    assert value(threat.part_long(0.4, 0.1)) == 0.1
    assert value(threat.part_typical(0.4, 0.1)) == 0.5
    assert value(threat.part_long(0.8, 0.3)) == pytest.approx(0.2, rel=1e-12)  # no more than is left
    assert value(threat.shares_fit(0.4, 0.1)) == 1
    assert value(threat.shares_fit(0.8, 0.3)) == 0


def test_sums_and_means_over_kinds_of_rounds():
    # 100 rounds of 10 minutes and 300 of 70: 22,000 / 400 = 55 minutes; hits 75 + 210 of 400
    ready = strike.strike_rounds_ready((100, 300))
    assert value(strike.strike_flight_time((1000, 21000), ready)) == 55
    assert value(strike.strike_round_success((75, 210), ready)) == 0.7125


def test_two_rounds_at_seventy_percent_kill_ninety_one_percent():
    assert value(strike.launcher_kill_chance(0.7, 2)) == pytest.approx(0.91, rel=1e-12)


def test_looks_of_several_elements_add_up():
    assert value(strike.satellite_looks((1 / 15, 1 / 30))) == pytest.approx(0.1, rel=1e-12)
    assert value(strike.drone_looks((0.02,))) == 0.02
    assert value(strike.ally_looks((0.02, 0.03))) == 0.05


def test_a_launcher_that_hides_before_the_missile_arrives_leaves_no_window():
    assert value(strike.WINDOW_TYPICAL(60, 15, 10)) == 35
    assert value(strike.WINDOW_SHORT(10, 15, 10)) == 0


def test_exposure_sixty_revisit_fifteen_delay_thirty_and_a_sure_look_find_every_launcher():
    window = strike.WINDOW_TYPICAL(60, 20, 10)
    looks = strike.DRONE_LOOKS_TYPICAL(window, 1 / 15)
    assert value(looks) == pytest.approx(2, rel=1e-12)
    assert value(strike.DRONE_SEEN_TYPICAL(looks, 1)) == 1


def test_a_broken_number_of_looks_counts_the_last_one_in_part():
    # 2.5 looks at 0.4: 1 − 0.6² × (1 − 0.4 × 0.5) = 1 − 0.36 × 0.8 = 0.712
    assert value(strike.SAT_SEEN_LONG(2.5, 0.4)) == pytest.approx(0.712, rel=1e-12)


def test_satellites_in_orbit_anyway_add_their_looks():
    # 36 / 720 + 36 / 15 = 2.45
    assert value(strike.SAT_LOOKS_TYPICAL(36, 720, 1 / 15)) == pytest.approx(2.45, rel=1e-12)


def test_sensors_miss_independently_and_the_ally_only_helps_if_it_supports():
    # 1 − 0.4 × 0.8 × (1 − 0.7 × 0.5) = 1 − 0.4 × 0.8 × 0.65 = 0.792
    assert value(strike.FOUND_LONG(0.6, 0.2, 0.5, 0.7)) == pytest.approx(0.792, rel=1e-12)


def left_later(hit, reloads):
    """Launchers left on average over the later salvos, from its two rows."""
    return strike.LEFT_LONG(hit, strike.LAST_LONG(hit, reloads), reloads)


def test_a_launcher_is_hunted_at_every_exposure_of_the_day():
    # hit 0.5 × 0.8 = 0.4; four exposures: 1 − 0.6⁴ = 0.8704; left on average over three later salvos:
    # (0.6 + 0.36 + 0.216) / 3 = 0.392
    hit = strike.HIT_LONG(0.5, 0.8)
    assert value(strike.LOST_LONG(hit, 4)) == pytest.approx(0.8704, rel=1e-12)
    assert value(left_later(hit, 3)) == pytest.approx(0.392, rel=1e-12)
    assert value(left_later(0.0, 3)) == 1


def test_classes_are_averaged_by_their_shares():
    # 0 × 0.4 + 0.5 × 0.5 + 0.9 × 0.1 = 0.34
    for row in (strike.FOUND, strike.HIT, strike.LOST, strike.LEFT):
        assert value(row(0, 0.5, 0.9, 0.4, 0.5, 0.1)) == pytest.approx(0.34, rel=1e-12)


def test_launchers_destroyed_end_with_the_rounds():
    # 90 rounds, three a launcher, 0.9 killed: 27 launchers
    within = strike.launchers_within_stock(90, 3, 0.9)
    assert value(within) == pytest.approx(27, rel=1e-12)
    wanted = strike.launchers_lost_unlimited(70, 0.6)
    destroyed = strike.expected_launchers_destroyed(wanted, within)
    assert value(destroyed) == pytest.approx(27, rel=1e-12)
    assert value(strike.stock_factor(destroyed, wanted)) == pytest.approx(27 / 42, rel=1e-12)
    assert value(strike.stock_factor(0, 0)) == 1


def test_the_first_salvo_is_thinned_only_if_striking_before_a_launch_is_assumed():
    assert value(strike.first_salvo_thinned(0, 0.5, 0.4)) == 0
    assert value(strike.first_salvo_thinned(1, 0.5, 0.4)) == 0.2


def test_later_salvos_come_from_the_launchers_that_are_left():
    thinned = strike.later_salvos_thinned(0.5, 0.4)  # half the effect of 0.6
    assert value(thinned) == pytest.approx(0.3, rel=1e-12)
    # 28 + 32 × 0.7 = 50.4
    raid = strike.raid_after_strike(28, 0, 60, thinned)
    assert value(raid) == pytest.approx(50.4, rel=1e-12)
    assert value(strike.missiles_not_launched(60, raid)) == pytest.approx(9.6, rel=1e-12)


def test_fixed_aim_points_take_the_rounds_left():
    assert value(strike.fixed_aim_points_hit((30, 40), 2, 200)) == 35
    assert value(strike.fixed_aim_points_hit((800,), 2, 200)) == 200


@given(st.floats(0, 40), SHARES, st.floats(0, 5))
def test_more_looks_never_find_less(looks, detect, more):
    fewer, further = (value(strike.SAT_SEEN_LONG(each, detect)) for each in (looks, looks + more))
    assert -1e-12 <= fewer <= further + 1e-8 <= 1 + 2e-8


@given(SHARES, st.integers(0, 10))
def test_launchers_left_in_later_salvos_are_a_share_that_falls_with_every_hit(hit, reloads):
    left = value(left_later(hit, reloads))
    more = value(left_later(min(1.0, hit + 0.1), reloads))
    assert 0 <= left <= 1 + 1e-9
    assert more <= left + 1e-7


@given(SHARES, SHARES, SHARES, SHARES)
def test_support_that_is_surer_never_finds_less(satellites, drones, ally, probability):
    unsure, sure = (value(strike.FOUND_LONG(satellites, drones, ally, each)) for each in (probability, 1))
    assert 0 <= unsure <= sure + 1e-12 <= 1 + 1e-9


def test_a_launcher_can_be_hit_once_it_is_in_the_open_for_the_decision_and_the_flight():
    # ten minutes to decide and twenty-five of flight
    assert value(strike.exposure_to_be_hit(10, 25)) == 35
