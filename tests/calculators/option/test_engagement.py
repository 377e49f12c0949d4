"""Raids worked by hand: stations that work, rounds, people covered, engaged, leakers, chance of no leaker."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from estimator.calculators.option import engagement, no_leaker

SHARES = st.floats(0, 1)
CLOSE = 1e-9  # the tolerance between readers


def value(found) -> float:
    return float(np.asarray(found).item())


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


def test_a_place_works_when_weather_lets_it():
    # 1.8 of 2 places; an option without places has none that works
    assert value(engagement.own_chance_up(2, (1.8,))) == pytest.approx(0.9, rel=1e-12)
    assert value(engagement.own_chance_up(0, ())) == 0


def test_weather_certain_to_stop_the_watch_leaves_no_station():
    assert value(engagement.own_chance_up(2, (0.0,))) == 0
    assert value(engagement.own_stations_up(2, 0.0)) == 0


def test_the_links_of_an_option_must_all_stand():
    # 0.96 × 0.95 = 0.912 stand; no link, nothing to cut; one that never stands cuts everything
    assert value(engagement.link_cut((0.96, 0.95))) == pytest.approx(0.088, rel=1e-12)
    assert engagement.link_cut(()) == 0
    assert value(engagement.link_cut((0.0,))) == 1


def test_own_stations_need_their_link_and_the_baselines_ships_need_none():
    # own 1.6 × 0.9 = 1.44, watch 0.4 × 0.95 = 0.38; link cut one time in ten: 1.44 × 0.9 + 0.38 = 1.676
    own, watch = engagement.own_stations_up(1.6, 0.9), engagement.watch_stations_up(0.4, 0.95)
    assert value(engagement.stations_up(own, watch, 0.1)) == pytest.approx(1.676, rel=1e-12)
    assert value(engagement.stations_up(own, watch, 1)) == pytest.approx(0.38, rel=1e-12)


def test_rounds_of_a_station_are_the_ready_stock_and_those_bought():
    # (90 ready + 30 + 18 bought) over 3 stations: 46 each
    assert value(engagement.rounds_per_station(3, 90, (30, 18))) == 46
    assert value(engagement.rounds_per_station(3, 90, ())) == 30  # nothing bought
    assert engagement.rounds_per_station(3) == 0  # no stock either


def test_more_stations_than_rounds_leave_less_than_one_each():
    assert value(engagement.rounds_per_station(8, 4, ())) == 0.5


def test_people_covered_are_the_ground_of_ready_units_most_crowded_first():
    # (20 + 5) × 0.8 = 20 circles of 1,000 of 80,000 square kilometres: a quarter of the ground
    ground = engagement.patriot_ground(80_000, 1_000, 20, 0.8, (5,))
    assert value(ground) == pytest.approx(0.25, rel=1e-12)
    # exponent a half: √0.25 = 0.5 of the people; spread evenly: 0.25
    assert value(engagement.patriot_cover(ground, 0.5)) == pytest.approx(0.5, rel=1e-12)
    assert value(engagement.patriot_cover(ground)) == pytest.approx(0.25, rel=1e-12)
    # today's 20 units alone: 0.2 of the ground; the option adds √0.25 − √0.2 of the cover
    today = engagement.patriot_cover(engagement.patriot_ground(80_000, 1_000, 20, 0.8), 0.5)
    share = engagement.own_patriot_share(0.5, today)
    assert value(share) == pytest.approx((0.5 - 0.2**0.5) / 0.5, rel=1e-12)


def test_people_covered_are_at_most_all_and_none_without_units():
    assert value(engagement.patriot_cover(1.7, 0.3)) == 1
    assert value(engagement.patriot_cover(0.0, 0.3)) == 0
    assert value(engagement.own_patriot_share(0.0, 0.0)) == 0


def test_patriot_rounds_count_where_the_raid_falls():
    # (400 + 100) × 0.25 / 2 = 62.5
    assert value(engagement.patriot_targets(400, 0.25, 2, (100,))) == 62.5


def test_a_day_of_two_and_a_half_salvos_allows_as_many_engagements():
    # 6 a salvo; 70 missiles in the day, 28 in the first salvo: 15; no raid, one salvo
    assert value(engagement.engagement_limit_day(6, 70, 28)) == pytest.approx(15, rel=1e-12)
    assert value(engagement.engagement_limit_day(6, 0, 0)) == 6


@pytest.mark.parametrize(
    ("limit", "rounds", "expected"),
    [
        (20, 24, 12),  # 24 rounds over 2 shots
        (6, 24, 6),  # what it can engage at a time
        (50, 200, 27),  # 60 missiles over 2 stations, 0.9 of them in reach
        (50, 0, 0),  # no rounds
    ],
)
def test_a_station_engages_the_least_of_share_limit_and_rounds(limit, rounds, expected):
    assert value(engagement.ENGAGED(60, 2, 0.9, limit, rounds, 2)) == pytest.approx(expected, rel=1e-12)


def test_leakers_of_a_raid_worked_through_both_tiers():
    # 0.91 × 0.92 × 1.676 stations × 12 = 16.8376...; past 60 less that
    past = engagement.PAST_UPPER(60, 0.91, 0.92, 1.676, 12)
    assert value(past) == pytest.approx(60 - 0.91 * 0.92 * 1.676 * 12, rel=1e-12)
    # Patriot: 0.84 × min(40 × 0.2, 51) = 6.72; leakers 33.28
    stopped = engagement.BY_PATRIOT(0.84, 40, 0.2, 51)
    assert value(stopped) == pytest.approx(6.72, rel=1e-12)
    assert value(engagement.LEAKERS(40, stopped)) == pytest.approx(33.28, rel=1e-12)


def test_a_common_failure_for_certain_leaves_the_whole_raid_to_patriot():
    assert value(engagement.PAST_UPPER(60, 0.91, 0, 1.9, 12)) == 60


def test_no_raid_has_no_leakers():
    past = engagement.PAST_UPPER(0, 0.91, 0.92, 1.9, engagement.ENGAGED(0, 2, 0.9, 6, 24, 2))
    assert value(past) == 0
    assert value(engagement.LEAKERS(past, engagement.BY_PATRIOT(0.84, past, 0.4, 50))) == 0


def test_patriot_stops_no_more_than_its_rounds_allow():
    # 0.84 × min(50 × 0.9, 10) = 8.4
    assert value(engagement.BY_PATRIOT(0.84, 50, 0.9, 10)) == pytest.approx(8.4, rel=1e-12)


def test_the_chance_of_no_leaker_is_the_binomial_over_stations_up_and_down():
    missiles = no_leaker.missiles_at_station(4, 2, 1, 1)
    assert value(missiles) == 2
    stop = no_leaker.patriot_stop_chance(1.0, 0.168)
    unheld = no_leaker.clean_unheld(missiles, stop)
    # 0.168² = 0.028224; all of its two missiles engaged: 0.91 × 2 × 2 ÷ 4
    assert value(unheld) == pytest.approx(0.028224, rel=1e-12)
    station = no_leaker.station_stop_chance(0.91, 2, 2, 4)
    assert value(station) == pytest.approx(0.91, rel=1e-12)
    # (1 − 0.09 × 0.832)² = 0.92512² = 0.8558470144
    held = no_leaker.clean_held(station, missiles, stop)
    assert value(held) == pytest.approx(0.8558470144, rel=1e-12)
    # own 0.5 and watch 0.4 of two areas: 0.028224 + 0.45 × (0.8558470144 − 0.028224) = 0.40065435648
    area = no_leaker.clean_area(0.5, 0.4, 2, held, unheld)
    assert value(area) == pytest.approx(0.40065435648, rel=1e-12)
    areas = no_leaker.areas(2, 1)
    assert value(areas) == 2
    # nothing common, no link: the square
    assert value(no_leaker.chance_of_no_leaker_limited(1, area, areas)) == pytest.approx(0.40065435648**2, rel=1e-12)


def test_a_common_cause_strikes_all_areas_at_once():
    # 0.9 × 0.8² + 0.1 × 0.05² = 0.57625; independent failures would give (0.9 × 0.8 + 0.1 × 0.05)² = 0.525625
    assert value(no_leaker.chance_of_no_leaker_limited(0.9, 0.8, 2, 0, 0.05)) == pytest.approx(0.57625, rel=1e-12)
    # certain failure: Patriot alone
    assert value(no_leaker.chance_of_no_leaker_limited(0, 0.8, 2, 0, 0.05)) == pytest.approx(0.0025, rel=1e-12)


def test_a_cut_link_leaves_the_baselines_watch_in_all_areas_at_once():
    # one time in five; watch works in 0.4 of two areas: 0.1 + 0.2 × (0.9 − 0.1) = 0.26; 0.2 × 0.26² = 0.01352
    without = no_leaker.clean_without_link(0.4, 2, 0.9, 2, 0.1, 0.2)
    assert value(without) == pytest.approx(0.01352, rel=1e-12)
    # 0.8 × 0.7² + 0.01352 = 0.40552
    assert value(no_leaker.chance_of_no_leaker_limited(1, 0.7, 2, without, 0.1, 0.2)) == pytest.approx(
        0.40552, rel=1e-12
    )
    # certain to be cut, no watch: Patriot alone in both areas, 0.1²
    alone = no_leaker.clean_without_link(0, 2, 0.9, 2, 0.1, 1)
    assert value(no_leaker.chance_of_no_leaker_limited(1, 0.7, 2, alone, 0.1, 1)) == pytest.approx(0.01, rel=1e-12)


def test_no_leaker_in_five_missiles_at_ninety_five_percent_agrees_with_the_published_figure():
    # Scientific American, June 2019: one in four (0.226) that at least one of five leaks at 0.95 against each.
    assert 1 - value(no_leaker.clean_held(0.95, 5)) == pytest.approx(0.226, abs=0.0005)


def test_what_the_option_stops_leaves_out_the_watch_and_todays_patriot():
    # own stations: 0.9 × 0.8 × 1.5 × (1 − 0.2) × 10 = 8.64; half of Patriot's 8; 10 never launched
    own = engagement.stopped_by_own_stations(0.9, 0.8, 1.5, 10, 0.2)
    assert value(own) == pytest.approx(8.64, rel=1e-12)
    assert value(engagement.stopped_by_option(own, 8, 0.5, 10)) == pytest.approx(22.64, rel=1e-12)


def test_cost_per_missile_stopped_is_blank_where_nothing_is_stopped():
    assert value(engagement.cost_per_missile_stopped(600.0, 20.0)) == 30
    assert np.isnan(engagement.cost_per_missile_stopped(600.0, 0.0)).all()


def leakers(raid, pk, places, up, stock, cover, reach, common, link, salvos=1.0):
    """Both tiers of a raid over two stations, by the rows."""
    limit = engagement.engagement_limit_day(6, salvos * 10, 10)
    rounds = engagement.rounds_per_station(2, stock, ())
    engaged = engagement.ENGAGED(raid, 2, reach, limit, rounds, 2)
    stations = engagement.stations_up(engagement.own_stations_up(places, up), 0, 1 - link)
    past = engagement.PAST_UPPER(raid, pk, common, stations, engaged)
    return value(engagement.LEAKERS(past, engagement.BY_PATRIOT(0.84, past, cover, 50)))


DEFENCE = st.tuples(SHARES, st.floats(0, 2), SHARES, st.floats(0, 200), SHARES, SHARES, SHARES, SHARES)
MOST = (1, 2, 1, 200, 1, 1, 1, 1)


@given(st.floats(0, 200), DEFENCE, SHARES, st.sampled_from(range(len(MOST))), st.floats(1, 6))
def test_leakers_lie_between_none_and_all_and_fall_with_every_improvement(raid, defence, gain, which, salvos):
    before = list(defence)
    after = list(before)
    after[which] = before[which] + gain * (MOST[which] - before[which])
    worse, better = leakers(raid, *before, salvos), leakers(raid, *after, salvos)
    assert -CLOSE <= better <= worse + CLOSE <= raid + 2 * CLOSE


@given(st.floats(0, 200), st.floats(0, 100), DEFENCE, st.floats(1, 6))
def test_a_bigger_raid_never_has_fewer_leakers(raid, more, defence, salvos):
    assert leakers(raid, *defence, salvos) <= leakers(raid + more, *defence, salvos) + CLOSE


@given(
    SHARES,
    SHARES,
    SHARES,
    SHARES,
    st.one_of(st.just(1.0), SHARES),
    SHARES,
    st.floats(0.5, 10),
    st.floats(0, 2),
    st.integers(1, 6),
)
def test_the_chance_of_no_leaker_is_a_chance_and_grows_with_stations_up(
    kill, stop, up, common, link, watch, missiles, places, areas
):
    held, unheld = no_leaker.clean_held(kill, missiles, stop), no_leaker.clean_unheld(missiles, stop)

    def chance(own: float) -> float:
        left = watch * (2 - own)
        area = no_leaker.clean_area(own * up, left * up, 2, held, unheld)
        without = no_leaker.clean_without_link(left * up, 2, held, areas, unheld, 1 - link)
        return value(no_leaker.chance_of_no_leaker_limited(common, area, areas, without, unheld, 1 - link))

    chances = [chance(own) for own in sorted((0.0, places, 2.0))]
    assert all(-CLOSE <= each <= 1 + CLOSE for each in chances)
    if link == 1:
        assert all(fewer <= more + CLOSE for fewer, more in pairwise(chances))
