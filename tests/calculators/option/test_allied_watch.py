"""The ally's watch worked by hand: hulls left, stations, missiles engaged, leakers, the chance of none."""

from __future__ import annotations

import numpy as np
import pytest

from estimator.calculators.option import allied_watch, engagement, no_leaker


def value(found) -> float:
    return float(np.asarray(found).item())


def test_hulls_that_the_option_frees_leave_the_watch():
    assert value(allied_watch.allied_hulls_helped(2, 0.5)) == 1.5
    assert value(allied_watch.allied_hulls_helped(1, 1.2)) == 0


def test_stations_of_the_ally_are_its_hulls_by_the_yield_as_far_as_wanted():
    # 1.5 hulls × 0.4 = 0.6 stations, working nine times in ten; ten hulls hold no more than the 2 wanted
    assert value(allied_watch.allied_stations_helped(1.5, 0.4, 0.9, 2)) == pytest.approx(0.54, rel=1e-12)
    assert value(allied_watch.allied_stations_helped(10, 0.4, 0.9, 2)) == pytest.approx(1.8, rel=1e-12)
    assert value(allied_watch.allied_cover_helped(2, 0.54)) == pytest.approx(0.27, rel=1e-12)


def test_rounds_of_a_hull_are_spread_over_the_stations_it_holds():
    assert value(allied_watch.allied_rounds_helped(2, 8)) == 4
    assert value(allied_watch.allied_rounds_helped(2)) == 0


@pytest.mark.parametrize(
    ("limit", "rounds", "expected"),
    [
        # 60 missiles, 0.9 in reach: 54; 1.5 stations engage 12 each: 18; left 36, 18 at each of two stations
        (50, 200, 9),
        (7, 200, 3.5),  # what it can engage at a time
        (50, 8, 2),  # 8 rounds, two at each missile
        (50, 0, 0),
    ],
)
def test_the_ally_engages_what_is_left_as_far_as_limit_and_rounds_go(limit, rounds, expected):
    by_ally = engagement.BY_ALLY(60, 2, 0.9, 1.5, 12, limit, rounds, 2, 0.5)
    assert value(by_ally) == pytest.approx(expected, rel=1e-12)


def test_nothing_is_left_where_the_stations_engage_all_in_reach():
    assert value(engagement.BY_ALLY_LIMITED(4, 2, 1, 2, 2, 50, 200, 2, 1)) == 0


def test_leakers_are_those_with_support_and_without_by_its_chance():
    # past the stations 40; the ally engages 5, kills 0.8 × 0.9: 40 − 3.6 = 36.4; Patriot 0.5 × 36.4 × 0.25 = 4.55
    past = engagement.PAST_BOTH(40, 0.8, 0.9, 5)
    assert value(past) == pytest.approx(36.4, rel=1e-12)
    patriot = engagement.BY_PATRIOT_BOTH(0.5, past, 0.25, 100)
    helped = engagement.LEAKERS_BOTH(past, patriot)
    assert value(helped) == pytest.approx(31.85, rel=1e-12)
    # without: 40 − 0.5 × 40 × 0.25 = 35; support three times in four: 0.75 × 31.85 + 0.25 × 35
    assert value(engagement.LEAKERS(40, 5, 0.75, (helped,))) == pytest.approx(32.6375, rel=1e-12)
    assert value(engagement.LEAKERS(40, 5, 0.75, ())) == 35


def test_after_the_strike_the_ally_stands_beside_the_stations():
    # 0.8 × 0.9 × (1.5 × 12 + 5) = 16.56 of 50
    assert value(engagement.PAST_AFTER(50, 0.8, 0.9, 1.5, 12, (5,))) == pytest.approx(33.44, rel=1e-12)
    assert value(engagement.PAST_AFTER(50, 0.8, 0.9, 1.5, 12, ())) == pytest.approx(37.04, rel=1e-12)


def test_a_ship_of_the_ally_stands_in_for_a_station_that_does_not_work():
    # clean 0.5 over the cases, 0.9 where a station works; the ally stands in one time in four: 0.5 + 0.25 × 0.4
    area = no_leaker.clean_area_helped(0.5, 0.9, 0.25)
    assert value(area) == pytest.approx(0.6, rel=1e-12)
    # link cut one time in five: watch 0.4 of 2: 0.1 + 0.2 × 0.8 = 0.26, with the ally 0.26 + 0.25 × 0.64 = 0.42
    without = no_leaker.clean_without_link_helped(0.4, 2, 0.9, 2, 0.25, 0.1, 0.2)
    assert value(without) == pytest.approx(0.2 * 0.42**2, rel=1e-12)
    # nothing common fails 0.9 of the time: 0.9 × (0.8 × 0.6² + 0.2 × 0.42²) + 0.1 × 0.1²
    helped = no_leaker.no_leaker_limited_helped(0.9, area, 2, without, 0.1, 0.2)
    assert value(helped) == pytest.approx(0.9 * (0.8 * 0.36 + 0.2 * 0.1764) + 0.001, rel=1e-12)
    # support every second time, 0.3 without it
    both = no_leaker.chance_of_no_leaker_limited(1, 0.3**0.5, 2, 0, 0, 0, 0.5, (helped,))
    assert value(both) == pytest.approx(0.15 + value(helped) / 2, rel=1e-12)
