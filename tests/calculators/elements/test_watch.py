"""The watch of existing ships: each row against a case worked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from estimator.calculators.elements import watch
from estimator.calculators.shared import crewing

YEARS = np.array([2020.0, 2021.0, 2022.0, 2023.0])


def test_the_watch_runs_for_its_years() -> None:
    # from 2021 for 2 years
    assert watch.on_watch(YEARS, 2021, 2) == pytest.approx([0, 1, 1, 0])


def test_existing_ships_are_complete_from_the_first_year() -> None:
    assert watch.complete(np.array([0, 1, 1, 0])) == pytest.approx([0, 1, 1, 0])


def test_crews_of_existing_ships_serve_already() -> None:
    assert watch.people_there(np.array([0, 1, 1, 0])) == pytest.approx([0, 1, 1, 0])


def test_hulls_tied_are_not_rounded() -> None:
    # 2 / 0.33485 = 5.97282
    assert watch.hulls_tied(2, 0.33485) == pytest.approx(5.97282, abs=1e-5)


def test_the_stations_are_held_while_the_watch_runs() -> None:
    assert watch.stations(2, np.array([0, 1])) == pytest.approx([0, 2])
    assert watch.in_service(5.97, np.array([0, 1])) == pytest.approx([0, 5.97])


def test_a_check_says_whether_the_fleet_has_the_hulls() -> None:
    assert watch.hulls_suffice(5.97, 8) == 1
    assert watch.hulls_suffice(8.5, 8) == 0


def test_people_of_the_hulls_tied() -> None:
    # 6 hulls, 1 crew of 300 each and 10 ashore: 6 * 300 + 6 * 10 = 1,860
    assert crewing.crews(6, 1) == 6
    assert crewing.billets(6, 300, 6, 10) == 1860


def test_upkeep_counts_ship_years_of_the_hulls_tied() -> None:
    assert crewing.upkeep_units(np.array([0, 5.97]), 1) == pytest.approx([0, 5.97])


def test_places_held_and_places_that_work_in_a_raid() -> None:
    # 6 hulls: 6 * 0.345 = 2.07 places; weather leaves 6 * 0.335 = 2.01; twice as much lost in the raid's season: 1.95
    assert watch.station_sites(6, 0.345, 1) == pytest.approx(2.07)
    assert watch.full_stations(2.07, 6, 0.335) == pytest.approx(2.01)
    assert watch.full_stations(2.07, 6, 0.335, 1) == pytest.approx(1.95)
