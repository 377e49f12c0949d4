"""Classes of verdicts on a small pack, held against a count of the draws themselves."""

from dataclasses import replace

import numpy as np
import pytest

from estimator.analysis.draws.records import Run
from estimator.analysis.draws.simulate import simulate
from estimator.analysis.draws.summary import chances
from estimator.analysis.draws.trials import Block
from estimator.display.verdict import verdict_on
from estimator.model import build_model
from estimator.pack import apply, parse_settings
from tests.analysis.draws.test_simulate import Kept

TIGHT = "budget.gdp_share=0.08 %"
"""A ceiling that patrol ships break in some draws and keep in others; they lack people in some, too."""


@pytest.fixture(scope="module")
def kept():
    return Kept()


@pytest.fixture(scope="module")
def found(coast_pack, kept):
    tight = apply(coast_pack, parse_settings(TIGHT, coast_pack))
    model = build_model(replace(tight, settings=replace(tight.settings, chance_holds=0.6, chance_fails=0.4)))
    return simulate(model, Run(3000, seed=2), sink=kept)


def counted(kept, option):
    """The share of the draws in which money, people, and both in the same draw hold."""
    money = kept.column(f"{option}.years_over_headroom") == 0
    people = kept.column(f"{option}.years_short_of_people") == 0
    return [np.count_nonzero(each) / each.size for each in (money, people, money & people)]


def test_both_must_hold_in_the_same_draw(found, kept):
    for option, each in found.chances.items():
        assert list(each.events.values()) == pytest.approx(counted(kept, option), abs=1e-12)
    ships = found.chances["patrol_ships"]
    assert 0 < ships.holding < min(ships.money, ships.people) < 1


def test_classes_are_those_of_the_counted_draws(found, kept):
    def by_hand(chance):
        return "holds" if chance >= 0.6 else "fails" if chance <= 0.4 else "open"

    told = {
        option: [str(verdict_on(each, found.model.pack.settings).standing) for each in judged.events.values()]
        for option, judged in found.chances.items()
    }
    assert told == {option: [by_hand(each) for each in counted(kept, option)] for option in found.chances}
    assert told["patrol_ships"] == ["open", "holds", "fails"]


def test_several_blocks_and_processes_count_the_same(found):
    again = simulate(found.model, replace(found.run, workers=2))
    assert [each.holding for each in again.chances.values()] == [each.holding for each in found.chances.values()]


def test_an_option_that_asks_for_nothing_holds_and_a_pack_without_events_has_none(boats, coast):
    assert [*simulate(build_model(boats), Run(64)).chances["buy"].events.values()] == [None, None, None]
    short = np.append(np.zeros(len(coast.years)), 16.0)  # 16 of 64 draws have a year short of people
    sums = counted_sums(over={}, short={"patrol_ships": short}, holding={"patrol_ships": 48.0})
    assert [*chances(coast, "shore_watch", sums, 64).events.values()] == [1.0, 1.0, 1.0]
    assert [*chances(coast, "patrol_ships", sums, 64).events.values()] == [1.0, 0.75, 0.75]


def counted_sums(**counted):
    """A block of which nothing counts but the events."""
    nothing = np.empty((0, 0))
    return Block(nothing, at_or_below=nothing, cheaper=nothing, cheapest=nothing, allocations={}, **counted)
