"""Launchers found, destroyed and kept from firing: each row by hand, the limits, and single launchers one by one."""

from __future__ import annotations

from math import exp, log

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from estimator.calculators.option import hunt
from estimator.errors import ModelError

MINUTES, RATES, SHARES = st.floats(0, 600), st.floats(0, 10), st.floats(0, 1)
TINY, SMALL = 1e-9, 1e-6
HIT, STOCK, KILLED, GONE, SPENT, UNFIRED, SAVED = range(7)


def value(found) -> float:
    return float(np.asarray(found).item())


def found(least, beyond, delay, looks, rounds=1.0) -> float:
    """Found in time, the delay split between decision and flight."""
    hunts = hunt.kind_at_launchers(rounds)
    spare = hunt.spare_class_kind_support(least, delay / 4, delay * 3 / 4, hunts)
    return value(hunt.found_class_kind_support(spare, beyond, looks, hunts))


def hunted(ready, hunts, kinds, launch=1.0):
    """Launchers destroyed and missiles never launched in one class; kinds are (found, kill, launchers in stock)."""
    founds, kills, stocks = zip(*((chance, min(kill, 1 - TINY), stock) for chance, kill, stock in kinds), strict=True)
    demands = [value(hunt.demand_class_kind_support(ready, f, k, hunts)) for f, k in zip(founds, kills, strict=True)]
    met = [stock / demand if demand else 0 for stock, demand in zip(stocks, demands, strict=True)]
    hits, before, destroyed, saved = [], [], 0.0, 0.0
    for rank in (hunt.FIRST, hunt.SECOND, hunt.THIRD, hunt.FOURTH, hunt.FIFTH, hunt.SIXTH)[: len(kinds)]:
        hits.append(value(rank[HIT](founds, kills, *hits)))
        stock = value(rank[STOCK](hits[-1], founds, kills, demands, met))
        gone = value(rank[KILLED](hits[-1], stock, ready, hunts, *before))
        share = value(rank[GONE](gone, ready, *before[::2]))
        spent = value(rank[SPENT](hits[-1], share, TINY, hunts, *before[1::2]))
        unfired = value(rank[UNFIRED](hits[-1], share, spent, SMALL))
        saved += value(rank[SAVED](unfired, spent, gone, launch, ready, hunts, *before))
        destroyed += gone
        before += [gone, spent]
    return destroyed, saved


def test_found_in_time_where_the_exposure_is_longer_than_the_delay():
    # s 30, g 30, d 25, Λ 0.02: a = 5, e^−0.1 = 0.904837; 1 − 0.904837 ÷ 1.6 = 0.434477
    assert found(30, 30, 25, 0.02) == pytest.approx(0.434477, abs=1e-6)


def test_found_in_time_where_the_delay_is_longer_than_the_least_exposure():
    # s 5, g 5, d 15, Λ 0.2: b = 10, e^−2 = 0.135335; × (1 − 1 ÷ 2) = 0.067668
    assert found(5, 5, 15, 0.2) == pytest.approx(0.067668, abs=1e-6)


def test_an_exposure_without_spread_is_a_cliff_at_the_delay():
    # g 0, s 30: d 20 leaves ten minutes, 1 − e^−1; d 31 leaves none
    assert found(30, 0, 20, 0.1) == pytest.approx(1 - exp(-1), rel=1e-12)
    assert found(30, 0, 31, 1e6) == 0


def test_without_least_exposure_and_delay_looks_race_the_launch():
    # Λg ÷ (1 + Λg) = 2 ÷ 3
    assert found(0, 20, 0, 0.1) == pytest.approx(2 / 3, rel=1e-12)


def test_looks_without_end_find_all_that_stand_long_enough():
    assert found(30, 20, 30, 1e12) == pytest.approx(1, rel=1e-9)
    assert found(10, 10, 20, 1e12) == pytest.approx(exp(-1), rel=1e-9)


def test_nothing_is_found_without_looks_or_beyond_all_exposures_or_without_rounds():
    assert found(30, 30, 10, 0) == 0
    assert found(30, 30, 1e6, 1) == 0
    assert found(30, 30, 10, 1, rounds=0) == 0


@given(MINUTES, st.one_of(st.just(0.0), st.floats(0.001, 600)), MINUTES, RATES, MINUTES, RATES)
def test_more_looks_longer_exposures_and_shorter_delays_never_find_less(least, beyond, delay, looks, more, often):
    usual = found(least, beyond, delay, looks)
    assert 0 <= usual <= 1
    assert found(least, beyond, delay, looks + often) >= usual - 1e-12
    assert found(least + more, beyond, delay, looks) >= usual - 1e-12
    assert found(least, beyond, delay / 2, looks) >= usual - 1e-12


def test_rounds_of_one_find_share_whether_they_are_on_target():
    # 0.5 × (1 − (1 − 0.8 × 0.5)²) = 0.5 × 0.64; a sure kill stays a hair below 1
    assert value(hunt.kind_kill_support(0.5, 0.8, 0.5, 2, 1, TINY)) == pytest.approx(0.32, rel=1e-12)
    assert value(hunt.kind_kill_support(1, 1, 1, 2, 1, TINY)) == 1 - TINY
    assert value(hunt.kind_kill_support(0.5, 0.8, 0.5, 2, 0, TINY)) == 0


def test_a_kind_hunts_launchers_if_rounds_are_kept_for_them_and_spares_what_the_exposure_is_longer():
    # 30 minutes in the open, 12 to decide, 25 to fly: 7 minutes too late; nil for a kind that hunts none
    assert [value(hunt.kind_at_launchers(rounds)) for rounds in (0, 4)] == [0, 1]
    assert value(hunt.spare_class_kind_support(30, 12, 25, 1)) == -7
    assert value(hunt.spare_class_kind_support(30, 12, 25, 0)) == 0


def test_the_rows_of_the_second_kind_one_by_one():
    # two kinds alike (0.4 × 0.5) have 0.25 of 12 and 0.5 of 8: 3 + 4 = 7 launchers; another (0.9) is not counted
    second = hunt.SECOND
    assert value(second[STOCK](0.2, (0.4, 0.4, 0.9), (0.5, 0.5, 1), (12, 8, 9), (0.25, 0.5, 1))) == pytest.approx(7)
    assert value(second[STOCK](0, (0.4, 0), (0.5, 1), (12, 8), (0.25, 0.5))) == 0
    # 20 launchers, 2 of 3 exposures and 4 launchers are gone: 16 × 0.2 = 3.2 in the exposure left, 3.2 ÷ 16 = 0.2
    assert value(second[KILLED](0.2, 7, 20, 3, 4, 2)) == pytest.approx(3.2, rel=1e-12)
    assert value(second[GONE](3.2, 20, 4)) == pytest.approx(0.2, rel=1e-12)
    assert value(second[SPENT](0.2, 0.2, TINY, 3, 2)) == pytest.approx(1, rel=1e-12)
    # h 0.5 over 2 exposures: 2 − 0.5 × 0.75 ÷ 0.5 = 1.25; without a hit none is kept from firing
    assert value(second[UNFIRED](0.5, 0.75, 2, SMALL)) == pytest.approx(1.25, rel=1e-12)
    assert value(second[UNFIRED](0, 0, 0, SMALL)) == 0


def test_rounds_are_shared_over_the_classes_by_what_they_would_destroy():
    # 60 rounds, three a launcher, half of those killed: 10 launchers, of 15 + 5 in demand
    assert value(hunt.met_kind_support(60, 3, 0.5, (15, 5))) == pytest.approx(0.5, rel=1e-12)
    assert value(hunt.met_kind_support(60, 3, 0.5, (0,))) == 0


def test_without_a_limit_of_rounds_the_hunt_lasts_the_day():
    # N 35, n 3, h 0.3: 35 × (1 − 0.343) = 22.995; f = 3 − 0.7 × 0.657 ÷ 0.3 = 1.467, × 35 = 51.345
    assert hunted(35, 3, [(0.3, 1, 1e6)]) == pytest.approx((22.995, 51.345), rel=1e-9)


def test_a_stock_that_binds_ends_the_hunt_early():
    # N 35, n 3, h 0.3, S 10: n* = ln(25/35) ÷ ln 0.7 = 0.94336; f(n*) = 0.94336 − 0.7 × (10/35) ÷ 0.3 = 0.27669;
    # 35 × (0.27669 + 2.05664 × 10/35) = 30.25
    destroyed, saved = hunted(35, 3, [(0.6, 0.5, 10)])
    assert destroyed == pytest.approx(10, rel=1e-12)
    assert saved == pytest.approx(30.25, abs=0.005)
    assert log(25 / 35) / log(0.7) == pytest.approx(0.94336, abs=1e-5)


def test_the_next_kind_takes_over_the_launchers_and_the_exposures_that_are_left():
    # N 20, n 2; the better kind, h 0.5, destroys 5 in ln 0.75 ÷ ln 0.5 = 0.41504 exposures, and saves
    # 20 × (0.41504 − 0.25) + 1.58496 × 5 = 11.2256; the other, h 0.2: 15 × (1 − 0.8^1.58496) = 4.4683 and
    # 15 × (1.58496 − 0.8 × 0.29789 ÷ 0.2) = 5.9010
    both = hunted(20, 2, [(0.2, 1, 1e6), (0.5, 1, 5)])
    assert both == pytest.approx((9.4683, 17.1266), abs=5e-4)
    assert hunted(20, 2, [(0.5, 1, 5), (0.2, 1, 1e6)]) == pytest.approx(both, rel=1e-9)


def test_kinds_that_are_alike_are_one_stock():
    alone = hunted(20, 2, [(0.4, 0.5, 3)])
    assert hunted(20, 2, [(0.4, 0.5, 1), (0.4, 0.5, 2)]) == pytest.approx(alone, rel=1e-9)


def test_six_kinds_follow_one_another_and_a_seventh_is_refused():
    # 3 + 2 launchers by the better kinds, the third as far as it lasts; then 1 each, in whatever order they stand
    three = [(0.1, 1, 1), (0.5, 1, 3), (0.3, 1, 2)]
    destroyed, _saved = hunted(20, 4, three)
    assert destroyed == pytest.approx(6, rel=1e-9)
    more = [(0.09, 1, 0.4), (0.08, 1, 0.3), (0.07, 1, 0.3)]
    destroyed, _saved = hunted(40, 8, [*more, *three])
    assert destroyed == pytest.approx(7, rel=1e-9)
    with pytest.raises(ModelError, match="at most six"):
        hunt.FIRST[HIT]((0.1,) * 7, (1,) * 7)


def test_a_hunt_that_finds_nothing_or_has_no_exposure_changes_nothing():
    assert hunted(35, 3, [(0, 1, 10)]) == (0, 0)
    assert hunted(35, 0, [(0.3, 1, 10)]) == (0, 0)
    assert hunted(0, 3, [(0.3, 1, 10)]) == (0, 0)


def test_a_hunt_that_cannot_fail_keeps_all_from_firing():
    destroyed, saved = hunted(35, 2.5, [(1, 1 - TINY, 1e6)], launch=2)
    assert destroyed == pytest.approx(35, rel=1e-8)
    assert saved == pytest.approx(2 * 35 * 2.5, rel=1e-8)


def test_a_chance_next_to_nil_is_taken_by_its_series():
    # h 1e−8, n 2.05: 2.05 × 3.05 ÷ 2 = 3.12625 times h; the closed form alone loses it
    _destroyed, saved = hunted(1e6, 2.05, [(1e-8, 1, 1e9)])
    assert saved == pytest.approx(1e6 * 1e-8 * 3.12625, rel=1e-6)


def test_launchers_found_are_those_for_the_fastest_kind():
    assert value(hunt.found_class_support(40, (0.1, 0.25))) == 10


KINDS = st.lists(st.tuples(SHARES, SHARES, st.floats(0, 100)), min_size=1, max_size=3)


@given(st.floats(0, 500), st.floats(0, 10), KINDS, st.floats(0, 50), st.integers(0, 2))
def test_more_rounds_never_do_harm_and_no_more_is_destroyed_than_there_is(ready, hunts, kinds, more, which):
    usual = hunted(ready, hunts, kinds)
    assert -1e-9 <= usual[0] <= ready + 1e-9
    assert -1e-9 <= usual[1] <= ready * hunts + 1e-6
    place = which % len(kinds)
    richer = [(f, k, stock + more * (each == place)) for each, (f, k, stock) in enumerate(kinds)]
    for before, after in zip(usual, hunted(ready, hunts, richer), strict=True):
        assert after >= before - 1e-6 * max(1, before)


@given(st.floats(1, 500), st.floats(0.1, 10), SHARES, SHARES, SHARES, st.floats(0, 100))
def test_a_surer_hit_never_destroys_less(ready, hunts, chance, kill, more, stock):
    assume(more * kill > 1e-8)
    usual, _ = hunted(ready, hunts, [(chance, kill, stock)])
    surer, _ = hunted(ready, hunts, [(max(chance, more), kill, stock)])
    assert surer >= usual - 1e-6 * max(1, usual)


# Ten settings: launches hunted, s, g, Λ, then of each kind, the better first, delay, kill, and the whole exposures for
# which its rounds last (between whole exposures the closed form is an interpolation).
SETTINGS = [
    (1, 30, 30, 0.02, [(25, 0.3, 9)]),
    (3, 30, 30, 0.05, [(25, 0.8, 9)]),
    (2, 5, 5, 0.2, [(15, 0.9, 9)]),
    (4, 0, 20, 0.1, [(0, 0.5, 9)]),
    (3, 30, 0, 0.1, [(20, 0.5, 9)]),
    (3, 10, 40, 0.05, [(10, 0.7, 1)]),
    (5, 20, 20, 0.08, [(30, 0.9, 2)]),
    (3, 30, 30, 0.06, [(20, 0.6, 1), (50, 0.5, 9)]),
    (4, 15, 45, 0.04, [(20, 0.8, 2), (70, 0.4, 9)]),
    (3, 40, 20, 0.05, [(20, 0.9, 1), (35, 0.6, 1), (55, 0.5, 9)]),
]
LAUNCHERS = 40_000


def kinds_in(setting):
    """Of each kind found in time, delay, kill and the launchers that its rounds destroy, for each one ready."""
    _hunts, least, beyond, looks, kinds = setting
    made, left = [], 1.0
    for delay, kill, lasts in kinds:
        chance = found(least, beyond, delay, looks)
        stock = left * (1 - (1 - chance * kill) ** lasts)
        made.append((chance, delay, kill, stock))
        left -= stock
    return made


def one_by_one(random, hunts, least, beyond, looks, kinds):
    """Shares of launchers destroyed and of launches that never happen: exposures, looks and flights one by one."""
    alive, saved = np.ones(LAUNCHERS, bool), 0
    stock = [each[-1] * LAUNCHERS for each in kinds]
    for exposure in range(hunts):
        until = least + random.exponential(beyond, LAUNCHERS) if beyond else np.full(LAUNCHERS, float(least))
        seen = random.exponential(1 / looks, LAUNCHERS)
        queue = random.permutation(np.flatnonzero(alive))
        for kind, (_chance, delay, kill, _stock) in enumerate(kinds):
            hit = (seen[queue] + delay <= until[queue]) & (random.random(len(queue)) < kill)
            served = np.cumsum(hit) <= stock[kind]  # the queue as far as the rounds of this kind last
            dead = queue[served & hit]
            alive[dead] = False
            stock[kind] -= len(dead)
            saved += len(dead) * (hunts - exposure)
            queue = queue[~served]
    return 1 - alive.mean(), saved / LAUNCHERS


@pytest.mark.parametrize("setting", SETTINGS, ids=range(len(SETTINGS)))
def test_single_launchers_hunted_one_by_one_agree_with_the_closed_form(setting):
    hunts, least, beyond, looks, _kinds = setting
    kinds = kinds_in(setting)
    simulated = one_by_one(np.random.default_rng(1991), hunts, least, beyond, looks, kinds)
    by_formula = hunted(1, hunts, [(chance, kill, stock) for chance, _delay, kill, stock in kinds])
    # four standard errors of a share of 40,000 launchers are below 0.01, of launches that many times more
    assert simulated == pytest.approx(by_formula, abs=0.01 * hunts)
