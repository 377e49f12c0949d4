"""Classes of verdicts at and around the thresholds, their words and signs, and chances as texts."""

import pytest

from estimator.display.verdict import AT_VALUES, SIGNS, Standing, Verdict, chance_in_percent, in_draws, verdict_on
from tests.pack_settings import settings


@pytest.mark.parametrize(
    ("chance", "standing", "near"),
    [
        (1.0, Standing.HOLDS, False),
        (0.8, Standing.HOLDS, True),
        (1 - 0.2, Standing.HOLDS, True),
        (0.8201, Standing.HOLDS, False),
        (0.7999, Standing.OPEN, True),
        (0.78, Standing.OPEN, True),
        (0.7799, Standing.OPEN, False),
        (0.5, Standing.OPEN, False),
        (0.22, Standing.OPEN, True),
        (0.2, Standing.FAILS, True),
        (0.1799, Standing.FAILS, False),
        (0.0, Standing.FAILS, False),
    ],
)
def test_a_verdict_holds_from_80_and_fails_to_20_and_is_near_within_two_points(chance, standing, near):
    found = verdict_on(chance, settings())
    assert (found.standing, found.near) == (standing, near)


def test_the_pack_sets_the_thresholds():
    strict = settings(chance_holds=0.9, chance_fails=0.3)
    assert [verdict_on(each, strict).standing for each in (0.9, 0.89, 1 - 0.7)] == ["holds", "open", "fails"]


def test_without_draws_there_is_no_class():
    found = verdict_on(None, settings())
    assert found == Verdict()
    assert (str(found), found.percent) == (AT_VALUES, "")
    assert found.record() == {"chance": None, "class": None, "near": False}


def test_a_class_has_a_word_and_a_sign_of_its_own():
    assert len({*SIGNS.values()}) == len(Standing) == 3
    texts = [str(verdict_on(each, settings())) for each in (0.84, 0.57, 0.05)]
    assert texts == ["✓ holds (84 %)", "? open (57 %)", "✗ fails (5 %)"]


def test_near_a_threshold_the_chance_is_told_to_a_decimal():
    # 79.6 % is open; rounded it would read 80 %, from which a verdict holds.
    assert str(verdict_on(0.796, settings())) == "? open (79.6 %, near a threshold)"


def test_half_a_draw_is_rounded_up_whatever_the_last_bit_of_a_sum_says():
    # 1 − 0.445 is 0.555 less a bit.
    assert in_draws(1 - 0.445) == "in 56 of 100 draws"


def test_what_is_nearly_certain_is_not_told_as_certain():
    chances = (0.0, 0.001, 0.5725, 0.998, 1.0)
    assert [chance_in_percent(each) for each in chances] == ["0 %", "< 1 %", "57 %", "> 99 %", "100 %"]
    assert [in_draws(each) for each in chances] == [
        "in no draw",
        "in fewer than 1 of 100 draws",
        "in 57 of 100 draws",
        "in more than 99 of 100 draws",
        "in every draw",
    ]


def test_in_a_narrow_place_a_decimal_tells_that_it_is_near():
    assert [verdict_on(each, settings()).short for each in (0.57, 0.796, None)] == [
        "? open (57 %)",
        "? open (79.6 %)",
        "",
    ]
