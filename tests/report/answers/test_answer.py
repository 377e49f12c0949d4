"""Numbers beside one another in an answer."""

from __future__ import annotations

import pytest

from estimator.analysis.standing.compare import Metric
from estimator.display.decision import Shown
from estimator.report.answers.answer import side_by_side
from estimator.report.answers.whatif import differs

MONEY = Shown("money", "€m", "€m", 1e6, places=1, least=1)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (41.96e6, 41.94e6, ("41.96", "41.94", "-0.02")),  # one decimal would say 42.0, 41.9 and 0.0
        (41.9e6, 42.3e6, ("41.9", "42.3", "0.4")),
        (
            10.04e6,
            20.16e6,
            ("10.0", "20.2", "10.2"),
        ),  # 10.12 alone would say 10.1, which no reader finds by subtracting
        (20.16e6, 10.04e6, ("20.2", "10.0", "-10.2")),
        (2_000e6, 2_000e6, ("2,000.0", "2,000.0", "0.0")),
        (None, 30e6, ("–", "30.0", "–")),
    ],
)
def test_a_change_is_told_with_the_decimals_of_what_changes(before, after, told):
    assert tuple(each.text for each in side_by_side(before, after, MONEY)) == told


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [(0.1 + 0.2, 0.3, False), (0.3, 0.3 + 1e-8, True), (None, None, False), (None, 0.0, True)],
)
def test_the_last_digits_of_computing_are_no_change(before, after, changed):
    assert differs(Metric(before, "1"), Metric(after, "1")) is changed
