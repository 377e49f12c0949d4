"""Strike missiles for aim points: each row against a case worked by hand."""

from __future__ import annotations

import pytest

from estimator.calculators.elements import strike_rounds


def test_rounds_are_aim_points_times_hits_over_the_chance_of_a_hit() -> None:
    # 20 bases of 10 aim points, 60 percent of them: 120; two hits each at 0.8 * 0.94 = 0.752: 240 / 0.752 = 319.1
    fixed = strike_rounds.fixed_aim_points(20, 10, 0.6)
    assert fixed == pytest.approx(120)
    chance = strike_rounds.chance_of_hit(0.8, 0.94)
    assert chance == pytest.approx(0.752)
    assert strike_rounds.rounds_needed(fixed, 0, 2, chance) == 320


def test_mobile_launchers_are_aim_points_with_the_decoys_taken_for_them() -> None:
    # 70 launchers and half a decoy each: 105; two hits at 0.7275: 210 / 0.7275 = 288.7
    mobile = strike_rounds.mobile_aim_points(70, 1.5)
    assert mobile == 105
    assert strike_rounds.rounds_needed(0, mobile, 2, 0.7275) == 289
    assert strike_rounds.mobile_aim_points(70) == 0


def test_a_stock_serves_at_most_all_aim_points() -> None:
    # 200 of 289 are 0.692; 600 of 320 are all; nothing asked for is served
    assert strike_rounds.stock_share(200, 289) == pytest.approx(0.692, abs=1e-3)
    assert strike_rounds.stock_share(600, 320) == 1
    assert strike_rounds.stock_share(0, 0) == 1


def test_the_first_day_is_limited_by_launchers_and_by_stock() -> None:
    # 256 cells at 0.6 loads: 153.6 of 200; at two loads 512, more than the stock
    assert strike_rounds.daily_rounds(256, 0.6) == pytest.approx(153.6)
    assert strike_rounds.first_day_rounds(200, 153.6) == pytest.approx(153.6)
    assert strike_rounds.first_day_rounds(200, 512) == 200


def test_flight_time_is_distance_over_speed_after_the_way_to_the_launch_point() -> None:
    # 1,000 km at 100 km a minute: 10 minutes; 600 km at 15 after 45 minutes in the air: 85
    assert strike_rounds.flight_time(1000, 100) == 10
    assert strike_rounds.flight_time(600, 15, 45) == 85


def test_rounds_are_shared_between_launchers_and_fixed_aim_points() -> None:
    # 150 rounds, 0.8 of them against launchers: 120 at 10 minutes are 1,200; hits 120 * 0.75 = 90 and 30 * 0.75 = 22.5
    mobile = strike_rounds.launcher_rounds(150, 0.8)
    assert mobile == pytest.approx(120)
    assert strike_rounds.flight(mobile, 10) == pytest.approx(1200)
    assert strike_rounds.launcher_hits(mobile, 0.75) == pytest.approx(90)
    assert strike_rounds.fixed_hits(150, mobile, 0.75) == pytest.approx(22.5)
