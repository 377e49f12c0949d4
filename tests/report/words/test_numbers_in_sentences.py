"""Values with their units as a reader says them."""

from __future__ import annotations

import math

import pytest

from estimator.display.decision import Shown
from estimator.report.words.numbers_in_sentences import in_phrase
from tests.report import case

MONEY = Shown("money", "¥bn", "¥bn", 1e9, places=1)
PER_SHIP = Shown("money", "¥bn / ship", "¥bn per ship", 1e9, places=1)
YEAR = Shown("year", "year", "fiscal year")
PEOPLE = Shown("people", "person", "people")
SHIPS = Shown("measure", "ship", "ships")
A_YEAR = Shown("measure", "ship / year", "ships per year")
SHARE = Shown("share", "%", "%", 0.01, places=1)


@pytest.mark.parametrize(
    ("values", "how", "said"),
    [
        ([200e9], MONEY, "¥200.0 bn"),
        ([-5.4e9], MONEY, "−¥5.4 bn"),
        ([0.0, 100e9], MONEY, "¥0.0 bn to ¥100.0 bn"),
        ([100e9], PER_SHIP, "¥100.0 bn / ship"),
        ([2028.0], YEAR, "FY2028"),
        ([math.nan], YEAR, "–"),
        ([math.nan], MONEY, "–"),
        ([math.nan], SHIPS, "–"),
        ([699.0], PEOPLE, "699 people"),
        ([1.0], SHIPS, "1 ship"),
        ([0.0, 2.0], SHIPS, "0 to 2 ships"),
        ([2.0, 2.0], SHIPS, "2 ships"),
        ([1.0], A_YEAR, "1 ship / year"),
        ([0.05, 0.1], SHARE, "5.0 to 10.0 %"),
    ],
)
def test_a_value_or_a_span_is_said_with_its_unit(values, how, said):
    assert in_phrase(values, how, case.SETTINGS) == said
