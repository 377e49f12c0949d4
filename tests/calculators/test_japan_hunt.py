"""The hunt for launchers in the default pack: within all limits, with enablers taken away, one option worked apart."""

from __future__ import annotations

import shutil
from math import exp, log

import numpy as np
import pytest

from estimator.api import load
from estimator.errors import PackError
from estimator.evaluation import evaluate
from estimator.pack.reading.files import default_folder
from tests.shipped import shipped, under

STRIKES = (
    "air_launched_standoff",
    "ground_launched_tomahawk",
    "ballistic_missile",
    "independent_strike",
    "integrated_strike",
    "defence_and_integrated_strike",
)
BROUGHT = """
[element.support.set.rounds_brought]
label = "Rounds that the ally brings"
value = 0.5
unit = "1"
shown = "share"
limits = [0, 5]
source = "judgement"
grade = "C"
as_of = "2020-12"
"""
FILES = ("threat.", "strike.", "effects.reference_year")
DRAWS = 200
SLACK = 1e-7


@pytest.fixture(scope="module")
def base():
    return shipped()


@pytest.fixture(scope="module")
def model(base):
    return base.model(STRIKES)


@pytest.fixture(scope="module")
def inputs(model):
    """Every assumption of threat and strike drawn evenly between its limits, at once."""
    random = np.random.default_rng(1991)
    found = {}
    for id, assumption in model.inputs.items():
        if id.startswith(FILES) and assumption.limits and not assumption.is_by_year:
            low, high = (each * assumption.scale for each in assumption.limits)
            drawn = random.uniform(low, high, (DRAWS, 1))
            found[id] = np.round(drawn) if assumption.whole else drawn
    return found


@pytest.fixture(scope="module")
def values(model, inputs):
    return evaluate(model, inputs)


def destroyed(values, end=""):
    return {each: values[id] for each in STRIKES if (id := f"{each}.expected_launchers_destroyed{end}") in values}


def test_no_more_is_destroyed_than_is_ready_and_no_more_is_kept_from_firing_than_comes(values):
    for end in ("", "_with_support", "_without_support"):
        for option, found in destroyed(values, end).items():
            assert (found >= -SLACK).all(), option
            assert (found <= values["threat.launchers_ready"] * (1 + SLACK)).all(), option
    for option in STRIKES:
        saved = values[f"{option}.missiles_not_launched"]
        assert (saved >= -SLACK).all()
        assert (saved <= values["threat.raid_first_day"] * (1 + SLACK)).all()


@pytest.mark.parametrize(
    ("id", "factor"),
    [
        ("strike.satellite_detect", 1.5),
        ("strike.drone_link", 1.5),
        ("strike.ally_detect", 2),
        ("strike.existing_revisit", 0.25),
        ("strike.decide_time_fast", 0.5),
        ("strike.decide_time_slow", 0.5),
        ("glide_missile.missile_speed", 2),
        ("tomahawk.missile_speed", 2),
        ("independent_strike.glide_missiles.rounds", 2),
        ("strike.on_target", 2),
        ("strike.support_probability_all_out", 1.2),
        ("strike.command_people_needed", 0.5),
        ("strike.cyber_people_needed", 0.5),
        ("strike.electromagnetic_people_needed", 0.2),
    ],
)
def test_looks_speed_decisions_rounds_people_and_support_never_lower_what_is_destroyed(
    model, inputs, values, id, factor
):
    assumption = model.inputs[id]
    low, high = (each * assumption.scale for each in assumption.limits or (-np.inf, np.inf))
    now = inputs.get(id, assumption.value)
    moved = evaluate(model, {**inputs, id: np.clip(np.broadcast_to(now, (DRAWS, 1)) * factor, low, high)})
    for option, before in destroyed(values).items():
        fall = before - destroyed(moved)[option]
        assert (fall <= SLACK * np.maximum(1, before)).all(), option


TAKEN_AWAY = {
    "cyber": {"independent_strike.cyber.attributed_share": 0},
    "electromagnetic": {"electronic_unit.units": 0, "standoff_jammer.quantity": 1},
    "command": {"independent_strike.command.attributed_share": 0},
    "analysts": {"targeting_analysts.units": 0},
    "space": {"independent_strike.space.attributed_share": 0},
    "satellites": {"independent_strike.satellites.wanted_revisit": 1440},
    "drones": {"independent_strike.drones.orbits": 0},
    "link": {"strike.satellite_link": 0},
}


@pytest.mark.parametrize("enabler", TAKEN_AWAY)
def test_independent_strike_does_less_without_any_one_of_its_enablers(base, enabler):
    names = ("launchers_found_in_time", "expected_launchers_destroyed", "fixed_targets_hit")
    without = base.with_overrides(TAKEN_AWAY[enabler]).compare(["independent_strike"]).value
    whole = base.compare(["independent_strike"]).value
    falls = [whole(id) - without(id) for id in (f"independent_strike.{name}" for name in names)]
    assert all(fall >= 0 for fall in falls)
    assert any(fall > 1e-6 for fall in falls)


RANGED = ("cyber", "electromagnetic", "command", "analysts", "space", "satellites", "drones", "link")
"""All of them: within the ranges of threat and strike nothing of independent strike stands beyond what is needed."""


@pytest.fixture(scope="module")
def in_ranges(model):
    """Every assumption of threat and strike drawn evenly within its published range, at once."""
    random = np.random.default_rng(2003)
    found = {}
    for id, assumption in model.inputs.items():
        if id.startswith(FILES) and assumption.low is not None and not assumption.is_by_year:
            drawn = random.uniform(assumption.low * assumption.scale, assumption.high * assumption.scale, (DRAWS, 1))
            found[id] = np.round(drawn) if assumption.whole else drawn
    return found


def test_wherever_independent_strike_has_an_effect_it_has_less_without_any_one_enabler(base, model, in_ranges):
    names = ("launchers_found_in_time", "expected_launchers_destroyed", "fixed_targets_hit")
    ids = [f"independent_strike.{name}" for name in names]
    whole = evaluate(model, in_ranges, ids)
    assert all((whole[id] > 0).all() for id in ids)
    for enabler in RANGED:
        taken = under(model, base.with_overrides(TAKEN_AWAY[enabler]).pack)
        kept = {id: drawn for id, drawn in in_ranges.items() if id not in TAKEN_AWAY[enabler]}
        without = evaluate(taken, kept, ids)
        falls = [whole[id] - without[id] for id in ids]
        assert all((fall >= -SLACK).all() for fall in falls), enabler
        assert np.max(falls, axis=0).min() > 0, enabler


def test_an_ally_that_helps_never_does_harm_and_without_it_less_is_destroyed(values):
    for option, helped in destroyed(values, "_with_support").items():
        alone = destroyed(values, "_without_support")[option]
        assert (helped >= alone - SLACK).all()
        fixed = (
            values[f"{option}.fixed_targets_hit_with_support"] - values[f"{option}.fixed_targets_hit_without_support"]
        )
        assert (fixed >= -SLACK).all()


def test_the_watch_of_the_ally_and_its_rounds_never_raise_leakers(base):
    metrics = ("expected_leakers", "expected_leakers_first_salvo", "expected_leakers_limited")
    options = ["integrated_strike", "defence_and_integrated_strike", "independent_strike"]
    alone, one, many = (
        base.with_overrides({"yardstick.ally_watch_hulls": hulls}).compare(options).value for hulls in (0, 1, 4)
    )
    for metric in (*metrics, "expected_leakers_after_strike"):
        id = f"integrated_strike.{metric}"
        assert alone(id) > one(id) > many(id), metric
        id = f"independent_strike.{metric}"
        assert alone(id) == one(id) == many(id), metric  # no support without an element of integration
    chances = [at("integrated_strike.chance_of_no_leaker_limited") for at in (alone, one, many)]
    assert chances[0] < chances[1] < chances[2]


def test_rounds_that_the_ally_brings_hit_fixed_targets_and_launchers_with_support_only(tmp_path):
    folder = tmp_path / "japan"
    shutil.copytree(default_folder(), folder)
    option = folder / "options" / "integrated_strike.toml"
    option.write_text(option.read_text(encoding="utf-8") + BROUGHT, encoding="utf-8")
    before, after = (load(pack).compare(["integrated_strike"]).value for pack in (default_folder(), folder))
    fixed = "integrated_strike.fixed_targets_hit"
    # half as many rounds again, and no more aim points than there are
    with_support = min(1.5 * before(f"{fixed}_with_support"), before("hunting.fixed_aim_points"))
    assert after(f"{fixed}_with_support") == pytest.approx(with_support, rel=1e-9)
    assert after(f"{fixed}_without_support") == before(f"{fixed}_without_support")
    killed = "integrated_strike.expected_launchers_destroyed"
    assert after(f"{killed}_with_support") >= before(f"{killed}_with_support")
    assert after(f"{killed}_without_support") == before(f"{killed}_without_support")


def test_satellites_can_be_added_one_by_one(base):
    more = {"radar_satellite.extra_satellites": 10}
    before = base.compare(["independent_strike"]).value
    after = base.with_overrides(more).compare(["independent_strike"]).value
    needed = "independent_strike.satellites.satellites_needed"
    assert after(needed) == before(needed) + 10
    found = "independent_strike.launchers_found_in_time"
    assert after(found) > before(found)


def test_the_old_chance_of_support_names_the_two_that_took_its_place(base):
    with pytest.raises(PackError, match="support_probability_all_out and support_probability_limited"):
        base.with_overrides({"strike.support_probability": 0.5})


def test_only_options_that_an_ally_helps_have_effects_with_support(model):
    helped = {option for option in STRIKES if f"{option}.fixed_targets_hit_with_support" in model.rows}
    assert helped == {"integrated_strike", "defence_and_integrated_strike"}
    assert "independent_strike.fixed_targets_hit_without_support" in model.rows


def test_launchers_destroyed_by_a_ballistic_missile_worked_apart(base):
    at = base.compare(["ballistic_missile"]).value
    people = {
        "cyber": ("cyber_unit", at("ballistic_missile.cyber.attributed_share")),
        "command": ("joint_command", at("ballistic_missile.command.attributed_share")),
        "analysts": ("targeting_analysts", 1),
        "space": ("space_operations", at("ballistic_missile.space.attributed_share")),
    }
    today = {"cyber": at("strike.cyber_people_today"), "space": at("strike.space_people_today")}
    existing = {"cyber": at("cyber_unit.existing_people"), "space": at("space_operations.existing_people")}
    stands = {
        task: min(
            1,
            (today.get(task, 0) + share * (at(f"{unit}.people_per_unit") - existing.get(task, 0)))
            / at(f"strike.{task}_people_needed"),
        )
        for task, (unit, share) in people.items()
    }
    slow, fast = at("strike.decide_time_slow"), at("strike.decide_time_fast")
    speed = at("home_ballistic_missile.missile_speed")
    delay = slow - (slow - fast) * (stands["command"] + stands["analysts"]) / 2
    delay += at("ballistic_missile.missile_salvo.target_distance") / speed
    satellites = at("ballistic_missile.satellites.quantity") / (
        at("radar_satellite.reference_revisit") * at("radar_satellite.reference_satellites")
    )
    looks = (1 / at("strike.existing_revisit") + satellites) * at("strike.satellite_detect")
    looks *= at("strike.satellite_link") * stands["space"]
    drones = at("ballistic_missile.drones.orbits") / at("high_altitude_drone.drone_search_time")
    looks += drones * at("strike.drone_detect") * at("strike.drone_link")

    bare, helped = (at(f"home_ballistic_missile.penetration_{each}") for each in ("bare", "supported"))
    help_given = at("strike.cyber_weight") * stands["cyber"]  # no electromagnetic unit
    arrives = at("home_ballistic_missile.reliability") * (bare + (helped - bare) * help_given)
    shots = at("strike.rounds_per_target")
    kill = at("strike.on_target") * (1 - (1 - arrives * at("strike.round_kills")) ** shots)

    growth = (1 + at("threat.growth")) ** (at("effects.reference_year") - at("threat.counted_year"))
    ready, hits, hunts, wanted = {}, {}, {}, {}
    for kind in ("liquid_fuel", "solid_fuel"):
        least, beyond = at(f"threat.{kind}_exposure_least"), at(f"threat.{kind}_exposure_beyond")
        in_time = exp(-max(0, delay - least) / beyond)
        in_time *= 1 - exp(-looks * max(0, least - delay)) / (1 + looks * beyond)
        launches = min(
            1 + at("threat.first_day") / at(f"threat.{kind}_reload_time"), at(f"threat.{kind}_missiles_held")
        )
        ready[kind] = at(f"threat.{kind}_launchers") * at(f"threat.{kind}_ready") * growth
        hits[kind], hunts[kind] = in_time * kill, launches - 1
        wanted[kind] = ready[kind] * (1 - (1 - hits[kind]) ** hunts[kind])
    decoys = 1 + at("threat.decoys") * at("threat.decoy_confusion")
    stock = at("ballistic_missile.missile_salvo.launcher_rounds") / (shots * decoys) * kill
    expected = min(stock, sum(wanted.values()))
    assert stock > expected  # the stock does not bind, so that all of the hunt counts
    assert at("ballistic_missile.expected_launchers_destroyed") == pytest.approx(expected, rel=1e-9)

    kept = 0.0
    for kind, hit in hits.items():
        launch = at(f"threat.{kind}_reliability") * at(f"threat.{kind}_aimed")
        unfired = hunts[kind] - (1 - hit) * (1 - (1 - hit) ** hunts[kind]) / hit
        kept += launch * ready[kind] * unfired
    assert at("ballistic_missile.missiles_not_launched") == pytest.approx(kept, rel=1e-6)
    assert log(1 - hits["liquid_fuel"]) < log(1 - hits["solid_fuel"]) < 0  # liquid fuel is hit more often
