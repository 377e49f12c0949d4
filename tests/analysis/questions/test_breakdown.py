"""What makes up an option's cost, on the coastguard's pack."""

from __future__ import annotations

import numpy as np
import pytest

from estimator import compare, load
from estimator.analysis.questions.breakdown import breakdown
from estimator.analysis.standing.element_costs import ORDER
from estimator.calculators.roles import Role
from estimator.errors import InputError

DRONES = "drones_and_shore_watch"


@pytest.fixture(scope="module")
def model():
    return load("coastguard").model()


@pytest.mark.parametrize("option", ["ten_patrol_ships", "six_large_ships", "chartered_vessels", DRONES])
def test_elements_and_phases_add_up_to_the_life_cycle_cost(model, option):
    found = breakdown(model, option)
    whole = compare(load("coastguard")).metrics[option][model.name(Role.LIFE_CYCLE_COST)].value
    assert found.total == pytest.approx(whole, rel=1e-12)
    assert sum(found.phases.values()) == pytest.approx(whole, rel=1e-12)
    assert list(found.phases) == [phase for phase in ORDER if phase in found.phases]
    totals = [each.total for each in found.elements]
    assert totals == sorted(totals, reverse=True)


def test_one_per_cent_more_of_an_input_adds_what_its_weight_says(model):
    element = breakdown(model, DRONES).elements[0]
    for weight in element.weights:
        dearer = load("coastguard").with_settings(f"{weight.id}*=1.01").model()
        now = next(each for each in breakdown(dearer, DRONES).elements if each.id == element.id)
        assert (now.total / element.total - 1) / 0.01 == pytest.approx(weight.elasticity, rel=1e-9)


def test_a_payment_of_nothing_but_a_price_has_a_weight_of_one(model):
    # Engines ordered and cancelled: what is owed is the unpaid cost times the share owed, so each weighs 1.
    (engines,) = (each for each in breakdown(model, "ten_patrol_ships").elements if "Engines" in each.label)
    weights = {each.id.rsplit(".", 1)[-1]: each.elasticity for each in engines.weights}
    assert weights["unpaid_cost"] == pytest.approx(1)


def test_an_option_that_costs_nothing_has_no_breakdown(model):
    with pytest.raises(InputError, match="costs nothing"):
        breakdown(model, "an_option_without_elements", {model.require_role(Role.IN_HORIZON): np.ones((1, 1))})


def test_tables_of_questions_are_frames():
    base = load("coastguard")
    parts = base.breakdown(DRONES).to_frame()
    whole = base.compare([DRONES]).value(f"{DRONES}.life_cycle_cost")
    assert parts["value"].sum() == pytest.approx(whole)
    assert parts["share"].sum() == pytest.approx(1)
    beside = base.breakdown(DRONES, against="chartered_vessels").to_frame()
    both = beside[beside["by"] == "phase"]
    assert both["difference"].sum() == pytest.approx(both[DRONES].sum() - both["chartered_vessels"].sum())
    joint = base.together(DRONES, "chartered_vessels").to_frame()
    assert set(joint["option"]) == {DRONES, "chartered_vessels", "together"}
    table = base.scenario_table(["new_money"], options=[DRONES]).to_frame()
    assert list(table["scenario"]) == ["base", "lean_years", "weaker_euro"]
    assert table["value"].dtype == float
