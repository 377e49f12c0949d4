"""At the value that a flip names, the verdict changes: checked by setting the assumption on both sides of it."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pytest

from estimator.analysis.standing.compare import Comparison, compare
from estimator.analysis.standing.flips import Flip, flips, turns
from estimator.model import Model
from estimator.pack import apply, parse_setting
from tests.shipped import shipped, under


@lru_cache
def wired(options: tuple[str, ...]) -> Model:
    return shipped().model(options)


@lru_cache
def result(*settings: str, options: tuple[str, ...]) -> Comparison:
    pack = shipped().pack
    return compare(under(wired(options), apply(pack, [parse_setting(each, pack) for each in settings])))


def flip(option: str, by: str, over: str, *settings: str) -> float:
    found = result(*settings, options=(option,))
    return max(each.value for each in flips(found.model, found.values) if (each.by, each.over) == (by, over))


def metric(option: str, name: str, *settings: str) -> float:
    found = result(*settings, options=(option,)).options[option][name].value
    assert found is not None
    return found


def test_the_break_even_share_of_gdp_is_where_years_over_headroom_begin():
    share = flip("interceptors_on_ships", "budget.gdp_share", "years_over_headroom")
    assert metric("interceptors_on_ships", "break_even_gdp_share") == share
    assert metric("interceptors_on_ships", "years_over_headroom", f"budget.gdp_share={share + 1e-6} 1") == 0
    assert metric("interceptors_on_ships", "years_over_headroom", f"budget.gdp_share={share - 1e-6} 1") > 0


def test_the_redirectable_limit_to_fit_is_where_years_over_headroom_begin():
    low = "budget.gdp_share=1.05 %"
    limit = flip("independent_strike", "budget.redirectable_limit", "years_over_headroom", low)
    assert 0 < limit < 1
    for change, over in ((1e-6, False), (-1e-6, True)):
        years = metric(
            "independent_strike", "years_over_headroom", low, f"budget.redirectable_limit={limit + change} 1"
        )
        assert (years > 0) is over


def test_one_more_ship_is_needed_beyond_the_weather_loss_that_the_flip_names():
    loss = flip("interceptors_on_ships", "aegis_vessel.weather_loss", "ships_to_hold")
    id = "interceptors_on_ships.ships.ships_to_hold"
    below, above = (
        result(f"aegis_vessel.weather_loss={loss + change} 1", options=("interceptors_on_ships",)).values[id].item()
        for change in (-1e-6, 1e-6)
    )
    assert above == below + 1


def test_the_movable_share_to_man_is_where_years_short_of_people_begin():
    share = flip("interceptors_on_ships", "manpower.movable_share", "years_short_of_people")
    assert metric("interceptors_on_ships", "years_short_of_people", f"manpower.movable_share={share + 1e-6} 1") == 0
    assert metric("interceptors_on_ships", "years_short_of_people", f"manpower.movable_share={share - 1e-6} 1") > 0


def support_to_match(*settings: str):
    found = result(*settings, options=("independent_strike", "integrated_strike"))
    ids = [each for each in flips(found.model, found.values) if each.by == "strike.support_probability_all_out"]
    assert [each.option for each in ids] == ["integrated_strike"]
    return ids[0].value, found.values


def test_support_makes_up_for_striking_alone_from_its_flip_on():
    # with few looks of its own the option alone lies between the helped one with and without support
    weak = ("independent_strike.satellites.wanted_revisit=1400 minute", "strike.drone_detect=0")
    chance, _ = support_to_match(*weak)
    assert 0 < chance < 1
    _, at = support_to_match(*weak, f"strike.support_probability_all_out={chance}")
    helped, alone = (
        at[f"{option}.expected_launchers_destroyed"].item() for option in ("integrated_strike", "independent_strike")
    )
    assert helped == pytest.approx(alone, rel=1e-9)


def test_striking_alone_is_the_better_at_any_chance_of_support_as_it_stands():
    chance, _ = support_to_match()
    assert chance > 1


def turning(low: float, high: float, grade: str, *values: float) -> list[float]:
    """The flips of years short of people on one number of a range and a grade, on which the verdict turns."""
    found = result(options=("aegis_destroyers",))
    used = replace(found.model.inputs["manpower.movable_share"], low=low, high=high, grade=grade)
    model = replace(found.model, inputs={**found.model.inputs, used.id: used})
    given = [
        Flip(f"x.{at}", "x", "", "years_short_of_people", used.id, each, 0.02, "1") for at, each in enumerate(values)
    ]
    return [each.value for each in turns(model, given)]


def test_a_verdict_turns_on_a_judged_number_where_the_highest_flip_lies_within_its_range():
    assert turning(0.01, 0.04, "C", 0.015, 0.03, float("nan")) == [0.03]
    assert turning(0.01, 0.04, "C", 0.03, 0.05) == []  # the other service needs more than the range holds
    assert turning(0.01, 0.04, "C", 0.0) == []
    assert turning(0.01, 0.04, "A", 0.03) == []  # published, not judged
