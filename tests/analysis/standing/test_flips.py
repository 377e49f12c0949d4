"""At the value that a flip names, the verdict changes: checked by setting the assumption on both sides of it."""

from __future__ import annotations

import pytest

from estimator.analysis.standing.compare import compare
from estimator.analysis.standing.flips import flips
from estimator.model import build_model
from estimator.pack import apply, parse_setting, read_pack


def result(*settings: str, options: tuple[str, ...]):
    pack = read_pack()
    return compare(build_model(apply(pack, [parse_setting(each, pack) for each in settings]), options))


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


def test_a_launcher_of_the_typical_class_is_hit_only_beyond_decision_and_flight():
    exposure = flip("integrated_strike", "threat.exposure_typical", "expected_launchers_destroyed")
    id, option = "integrated_strike.hit_typical", ("integrated_strike",)
    below = result(f"threat.exposure_typical={exposure - 0.01} minute", options=option)
    above = result(f"threat.exposure_typical={exposure + 0.01} minute", options=option)
    assert id not in below.values or below.values[id].item() == pytest.approx(0, abs=1e-9)
    assert above.values[id].item() > 0
