"""People rows of an option worked by hand, and what must hold of them for any numbers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from estimator.calculators.option import option_fit, option_people, option_spare_people


def check(found, expected):
    np.testing.assert_allclose(np.asarray(found, dtype=float).ravel(), expected, rtol=1e-12, atol=1e-12)


def test_billets_that_are_authorised_already_are_not_found_again():
    # 30 + 10 and 50 + 0 in the horizon, of which 8 and 20 stand in authorised strength
    parts = (np.array([30.0, 50.0, 9.0]), np.array([10.0, 0.0, 9.0]))
    found = option_people.new_billets_service(parts, np.array([1.0, 1.0, 0.0]), (np.array([8.0, 20.0, 2.0]),))
    check(found, [32, 30, 0])


def test_what_joint_units_need_the_services_find_by_their_parts():
    # 40 joint billets, 0.3 of them from this service, which has 25 of its own to find: 37
    joint = option_people.posted_billets_service(40.0)
    posted = option_people.posted_people_service((joint,), (0.3,))
    check(posted, [12])
    check(option_people.needed_service((25.0, posted)), [37])


def test_billets_beyond_a_share_of_authorised_strength_come_on_top():
    # 1,000 posts, 3 % of them: 30 of 100 lie within, 70 on top; of 20 none; half by decree is 50 of 100
    check(option_people.on_top_service(100.0, 1000.0, 0.0, 0.03), [70])
    check(option_people.on_top_service(20.0, 1000.0, 0.0, 0.03), [0])
    check(option_people.on_top_service(60.0, 1000.0, 0.75, 0.03), [45])  # by decree more than the 30 beyond
    check(option_people.on_top_service(100.0, 1000.0, 0.0), [0])  # a pack without the share: within all posts
    # 70 and 10 on top of 160 billets: half of all pay, 24, is charged
    billets = option_people.new_billets((100.0, 60.0))
    check(billets, [160])
    part = option_people.on_top_part((70.0, 10.0), billets)
    check(part, [0.5])
    check(option_fit.pay_on_top(part, (20.0, 4.0)), [12])
    check(option_people.on_top_part((0.0,), 0.0), [0])


def test_fill_rate_with_an_option_within_and_on_top_of_authorised_strength():
    # 900 of 1,000; the option takes 100: 800 / 1,000
    check(option_people.fill_rate_with_service(900.0, 1000.0, 100.0, 0.0), [0.8])
    # all on top: 900 of 1,100 posts
    check(option_people.fill_rate_with_service(900.0, 1000.0, 100.0, 100.0), [900 / 1100])
    # 1,500 asked for and none on top: nobody is left, and no fewer
    check(option_people.fill_rate_with_service(900.0, 1000.0, 1500.0, 0.0), [0])


def test_fill_rate_change_is_taken_in_the_lowest_year():
    fill, within = np.array([0.5, 0.95, 0.9, 0.97]), np.array([0.0, 1.0, 1.0, 1.0])
    horizon = option_people.horizon_fill_rate_service(fill, within)
    lowest = option_people.lowest_fill_rate_service(horizon)
    check(lowest, [0.9])  # 2021 is outside the horizon
    with_option = np.array([0.4, 0.85, 0.88, 0.9])
    change = option_people.change_at_lowest_service(with_option, horizon, lowest, within)
    check(option_people.fill_rate_change_service(change), [-0.02])


def test_an_option_that_asks_for_more_than_the_service_is_says_how_many_times():
    # 1,200 of 800 and 300 of 200 people at the peak: 1.5 times; 100 of 200 in another is less
    years = option_people.times_by_year_service(np.array([300.0, 1200.0]), np.array([900.0, 800.0]))
    check(years, [1 / 3, 1.5])
    most = option_people.times_service(years)
    check(most, [1.5])
    check(option_people.times_the_service((most, 0.5)), [1.5])
    check(option_people.times_the_service((1.0, 0.5)), [0])


def test_entrants_fill_new_billets_and_replace_losses_and_the_service_hit_most_counts():
    # 0, 100, 100, 50 billets at 10 % loss: growth 100 + 10, then 10, then 5; of an intake of 1,000, then 100
    found = option_people.entrants_service(np.array([0.0, 100.0, 100.0, 50.0]), 0.1, 1.0)
    check(found, [0, 110, 10, 5])
    share = option_people.intake_share_service(found, np.array([1000.0, 1000.0, 50.0, 50.0]))
    check(share, [0, 0.11, 0.2, 0.1])
    peak = option_people.peak_intake_share_service(share)
    check(peak, [0.2])
    check(option_people.share_of_yearly_intake((peak, 0.15)), [0.2])
    check(option_people.intake_share_service(5.0, 0.0), [0])


def test_an_option_is_short_of_people_when_the_service_cannot_spare_them():
    # 1,000 posts, floor 85 %, 2 % movable: of 900 people 50 can go; of 800, below the floor, still 16
    billets = np.array([0.0, 40.0, 60.0, 60.0])
    check(option_spare_people.spare_people_service(800.0, 1000.0, 0.85, 0.02, 60.0), [16])
    spare = option_spare_people.spare_people_service(900.0, 1000.0, 0.85, 0.02, billets)
    check(spare, [0, 50, 50, 50])
    part = option_spare_people.manned_part_service(billets, spare)
    check(part, [1, 1, 5 / 6, 5 / 6])
    short = option_spare_people.short_of_people((option_spare_people.short_of_people_service(part),))
    check(option_spare_people.years_short_of_people(short), [2])


def test_the_scarcest_rank_and_freed_crews_change_what_can_be_spared():
    # 1,000 people of whom 100 make no whole crew: 900, so 50 above the floor of 850; 40 of a freed crew of 80 count
    usable = option_spare_people.usable_people_service(1000.0, 100.0)
    check(usable, [900])
    check(option_spare_people.usable_people_service(1000.0), [1000])
    freed = option_spare_people.freed_people_counted_service((80.0,), 0.5)
    check(freed, [40])
    check(option_spare_people.freed_people_counted_service((80.0,)), [0])
    check(option_spare_people.spare_people_service(usable, 1000.0, 0.85, 0.02, 70.0, freed), [90])


def test_the_manned_share_is_the_lowest_part_of_new_billets_that_any_service_can_man():
    # One service can spare 30 of 40 in 2022 and 60 of 40 after it; the other 10 of 50 in 2023; in 2021 nobody is needed
    first = option_spare_people.manned_part_service(
        np.array([0.0, 40.0, 40.0, 40.0]), np.array([0.0, 30.0, 60.0, 60.0])
    )
    check(first, [1, 0.75, 1, 1])
    second = option_spare_people.manned_part_service(np.array([0.0, 0.0, 50.0, 0.0]), np.array([0.0, 0.0, 10.0, 0.0]))
    part = option_spare_people.manned_part((first, second))
    check(part, [1, 0.75, 0.2, 1])
    check(option_spare_people.manned_share(part), [0.2])


def test_the_movable_share_at_which_an_option_can_be_manned():
    # 1,000 posts, floor 85 %: of 900 people 50 can go, so 40 need nothing and 60 need 60 / 900; of 800 none can go
    strength, billets = np.array([900.0, 900.0, 800.0]), np.array([40.0, 60.0, 60.0])
    needed = option_spare_people.movable_needed_service(strength, 1000.0, 0.85, billets)
    check(needed, [0, 60 / 900, 0.075])
    check(option_spare_people.movable_share_to_man_service(needed), [0.075])
    # 20 freed people count: 40 are left; none are left of 15
    check(option_spare_people.movable_needed_service(800.0, 1000.0, 0.85, 60.0, 20.0), [0.05])
    check(option_spare_people.movable_needed_service(800.0, 1000.0, 0.85, 15.0, 20.0), [0])


share, people = st.floats(0, 1), st.floats(0, 1e5)


@given(strength=people, authorised=st.floats(1, 1e5), floor=share, movable=share, needed=people, freed=people)
def test_no_part_leaves_its_bounds_and_short_of_people_is_what_cannot_be_manned(
    strength, authorised, floor, movable, needed, freed
):
    spare = option_spare_people.spare_people_service(strength, authorised, floor, movable, needed, freed)
    part = option_spare_people.manned_part_service(needed, spare)
    assert spare >= 0
    assert 0 <= part <= 1
    assert (option_spare_people.short_of_people_service(part) == 0) == (round(1 - part, 9) == 0)  # as `<` is defined
    on_top = option_people.on_top_service(needed, authorised, 0.0, 0.02)
    assert 0 <= on_top <= needed
    assert option_people.fill_rate_with_service(strength, authorised, needed, on_top) >= 0
    assert 0 <= option_people.on_top_part((on_top,), needed) <= 1


@given(strength=people, floor=share, shares=st.tuples(share, share), needed=people)
def test_more_movable_share_never_lowers_what_can_be_manned(strength, floor, shares, needed):
    parts = [
        option_spare_people.manned_part_service(
            needed, option_spare_people.spare_people_service(strength, 1000.0, floor, each, needed)
        )
        for each in sorted(shares)
    ]
    assert parts[0] <= parts[1]


@given(strength=st.floats(1, 1e5), floor=share, needed=st.floats(1, 1e5))
def test_at_the_share_that_is_needed_the_service_can_just_man_the_option(strength, floor, needed):
    wanted = option_spare_people.movable_needed_service(strength, 1000.0, floor, needed)
    spare = option_spare_people.spare_people_service(strength, 1000.0, floor, wanted, needed)
    assert option_spare_people.manned_part_service(needed, spare) == pytest.approx(1, abs=1e-12)
