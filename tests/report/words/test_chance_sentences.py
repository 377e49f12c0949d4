"""The brief in chances: what is said of verdicts, medians and ratios, held against a count of the draws themselves."""

import json

import numpy as np
import pytest

from estimator import load
from estimator.analysis.draws.records import Run
from estimator.analysis.draws.simulate import simulate
from estimator.analysis.standing.flips import flips
from estimator.report.words.brief import brief, written
from tests.analysis.draws.test_simulate import Kept
from tests.coast import pack

__all__ = ["pack"]
TIGHT = "budget.gdp_share=0.08 %"
DRAWS = 1000
"""So that a count of draws is a share of a thousand: 571 draws are "in 57 of 100 draws"."""


@pytest.fixture(scope="module")
def kept():
    return Kept()


@pytest.fixture(scope="module")
def result(pack):
    return load(pack).with_settings(TIGHT).compare()


@pytest.fixture(scope="module")
def simulation(result, kept):
    return simulate(result.model, Run(DRAWS, seed=2), sink=kept)


def made(result, simulation):
    model, values = result.model, result.values
    return json.loads(
        written(brief(model, values, result.metrics, {}, flips(model, values), simulation=simulation), "json")
    )


@pytest.fixture(scope="module")
def said(result, simulation):
    """The sentences about the ships, by subject."""
    return made(result, simulation)["options"]["patrol_ships"]["sentences"]


def hundredths(flags):
    return f"{(2 * np.count_nonzero(flags) * 100 + flags.size) // (2 * flags.size)} of 100 draws"  # half up


def test_the_verdict_says_how_often_it_can_be_paid_manned_and_both(said, kept):
    money = kept.column("patrol_ships.years_over_headroom") == 0
    people = kept.column("patrol_ships.years_short_of_people") == 0
    told = [f"in {hundredths(each)}" for each in (money, people, money & people)]
    assert said["verdict"] == "It can be paid {}, manned {}, and both {}: ? open.".format(*told)


def test_an_open_verdict_names_what_it_turns_on(said):
    assert said["turns"].startswith("It turns on ")


def test_cost_is_told_at_its_median_and_the_given_values_by_their_percentile(said, kept, result):
    cost = kept.column("patrol_ships.life_cycle_cost")
    low, middle, high = (f"CRN{np.quantile(cost, each) / 1e6:,.1f} m" for each in (0.2, 0.5, 0.8))
    told = said["cost"].replace("CRN ", "CRN")
    point = result.metrics["patrol_ships"]["life_cycle_cost"].value
    percentile = np.count_nonzero(cost <= point) / cost.size * 100
    digits = [each.removeprefix("CRN").removesuffix(" m") for each in (low, middle, high)]
    assert all(each in told for each in digits), told
    assert f", P{percentile:.0f}." in told


def test_the_ratio_to_the_reference_is_that_of_the_middle_draw(result, simulation, kept):
    told = made(result, simulation)["options"]["shore_watch"]["sentences"]["against"]
    ratio = kept.column("shore_watch.life_cycle_cost") / kept.column("patrol_ships.life_cycle_cost")
    less = kept.column("shore_watch.life_cycle_cost") < kept.column("patrol_ships.life_cycle_cost")
    assert f"At P50 that is {np.quantile(ratio, 0.5):.2f}" in told
    assert ("in no draw" if not less.any() else hundredths(less)) in told


def test_what_holds_at_the_given_values_alone_says_so(said):
    for subject in ("headroom", "over", "manning"):
        assert said[subject].startswith("At the given values "), subject


def test_a_number_that_names_no_percentile_is_the_median_and_a_note_says_so(said, result, simulation, kept):
    # 126.26 in the middle of the draws, 126.5 at the given values.
    middle = np.quantile(kept.column("patrol_ships.acquisition_cost"), 0.5) / 1e6
    assert f"{middle:.1f}" != f"{result.metrics['patrol_ships']['acquisition_cost'].value / 1e6:.1f}"
    assert said["acquired"] == f"It takes CRN {middle:.1f} m to acquire."
    model, values = result.model, result.values
    notes = brief(model, values, result.metrics, {}, flips(model, values), simulation=simulation).notes
    assert "Numbers that name no percentile are at P50, too" in notes[1]


def test_options_are_named_by_class_and_not_as_facts(result, simulation):
    lines = made(result, simulation)["summary"]
    assert any(line.startswith("? Open: ") for line in lines)
    assert not any(line.startswith(("Fit money", "Over budget", "Short of people")) for line in lines)


def test_without_draws_the_brief_says_that_verdicts_are_of_the_given_values(result):
    model, values = result.model, result.values
    text = written(brief(model, values, result.metrics, {}, flips(model, values)), "text")
    assert "Nothing was drawn: every verdict is of the given values." in text
    assert "100 draws" not in text


def test_the_finding_stands_first(result, simulation):
    model, values = result.model, result.values
    told = brief(model, values, result.metrics, {}, flips(model, values), simulation)
    text = " ".join(written(told, "text").split())
    assert text.startswith(f"{told.title} {' '.join(told.finding)}")


def test_a_raid_brings_what_the_pack_calls_it():
    result = load("coastguard").compare(["ten_patrol_ships"])
    model, values = result.model, result.values
    text = written(brief(model, values, result.metrics, {}, flips(model, values)), "text")
    assert "Attackers of the first day" in text
    assert "missile" not in text.lower()
