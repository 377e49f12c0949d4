"""Option rows worked by hand: totals, fit under the ceiling, people, watch."""

from __future__ import annotations

import numpy as np
import pytest

from estimator.calculators.option import option_costs, option_fit, option_people, option_watch
from estimator.calculators.shared import deliveries, payments, retirement

YEAR = np.array([2021.0, 2022.0, 2023.0, 2024.0])


def check(found, expected):
    np.testing.assert_allclose(np.asarray(found, dtype=float).ravel(), expected, rtol=1e-12, atol=1e-12)


def test_phases_add_up_to_outlays():
    acquisition = option_costs.acquisition(1.0, 20.0, 3.0)
    operation_without_pay, pay, disposal = 40.0, 5.0, 6.0
    outlays = option_costs.outlays(option_costs.outlays_without_pay(acquisition, operation_without_pay, disposal), pay)
    assert (acquisition, outlays) == (24.0, 75.0)  # 1 + 20 + 3; 24 + 40 + 6 + 5
    assert option_costs.operation(operation_without_pay, pay) == 45.0


def test_sums_over_elements_are_nil_without_elements():
    assert option_costs.development(()) == 0
    check(option_costs.procurement((np.array([1.0, 2.0]), np.array([3.0, 0.0]))), [4, 2])


def test_totals_take_the_horizon_only():
    outlays, within = np.array([5.0, 7.0, 9.0, 11.0]), np.array([0.0, 1.0, 1.0, 0.0])
    horizon = option_costs.horizon_outlays(outlays, within)
    check(option_costs.life_cycle_cost(horizon), [16])
    check(option_costs.whole_life_cost(outlays), [32])
    check(option_costs.horizon_outlays_then(horizon, 1.1), [0, 7.7, 9.9, 0])
    check(option_costs.present_value(option_costs.horizon_outlays_discounted(horizon, 0.5)), [8])
    check(option_costs.peak_year_outlay(horizon), [9])


def test_the_peak_year_is_the_first_with_the_largest_outlay():
    outlays = np.array([1.0, 9.0, 9.0 * (1 - 1e-12), 2.0])  # equal to nine decimals: the first counts
    at_peak = option_costs.at_peak(outlays, 9.0)
    check(at_peak, [0, 1, 1, 0])
    first = option_costs.first_at_peak(at_peak, YEAR)
    check(option_costs.peak_year(first), [2022])


def test_an_option_without_outlay_has_no_peak_year():
    nothing = option_costs.at_peak(np.zeros(4), 0.0)
    assert np.isnan(option_costs.peak_year(option_costs.first_at_peak(nothing, YEAR))).all()


def test_the_chain_is_complete_when_no_element_is_missing():
    ships, missiles = np.array([0.0, 1.0, 1.0, 1.0]), np.array([0.0, 0.25, 1.0, 1.0])
    least = option_costs.chain_share((ships, missiles))
    check(least, [0, 0.25, 1, 1])
    complete = option_costs.chain_complete(least)
    check(option_costs.complete_chain_year(option_costs.full_service_year(complete, YEAR)), [2023])
    first = option_costs.any_in_service((ships, missiles))
    check(option_costs.first_element_year(option_costs.first_service_year(first, YEAR)), [2022])


def test_operation_per_year_is_the_mean_over_years_of_full_service():
    operation, full = np.array([1.0, 4.0, 6.0, 8.0]), np.array([0.0, 0.0, 1.0, 1.0])
    costs = option_costs.full_service_operation(operation, full)
    check(option_costs.operation_cost_per_year(costs, option_costs.years_of_full_service(full)), [7])  # (6 + 8) / 2


def test_replacements_stand_apart_from_a_year_of_operation():
    # of operation 6 and 8 in full service 1 and 4 replace what wears out: (5 + 4) / 2
    operation, full = np.array([1.0, 4.0, 6.0, 8.0]), np.array([0.0, 0.0, 1.0, 1.0])
    replaced = option_costs.replacement((np.array([0.0, 2, 1, 3]), np.array([0.0, 0, 0, 1])))
    check(replaced, [0, 2, 1, 4])
    costs = option_costs.full_service_operation(operation, full, replaced)
    check(option_costs.operation_cost_per_year(costs, option_costs.years_of_full_service(full)), [4.5])
    # in the horizon, its second and third year, 2 + 1
    check(option_costs.replacement_cost(option_costs.horizon_replacement(WITHIN, replaced)), [3])


def test_over_headroom_counts_only_years_with_an_outlay():
    outlays, headroom = np.array([0.0, 10.0, 10.0, 10.0]), np.array([-5.0, 20.0, 8.0, -1.0])
    flag = option_fit.charged_flag(outlays, np.ones(4))
    left = option_fit.headroom_left(headroom, outlays)
    check(left, [-5, 10, -2, -11])
    check(option_fit.years_over_headroom(option_fit.over_headroom(left, flag)), [2])  # 2023 and 2024
    share = option_fit.share_of_headroom(outlays, headroom, flag)
    check(share, [0, 0.5, 1.25, 0])  # no headroom in 2024: no number
    years = option_fit.years_with_headroom(option_fit.headroom_flag(headroom, flag))
    check(option_fit.peak_share_of_headroom(share, years), [1.25])


def test_no_headroom_gives_no_share():
    assert np.isnan(option_fit.peak_share_of_headroom(np.zeros(4), 0.0)).all()


def test_break_even_is_the_largest_share_over_outlay_years():
    # (commitments + outlays) / GDP: 2022 (90 + 10) / 1000 = 10 %, 2023 (100 + 5) / 1000 = 10.5 %; 2021 has no outlay
    commitments, outlays = np.array([200.0, 90.0, 100.0, 90.0]), np.array([0.0, 10.0, 5.0, 0.0])
    share = option_fit.break_even_share(commitments, outlays, 1000.0, option_fit.charged_flag(outlays, np.ones(4)))
    largest = option_fit.largest_break_even(share)
    check(option_fit.break_even_gdp_share(largest), [0.105])
    year = option_fit.first_at_break_even(option_fit.at_break_even(share, largest), YEAR)
    check(option_fit.break_even_year(year), [2023])


def test_pay_counts_against_headroom_only_on_top_of_authorised_strength():
    assert option_fit.pay_on_top(0.25, (8.0, 4.0)) == 3.0  # a quarter of 12
    assert option_fit.charged_then(10.0, 3.0, 2.0) == 26.0


def test_watch_that_an_option_does_not_hold_stays_with_destroyers():
    # baseline 2 stations, option 0.67: 1.33 stations at a yield of a third bind 4 hulls; of 6, two are free
    left = option_watch.stations_uncovered(2.0 / 3.0, 2.0)
    hulls = option_watch.watch_hulls(left, 1.0 / 3.0, 0.0)
    check(hulls, [4])
    check(option_watch.yardsticks_freed(hulls, 6.0), [2])
    # two hulls with one crew each free two crews; 300 own people are one crew of 300
    check(option_watch.yardstick_crews_freed(2.0, 300.0, 1.0, 300.0), [1])


def test_equal_watch_adds_the_missing_station_years_at_the_cost_of_the_baseline():
    # In the horizon 2021 to 2023 the baseline holds 2 stations, the option none, 0.5, 2.5: 2 + 1.5 + 0 are missing
    stations, within = np.array([0.0, 0.5, 2.5, 0.0]), np.array([1.0, 1.0, 1.0, 0.0])
    missing = option_watch.missing_by_year(stations, np.array([2.0, 2.0, 2.0, 2.0]), within, 1.0)
    check(missing, [2, 1.5, 0, 0])
    years = option_watch.missing_station_years(missing)
    check(years, [3.5])
    left = option_watch.cost_of_missing(years, 120.0, 6.0)
    check(left, [70])  # 3.5 of the baseline's 6, which cost 120
    check(option_watch.equal_watch_cost(100.0, 3.0, left), [170])
    assert np.isnan(option_watch.equal_watch_cost(100.0, 0.0, 120.0))  # it holds no station: no race
    check(option_watch.cost_per_station_year(100.0, 20.0), [5])


def test_ships_of_an_ally_are_freed_by_the_part_of_the_stations_that_new_elements_hold():
    held = option_watch.new_stations((np.array([0.0, 0.5, 1.0]), np.array([0.0, 0.25, 0.25])))
    check(held, [0, 0.75, 1.25])
    most = option_watch.new_stations_held(held)
    check(most, [1.25])
    check(option_watch.allied_yardsticks_freed(3.0, 2.0, most), [1.875])  # 3 × 1.25 of 2
    check(option_watch.allied_yardsticks_freed(3.0, 1.0, most), [3])  # never more than the ally keeps there
    check(option_watch.allied_yardsticks_freed(3.0, 2.0, 0.0), [0])  # what is there anyway frees nobody


def test_crews_of_freed_ships_are_those_of_the_year_and_never_fewer_than_none():
    # baseline 6 hulls for 2 stations, a third of one each; the option holds none, 1, 2.5: 0, 3, 6 freed; not after it
    stations, within = np.array([0.0, 1.0, 2.5, 2.5]), np.array([1.0, 1.0, 1.0, 0.0])
    freed = option_watch.freed_in_year(6.0, 0.0, np.array([2.0, 2.0, 2.0, 2.0]), stations, 1.0 / 3.0, within)
    check(freed, [0, 3, 6, 0])
    check(option_watch.freed_in_year(6.0, 7.0, 2.0, 2.0, 1.0 / 3.0, 1.0), [0])  # it keeps one more on watch itself
    people = option_watch.freed_people(freed, 300.0, 1.5)
    check(people, [0, 1350, 2700, 0])
    check(option_watch.freed_people_peak(people), [2700])


def test_orders_deliveries_and_retirements_of_a_series():
    # 3 ships, 2 a year from 2021, delivered after 1 year, 2 years of service
    so_far = deliveries.ordered_so_far(3.0, 2.0, 2021.0, YEAR, 1.0)
    check(so_far, [2, 3, 3, 3])
    ordered = deliveries.ordered(so_far)
    check(ordered, [2, 1, 0, 0])
    delivered = deliveries.delivered(ordered, 1.0)
    check(delivered, [0, 2, 1, 0])
    service = deliveries.in_service(delivered, 2.0)
    check(service, [0, 2, 3, 1])
    check(retirement.retired(delivered, 2.0), [0, 0, 0, 2])
    check(deliveries.service_share(service, 4.0), [0, 0.5, 0.75, 0.25])
    check(deliveries.first_in_service(service), [0, 1, 1, 1])
    check(deliveries.check_retired(service, YEAR, 2024.0), [0])


def test_a_contract_is_paid_in_equal_parts_from_its_first_year():
    ordered = np.array([2.0, 1.0, 0.0, 0.0])
    paid = payments.PROCUREMENT_PAID(ordered, 2.0, 1.0)
    check(paid, [1, 1.5, 0.5, 0])
    gross = payments.PROCUREMENT_GROSS(paid, np.array([10.0, 10.0, 20.0, 20.0]))  # the price of the payment year
    check(gross, [10, 15, 10, 0])
    check(payments.PROCUREMENT_GROSS_OBLIGATION(ordered, 10.0), [20, 10, 0, 0])
    # 2 ordered and 1 paid leave 1; then 3 ordered and 2.5 paid leave a half; then nothing
    unpaid = payments.PROCUREMENT_GROSS_UNPAID(ordered, paid, 10.0)
    check(unpaid, [10, 5, 0, 0])
    check(payments.procurement_unpaid(unpaid, 0.2), [8, 4, 0, 0])
    check(payments.procurement_obligation(np.array([20.0, 10.0, 0.0, 0.0]), 0.2), [16, 8, 0, 0])
    burden = option_costs.burden((unpaid, np.array([1.0, 0.0, 0.0, 0.0])))
    check(burden, [11, 5, 0, 0])
    check(option_costs.check_burden(burden, 100.0, YEAR, 2024.0), [1])
    check(option_costs.check_burden(burden, 100.0, YEAR, 2022.0), [0])
    check(payments.check_procurement_paid(paid, ordered), [1])
    check(payments.check_procurement_paid(paid[:2], ordered[:2]), [0])  # the last half lies beyond the columns


def test_sunk_and_signed_money_are_taken_off_in_proportion_and_signed_money_keeps_its_schedule():
    gross = np.array([10.0, 15.0, 10.0, 0.0])
    check(payments.committed_money(gross, 7.0, 100.0), [28])  # no more than is left to pay of 35
    signed = payments.committed_money(gross, 7.0, 14.0)
    check(signed, [14])
    share = payments.settled_share(7.0, signed, gross)
    check(share, [0.6])  # 21 of 35
    outlay = payments.procurement_outlay(gross, share)
    check(outlay, [4, 6, 4, 0])
    # a half in 2021 and in 2022, whenever the rest is paid; of each 7 three tenths fall due even if it is cancelled
    own = payments.committed_outlay(signed, np.array([0.5, 0.5, 0.0, 0.0]))
    check(own, [7, 7, 0, 0])
    check(payments.avoidable_outlay(own, 0.3), [4.9, 4.9, 0, 0])
    check(payments.avoidable_outlay(own), [7, 7, 0, 0])
    check(payments.committed_unpaid(signed, own, YEAR, 2021.0), [7, 0, 0, 0])
    assert outlay.sum() + own.sum() + 7 == gross.sum()


def test_contracts_leave_to_later_years_all_but_the_part_of_their_first_year():
    # 40 over four years: ten are paid at once, 30 later; over one year nothing is; 3.2 years count as four
    signed = np.array([40.0, 0.0, 20.0, 0.0])
    check(payments.PROCUREMENT_LATER(signed, 4.0, 1.0, 1.0), [30, 0, 15, 0])
    check(payments.UPKEEP_LATER(signed, 1.0, 1.0, 1.0), [0, 0, 0, 0])
    check(payments.FACILITIES_LATER(signed, 3.2, 1.0, 1.0), [30, 0, 15, 0])
    check(payments.PROCUREMENT_LATER(signed, 4.0, 1.0), [0, 0, 0, 0])  # the pack publishes no obligations


def test_contracts_burden_and_pay_of_an_option_are_added_to_those_of_the_budget():
    # at prices 1.1: 40 signed are 44 beside 3,000; 30 left to later years 33 beside 2,000; 50 unpaid 55 beside 5,000
    signed = option_fit.contracts_signed(1.1, 1.0, (np.array([25.0]), np.array([15.0])))
    check(signed, [44])
    check(option_fit.contract_base_with_option(3000.0, signed), [3044])
    check(option_fit.new_obligations_with_option(1.1, 2000.0, (np.array([30.0]),)), [2033])
    check(option_fit.burden_with_option(5000.0, 1.0, 1.1, (np.array([50.0]),)), [5055])
    # (2,178 + 20 x 1.1) of 2,178 + 3,000 + 322 = 5,500
    check(option_fit.pay_share_with_option(1.0, 2178.0, 3000.0, 20.0, 322.0, 1.1), [0.4])


def test_new_money_is_what_is_neither_spent_nor_owed_anyway():
    # in the first three years, the horizon: outlays 10, 20, 0; 2 a year of pay on top; cancelling would save 4.9 in one
    avoidable = option_fit.avoidable_outlays((np.array([4.9, 0.0, 0.0, 0.0]),))
    new = option_fit.new_outlays(np.array([10.0, 20.0, 0.0, 50.0]), 2.0, avoidable, np.array([1.0, 1.0, 1.0, 0.0]))
    check(new, [16.9, 22, 2, 0])
    check(option_fit.new_money(new), [40.9])


def test_the_tightest_year_of_an_option_is_the_one_with_the_least_headroom_left():
    # headroom left 30, -5, 12 and 40, of which the last is a year without an outlay: -5 in 2022, 45 below the most.
    left, flag = np.array([30.0, -5.0, 12.0, 40.0]), np.array([1.0, 1.0, 1.0, 0.0])
    most = option_fit.most_headroom_left(left)
    below = option_fit.below_most_left(most, left, flag)
    check(most, [40])
    check(below, [10, 45, 28, 0])
    worst = option_fit.most_below(below)
    years = option_fit.charged_years(flag)
    check(years, [3])
    check(option_fit.least_headroom_left(years, most, worst), [-5])
    year = option_fit.first_at_least_left(option_fit.at_least_left(below, worst), YEAR)
    check(option_fit.least_headroom_year(year), [2022])


def test_an_option_that_needs_no_new_room_has_no_tightest_year():
    assert np.isnan(option_fit.least_headroom_left(0.0, 40.0, 0.0)).all()
    assert np.isnan(option_fit.least_headroom_year(0.0)).all()
    assert np.isnan(option_fit.first_year_over_headroom(0.0)).all()


def test_the_first_year_over_headroom_is_the_first_of_them():
    year = option_fit.first_over_year(np.array([0.0, 1.0, 0.0, 1.0]), YEAR)
    check(option_fit.first_year_over_headroom(year), [2022])


def test_the_added_share_of_gdp_is_the_largest_outlay_over_its_years_product():
    # 10 of 1,000 in 2021, 30 of 1,500 in 2022; 99 in 2024 is no outlay year.
    share = option_fit.charged_gdp_share(
        np.array([10.0, 30.0, 0.0, 99.0]), np.array([1000.0, 1500.0, 1500.0, 1500.0]), np.array([1.0, 1.0, 0.0, 0.0])
    )
    check(share, [0.01, 0.02, 0, 0])
    check(option_fit.added_gdp_share(share), [0.02])


def test_the_redirectable_limit_at_which_an_option_fits():
    # 2022: outlay 30 against a headroom of 15, of which 10 are redirected already: 25 are needed of a baseline of
    # 1,000 of which half has run off: 25 / 500 = 5 %. 2021: nothing needed. 2024: no outlay.
    outlays, headroom = np.array([5.0, 30.0, 30.0, 0.0]), np.array([50.0, 15.0, 60.0, -9.0])
    redirectable, run_off = np.array([0.0, 10.0, 20.0, 20.0]), np.array([0.0, 0.5, 1.0, 1.0])
    needed = option_fit.redirecting_needed(outlays, headroom, redirectable, np.array([1.0, 1.0, 1.0, 0.0]))
    check(needed, [0, 25, 0, 0])
    limit = option_fit.redirectable_limit_by_year(needed, 1000.0, run_off)
    check(limit, [0, 0.05, 0, 0])
    check(option_fit.redirectable_limit_to_fit(limit), [0.05])


def test_money_needed_before_anything_has_run_off_cannot_be_redirected():
    check(option_fit.redirectable_limit_by_year(np.array([5.0]), 1000.0, np.array([0.0])), [2])


ONE, OTHER = np.array([1.0, 2.0, 0.0, 4.0]), np.array([10.0, 0.0, 30.0, 0.0])
WITHIN = np.array([0.0, 1.0, 1.0, 0.0])


@pytest.mark.parametrize(
    "row",
    [
        option_costs.facilities,
        option_costs.operation_without_pay,
        option_costs.pay,
        option_costs.training,
        option_costs.disposal,
        option_costs.obligations,
        option_costs.rounds,
        option_costs.sunk_cost,
        option_costs.committed_cost,
        option_fit.charged_outlays,
        option_people.billets,
        option_watch.stations,
        option_watch.own_watch_hulls,
    ],
    ids=lambda row: row.name,
)
def test_what_elements_have_is_added_up_year_by_year_and_two_of_the_same_count_twice(row):
    # 1 + 10, 2 + 0, 0 + 30, 4 + 0; and 1 + 1, 2 + 2, 0 + 0, 4 + 4
    check(row((ONE, OTHER)), [11, 2, 30, 4])
    check(row((ONE, ONE)), [2, 4, 0, 8])


def test_of_a_year_outside_the_horizon_nothing_is_counted():
    # the second and the third year are within
    check(option_costs.horizon_outlays_without_pay(ONE, WITHIN), [0, 2, 0, 0])
    check(option_costs.horizon_acquisition(OTHER, WITHIN), [0, 0, 30, 0])
    check(option_costs.full_service(np.array([0.0, 0.0, 1.0, 1.0]), WITHIN), [0, 0, 1, 0])
    check(option_people.billets_service((ONE, OTHER), WITHIN), [0, 2, 30, 0])
    check(option_watch.own_watch_people(WITHIN, (ONE, OTHER)), [0, 2, 30, 0])
    check(option_watch.station_years_by_year(np.array([0.5, 1.5, 2.0, 2.0]), WITHIN, 1), [0, 1.5, 2, 0])


@pytest.mark.parametrize(
    "row",
    [
        option_costs.acquisition_cost,
        option_costs.life_cycle_cost_without_pay,
        option_costs.life_cycle_cost_then_year,
        option_costs.whole_life_pay,
        option_costs.whole_life_rounds,
        option_watch.station_years,
    ],
    ids=lambda row: row.name,
)
def test_costs_and_station_years_are_totals_over_the_years(row):
    # 1 + 2 + 0 + 4
    check(row(ONE), [7])


@pytest.mark.parametrize(
    "row",
    [
        option_people.people_service,
        option_people.people,
        option_watch.stations_held,
        option_watch.own_watch_people_peak,
    ],
    ids=lambda row: row.name,
)
def test_people_and_stations_are_those_of_the_peak_year(row):
    check(row(OTHER), [30])


def test_a_cost_is_set_against_that_of_the_reference_option_where_that_costs_anything():
    # 150 over 600
    check(option_costs.cost_vs_reference(150.0, 600.0), [0.25])
    assert np.isnan(option_costs.cost_vs_reference(150.0, 0.0)).all()


def test_phases_are_held_against_outlays_and_pay_of_all_elements():
    # 1 + 10 + 5, 2 + 0 + 5, 0 + 30 + 5, 4 + 0 + 5: 16 + 7 + 35 + 9 = 67
    elements = option_costs.element_outlays((ONE, OTHER), (np.full(4, 5.0),))
    check(elements, [16, 7, 35, 9])
    check(option_costs.check_phases(np.array([60.0, 7.0, 0.0, 0.0]), elements), [1])
    check(option_costs.check_phases(np.array([60.0, 6.9, 0.0, 0.0]), elements), [0])


def test_an_option_fits_from_its_largest_break_even_share_on():
    assert option_fit.gdp_share_to_fit(0.0123) == 0.0123


def test_people_are_counted_in_crews_of_the_yardstick():
    # 750 people in crews of 300
    assert option_watch.people_in_yardstick_crews(750.0, 300.0) == 2.5


def test_money_paid_before_the_decision_is_sunk():
    assert payments.sunk_money(19.6) == 19.6
    assert payments.sunk_money() == 0
