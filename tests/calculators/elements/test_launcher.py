"""Ground launch batteries: each row against a case worked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from estimator.calculators.elements import launcher


def test_cells_follow_from_batteries_launchers_and_cells_of_a_launcher() -> None:
    # four launchers of four cells: 16; 16 batteries: 256
    per_battery = launcher.cells_per_battery(4, 4)
    assert per_battery == 16
    assert launcher.launch_cells(16, per_battery) == 256


def test_magazines_are_whole_and_contracted_at_the_start() -> None:
    # 600 + 400 + 210 rounds at 50 each: 24.2, so 25 magazines
    stored = launcher.stored_rounds(600, 400, 210)
    assert stored == 1210
    assert launcher.stored_rounds(600) == 600
    assert launcher.magazines(50, stored) == 25
    assert launcher.facilities_units(np.array([2022.0, 2023, 2024]), 2023, 25) == pytest.approx([0, 25, 0])


def test_soldiers_are_those_of_the_battery_and_their_support() -> None:
    # 16 batteries of 90 with 75 percent on top: 2,520
    assert launcher.billets(16, 90, 1.75) == 2520
    assert launcher.billets(16, 90) == 1440


def test_batteries_are_contracted_and_operated() -> None:
    assert launcher.procurement_units(np.array([2.0, 2])) == pytest.approx([2, 2])
    assert launcher.upkeep_units(np.array([0, 16]), 1) == pytest.approx([0, 16])
