"""The years compared, worked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from estimator.calculators.pack import horizon


def test_the_first_and_the_last_year_of_the_comparison_are_within_it() -> None:
    # 2020 is history, 2021 and 2023 are the ends of the horizon, 2024 is the rest of a life
    years = np.array([2020.0, 2021, 2022, 2023, 2024])
    assert horizon.in_horizon(years, 2021, 2023) == pytest.approx([0, 1, 1, 1, 0])
