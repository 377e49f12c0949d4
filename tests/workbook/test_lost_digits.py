"""What a cell holds can be seen in it: no number format shows nil for a number that is none."""

from dataclasses import replace

import pytest

from estimator.analysis.standing.inputs_by_layer import read_inputs
from estimator.pack.records import Override
from estimator.workbook.book import compose
from estimator.workbook.plan.sheet_registry import ASSUMPTIONS, YEARLY
from tests.shipped import compared
from tests.workbook import small
from tests.workbook.lost_digits import lost, rendered

DELIVERED = "alpha.boats.ordered"


@pytest.mark.parametrize(
    ("number", "format", "shown"),
    [
        (0.35, "#,##0", "0"),
        (0.35, "0.0########%", "35.000000000"),
        (2.5e9, "#,##0.0,,,", "2.5"),
        (4e5, "#,##0.0,,,", "0.0"),
    ],
)
def test_a_number_is_rendered_as_a_format_shows_it(number, format, shown):
    assert rendered(number, format) == shown


def test_no_cell_of_the_default_workbook_shows_nil_for_a_number():
    found = compared()
    book = compose(found.model, found.values, {})
    assert [each for grid in book.grids for each in lost(grid)] == []


def grids(*overrides):
    """The two sheets of inputs of the small model, with a scenario of fractions of a boat over whole ones."""
    made = small.model(overrides=overrides)
    part = Override(DELIVERED, by_year={2019: 0.1, 2020: 0.5}, layer="scenario", why="parts")
    slump = made.pack.scenarios["slump"]
    scenarios = {**made.pack.scenarios, "slump": replace(slump, overrides=(*slump.overrides, part))}
    made = replace(made, pack=replace(made.pack, scenarios=scenarios))
    book = compose(made, small.values(made), {})
    return made, {grid.name: grid for grid in book.grids}


def test_a_scenario_of_fractions_over_whole_base_values_is_shown_as_it_is():
    made, found = grids()
    assert read_inputs(made).found[DELIVERED].scenarios["slump"].by_year[2019] == 0.1
    assert list(lost(found[YEARLY])) == []
    held = [band for band in found[YEARLY].bands if 0.5 in band.values]
    assert {rendered(0.5, band.format) for band in held} == {"0.5"}


def test_what_is_typed_in_is_shown_with_all_its_digits():
    _, found = grids(Override("boat.service_life", value=5.0), Override(DELIVERED, by_year={2020: 0.35}))
    for name in (ASSUMPTIONS, YEARLY):
        assert list(lost(found[name])) == []
    yellow = [band for band in found[YEARLY].bands if band.kind == "input"]
    assert {band.format for band in yellow} == {"General", "0.0########%"}
    cells = {entry.format for entry in found[ASSUMPTIONS].entries.values() if entry.kind == "input"}
    assert cells == {"General", "0.0########%"}


def test_a_cell_in_use_shows_more_decimals_where_what_is_typed_in_has_more():
    _, found = grids()
    growth = next(each for each in found[ASSUMPTIONS].flags if each.format == "#,##0.0########%")
    assert "D6" not in growth.cells  # the column In use is E
    assert growth.formula == "AND(ISNUMBER(E6),ABS(ROUND(E6*100,1)-E6*100)>1E-9)"
    money = next(each for each in found[ASSUMPTIONS].flags if each.format.endswith(",,,"))
    assert "/1000000000.0" in money.formula
