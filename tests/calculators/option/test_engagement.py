"""Raids worked by hand: kill chance, engaged, stopped, leakers, chance of no leaker."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from estimator.calculators.option import engagement
from estimator.calculators.pack import effects

SHARES = st.floats(0, 1)


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


def test_decoys_add_to_the_things_engaged():
    # two decoys, half of them taken for launchers: 1 + 2 × 0.5 = 2 things, two rounds each: 4 rounds a launcher
    things = effects.engaged_per_launcher(2, 0.5)
    assert value(things) == 2
    assert value(effects.rounds_per_hunt(2, things, 1, 1)) == 4


def test_aim_points_are_those_of_all_bases():
    assert value(effects.fixed_aim_points(20, 10)) == 200


def test_places_count_up_to_the_stations_wanted():
    held = engagement.held_places((1.5, 1.0))
    assert value(held) == 2.5
    assert value(engagement.own_places(held, 2)) == 2


def test_an_option_without_stations_holds_no_place():
    assert engagement.held_places(()) == 0


def test_the_baseline_keeps_the_places_that_the_option_leaves_open():
    assert value(engagement.watch_places(0.7, 2, 1)) == pytest.approx(1.3, rel=1e-12)
    assert value(engagement.watch_places(2, 2, 1)) == 0
    assert value(engagement.watch_places(0.7, 2, 0)) == 0  # the watch is sent elsewhere


def test_a_place_works_when_station_and_common_parts_do():
    # 1.8 stations of 2 places, 0.9 × 0.95 = 0.855
    assert value(engagement.own_chance_up(2, 0.95, (1.8,))) == pytest.approx(0.855, rel=1e-12)
    assert value(engagement.own_chance_up(0, 0.95, ())) == 0


def test_rounds_at_a_place_are_rounds_over_stations_that_are_up():
    # 48 rounds on two sites of which 0.9 are up: 43.2 ready rounds at 1.8 stations are 24 each
    assert value(engagement.own_rounds_per_place((43.2,), (1.8,))) == pytest.approx(24, rel=1e-12)
    assert value(engagement.own_rounds_per_place((), ())) == 0


def test_cover_of_own_patriot_units_adds_to_that_of_today():
    # 0.8 × (1 − 0.75 × 0.6) = 0.44; the option adds 0.8 × 0.75 × 0.4 = 0.24 of it
    own = engagement.own_patriot_cover((0.3, 0.1))
    cover = engagement.patriot_cover(0.25, own, 0.8)
    assert value(cover) == pytest.approx(0.44, rel=1e-12)
    assert value(engagement.own_patriot_share(cover, 0.25, own, 0.8)) == pytest.approx(0.24 / 0.44, rel=1e-12)


def test_cover_of_own_patriot_units_is_at_most_all():
    assert value(engagement.own_patriot_cover((0.9, 0.4))) == 1


def test_patriot_rounds_count_where_the_raid_falls():
    # (400 + 100) × 0.25 / 2 = 62.5
    assert value(engagement.patriot_targets(400, 0.25, 2, (100,))) == 62.5


def test_a_raid_is_split_over_the_stations_wanted():
    assert value(engagement.SHARE(60, 2)) == 30


@pytest.mark.parametrize(
    ("rounds", "limit", "expected"),
    [(24, 20, 12), (24, 6, 6), (200, 50, 27)],  # 24 rounds over 2 shots; limit; 0.9 of 30 in reach
)
def test_a_station_engages_the_least_of_share_rounds_and_limit(rounds, limit, expected):
    assert value(engagement.ENGAGED(30, 0.9, rounds, 2, limit)) == pytest.approx(expected, rel=1e-12)


def test_leakers_of_a_raid_worked_through_both_tiers():
    # own: 0.91 × 0.7 × 0.9 × 12 = 6.8796; watch: 0.91 × 1.3 × 0.9 × 4 = 4.2588; past 60 − 11.1384 = 48.8616
    own = engagement.STOPPED(0.91, 0.7, 0.9, 12)
    watch = engagement.STOPPED_BY_WATCH(0.91, 1.3, 0.9, 4)
    past = engagement.PAST_UPPER(60, own, watch)
    assert value(past) == pytest.approx(48.8616, rel=1e-12)
    # Patriot: 0.84 × min(48.8616 × 0.2, 51) = 8.2087488; leakers 40.6528512
    stopped = engagement.BY_PATRIOT(0.84, past, 0.2, 51)
    assert value(engagement.LEAKERS(past, stopped)) == pytest.approx(40.6528512, rel=1e-12)


def test_patriot_stops_no_more_than_its_rounds_allow():
    # 0.84 × min(50 × 0.9, 10) = 8.4
    assert value(engagement.BY_PATRIOT(0.84, 50, 0.9, 10)) == pytest.approx(8.4, rel=1e-12)


def test_the_chance_of_no_leaker_is_the_binomial_over_stations_up_and_down():
    missiles = engagement.missiles_at_station(2, 1, 1)
    stop = engagement.patriot_stop_chance(0.168, 1.0)
    unheld = engagement.clean_unheld(stop, missiles)
    # 0.168² = 0.028224; up: all engaged, (1 − 0.09 × 0.832)² = 0.92512² = 0.8558470144
    assert value(unheld) == pytest.approx(0.028224, rel=1e-12)
    up = engagement.CLEAN_OWN(0.91, 2, 2, stop, missiles)
    assert value(up) == pytest.approx(0.8558470144, rel=1e-12)
    # one of two areas own and 0.9 up, no watch: 0.45 of the areas
    share = engagement.own_areas_up(1, 0.9, 2)
    assert value(share) == 0.45
    area = engagement.clean_area(unheld, share, up, engagement.watch_areas_up(0, 0.9, 2), up)
    # 0.028224 + 0.45 × (0.8558470144 − 0.028224) = 0.40065435648; squared for two areas
    assert value(area) == pytest.approx(0.40065435648, rel=1e-12)
    assert value(engagement.chance_of_no_leaker_limited(area, 2, 1)) == pytest.approx(0.40065435648**2, rel=1e-12)


def test_no_leaker_in_five_missiles_at_ninety_five_percent_agrees_with_the_published_figure():
    # Scientific American, June 2019: one in four (0.226) that at least one of five leaks at 0.95 against each.
    clean = engagement.CLEAN_OWN(0.95, 5, 5, 0, 5)
    assert 1 - value(clean) == pytest.approx(0.226, abs=0.0005)


def test_what_the_option_stops_leaves_out_the_watch_and_todays_patriot():
    # 6 by own stations, half of Patriot's 8, 10 never launched
    assert value(engagement.stopped_by_option(6, 8, 0.5, 10)) == 20


def test_cost_per_missile_stopped_is_blank_where_nothing_is_stopped():
    assert value(engagement.cost_per_missile_stopped(600.0, 20.0)) == 30
    assert np.isnan(engagement.cost_per_missile_stopped(600.0, 0.0)).all()


def leakers(raid, pk, places, up, rounds, cover, shots=2, limit=12):
    """Both tiers of a raid over two stations, by the rows."""
    kill = effects.upper_kill_chance(pk, shots)
    engaged = engagement.ENGAGED(engagement.SHARE(raid, 2), 1, rounds, shots, limit)
    past = engagement.PAST_UPPER(raid, engagement.STOPPED(kill, places, up, engaged), 0)
    return value(engagement.LEAKERS(past, engagement.BY_PATRIOT(0.84, past, cover, 50)))


@given(
    st.floats(1, 200),
    SHARES,
    st.floats(0, 2),
    SHARES,
    st.floats(0, 200),
    SHARES,
    st.floats(0, 1),
    st.sampled_from(range(5)),
)
def test_leakers_lie_between_none_and_all_and_fall_with_every_improvement(
    raid, pk, places, up, rounds, cover, gain, which
):
    before = [pk, places, up, rounds, cover]
    most = [1, 2, 1, 200, 1]
    after = list(before)
    after[which] = before[which] + gain * (most[which] - before[which])
    worse, better = leakers(raid, *before), leakers(raid, *after)
    assert -1e-9 <= better <= worse + 1e-9 <= raid + 2e-9


@given(SHARES, SHARES, SHARES, SHARES, st.floats(0.5, 10), st.floats(0, 2))
def test_the_chance_of_no_leaker_is_a_chance_and_grows_with_stations_up(
    kill, engaged_share, stop, up, missiles, places
):
    clean = engagement.CLEAN_OWN(kill, engaged_share * missiles, missiles, stop, missiles)
    unheld = engagement.clean_unheld(stop, missiles)
    chances = [
        value(engagement.clean_area(unheld, engagement.own_areas_up(held, up, 2), clean, 0, 0))
        for held in (0, places, 2)
    ]
    assert all(-1e-9 <= chance <= 1 + 1e-9 for chance in chances)  # the tolerance between readers
    assert all(fewer <= more + 1e-9 for fewer, more in pairwise(chances))
