"""Strike missiles for aim points: each row against a case worked by hand."""

from __future__ import annotations

import pytest

from estimator.calculators.elements import strike_rounds


def test_a_round_arrives_more_surely_with_help() -> None:
    # 0.8 × 0.5 bare, 0.8 × 0.9 with help; help never harms
    assert strike_rounds.arrival_bare(0.8, 0.5) == pytest.approx(0.4)
    assert strike_rounds.arrival_supported(0.8, 0.5, 0.9) == pytest.approx(0.72)
    assert strike_rounds.arrival_supported(0.8, 0.5, 0.3) == pytest.approx(0.4)


def test_rounds_are_aim_points_times_hits_over_the_chance_to_arrive() -> None:
    # 60 percent of 200 aim points: 120; two hits each at 0.8 * 0.94 = 0.752: 240 / 0.752 = 319.1
    assert strike_rounds.rounds_needed(200, 70, 2, 0.752, 0.6) == 320
    # 70 launchers and half a decoy each: 105; two hits at 0.7275: 210 / 0.7275 = 288.7
    assert strike_rounds.rounds_needed(200, 70, 2, 0.7275, 0, 1.5) == 289
    assert strike_rounds.rounds_needed(200, 70, 2, 0.7275) == 0


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
    # 150 rounds, 0.8 of them against launchers: 120, and 30 for what stays; without a share all go there
    mobile = strike_rounds.launcher_rounds(150, 0.8)
    assert mobile == pytest.approx(120)
    assert strike_rounds.fixed_rounds(150, mobile) == pytest.approx(30)
    assert strike_rounds.launcher_rounds(150) == 0
    assert strike_rounds.fixed_rounds(150) == 150
