"""What fields a thing besides its price: each row against a case worked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from estimator.calculators.shared import fielding, payments


def test_first_spares_are_a_share_of_the_price_of_what_is_ordered() -> None:
    # three and two ordered, an eighth of the price each: 0.375 and 0.25 items at 40: 15 and 10
    spares = fielding.spares_units(np.array([3.0, 2, 0]), 0.125)
    assert spares == pytest.approx([0.375, 0.25, 0])
    assert payments.SPARES_OUTLAY(spares, 40) == pytest.approx([15, 10, 0])
    assert fielding.spares_units(np.array([3.0])) == 0


def test_system_tests_and_places_come_with_the_order() -> None:
    ordered = np.array([0.0, 4, 1])
    # one firing for two ordered; one place each
    assert fielding.trial_units(ordered, 0.5) == pytest.approx([0, 2, 0.5])
    assert fielding.land_units(ordered, 1) == pytest.approx([0, 4, 1])


def test_software_is_kept_up_while_the_item_serves() -> None:
    assert fielding.software_units(np.array([0.0, 2, 3, 0]), 1, 1) == pytest.approx([0, 2, 3, 0])
    assert fielding.software_units(np.array([2.0]), 1) == 0
