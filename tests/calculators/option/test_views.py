"""Views of costs: each row against a case worked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from estimator.calculators.option import option_views


def test_costs_of_the_phases_in_the_money_of_each_year() -> None:
    # 10 and 20 at index 1.1 and 1.2: 11 + 24 = 35; of operation only the second year is within: 20 * 1.2
    index = np.array([1.1, 1.2])
    acquisition = option_views.horizon_acquisition_then(np.array([10.0, 20.0]), index)
    assert acquisition == pytest.approx([11, 24])
    assert option_views.acquisition_cost_then_year(acquisition) == pytest.approx(35)
    operation = option_views.horizon_operation_then(np.array([10.0, 20.0]), np.array([0.0, 1.0]), index)
    assert operation == pytest.approx([0, 24])
    assert option_views.operation_cost_then_year(operation) == pytest.approx(24)


def test_what_an_hour_of_use_costs_over_a_whole_life() -> None:
    # 100 and 300 hours of two elements in one year, 200 in the next: 600 hours; 1200 over 600 is 2
    hours = option_views.hours_of_use((np.array([100.0, 200.0]), np.array([300.0, 0.0])))
    assert hours == pytest.approx([400, 200])
    assert option_views.whole_life_hours(hours) == pytest.approx(600)
    assert option_views.cost_per_hour_of_use(1200, 600) == pytest.approx(2)
