"""What the commands that ask say in words, where a number alone would mislead."""

from __future__ import annotations

import json
import re
from itertools import permutations

import pytest


def said(outcome):
    """What a command printed, on one line."""
    assert outcome.code == 0, outcome.err
    return " ".join(outcome.out.split())


def test_a_target_in_money_needs_its_unit_for_tables_show_another(estimator):
    by = ("--by", "ocean_patrol_ship.unit_price", "--option", "six_large_ships", "-p", "coastguard")
    found = estimator("breakeven", "life_cycle_cost=2", *by)
    assert found.code == 2
    assert 'say in which unit, as in "life_cycle_cost=2 MEUR_' in found.err
    assert estimator("breakeven", "life_cycle_cost=0", *by).code == 0  # nil is nil in every unit
    assert estimator("breakeven", "people=2", *by).code == 0


def test_a_wanted_share_is_found_by_satellites_one_by_one_and_a_jump_between_neighbours_is_one_value(estimator):
    wanted = ("breakeven", "launchers_found_in_time=40 %", "--option", "independent_strike")
    found = said(estimator(*wanted, "--by", "radar_satellite.extra_satellites"))
    low, high = map(int, re.search(r"between (\d+) and (\d+) satellites", found).groups())
    assert high == low + 1  # whole satellites, each of which counts
    found = said(estimator(*wanted, "--by", "independent_strike.satellites.wanted_revisit"))
    assert re.search(r" at [0-9.]+ minute", found)
    assert "between" not in found


def test_a_cost_that_no_draw_changes_has_no_percentiles(estimator):
    found = said(estimator("brief", "-p", "korea_satellites", "--draws", "64"))
    assert " bn over 2018–2030 in every draw." in found
    assert "P20" not in found
    assert "It costs" in said(estimator("brief", "-p", "canada_frigates", "--draws", "64"))


def test_people_needed_and_there_are_told_apart_by_decimals(estimator):
    # Nine ships need 52 people each, 468; what is there falls short of it by less than half a person.
    found = said(estimator("afford", "ten_patrol_ships", "--by", "ten_patrol_ships.ships.quantity", "-p", "coastguard"))
    needed, there = re.search(r"in FY2033: ([0-9.]+) people needed, ([0-9.]+) people there", found).groups()
    assert float(needed) > float(there)
    assert float(needed) == pytest.approx(float(there), abs=1)


@pytest.mark.parametrize("option", ["ten_patrol_ships", "six_large_ships"])
def test_the_edge_that_is_told_holds_when_it_is_set(estimator, option):
    def years_over(setting):
        words = ("compare", "-p", "coastguard", "--no-workbook", "--draws", "0", "-f", "json", "--set", setting)
        return json.loads(estimator(*words).out)["options"][option]["years_over_headroom"]["value"]

    share = "budget.gdp_share"
    found = said(estimator("breakeven", "years_over_headroom=0", "--by", share, "--option", option, "-p", "coastguard"))
    lowest = re.search(r"between ([0-9.]+) and", found)[1]
    assert years_over(f"{share}={lowest} %") == 0
    price = {"ten_patrol_ships": "patrol_ship_new", "six_large_ships": "ocean_patrol_ship"}[option] + ".unit_price"
    found = said(estimator("afford", option, "--by", price, "-p", "coastguard"))
    highest = re.search(r"fits money alone ([0-9.]+) MEUR", found)[1]
    assert years_over(f"{price}={highest}") == 0


def test_the_largest_value_tried_is_not_given_as_the_largest_that_fits(estimator):
    words = ("afford", "ten_patrol_ships", "--by", "ten_patrol_ships.ships.quantity", "-p", "coastguard")
    assert "money alone 20 ships or more (the largest tried)" in said(estimator(*words))
    assert "people alone 8 ships next" in said(estimator(*words))


def test_of_two_options_never_equal_the_cheaper_is_named(estimator):
    where = ("--by", "ten_patrol_ships.ships.quantity", "-p", "coastguard", "--from", "10", "--to", "20")
    pair, turned = (",".join(each) for each in permutations(("ten_patrol_ships", "drones_and_shore_watch")))
    found = said(estimator("breakeven", "--equal", pair, *where))
    assert "drones_and_shore_watch stays the cheaper from 10 ships to 20 ships: by " in found
    assert "target" not in found
    assert "drones_and_shore_watch stays the cheaper" in said(estimator("breakeven", "--equal", turned, *where))
    people = said(estimator("breakeven", "people", "--equal", pair, *where))
    # 320 people for the drones; ten ships have crews of 520 in all, 52 a ship, so twenty have 1,040.
    assert "drones_and_shore_watch stays the lower from 10 ships to 20 ships: by 200 people" in people
    assert "720 people at 20 ships" in people


def test_a_delay_that_looks_like_a_saving_is_explained_by_the_whole_life(estimator):
    words = ("schedule", "ten_patrol_ships", "--delay", "2", "-p", "coastguard")
    metrics = json.loads(estimator(*words, "-f", "json").out)["metrics"]
    ids, rows = ("life_cycle_cost", "whole_life_cost"), said(estimator(*words))
    less, more = (metrics[id]["change"] for id in ids)
    assert less < 0 < more
    told = [re.search(rf"{id} €m [0-9,.]+ [0-9,.]+ -?([0-9,.]+)", rows) for id in ids]
    inside, whole = (each[1] for each in told if each)  # the sentence and the table beside it say the same number
    assert f"life_cycle_cost falls by €{inside} m because years of operation leave the horizon" in rows
    assert f"whole_life_cost, which counts every year of operation, rises by €{whole} m" in rows


def test_a_start_brought_forward_that_costs_more_inside_the_horizon_is_explained_too(estimator):
    found = said(estimator("schedule", "aegis_destroyers", "--delay", "-1"))
    assert "life_cycle_cost rises by" in found
    assert "years of operation enter the horizon, not because the option costs more" in found


def test_a_change_that_goes_the_same_way_over_the_whole_life_is_not_explained(estimator):
    words = (
        "schedule",
        "patriot_500",
        "--delay",
        "1",
        "--set",
        "currency.usd.inflation_shift=-4 %",
    )  # later is cheaper
    metrics = json.loads(estimator(*words, "-f", "json").out)["metrics"]
    assert max(metrics[id]["change"] for id in ("life_cycle_cost", "whole_life_cost")) < 0
    assert "the horizon, not because" not in said(estimator(*words))


@pytest.mark.parametrize("percent", [50, 300])
def test_what_a_set_uses_stands_against_the_share_of_the_headroom_asked_for(estimator, percent):
    words = ("portfolio", "--maximise", "life_cycle_cost", "--no-people", "-p", "coastguard")
    whole = json.loads(estimator(*words, "-f", "json").out)["limits"]["money"]["limit"]
    asked = (*words, "--budget-share", f"{percent} %")
    money = json.loads(estimator(*asked, "-f", "json").out)["limits"]["money"]
    assert money["limit"] == pytest.approx({year: amount * percent / 100 for year, amount in whole.items()}, rel=1e-12)
    part = max(money["used"][year] / money["limit"][year] for year in whole)
    assert 0.1 < part <= 1 + 1e-9
    found = said(estimator(*asked))
    assert re.search(rf"headroom €m then-year FY\d+ [0-9., ]+ {part * 100:.1f} % ", found)
    assert f"The limit of money is {percent} % of the headroom, as asked for." in found
    assert "The limit of money" not in said(estimator(*words))


def test_a_share_without_bounds_is_told_in_digits(estimator):
    asked = ("portfolio", "--maximise", "stations_held", "--budget-share", "1000000", "-p", "coastguard")
    assert "Limits: 100,000,000 % of the headroom" in said(estimator(*asked))


def test_a_delay_in_the_effect_against_money_is_explained_where_one_occurs(estimator):
    words = ("portfolio", "--maximise", "judgement", "--set", "budget.gdp_share=1.01 %", "--options")
    late = said(estimator(*words, "aegis_ashore,integrated_strike", "--delay", "aegis_ashore=0..3"))
    assert "aegis_ashore (+" in late
    assert "(+N): delayed by N years." in late
    assert "(+N)" not in said(estimator(*words, "aegis_ashore,integrated_strike"))


def test_values_beyond_the_limits_are_marked_and_explained(estimator, pack):
    by = ("--by", "patrol_ship.unit_price", "--option", "patrol_ships", "-p", pack)  # limits 0 to 1000
    refused = estimator("breakeven", "life_cycle_cost=5 GCRN_2024", *by, "--to", "20000")
    assert refused.code == 2
    assert "outside its limits, 0 to 1000" in refused.err
    asked = (*by, "--to", "20000", "--beyond")
    found = said(estimator("breakeven", "life_cycle_cost=5 GCRN_2024", *asked))
    assert re.search(r"patrol_ships \* [0-9.,]+ MCRN_2024 / ship reached", found)
    assert "* beyond the limits that the pack sets patrol_ship.unit_price, 0 to 1000 MCRN_2024 / ship." in found
    line = estimator("breakeven", "life_cycle_cost=5 GCRN_2024", *asked, "-f", "csv").out.splitlines()[1]
    assert line.endswith(",beyond")
    within = said(estimator("breakeven", "life_cycle_cost=1 GCRN_2024", *by, "--beyond"))
    assert "*" not in within


def test_a_sweep_beyond_the_limits_marks_the_values_outside(estimator, pack):
    words = ("sweep", "patrol_ship.unit_price=900..1100:100", "--options", "patrol_ships", "-p", pack)
    assert estimator(*words).code == 2
    found = estimator(*words, "--beyond").out
    assert re.search(r"^ +900 ", found, re.MULTILINE)
    assert re.search(r"^ +1,000 ", found, re.MULTILINE)
    assert re.search(r"^ *\* 1,100 ", found, re.MULTILINE)
    assert "* beyond the limits that the pack sets patrol_ship.unit_price" in found


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("list", "scenarios"), "1 scenario"),
        (("list", "scenarios", "lean"), "1 of 1 scenario"),
        (("schedule", "patrol_ships", "--delay", "1"), "delayed by 1 year"),
    ],
)
def test_what_is_counted_agrees_with_its_number(estimator, pack, words, told):
    found = said(estimator(*words, "-p", pack))
    assert told in found
    assert not re.search(r"(?<![\d.,])1 (scenarios|years|values|options|numbers|people|sets)\b", found)
    assert "persons" not in found


def test_what_more_of_a_limit_adds_is_told_in_the_unit_of_the_metric(estimator):
    words = ("portfolio", "--maximise", "life_cycle_cost", "-p", "coastguard")
    worth = json.loads(estimator(*words, "-f", "json").out)["marginals"]
    of_people = next(each for each in worth if each["limit"] == "navy")
    found = said(estimator(*words))
    assert f"people, Navy FY{of_people['year']} €{of_people['value'] * 100 / 1e6:,.1f} m 100 people more" in found
