"""The sheet Scenario results: options down, scenarios across, and what each scenario sets in real values."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from estimator import load
from estimator.analysis.questions.scenario_table import ScenarioTable
from estimator.analysis.standing.inputs_by_layer import Input
from estimator.calculators.roles import Role
from estimator.workbook.plan.sheet_registry import SCENARIO_RESULTS
from estimator.workbook.sheets.scenarios.results import MONEY_CHANCE, VERDICT, scenario_results
from estimator.workbook.sheets.scenarios.sheet import _in_words
from estimator.workbook.sheets.value_sheet import HEADER_ROW
from tests.workbook.small import assumption

OPTIONS = ("ageing_ships", "ten_patrol_ships")


@pytest.fixture(scope="module")
def model():
    return load("coastguard").model()


def table(model, chances=None):
    """Under base and lean_years: the ageing ships fit in both; ten new ones lack people, then money too."""
    over, short, new = (model.name(role) for role in (Role.YEARS_OVER, Role.YEARS_SHORT, Role.NEW_MONEY))
    values = {
        "ageing_ships": {over: np.array([0.0, 0.0]), new: np.array([0.0, np.nan])},
        "ten_patrol_ships": {over: np.array([0.0, 3.0]), short: np.array([12.0, 12.0]), new: np.array([1.3e9, 1.4e9])},
    }
    return ScenarioTable(
        model, (), ("base", "lean_years"), (over, short, new), values, draws=8 if chances else 0, chances=chances or {}
    )


def block(grid, heading):
    """The contents of the two options beneath a heading, scenarios across."""
    heads = {str(each.content): row for (row, column), each in grid.entries.items() if column == 1}
    top = next(row for text, row in heads.items() if text.startswith(heading))
    return [[grid.entries[row, column].content for column in (2, 3)] for row in (top + 1, top + 2)]


def test_each_option_has_its_verdict_and_money_under_each_scenario(model):
    grid = scenario_results(table(model))
    assert grid.name == SCENARIO_RESULTS
    heads = [grid.entries[HEADER_ROW, column].content for column in (1, 2, 3)]
    assert heads == ["Option", "Values in force", "Lean years"]
    assert block(grid, VERDICT) == [
        ["Fits money and people", "Fits money and people"],
        ["Short of people", "Over budget, short of people"],
    ]
    assert block(grid, "New money") == [[0.0, "–"], [1.3e9, 1.4e9]]
    assert not any("leak" in str(each.content).lower() for each in grid.entries.values())  # no option of these has any
    assert not any(str(each.content).startswith("Chance") for each in grid.entries.values())


def test_chances_stand_where_they_were_drawn_in_cells_that_an_import_leaves_alone(model):
    chance = {option: SimpleNamespace(money=0.25, people=None) for option in OPTIONS}
    without = scenario_results(table(model))
    grid = scenario_results(table(model, {"base": chance, "lean_years": chance}))
    assert block(grid, MONEY_CHANCE) == [[0.25, 0.25], [0.25, 0.25]]
    assert set(grid.entries) - set(without.entries) <= grid.drawn == without.drawn


@pytest.mark.parametrize(
    ("own", "words"),
    [
        # 2022 and 2023 differ from the base of 1 in all years: from 0.5 to 0.8 in these two
        ({2021: 1.0, 2022: 0.5, 2023: 0.8}, '"0.5 … 0.8 (2022–23)"'),
        ({2021: 1.0, 2022: 1.0, 2023: 0.5}, '"0.5 (2023)"'),
        # amounts are not to be taken for years
        ({2021: 1990.0, 2022: 2197.4, 2023: 1.0}, '"1,990 … 2,197 (2021–22)"'),
        ({2021: -12345.6, 2022: 1.0, 2023: 1.0}, '"-12,350 (2021)"'),
        # a loss in a hundred thousand; what is too long for two of it to stand side by side
        ({2021: 1.0, 2022: 0.00001, 2023: 1.0}, '"0.00001 (2022)"'),
        ({2021: -1e300, 2022: 1e300, 2023: 1.0}, '"-1e+300 … 1e+300"'),
        ({2021: 1.0, 2022: 1.0, 2023: 2e10}, '"2e+10 (2023)"'),
        # too long with its years for a column of 24 letters
        ({2021: -1.2345, 2022: -0.012345, 2023: 1.0}, '"-1.234 … -0.01235"'),
    ],
)
def test_what_a_scenario_sets_along_the_years_is_shown_by_its_values(own, words):
    base = assumption("economy.growth", {2021: 1.0, 2022: 1.0, 2023: 1.0}, "%")
    scenario = assumption("economy.growth", own, "%")
    assert _in_words(Input(base, True, {"slump": scenario}), scenario) == words
