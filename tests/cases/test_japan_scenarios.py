"""The scenarios of the default pack: what was known in 2020, what each changes, and several at once."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from estimator import load
from estimator.analysis.standing.checking import condition
from estimator.evaluation import evaluate
from estimator.pack import default_folder, later_than_known
from tests.shipped import shipped

SEEN = "as_seen_in_2020"
SHARE, LIMITED = "strike.support_probability_all_out", "strike.support_probability_limited"


@pytest.fixture(scope="module")
def base():
    return shipped()


@pytest.fixture(scope="module")
def seen(base):
    return base.with_scenarios(SEEN).compare()


def figure(estimate, id):
    """One assumption of an estimate, in the unit of its file."""
    return estimate.pack.assumptions[id].value


def without(folder: Path, id: str) -> Path:
    """A copy of the default pack in which the scenario of 2020 leaves one assumption as it is."""
    shutil.copytree(default_folder(), folder)
    file = folder / "scenarios" / f"{SEEN}.toml"
    text, found = re.subn(
        rf'(?ms)^\[set\."{re.escape(id)}"\].*?(?=^\[set|^# |\Z)', "", file.read_text(encoding="utf-8")
    )
    assert found == 1
    file.write_text(text, encoding="utf-8")
    return folder


def test_as_seen_in_2020_uses_nothing_that_was_known_later(seen):
    found = condition(seen.model, seen.values)
    assert [problem.message for problem in found.later[SEEN]] == []
    assert found.failures == ()
    assert found.holds


def test_as_seen_in_2020_fails_once_a_figure_of_2020_is_taken_out(tmp_path):
    model = load(without(tmp_path / "japan", "tomahawk.round_price")).with_scenarios(SEEN).model()
    found = condition(model, evaluate(model))
    assert [problem.message for problem in found.later[SEEN]] == ["tomahawk.round_price is as of 2024-01-18"]
    assert not found.holds


def test_the_base_case_is_not_held_to_what_was_known_in_2020(base):
    model = base.model()
    used = {id for row in model.rows.values() for id in row.precedents}
    assert later_than_known(base.pack, base.pack.scenarios[SEEN], used) == []
    assert condition(model, evaluate(model)).holds


def test_two_dedicated_ships_cost_in_2020_what_the_comparison_of_november_2020_said(seen):
    # 480 to 500 billion FY2020 yen for two ships of the escort type, with what had been paid already.
    rows = ("procurement_outlay", "committed_outlay")
    paid = sum(sum(seen.value(f"interceptors_on_ships.ships.{row}").values()) for row in rows)
    assert 480e9 <= paid + seen.value("interceptors_on_ships.sunk_cost") <= 500e9


@pytest.mark.parametrize("scenarios", [(), (SEEN,)], ids=["base", SEEN])
def test_what_the_ally_supplies_is_priced_at_what_the_independent_strike_pays_for_it(base, scenarios):
    # Whole life without pay and training over thirty years of service, billion yen a year.
    # Base: satellites 93.3, drones 70.6, jamming 13.5 and its development 1.4, analysts 9.0, in all 187.8.
    # As seen in 2020: 21.7, 44.6, 10.5, 1.3 and 7.2, in all 85.3.
    found = base.with_scenarios(*scenarios).compare(["independent_strike", "integrated_strike"])
    elements = ("satellites", "drones", "jammers", "jammer_design", "analysts")
    phases = ("development", "procurement", "spares", "facilities", "upkeep", "replacement")
    rows = (f"independent_strike.{element}.{phase}_outlay" for element in elements for phase in phases)
    paid = sum(sum(found.value(row).values()) for row in rows if row in found.values)
    assert found.value("integrated_strike.support.own_price") == pytest.approx(paid / 30, rel=0.01)


def test_a_tomahawk_cost_in_2020_less_than_half_of_the_contract_of_2024(seen):
    # 1.42 million dollars of 2016, times 1.0714 to FY2020, half as much again, at 106.8 yen: 243.7 million yen.
    price = seen.value("tomahawk.round_price_at_pack_prices")
    assert price == pytest.approx(0.244e9, rel=0.01)


def test_figures_in_money_of_a_later_year_are_carried_at_the_prices_expected_in_2020(seen):
    # 1.004 x 1.009^3 = 1.03135 from FY2020 to FY2024; 12 billion FY2020 yen is 12.4 in the unit of the file.
    assert 1 / seen.value("prices.jpy_2024.factor") == pytest.approx(1.004 * 1.009**3)
    assert figure(shipped().with_scenarios(SEEN), "strike_battery.unit_price") == pytest.approx(12 * 1.0313, rel=0.005)


def test_every_change_of_a_scenario_says_why_and_names_its_source(base):
    for scenario in base.pack.scenarios.values():
        assert scenario.note
        for change in scenario.overrides:
            assert change.why, f"{scenario.id}: {change.id}"
            assert change.source in base.pack.sources
            assert change.as_of


def test_a_scenario_cites_nothing_younger_than_it_may_know(base):
    scenario = base.pack.scenarios[SEEN]
    assert [each.id for each in scenario.overrides if (each.as_of or "") > scenario.known_by] == []


def test_the_two_presidents_move_support_in_opposite_ways(base):
    trump, biden = (base.with_scenarios(name) for name in ("second_trump_term", "biden_win"))
    for chance in (SHARE, LIMITED):
        assert figure(trump, chance) < figure(base, chance) < figure(biden, chance)
    rise = trump.pack.assumptions["budget.support_rise"]
    assert rise.year_value(2021) == 0
    # Half way from 393 billion yen to 8 billion dollars at 106 yen: (848 - 393) / 2 = 227.5.
    assert rise.year_value(2022) == rise.year_value(2050) == pytest.approx(227.5, abs=1)
    assert figure(biden, "status_quo.watch.stations_wanted") == 1


def test_of_scenarios_that_touch_the_same_assumption_the_last_wins(base):
    one = base.with_scenarios("second_trump_term", "biden_win")
    other = base.with_scenarios("biden_win", "second_trump_term")
    assert (figure(one, SHARE), figure(other, SHARE)) == (0.93, 0.65)
    assert one.pack.assumptions["budget.support_rise"].year_value(2030) == 0
    assert other.pack.assumptions["budget.support_rise"].year_value(2030) == 228
    assert figure(other, "status_quo.watch.stations_wanted") == 1


def test_a_slump_shrinks_the_economy_and_leaves_published_prices_as_they_are(base):
    calm, slump = (each.compare(["aegis_ashore"]) for each in (base, base.with_scenarios("pandemic_slump")))
    level = slump.value("economy.gdp")
    assert level[2021] == pytest.approx(536e12 * (1 - 0.010) * (1 - 0.001))
    assert level[2050] < level[2030] < 0.9 * calm.value("economy.gdp")[2030]
    assert slump.value("economy.price_index")[2025] == calm.value("economy.price_index")[2025]
    ratio = slump.value("aegis_ashore.life_cycle_cost") / calm.value("aegis_ashore.life_cycle_cost")
    assert 0.97 < ratio < 1.03


def test_a_slump_can_be_laid_over_what_was_seen_in_2020(base):
    found = base.with_scenarios(SEEN, "pandemic_slump").compare(["aegis_ashore"])
    assert found.value("economy.gdp")[2020] == pytest.approx(536e12)
    assert condition(found.model, found.values).later[SEEN] == ()


def test_as_it_happened_the_ceiling_is_the_published_budget_and_before_2023_one_percent(base):
    found = base.with_scenarios("as_it_happened").compare(["status_quo"])
    ceiling, gdp = found.value("budget.ceiling"), found.value("economy.gdp")
    # Initial budgets with realignment, in billions; shares are given to four digits.
    for year, published in {2023: 6821.9, 2024: 7949.6, 2025: 8700.5, 2026: 9035.3}.items():
        assert ceiling[year] == pytest.approx(published * 1e9, rel=1e-4)
    assert ceiling[2022] == pytest.approx(gdp[2022] / 100)
    assert ceiling[2040] / gdp[2040] == pytest.approx(ceiling[2026] / gdp[2026])


def test_as_it_happened_the_ships_cost_what_was_contracted(base):
    found = base.with_scenarios("as_it_happened").compare(["interceptors_on_ships"])
    factor = found.value("prices.jpy_2024.factor")
    paid = sum(found.value("interceptors_on_ships.ships.procurement_gross_outlay").values())
    assert paid / factor == pytest.approx(783.9e9)


@pytest.mark.parametrize(("scenario", "share"), [("one_and_a_half_percent", 1.5), ("two_percent", 2.0)])
def test_a_larger_share_of_the_economy_is_reached_in_2027(base, scenario, share):
    found = base.with_scenarios(scenario).compare(["aegis_ashore"])
    ceiling, gdp = found.value("budget.ceiling"), found.value("economy.gdp")
    assert ceiling[2022] / gdp[2022] == pytest.approx(0.01)
    assert ceiling[2027] / gdp[2027] == ceiling[2050] / gdp[2050] == pytest.approx(share / 100)


def test_fewer_recruits_lower_the_strength_of_every_service(base):
    calm, crisis = (each.compare(["aegis_ashore"]) for each in (base, base.with_scenarios("recruiting_crisis")))
    for service in ("gsdf", "msdf", "asdf"):
        assert crisis.value(f"manpower.{service}.strength")[2040] < calm.value(f"manpower.{service}.strength")[2040]


def test_a_weaker_yen_makes_dollar_goods_dearer_and_yen_quotes_not(base):
    calm, weak = (
        each.compare(["patriot_500", "ground_launched_tomahawk"]) for each in (base, base.with_scenarios("weaker_yen"))
    )
    assert weak.value("currency.usd.exchange_rate")[2026] == pytest.approx(1.2 * 155.2)
    assert weak.value("patriot_500.life_cycle_cost") > 1.2 * calm.value("patriot_500.life_cycle_cost")
    assert weak.value("tomahawk.round_price_at_pack_prices") == calm.value("tomahawk.round_price_at_pack_prices")


def test_a_weaker_yen_makes_a_drone_bought_in_dollars_dearer(base):
    calm, weak = (each.compare(["ballistic_missile"]) for each in (base, base.with_scenarios("weaker_yen")))
    price = "high_altitude_drone.unit_price_at_pack_prices"
    assert weak.value(price)[2026] == pytest.approx(1.2 * calm.value(price)[2026])
    # In its own year the dollar price is the yen quote: 177 million at 112 yen are 19.8 billion; 61.3 / 3 are 20.4.
    then = 177e6 * calm.value("currency.usd.exchange_rate")[2018]
    assert then == pytest.approx(19.824e9, rel=1e-6)
    assert then == pytest.approx(61.3e9 / 3, rel=0.05)


def test_the_booster_fix_costs_about_200_billion_before_growth_and_takes_ten_years(base):
    found = base.with_scenarios("booster_fix").compare(["aegis_ashore"])
    # 200 billion times the growth of developments.
    growth = found.value("growth.development")
    spent = sum(found.value("aegis_ashore.booster.development_outlay").values())
    assert spent == pytest.approx(200e9 * growth, rel=1e-6)
    # restart in FY2023, held up for three years, ordered in FY2026 and six years in the making
    assert found.value("aegis_ashore.first_element_year") == 2032


def test_parts_of_the_joint_units_that_do_not_add_up_fail_the_check(base):
    # 0.6 + 0.3 + 0.2 is more than everybody.
    model = base.with_settings("manpower.joint.from_msdf=30 %").model()
    found = condition(model, evaluate(model))
    assert not found.holds
    assert any("manpower.joint.check_posted" in str(each) for each in found.failures)
