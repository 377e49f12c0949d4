"""Single engagements, the national stock, reach and season: each row against a case worked by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from estimator.calculators.pack import effects

YEARS = np.array([2030.0, 2031.0, 2032.0, 2033.0])


def value(found) -> float:
    return float(np.asarray(found).item())


def test_two_shots_at_seventy_percent_kill_ninety_one_percent():
    # 1 − 0.3² = 0.91
    assert value(effects.upper_kill_chance(0.7, 2)) == pytest.approx(0.91, rel=1e-12)


def test_two_patriot_shots_at_sixty_percent_kill_eighty_four_percent():
    # 1 − 0.4² = 0.84
    assert value(effects.patriot_kill_chance(0.6, 2)) == pytest.approx(0.84, rel=1e-12)


def test_a_station_engages_six_at_a_time_in_two_waves():
    assert value(effects.engagement_limit(6, 2)) == 12


def test_the_kinds_out_of_reach_are_those_of_the_reference_year():
    # 2032: 0.1 glide, 0.05 cruise, 0.02 from submarines
    glide, cruise, submarine = np.array([0, 0, 0.1, 0.3]), np.array([0, 0, 0.05, 0.1]), np.array([0, 0, 0.02, 0.1])
    by_year = effects.out_of_reach_by_year(glide, cruise, submarine)
    assert by_year == pytest.approx([0, 0, 0.17, 0.5])
    out = effects.out_of_reach(YEARS, 2032, by_year)
    assert value(out) == pytest.approx(0.17, rel=1e-12)
    # half as many as given: 1 − 0.5 × 0.17; of a station that reaches 0.6 of the area at all: 0.6 − 0.085
    assert value(effects.in_reach(out, 0.5)) == pytest.approx(0.915, rel=1e-12)
    assert value(effects.in_reach(out, 0.5, 0.6)) == pytest.approx(0.515, rel=1e-12)


def test_nothing_is_in_reach_where_all_kinds_pass():
    assert value(effects.in_reach(0.7, 2)) == 0
    assert value(effects.in_reach()) == 1  # no such kinds


def test_money_spent_on_rounds_becomes_a_stock_once_delivered():
    # 12 and 6 billion at 3 a round: 4 in 2030, 2 in 2032; two years on they stand beside 5 of before
    bought = effects.stock_bought(3.0, np.array([12.0, 0, 6, 0]))
    assert bought == pytest.approx([4, 0, 2, 0])
    so_far = effects.stock_bought_so_far(bought)
    assert so_far == pytest.approx([4, 4, 6, 6])
    stock = effects.upper_stock(2, so_far, np.array([5.0, 5, 5, 1]))
    assert stock == pytest.approx([5, 5, 9, 5])
    # 2032: 0.4 of 9 stand ready
    assert value(effects.ready_stock(YEARS, 2032, stock, 0.4)) == pytest.approx(3.6, rel=1e-12)


def test_without_purchases_and_rounds_of_before_there_is_no_stock():
    assert effects.upper_stock(2) == 0
    assert effects.ready_stock(YEARS, 2032) == 0


def test_a_raid_that_waits_for_winter_meets_the_weather_of_winter():
    # winter a fifth of the year, storms twice as often: always in winter 2 − 1, never (1 − 0.2 × 2) / 0.8 − 1 = −0.25
    assert value(effects.season_excess(1, 0.2, 2)) == pytest.approx(1, rel=1e-12)
    assert value(effects.season_excess(0, 0.2, 2)) == pytest.approx(-0.25, rel=1e-12)
    assert value(effects.season_excess(0.2, 0.2, 2)) == 0  # as the year is
    assert effects.season_excess() == 0


def test_a_circle_of_twenty_kilometres():
    # 3.14159265 * 400 = 1,256.64 square kilometres
    assert value(effects.circle_area(math.pi, 20)) == pytest.approx(1256.637, abs=1e-3)
