"""Effects of the options for Japan: what must hold whatever the assumptions, and one option worked through apart."""

from __future__ import annotations

import numpy as np
import pytest

from estimator.errors import PackError
from estimator.evaluation import evaluate
from tests.shipped import shipped

FILES = ("threat.", "engagement.", "strike.")
DRAWS = 200
TINY = 1e-9


@pytest.fixture(scope="module")
def base():
    return shipped()


@pytest.fixture(scope="module")
def model(base):
    return base.model()


@pytest.fixture(scope="module")
def drawn(model):
    """Every effect assumption drawn evenly between its limits, at once."""
    random = np.random.default_rng(2020)
    inputs = {}
    for id, assumption in model.inputs.items():
        if id.startswith(FILES) and assumption.limits:
            low, high = (each * assumption.scale for each in assumption.limits)
            inputs[id] = random.uniform(low, high, (DRAWS, 1))
    return inputs, evaluate(model, inputs)


def found(values, options, metric):
    """The metric of every option that has it."""
    return {option: values[f"{option}.{metric}"] for option in options if f"{option}.{metric}" in values}


def test_leakers_lie_between_none_and_the_whole_raid_within_all_limits(model, drawn):
    inputs, values = drawn
    for metric, raid in (
        ("expected_leakers", "threat.raid_first_day"),
        ("expected_leakers_first_salvo", "threat.raid_first_salvo"),
        ("expected_leakers_limited", "threat.limited_raid"),
        ("expected_leakers_after_strike", "threat.raid_first_day"),
    ):
        for leakers in found(values, model.options, metric).values():
            assert (leakers >= -TINY).all()
            assert (leakers <= values.get(raid, inputs.get(raid)) + TINY).all()


def test_chances_and_shares_lie_between_none_and_one_within_all_limits(model, drawn):
    _inputs, values = drawn
    names = (
        "chance_of_no_leaker_limited",
        "launchers_found_in_time",
        "penetration_help_without_support",
        "command_stands_with_support",
        "patriot_cover",
        "own_chance_up",
        "link_cut",
        "clean_held",
        "clean_unheld",
        "clean_area",
        "clean_without_link",
        "station_stop_chance",
        "own_patriot_share",
    )
    for name in names:
        for option, chance in found(values, model.options, name).items():
            assert ((chance >= -TINY) & (chance <= 1 + TINY)).all(), f"{option}.{name}"


def test_a_strike_never_adds_leakers(model, drawn):
    _inputs, values = drawn
    after = found(values, model.options, "expected_leakers_after_strike")
    assert after
    for option, leakers in after.items():
        assert (leakers <= values[f"{option}.expected_leakers"] + TINY).all()


def test_no_more_launchers_are_destroyed_than_there_are(model, drawn):
    _inputs, values = drawn
    for destroyed in found(values, model.options, "expected_launchers_destroyed").values():
        assert ((destroyed >= -TINY) & (destroyed <= values["threat.launchers_ready"] + TINY)).all()


def test_only_options_with_strike_missiles_destroy_launchers(base, model):
    strikes = set(found(evaluate(model), model.options, "expected_launchers_destroyed"))
    assert strikes == {
        "air_launched_standoff",
        "ground_launched_tomahawk",
        "ballistic_missile",
        "independent_strike",
        "integrated_strike",
        "defence_and_integrated_strike",
    }
    reason = model.absent["status_quo.expected_launchers_destroyed"]
    assert reason == "no element of the option strikes at launchers"


@pytest.mark.parametrize(
    ("id", "factor", "metric", "sign"),
    [
        ("engagement.upper_pk", 1.2, "expected_leakers", -1),
        ("engagement.upper_pk", 1.2, "chance_of_no_leaker_limited", 1),
        ("engagement.common_cause", 0.8, "chance_of_no_leaker_limited", -1),
        ("engagement.simultaneous_engagements", 0.5, "expected_leakers", 1),
        ("engagement.patriot_pk", 1.3, "expected_leakers", -1),
        ("engagement.existing_patriot_units", 2, "expected_leakers", -1),
        ("engagement.patriot_availability", 1.2, "expected_leakers_first_salvo", -1),
        ("engagement.defended_radius", 0.5, "expected_leakers", 1),
        ("engagement.out_of_reach_multiplier", 2, "expected_leakers_limited", 1),
        ("engagement.glide_share", 3, "chance_of_no_leaker_limited", -1),
        ("engagement.stock_ready_share", 0.2, "expected_leakers", 1),
        ("engagement.stock_round_price", 6, "expected_leakers", 1),
        ("engagement.raid_in_winter", 4, "expected_leakers_first_salvo", 1),
        ("yardstick.weather_loss", 3, "chance_of_no_leaker_limited", -1),
        ("shore_link.common_outage", 3, "chance_of_no_leaker_limited", -1),
        ("engagement.baseline_watch", 0, "expected_leakers", 1),
        ("threat.liquid_fuel_launchers", 1.5, "expected_leakers", 1),
        ("threat.limited_raid", 2, "chance_of_no_leaker_limited", -1),
        ("threat.liquid_fuel_exposure_least", 2, "expected_launchers_destroyed", 1),
        ("threat.solid_fuel_exposure_beyond", 2, "launchers_found_in_time", 1),
        ("threat.decoys", 20, "expected_launchers_destroyed", -1),
        ("threat.liquid_fuel_reload_time", 0.5, "expected_launchers_destroyed", 1),
        ("strike.decide_time_fast", 2, "expected_launchers_destroyed", -1),
        ("strike.on_target", 2, "expected_launchers_destroyed", 1),
        ("strike.cyber_people_needed", 4, "fixed_targets_hit", -1),
        ("strike.space_people_needed", 4, "launchers_found_in_time", -1),
        ("strike.support_probability_limited", 0.5, "fixed_targets_hit_limited", -1),
        ("strike.satellite_detect", 2, "expected_launchers_destroyed", 1),
        ("strike.support_probability_all_out", 0.5, "expected_launchers_destroyed", -1),
        ("strike.strike_before_launch", None, "expected_leakers_after_strike", -1),
    ],
)
def test_each_assumption_moves_the_effect_the_way_it_must(model, id, factor, metric, sign):
    values = evaluate(model)
    changed = np.ones((1, 1)) if factor is None else values[id] * factor
    moved = evaluate(model, {id: changed})
    steps = {
        option: sign * float((moved[f"{option}.{metric}"] - value).item())
        for option, value in found(values, model.options, metric).items()
    }
    assert all(step >= -TINY for step in steps.values())
    assert any(step > TINY for step in steps.values())


def test_more_sites_leak_less_and_one_site_leaves_a_place_to_the_watch(base):
    always_up = {"aegis_ashore_site.material_availability": 1}
    one, two = (
        base.with_overrides({"aegis_ashore.site.quantity": each, **always_up}).compare(["aegis_ashore"])
        for each in (1, 2)
    )
    assert two.value("aegis_ashore.expected_leakers") < one.value("aegis_ashore.expected_leakers")
    assert one.value("aegis_ashore.watch_places") == 1
    assert two.value("aegis_ashore.watch_places") == 0


def test_more_satellites_destroy_more_launchers(base):
    seldom, often = (
        base.with_overrides({"independent_strike.satellites.wanted_revisit": each}).compare(["independent_strike"])
        for each in (30, 15)
    )
    metric = "independent_strike.expected_launchers_destroyed"
    assert often.value(metric) > seldom.value(metric)


def test_two_sites_against_three_raids_worked_apart(base):
    at = base.compare(["aegis_ashore"]).value
    stations, shots = at("effects.stations_wanted"), at("engagement.upper_shots")
    year = int(at("effects.reference_year"))
    stock = at("effects.upper_stock")[year]  # its own case stands in tests/calculators/pack/test_effects.py
    bought = stations * at("aegis_ashore_site.cells_per_item") * at("sm3_block_iia.rounds_per_cell")
    rounds = (stock * at("engagement.stock_ready_share") + bought) / stations
    kinds = ("glide_share", "cruise_share", "submarine_share")
    reach = 1 - at("engagement.out_of_reach_multiplier") * sum(at(f"engagement.{kind}")[year] for kind in kinds)
    kill = 1 - (1 - at("engagement.upper_pk")) ** shots
    common = at("engagement.common_cause")
    limit = at("engagement.simultaneous_engagements") * at("engagement.engagement_waves")
    # places that the sites hold, and ships' own chance to work at those that upkeep leaves open
    held = stations * at("aegis_ashore_site.material_availability")
    up = held + (stations - held) * (1 - at("yardstick.weather_loss"))
    units = at("engagement.existing_patriot_units") * at("engagement.patriot_availability")
    ground = units * np.pi * at("engagement.defended_radius") ** 2 / at("engagement.area_to_defend")
    cover = ground ** at("engagement.crowding")
    patriot = 1 - (1 - at("engagement.patriot_pk")) ** at("engagement.patriot_shots")

    first, day = at("threat.raid_first_salvo"), at("threat.raid_first_day")
    for metric, raid, most in (
        ("expected_leakers", day, limit * day / first),
        ("expected_leakers_first_salvo", first, limit),
        ("expected_leakers_limited", at("threat.limited_raid"), limit),
    ):
        engaged = min(raid / stations * reach, most, rounds / shots)
        past = raid - kill * common * up * engaged
        assert at(f"aegis_ashore.{metric}") == pytest.approx(past * (1 - patriot * cover), rel=1e-12), metric

    small = at("threat.limited_raid") / stations
    stop = patriot * cover
    clean = (1 - (1 - kill * reach) * (1 - stop)) ** small
    area = stop**small + up / stations * (clean - stop**small)
    chance = common * area**stations + (1 - common) * stop ** (small * stations)
    assert at("aegis_ashore.chance_of_no_leaker_limited") == pytest.approx(chance, rel=1e-12)


@pytest.mark.parametrize(
    ("id", "successor"),
    [
        ("engagement.existing_patriot_cover", "existing_patriot_units"),
        ("engagement.upper_reachable", "glide_share, cruise_share and submarine_share"),
        ("status_quo.watch.rounds_per_ship", "stock_purchases"),
        ("patriot_battery.defended_radius", "engagement.defended_radius"),
    ],
)
def test_an_assumption_of_the_first_edition_names_its_successor(base, id, successor):
    with pytest.raises(PackError, match=successor):
        base.with_overrides({id: 0.5})
