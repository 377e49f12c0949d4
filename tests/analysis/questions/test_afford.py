"""What can be afforded, and what a delay moves: held against the model set to those values."""

from __future__ import annotations

import numpy as np
import pytest

from estimator.analysis.questions.afford import MONEY, PEOPLE, afford
from estimator.analysis.questions.breakeven import scan_over
from estimator.analysis.questions.levers import lever
from estimator.analysis.questions.schedule import delay
from estimator.analysis.questions.starts import start_names, starts_of
from estimator.analysis.standing.compare import compare
from estimator.calculators.roles import Role
from estimator.errors import InputError, UnknownNameError
from estimator.model import build_model
from estimator.pack import apply, apply_scenarios, parse_setting, read_pack

QUANTITY = "patriot_500.batteries.quantity"


@pytest.fixture(scope="module")
def japan():
    return read_pack()


def years_against(pack, option, setting):
    """Years over headroom and years short of people with one assumption set."""
    found = compare(build_model(apply(pack, [parse_setting(setting, pack)]), [option])).options[option]
    return found["years_over_headroom"].value, found["years_short_of_people"].value


def test_the_answer_fits_and_the_next_does_not(japan):
    japan = apply(japan, [parse_setting("budget.gdp_share=1.1 %", japan)])  # at 1 % not one battery fits
    found = afford(build_model(japan, ["patriot_500"]), "patriot_500", scan_over(lever(japan, QUANTITY)))
    assert found.next == found.largest + 1
    assert years_against(japan, "patriot_500", f"{QUANTITY}={found.largest}") == (0, 0)
    over, short = years_against(japan, "patriot_500", f"{QUANTITY}={found.next}")
    assert over + short > 0
    assert found.largest == min(found.by_money, found.by_people)
    assert years_against(japan, "patriot_500", f"{QUANTITY}={found.by_money}")[0] == 0
    assert years_against(japan, "patriot_500", f"{QUANTITY}={found.by_money + 1}")[0] > 0


def test_it_says_what_is_short_in_which_year_and_by_how_much(japan):
    model = build_model(japan, ["patriot_500"])
    found = afford(model, "patriot_500", scan_over(lever(japan, QUANTITY)))
    for each in found.shortfalls:
        assert each.needed > each.available
        assert japan.settings.first_year <= each.year <= japan.settings.last_year
    assert {each.kind for each in found.shortfalls} <= {MONEY, PEOPLE}
    assert [each.year for each in found.shortfalls] == sorted(each.year for each in found.shortfalls)


def test_a_number_that_is_not_whole_is_found_to_nine_digits(japan):
    rich = apply_scenarios(japan, ["two_percent"])
    id = "patriot_battery.unit_price"
    model = build_model(apply(rich, [parse_setting(f"{QUANTITY}=3", rich)]), ["patriot_500"])
    low, high = model.pack.assumptions[id].limits
    found = afford(model, "patriot_500", scan_over(lever(model.pack, id), low, high))
    # Three batteries fit at any price, or up to one that lies next to the first that fails.
    assert found.largest is not None
    assert found.next is None or found.next == pytest.approx(found.largest, rel=1e-8)


def test_an_assumption_that_the_option_does_not_read_is_refused_with_those_it_does(japan):
    with pytest.raises(InputError, match=r"Quantities of the option: aegis_ashore\.site\.quantity"):
        afford(build_model(japan, ["aegis_ashore"]), "aegis_ashore", scan_over(lever(japan, QUANTITY)))
    with pytest.raises(UnknownNameError, match="no option"):
        afford(build_model(japan, ["aegis_ashore"]), "aegis_shore", scan_over(lever(japan, QUANTITY)))


def test_starts_are_calendar_years_in_which_something_begins():
    assert start_names("fleet") == {"first_order_year"}
    assert start_names("development") == {"development_start"}
    assert not start_names("commitment")


def test_a_delay_moves_every_start_and_nothing_else(japan):
    found = starts_of(japan, "interceptors_on_ships")
    assert set(found.starts) == {
        "interceptors_on_ships.ships.first_order_year",
        "interceptors_on_ships.design.development_start",
        "interceptors_on_ships.rounds.first_order_year",
    }
    moved = apply(japan, found.overrides(2))
    for id, each in japan.assumptions.items():
        assert moved.assumptions[id].value == (each.value + 2 if id in found.starts else each.value)


def test_a_delay_gives_what_the_moved_starts_give(japan):
    found = delay(japan, "interceptors_on_ships", 2)
    moved = apply(japan, starts_of(japan, "interceptors_on_ships").overrides(2))
    alone = compare(build_model(moved, ["interceptors_on_ships"]))
    for metric, (_, later) in found.metrics.items():
        assert later == alone.options["interceptors_on_ships"][metric]
    inside = alone.values["horizon.in_horizon"][0] == 1
    np.testing.assert_array_equal(
        found.yearly[Role.CHARGED][1], alone.values["interceptors_on_ships.charged_then"][0][inside]
    )
    np.testing.assert_allclose(found.freed, found.yearly[Role.CHARGED][0] - found.yearly[Role.CHARGED][1])
    first, later = found.metrics["first_element_year"]
    assert later.value == first.value + 2


def test_a_delay_of_nil_changes_nothing(japan):
    found = delay(japan, "aegis_ashore", 0)
    assert all(before == after for before, after in found.metrics.values())
    assert not found.freed.any()


def test_a_delay_beyond_a_limit_names_the_start(japan):
    with pytest.raises(InputError, match=r"ships\.first_order_year would be 2052, outside its limits 2020 to 2040"):
        delay(japan, "aegis_destroyers", 30)


def test_an_option_that_shares_its_starts_says_with_which(japan):
    assert "independent_strike" in starts_of(japan, "ground_launched_tomahawk").shared_with


def test_the_highest_value_of_a_metric_limits_the_quantity_too(japan):
    model, scan = build_model(japan, ["patriot_500"]), scan_over(lever(japan, QUANTITY), 1, 40)
    caps = {"life_cycle_cost": 5e12, "people": 3000.0}
    found = afford(model, "patriot_500", scan, caps)
    assert found.by_within is not None
    for quantity, holds in ((found.by_within, True), (found.by_within + 1, False)):
        at = compare(build_model(apply(japan, [parse_setting(f"{QUANTITY}={quantity}", japan)]), ["patriot_500"]))
        values = {each: at.options["patriot_500"][each].value for each in caps}
        assert all(values[each] <= caps[each] for each in caps) is holds
    assert found.largest == min(found.by_money, found.by_people, found.by_within)
    none = afford(model, "patriot_500", scan, {"life_cycle_cost": 1.0})
    assert (none.largest, none.by_within) == (None, None)
    assert none.shortfalls[0].metric == "life_cycle_cost"
    with pytest.raises(UnknownNameError, match="no metric"):
        afford(model, "patriot_500", scan, {"life_cycle_costs": 1.0})
