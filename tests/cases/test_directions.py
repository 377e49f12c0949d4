"""Which way a verdict moves when one assumption moves: what any reader would expect."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from estimator.evaluation import evaluate
from estimator.pack import apply, parse_setting
from tests.cases.conftest import Case, computed

UP, DOWN, SAME = 1, -1, 0
JAPAN = [
    ("budget.gdp_share=1.2 %", "budget.headroom", UP),
    ("budget.redirectable_limit=20 %", "budget.headroom", UP),
    ("budget.redirectable_limit=20 %", "aegis_ashore.break_even_gdp_share", DOWN),
    ("budget.materiel_real_growth=1.5 %", "budget.headroom", DOWN),
    ("budget.other_claims=100 GJPY_2020", "budget.headroom", DOWN),
    ("budget.realignment_counted=0 %", "budget.headroom", UP),
    ("budget.recruiting_pay=1", "budget.headroom", DOWN),
    ("currency.usd.rate_multiplier=1.2", "budget.headroom", DOWN),
    ("currency.usd.rate_multiplier=1.2", "interceptors_on_ships.new_money", UP),
    ("aegis_ashore_contract.cancel_share=0.8", "interceptors_on_ships.new_money", DOWN),
    ("aegis_ashore_contract.cancel_share=0.8", "interceptors_on_ships.life_cycle_cost", SAME),
    ("aegis_ashore.site.first_order_year=2025", "aegis_ashore.committed_cost", SAME),
    ("manpower.movable_share=4 %", "aegis_destroyers.manned_share", UP),
    ("manpower.freed_crews_counted=50 %", "aegis_destroyers.manned_share", UP),
    ("manpower.msdf.enlisted_fill_ratio=0.9", "aegis_destroyers.manned_share", UP),
    ("manpower.within_share=100 %", "patriot_500.new_money", DOWN),
    ("manpower.within_share=100 %", "patriot_500.life_cycle_cost", SAME),
    ("manpower.training_price=4 MJPY_2023/person", "aegis_ashore.life_cycle_cost", DOWN),
    ("manpower.training_price=4 MJPY_2023/person", "aegis_ashore.life_cycle_cost_without_pay", SAME),
    ("cyber_unit.authorised_share=0", "integrated_strike.needed_gsdf", UP),
    ("cyber_unit.authorised_share=0", "integrated_strike.people_gsdf", SAME),
    ("cyber_unit.outside_share=0", "integrated_strike.people_joint", UP),
    ("yardstick.ally_watch_hulls=2", "aegis_destroyers.us_destroyers_freed", UP),
    ("budget.gdp_share=1.2 %", "independent_strike.least_headroom_left", UP),
    ("budget.gdp_share=1.2 %", "independent_strike.added_gdp_share", SAME),
    ("economy.growth_shift=1 %", "budget.headroom", UP),
    ("economy.growth_shift=1 %", "aegis_ashore.life_cycle_cost_without_pay", SAME),
    ("economy.growth_shift=1 %", "aegis_ashore.life_cycle_cost", UP),  # pay follows output per head after FY2030
    ("economy.discount_rate=2 %", "aegis_ashore.present_value", UP),
    ("manpower.intake_shift=0.8", "manpower.msdf.strength", DOWN),
    ("manpower.loss_shift=0.9", "manpower.msdf.strength", UP),
    ("manpower.billets_on_top_share=100 %", "aegis_destroyers.fill_rate_change_msdf", UP),
    ("growth.ship=1.5", "aegis_destroyers.acquisition_cost", UP),
    ("growth.upkeep=1.5", "status_quo.life_cycle_cost", SAME),  # ships that sail already are no estimate
    ("growth.upkeep=1.5", "aegis_destroyers.life_cycle_cost", UP),
    ("launch_ship.material_watch_share=0.7", "ships_with_shore_radar.stations_held", UP),
    ("shore_link.chains=3", "ships_with_shore_radar.expected_leakers", DOWN),
    ("shore_link.relay_availability=0.5", "ships_with_shore_radar.stations_held", SAME),  # within reach of one hop
    ("growth.ship=1.5", "interceptors_on_ships.ships.procurement_outlay", SAME),  # a contract does not grow
    ("currency.usd.rate_multiplier=1.2", "interceptors_on_ships.rounds.procurement_outlay", UP),
    ("yardstick.weather_loss=0.1", "status_quo.watch_hulls", UP),
    ("yardstick.weather_loss=0.1", "aegis_destroyers.stations_held", DOWN),
    ("aegis_vessel.material_watch_share=0.38", "interceptors_on_ships.stations_held", UP),
    ("engagement.upper_pk=0.85", "aegis_ashore.expected_leakers", DOWN),
    ("engagement.upper_shots=1", "aegis_ashore.chance_of_no_leaker_limited", DOWN),
    ("threat.growth=4 %", "aegis_ashore.expected_leakers", UP),
    ("threat.liquid_fuel_exposure_least=20", "independent_strike.expected_launchers_destroyed", DOWN),
    ("strike.decide_time_fast=5", "independent_strike.expected_launchers_destroyed", UP),
    ("strike.support_probability_all_out=0.95", "integrated_strike.expected_leakers_after_strike", DOWN),
    ("strike.support_probability_all_out=0.95", "integrated_strike.fixed_targets_hit_without_support", SAME),
    ("strike.support_probability_all_out=0.95", "independent_strike.expected_launchers_destroyed", SAME),
    ("strike.support_probability_limited=0.9", "integrated_strike.fixed_targets_hit", SAME),
    ("strike.strike_before_launch=1", "independent_strike.expected_launchers_destroyed", UP),
    ("effects.reference_year=2045", "independent_strike.expected_leakers_after_strike", UP),
    ("patriot_500.batteries.quantity=250", "patriot_500.expected_leakers", UP),
    ("patriot_500.batteries.quantity=250", "patriot_500.life_cycle_cost", DOWN),
]
COASTGUARD = [
    ("ten_patrol_ships.ships.quantity=12", "ten_patrol_ships.stations_held", UP),
    ("ten_patrol_ships.ships.quantity=12", "ten_patrol_ships.people_coastguard", UP),
    (
        "patrol_ship_new.learning_slope=0.85",
        "ten_patrol_ships.acquisition_cost",
        SAME,
    ),  # ten ships cost what ten were quoted
    ("patrol_ship_new.lead_time=5", "ten_patrol_ships.complete_chain_year", UP),
    ("patrol_ship_new.service_life=20", "ten_patrol_ships.whole_life_cost", DOWN),
    ("currency.usd.forward_rate=1", "drones_and_shore_watch.acquisition_cost", UP),
    ("engine_contract.cancel_share=0", "six_large_ships.committed_cost", DOWN),
    ("patrol_ship_new.weather_loss=0.15", "ten_patrol_ships.expected_leakers", UP),
]
CASES = [("japan", *each) for each in JAPAN] + [("coastguard", *each) for each in COASTGUARD]


def changed(pack: str, setting: str) -> Case:
    """A pack with one setting."""
    model = computed(pack, "base").model
    after = apply(model.pack, [parse_setting(setting, model.pack)])
    model = replace(
        model, pack=after, inputs={id: after.assumptions.get(id, each) for id, each in model.inputs.items()}
    )
    return Case(model, evaluate(model))


@pytest.mark.parametrize(("pack", "setting", "id", "way"), CASES)
def test_one_assumption_moves_a_result_the_way_it_should(pack, setting, id, way):
    before, after = computed(pack, "base").by_year(id), changed(pack, setting).by_year(id)
    moved = (after - before)[computed(pack, "base").by_year("horizon.in_horizon") == 1]
    if way == SAME:
        np.testing.assert_allclose(after, before, rtol=1e-12)
    else:
        assert (way * moved >= -1e-9 * np.abs(before).max()).all()
        assert (way * moved > 0).any()
