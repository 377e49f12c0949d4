"""What must hold of budget and headroom whatever the numbers: by chance over assumptions, and draw by draw."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estimator.analysis.draws.drawing import as_draws
from estimator.analysis.draws.outputs import of_options
from estimator.analysis.draws.records import Run
from estimator.analysis.draws.simulate import drawing_of, uncertain_inputs
from estimator.calculators.roles import Role
from estimator.evaluation import ancestors, evaluate, input_array
from estimator.evaluation.planning import make_plan
from tests.cases.conftest import PACKS, computed, scenario_names, wired

HEADROOM = "budget.headroom"
DRAWS = 256
FEW = settings(max_examples=25, deadline=None)
SHARE = st.floats(0.5, 3)
GROWTH = st.floats(-5, 5)
FOREIGN = st.floats(0, 1)


def headroom(**changed: tuple[float, float]) -> np.ndarray:
    """Headroom of the years compared, two draws: each assumption takes two values, in the unit of the model."""
    model = wired("japan")
    given = {id.replace("__", "."): np.array(values)[:, np.newaxis] for id, values in changed.items()}
    years = model.pack.settings
    first = model.years.index(years.first_year)
    return evaluate(model, given, {HEADROOM})[HEADROOM][:, first : first + years.last_year - years.first_year + 1]


def never_higher(found: np.ndarray) -> bool:
    return bool((found[1] <= found[0] + 1e-9 * np.abs(found).max()).all())


@FEW
@given(GROWTH, GROWTH, FOREIGN, st.floats(-2, 2))
def test_more_growth_of_the_baseline_never_raises_headroom(one, other, foreign, shift):
    low, high = sorted((one / 100, other / 100))
    found = headroom(
        budget__materiel_real_growth=(low, high),
        budget__materiel_foreign_share=(foreign, foreign),
        economy__growth_shift=(shift / 100, shift / 100),
    )
    assert never_higher(found)


@FEW
@given(SHARE, SHARE, GROWTH)
def test_a_higher_share_of_output_never_lowers_headroom(one, other, growth):
    high, low = sorted((one / 100, other / 100), reverse=True)
    found = headroom(budget__gdp_share=(high, low), budget__materiel_real_growth=(growth / 100, growth / 100))
    assert never_higher(found)


@FEW
@given(st.floats(1, 2), FOREIGN)
def test_a_weaker_budget_rate_never_raises_headroom(factor, foreign):
    # After the base year, whose own rate is what the baseline was paid at; the forward rate falls as much.
    model = wired("japan")
    base = model.inputs["budget.base_year"].value
    rate = input_array(model.inputs["currency.usd.budget_rate"], model.years)
    weaker = np.where(np.array(model.years) > base, rate * factor, rate)
    given = {
        "currency.usd.budget_rate": np.concatenate([rate, weaker]),
        "currency.usd.rate_multiplier": np.array([[1.0], [factor]]),
        "budget.materiel_foreign_share": np.full((2, 1), foreign),
    }
    found = evaluate(model, given, {HEADROOM})[HEADROOM]
    assert never_higher(found)
    later = np.array(model.years) == model.pack.settings.last_year
    assert foreign * (factor - 1) < 0.001 or (found[1] < found[0])[later].all()


@pytest.mark.parametrize(("pack", "scenario"), [(pack, each) for pack in PACKS for each in scenario_names(pack)])
def test_new_money_never_exceeds_life_cycle_cost(pack, scenario):
    case = computed(pack, scenario)
    costs = of_options(case.model, Role.LIFE_CYCLE_COST)
    dearer = {
        option: case.one(f"{option}.new_money")
        for option, cost in costs.items()
        if case.one(f"{option}.new_money") > case.one(cost) * (1 + 1e-12)
    }
    assert dearer == {}


@cache
def drawn():
    """The plan of each option's years over headroom, some draws, and the uncertain prices that each option reads."""
    model = wired("japan")
    over = of_options(model, Role.YEARS_OVER)
    plan = make_plan(model, uncertain_inputs(model), list(over.values()))
    drawing, _ = drawing_of(model, list(plan.inputs), Run(DRAWS))
    shared = ancestors(model, {HEADROOM})
    prices = {
        option: [
            place
            for place, each in enumerate(drawing.inputs)
            if model.inputs[each.id].basis and each.id in ancestors(model, {id}) and each.id not in shared
        ]
        for option, id in over.items()
    }
    return plan, drawing.inputs, drawing.block(0)[:DRAWS], over, prices


def breaks(values: np.ndarray) -> dict[str, np.ndarray]:
    """The draws in which each option breaks the ceiling."""
    plan, inputs, _, over, _ = drawn()
    found = plan.run(as_draws(inputs, values))
    return {option: np.broadcast_to(found[id][:, 0] > 0, len(values)) for option, id in over.items()}


def dearer(places: list[int], factor: float) -> np.ndarray:
    """The same draws with some prices dearer."""
    values = drawn()[2].copy()
    values[:, places] *= factor
    return values


def test_the_chance_of_breaking_the_ceiling_never_falls_with_a_price_and_rises_with_all():
    before = breaks(drawn()[2])
    prices = drawn()[4]
    assert sum(map(bool, prices.values())) > 10
    for option, places in prices.items():
        after = breaks(dearer(places, 1.5))[option] if places else before[option]
        assert (after >= before[option]).all(), option
        if places and 0.05 < before[option].mean() < 0.95:
            assert after.mean() > before[option].mean(), option


def test_no_single_price_that_rises_saves_an_option_in_any_draw():
    before = breaks(drawn()[2])
    largest = {places[0] for places in drawn()[4].values() if places}
    for place in largest:
        after = breaks(dearer([place], 1.5))
        assert all((after[option] >= before[option]).all() for option, its in drawn()[4].items() if place in its)
