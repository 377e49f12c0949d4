"""Hours of use and their cost, worked by hand."""

from __future__ import annotations

import pytest

from estimator.calculators.elements import aircraft, orbit
from estimator.calculators.shared import hours


def test_hours_are_those_of_all_in_service() -> None:
    assert hours.hours_used(10, 200, 1) == 2000


@pytest.mark.parametrize("rows", [hours.PAID, aircraft.FLYING, orbit.FLYING], ids=lambda rows: rows[0].name)
def test_hours_cost_their_price_and_are_bound_and_paid_at_once(rows) -> None:
    # 2,000 hours at 0.01 are 20; nothing where an hour has no cost
    outlay, obligation = rows
    assert outlay(2000, 0.01) == pytest.approx(20)
    assert outlay(2000) == 0
    assert obligation(20) == 20
