"""The strike options of the default pack: what must hold whatever the numbers are."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pytest

from estimator.evaluation import Values, evaluate
from estimator.model import Model, build_model
from estimator.pack import read_pack

STRIKE = (
    "air_launched_standoff",
    "ground_launched_tomahawk",
    "ballistic_missile",
    "independent_strike",
    "integrated_strike",
    "defence_and_integrated_strike",
)


@lru_cache(maxsize=1)
def case() -> tuple[Model, Values]:
    model = build_model(read_pack(), STRIKE)
    return model, evaluate(model)


def value(id: str) -> float:
    return float(np.ravel(case()[1][id])[0])


@pytest.mark.parametrize("option", STRIKE)
def test_every_check_of_every_element_holds(option: str) -> None:
    model, values = case()
    checks = [
        row.id for row in model.rows.values() if row.marks.get("measure") == "check" and row.id.startswith(option)
    ]
    assert checks
    assert [id for id in checks if np.any(values[id] != 1)] == []


@pytest.mark.parametrize("option", STRIKE)
def test_nothing_is_paid_in_the_last_years_of_the_columns(option: str) -> None:
    model, values = case()
    last_years = values[f"{option}.outlays"][..., model.years.index(2080) :]
    assert np.all(last_years == 0)


def test_independent_strike_costs_a_multiple_of_missile_defence() -> None:
    assert value("independent_strike.cost_vs_aegis_ashore") > 3


def test_an_ally_makes_strike_cheaper_and_smaller() -> None:
    assert value("integrated_strike.life_cycle_cost") < value("independent_strike.life_cycle_cost") / 2
    assert value("integrated_strike.people") < value("independent_strike.people") / 2


def test_defence_and_strike_together_are_the_sum_of_both() -> None:
    # the two share no element, so the money adds up
    together = value("defence_and_integrated_strike.whole_life_cost")
    alone = value("aegis_ashore.whole_life_cost") + value("integrated_strike.whole_life_cost")
    assert together == pytest.approx(alone, rel=1e-9)


def test_sixty_six_satellites_look_every_fifteen_minutes() -> None:
    # 8.2 satellites for 120 minutes: 984 / 15 = 65.6, so 66
    assert value("independent_strike.satellites.satellites_needed") == 66


def test_what_was_bound_before_the_decision_is_committed_and_shown_apart() -> None:
    # Missiles: 13.6 billion yen of FY2020, the most likely, to 25; on the mean (13.6 + 13.6 + 25) / 3 = 17.4
    # and the assumed 50 of the F-15 upgrade
    assert value("air_launched_standoff.committed_cost") == pytest.approx(67.4e9)
    assert value("air_launched_standoff.sunk_cost") == 0
