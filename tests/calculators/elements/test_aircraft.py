"""Aircraft: each row against a case worked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from estimator.calculators.elements import aircraft


def test_only_the_part_of_the_use_that_serves_the_task_counts() -> None:
    # 68 fighters, a fifth of their use: 13.6 aircraft-years, 13.6 * 150 = 2,040 hours, 68 * 25 * 0.2 = 340 people
    years = aircraft.upkeep_units(68, 1, 0.2)
    assert years == pytest.approx(13.6)
    assert aircraft.task_hours(years, 150) == pytest.approx(2040)
    assert aircraft.billets(68, 25, 0.2) == pytest.approx(340)
    assert aircraft.billets(4, 35) == 140


def test_the_people_of_all_aircraft_serve_together() -> None:
    assert aircraft.own_people(4, 35) == 140


def test_aircraft_fit_to_fly_carry_a_wave() -> None:
    # 68 aircraft, 65 percent fit to fly, two missiles each: 88.4
    assert aircraft.carried_cells(68, 0.65, 2) == pytest.approx(88.4)


def test_aircraft_and_bases_are_contracted() -> None:
    assert aircraft.procurement_units(np.array([8.0, 4])) == pytest.approx([8, 4])
    assert aircraft.facilities_units(np.array([2022.0, 2023]), 2022, 1) == pytest.approx([1, 0])


def test_flying_hours_cost_what_one_costs_besides_the_upkeep() -> None:
    # 4 aircraft-years that count half, 200 hours each: 400 hours at 0.05
    hours = aircraft.task_hours(np.array([0.0, 2.0]), 200)
    outlay, obligation = aircraft.FLYING
    assert outlay(hours, 0.05).ravel().tolist() == [0, 20]
    assert obligation(np.array([0.0, 20.0])).ravel().tolist() == [0, 20]
    assert (outlay(hours) == 0).all()
