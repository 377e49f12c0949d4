"""Each cost element of the guides is a row of each option that buys something, or named as left out with its reason."""

from __future__ import annotations

import pytest

from estimator.model.instances import elements_of
from tests.cases.conftest import computed

# The row of an element that counts it, and what an option may name in its place.
LOOKED_FOR = {
    "first spares": ("spares_outlay", ("first_spares_of_ships", "patriot_spares")),
    "training rounds": ("fired_units", ()),
    "land and community": ("land_outlay", ("port_and_quay", "land_for_launchers")),
    "software upkeep": ("software_outlay", ("software_of_ships", "patriot_spares", "mission_planning_upkeep")),
    "system test": ("trial_outlay", ("system_test_of_vessels", "patriot_spares", "system_test_of_missiles")),
    "tankers": ("tankers.procurement_outlay", ("tankers_elsewhere",)),
    "early warning": ("early_warning.upkeep_outlay", ("airborne_early_warning", "launch_warning")),
}
STRIKE_ALONE = ("tankers", "early warning")


def counted(case, option, row):
    """True if a row of one of the option's elements, or of the element that the row names, counts the cost."""
    stems = (stem for each in elements_of(case.model.pack, option) for stem in (each.id, each.option))
    return any(f"{stem}.{row}" in case.model.rows for stem in stems)


def in_the_price(case, option, words):
    """True if the label of a price of one of its systems says so."""
    pack = case.model.pack
    systems = {each.system for each in elements_of(pack, option)}
    prices = (each for id, each in pack.assumptions.items() if id.partition(".")[0] in systems and each.basis)
    return any(words in each.label for each in prices)


@pytest.mark.parametrize("words", LOOKED_FOR)
def test_each_cost_element_is_counted_or_named_as_left_out(words):
    case = computed("japan", "base")
    row, instead = LOOKED_FOR[words]
    for option in case.model.pack.options.values():
        strikes = any(each.calculator == "strike_rounds" for each in elements_of(case.model.pack, option.id))
        if option.id == case.model.pack.settings.baseline_option or (words in STRIKE_ALONE and not strikes):
            continue  # it buys nothing; defence needs neither
        named = {each.id for each in case.model.pack.left_out_of(option.id)}
        found = counted(case, option.id, row) or named.intersection(instead) or in_the_price(case, option.id, words)
        assert found, f"{option.id}: {words}"


def test_every_reason_is_given_once_and_names_options_of_the_pack():
    pack = computed("japan", "base").model.pack
    reasons = [each.reason for each in pack.left_out]
    assert len(set(reasons)) == len(reasons)
    assert all(pack.left_out_of(option) for option in pack.options)
