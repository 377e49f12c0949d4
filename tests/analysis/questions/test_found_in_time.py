"""The share of launchers found in time over revisit time and delay, held to cases worked by hand."""

from __future__ import annotations

from math import ceil, exp

import numpy as np
import pytest

from estimator.analysis.questions.found_in_time import DELAYS, REVISITS, found_in_time
from estimator.api import load
from tests.shipped import shipped

SETTINGS = {
    "threat.liquid_fuel_launchers": 60,
    "threat.solid_fuel_launchers": 20,
    "threat.liquid_fuel_ready": 0.5,
    "threat.solid_fuel_ready": 0.5,
    "threat.liquid_fuel_exposure_least": 40,
    "threat.liquid_fuel_exposure_beyond": 20,
    "threat.solid_fuel_exposure_least": 10,
    "threat.solid_fuel_exposure_beyond": 0,
    "strike.satellite_detect": 0.5,
    "strike.satellite_link": 0.8,
}


@pytest.fixture(scope="module")
def table():
    model = shipped().with_overrides(SETTINGS).compare(["independent_strike"])
    return found_in_time(model.model, model.values)


def at(table, revisit, delay):
    return table.shares[REVISITS.index(revisit), DELAYS.index(delay)]


def test_classes_are_weighed_by_the_launchers_that_are_ready(table):
    # a look every 20 minutes finds 0.4 ÷ 20 = 0.02 a minute; delay 30: liquid fuel, three quarters of the launchers,
    # leaves 10 minutes: 1 − e^−0.2 ÷ 1.4; solid fuel is gone after ten
    assert at(table, 20, 30) == pytest.approx(0.75 * (1 - exp(-0.2) / 1.4), rel=1e-12)
    # delay 5: solid fuel leaves 5 minutes, 1 − e^−0.1; liquid fuel 35: 1 − e^−0.7 ÷ 1.4
    liquid, solid = 1 - exp(-0.7) / 1.4, 1 - exp(-0.1)
    assert at(table, 20, 5) == pytest.approx(0.75 * liquid + 0.25 * solid, rel=1e-12)


def test_more_looks_and_shorter_delays_never_find_less(table):
    assert (np.diff(table.shares, axis=0) <= 1e-12).all()
    assert (np.diff(table.shares, axis=1) <= 1e-12).all()


def test_half_the_revisit_time_takes_twice_the_satellites(table):
    number = dict(zip(table.revisits, table.satellites, strict=True))
    # Whole satellites: those for one minute over the minutes wanted, rounded up.
    assert number[30] == ceil(number[1] / 30)
    assert number[15] == ceil(number[1] / 15)


def test_a_pack_without_a_hunt_has_no_such_table():
    found = load("coastguard").compare()
    assert found_in_time(found.model, found.values) is None
