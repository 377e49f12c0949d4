"""What a strike meets, worked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from estimator.calculators.pack import hunting


def value(found) -> float:
    return float(np.asarray(found).item())


def test_the_first_launch_is_hunted_only_by_leave():
    # 2.5 launches: 1.5 of them after the first; a limited raid is one launch, hunted only before it
    assert value(hunting.class_hunts(2.5)) == 1.5
    assert value(hunting.class_hunts(2.5, 1)) == 2.5
    assert value(hunting.class_hunts(1)) == 0
    assert value(hunting.class_hunts(1, 1)) == 1
    assert value(hunting.class_hunts(0.5)) == 0


def test_decoys_taken_for_launchers_cost_rounds():
    # two decoys, a quarter taken for launchers: 1.5 things, three rounds at each
    things = hunting.engaged_per_launcher(2, 0.25)
    assert value(things) == pytest.approx(1.5)
    assert value(hunting.rounds_per_hunt(3, things, 1, 1)) == pytest.approx(4.5)


def test_aim_points_stand_at_bases():
    assert value(hunting.fixed_aim_points(12, 7)) == 84
