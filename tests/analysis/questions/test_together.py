"""A set of options as given, on the coastguard's pack."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from estimator import load
from estimator.analysis.questions.together import Together, together
from estimator.calculators.roles import Role
from estimator.errors import InputError, UnknownNameError
from estimator.pack.records import Option, Pack
from tests.shipped import shipped

SHIPS, DRONES = "ten_patrol_ships", "drones_and_shore_watch"


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load("coastguard").pack


@pytest.fixture(scope="module")
def found(pack: Pack) -> Together:
    return together(pack, [SHIPS, DRONES])


def test_what_is_shared_by_none_adds_up(found: Together) -> None:
    one, other, both = (each.value or 0.0 for each in found.metrics[found.model.name(Role.LIFE_CYCLE_COST)])
    assert min(one, other) > 0
    assert both == pytest.approx(one + other, rel=1e-12)
    for role in (Role.OUTLAYS, Role.CHARGED):
        ships, drones, joint = found.yearly[role]
        assert np.allclose(joint, ships + drones, rtol=1e-12, atol=1e-3)
    assert found.shared == ()


def test_left_is_headroom_less_what_the_set_charges_and_people_are_short_where_more_are_needed(found: Together) -> None:
    assert np.array_equal(found.left, found.headroom - found.yearly[Role.CHARGED][-1])
    years = found.metrics[found.model.name(Role.YEARS_OVER)][-1].value
    assert years == int((found.left < 0).sum()) > 0
    short = found.metrics[found.model.name(Role.YEARS_SHORT)][-1].value
    assert short == int(np.any([each.short for each in found.people.values()], axis=0).sum()) > 0


def test_what_two_options_share_is_there_once_as_the_dearer_has_it(pack: Pack) -> None:
    dear, cheap = pack.options[SHIPS], pack.options["six_large_ships"]

    def shared(option: Option) -> Option:
        return replace(option, elements=tuple(replace(each, share="hulls") for each in option.elements[:1]))

    made = replace(pack, options={**pack.options, SHIPS: shared(dear), "six_large_ships": shared(cheap)})
    found = together(made, ["six_large_ships", SHIPS])
    costs = [each.value or 0.0 for each in found.metrics[found.model.name(Role.LIFE_CYCLE_COST)]]
    assert costs[2] == pytest.approx(max(costs[:2]), rel=1e-12)
    (kept,) = found.shared
    assert (kept.word, kept.kept_by) == ("hulls", found.options[costs.index(max(costs[:2]))])
    assert set(kept.options) == {SHIPS, "six_large_ships"}


def test_a_set_that_is_none_is_refused(pack: Pack) -> None:
    apart = {**pack.options, SHIPS: replace(pack.options[SHIPS], excludes=(DRONES,))}
    inside = {**pack.options, SHIPS: replace(pack.options[SHIPS], include=(DRONES,))}
    taken = {**pack.options, "together": pack.options[SHIPS]}
    for options, given, words in (
        (pack.options, [SHIPS], "two options or more"),
        (pack.options, [SHIPS, pack.settings.baseline_option], "happens without a choice"),
        (apart, [DRONES, SHIPS], "exclude one another"),
        (inside, [SHIPS, DRONES], f"both contain {DRONES}"),
        (taken, [SHIPS, DRONES], "of its own"),
    ):
        with pytest.raises(InputError, match=words):
            together(replace(pack, options=options), given)
    with pytest.raises(UnknownNameError, match="there is no option"):
        together(pack, [SHIPS, "ten_patrol_boats"])


def test_rounds_of_one_name_in_two_options_are_two_kinds_of_the_set() -> None:
    found = together(shipped().pack, ["ground_launched_tomahawk", "independent_strike"])
    salvos = [row for row in found.model.rows if row.startswith("together.") and "tomahawk_salvo" in row]
    assert any("tomahawk_salvo_2" in row for row in salvos)
    assert any("tomahawk_salvo_" in row and "tomahawk_salvo_2" not in row for row in salvos)
