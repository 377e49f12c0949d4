"""A flip beyond what its assumption allows is told in words, alike in every medium."""

from __future__ import annotations

import math

import pytest

from estimator.analysis.standing.flips import Flip, shown_flips
from estimator.display.decision import ANY_VALUE, NO_VALUE, Shown
from estimator.display.text import text
from estimator.report.answers.flips import flips_table, flips_tidy
from estimator.report.tables import records
from estimator.report.words.flip_words import flip_words
from tests.report import case

LOSS = Shown("share", "%", "%", 0.01, places=1, limits=(0.0, 0.5))


@pytest.mark.parametrize(
    ("value", "words"),
    [(0.0, ANY_VALUE), (-0.2, ANY_VALUE), (0.5, ""), (0.001, ""), (0.5001, NO_VALUE), (math.nan, ""), (None, "")],
)
def test_a_value_beyond_its_limits_is_no_value_or_any(value, words):
    assert LOSS.beyond(value) == words


def test_a_value_without_limits_is_always_a_number():
    assert text(200.0, Shown("measure", "minute", "minutes")) == "200"


def test_a_mark_for_no_value_takes_no_part_in_the_choice_of_decimals():
    # The largest within the limits is 4 %, below 10 %: two decimals. 20,000 %, the mark, would leave one.
    assert LOSS.fitted([0.04, 200.0]).places == 2


def flip(option: str, value: float, by: str = "ship.weather_loss") -> Flip:
    return Flip(
        f"{option}.x", option, "One more ship from this loss on", "ships", by, value, 0.04, "1", "share", (0, 0.5)
    )


FLIPS = (flip("a", 0.0), flip("b", 0.123), flip("c", 200.0))


def test_the_table_says_it_in_words_and_the_value_in_use_stays_a_number():
    rows = flips_table(FLIPS, case.SETTINGS).rows
    assert [(row[3].text, row[4].text) for row in rows] == [  # 12.3 % is the largest: one decimal for all
        ("at any value", "4.0"),
        ("12.3", "4.0"),
        ("at no value", "4.0"),
    ]


def test_machines_read_the_words_in_a_field_of_their_own_and_no_number():
    found = [(each["flips_at"], each["changes"], each["unit"]) for each in records(flips_tidy(FLIPS, case.SETTINGS))]
    assert found == [(None, "at any value", "1"), (0.123, "at this value", "1"), (None, "at no value", "1")]


@pytest.mark.parametrize(
    ("value", "at", "words"),
    [
        (0.0400002, "just above 4.00", "one more ship from this loss on: just above 4.00 % (in use 4.00 %)"),
        (0.0399998, "just below 4.00", "one more ship from this loss on: just below 4.00 % (in use 4.00 %)"),
        (0.04, "4.00", "one more ship from this loss on: 4.00 % (in use 4.00 %)"),
        (0.041, "4.10", "one more ship from this loss on: 4.10 % (in use 4.00 %)"),
    ],
)
def test_a_flip_that_reads_like_the_value_in_use_says_on_which_side_it_lies(value, at, words):
    found = (flip("a", value),)
    assert flips_table(found, case.SETTINGS).rows[0][3].text == at
    how = shown_flips(found, case.SETTINGS)[found[0].label, found[0].by]
    assert flip_words(found[0], how, case.SETTINGS) == words
