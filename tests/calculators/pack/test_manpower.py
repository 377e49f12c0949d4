"""Each row of manpower, worked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from estimator.calculators.pack import manpower

YEARS = np.array([2020.0, 2021, 2022, 2023])
NEAR = 1e-12


def test_shifts_start_in_their_first_year() -> None:
    assert manpower.shifted(YEARS, 2022).tolist() == [0, 0, 1, 1]


def test_entrants_are_a_share_of_the_recruit_age_population() -> None:
    # 18 million x 0.05 % = 9,000; with the shift of 0.8 7,200.
    found = manpower.intake(18e6, 0.0005, 0.8, np.array([0, 1]), 1)
    assert found == pytest.approx([9_000, 7_200], rel=NEAR)


def test_entrants_serve_after_their_training() -> None:
    # A delay of one year.
    found = manpower.trained(np.array([100.0, 110, 120, 130]), 1)
    assert found.tolist() == [0, 100, 110, 120]


def test_losses_are_a_share_of_the_strength_a_year_before() -> None:
    # 6 % of 10,000 = 600; with the shift of 1.1 660.
    strength = np.array([10_000.0, 10_000, 9_900])
    found = manpower.losses(strength, 0.06, 1.1, np.array([0, 0, 1]), 1)
    assert found == pytest.approx([0, 600, 660], rel=NEAR)


def test_strength_is_published_and_then_a_balance_of_entrants_and_losses() -> None:
    # 2022: 10,000 + 500 - 600 = 9,900. 2023: 9,900 + 500 - 594 = 9,806.
    path = np.array([10_100.0, 10_000, 9_900, 9_806])
    actual = np.array([10_100.0, 10_000, 10_000, 10_000])
    losses = np.array([0.0, 606, 600, 594])
    found = manpower.strength(path, actual, np.full(4, 500.0), losses, 2021, YEARS)
    assert found == pytest.approx(path, rel=NEAR)


def test_strength_never_falls_below_nil() -> None:
    # 100 + 0 - 300 would be -200.
    found = manpower.strength(np.array([100.0, 0]), np.array([100.0, 100]), 0.0, 300.0, 2020, np.array([2020.0, 2021]))
    assert found.tolist() == [100, 0]


def test_replacement_is_entrants_over_losses() -> None:
    # 450 over 600 is 75 %; nil where nobody leaves.
    assert manpower.replacement_share(np.array([450.0, 450]), np.array([600.0, 0])) == pytest.approx(
        [0.75, 0], rel=NEAR
    )


def test_the_scarcest_rank_says_how_many_go_as_whole_crews() -> None:
    # Enlisted posts are filled to 0.75 of the rest: of 10,000 people 2,500 are of no use for a crew.
    assert manpower.rank_gap(10_000.0, 0.75) == 2_500
    assert manpower.rank_gap(10_000.0) == 0
