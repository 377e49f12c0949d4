"""Sheets are built from plans alone: in any order they are the same, and each stands where the others read it."""

import ast
from dataclasses import replace
from pathlib import Path

import pytest

from estimator import load
from estimator.workbook import book
from estimator.workbook.book import compose
from estimator.workbook.builders import BUILDERS, built, sheet_names
from estimator.workbook.cells.addresses import place_of
from estimator.workbook.cells.grid import Formula, Grid
from estimator.workbook.plan.comparison_plan import FIRST_OPTION
from estimator.workbook.plan.named_cells import NAMED_CELLS
from estimator.workbook.plan.sheet_registry import CHARTS, CHECKS, COMPARISON, README, SHEETS, WHAT_IF
from estimator.workbook.plans import plan
from estimator.workbook.sheets.comparison.flips import HEADING as FLIPS
from estimator.workbook.sheets.value_sheet import Attached, Supplement
from estimator.workbook.sheets.value_sheets import attached
from estimator.workbook.sheets.what_if import driver_table, tornado, two_way

PACK = Path(__file__).parents[2] / "assumptions" / "coastguard"
SHEET_ROOM = Path(book.__file__).parent / "sheets"


@pytest.fixture(scope="module")
def given():
    """Model, values, manifest and what is attached, of a pack with every kind of sheet but the drawn one."""
    found = load(PACK).compare()
    return found.model, found.values, {"pack": "coastguard"}, attached(found.model, found.values, found.metrics)


def texts(grid):
    """The rows of the texts in the first column."""
    return {entry.content: row for (row, column), entry in grid.entries.items() if column == 1}


def test_each_sheet_of_the_registry_has_one_builder():
    assert list(BUILDERS) == [sheet.name for sheet in SHEETS]


def test_sheets_built_in_the_opposite_order_and_alone_are_the_same(given):
    plans, others = plan(*given), plan(*given)
    forward = {name: built(plans, name) for name in sheet_names(plans)}
    backward = {name: built(others, name) for name in reversed(list(sheet_names(others)))}
    assert set(forward) == set(backward)
    assert all(backward[name] == grid for name, grid in forward.items())
    alone = plan(*given)
    assert built(alone, README) == forward[README]


def test_no_sheet_looks_into_the_cells_of_a_built_sheet():
    for path in SHEET_ROOM.rglob("*.py"):
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        stored = {
            id(node.value) for node in nodes if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store)
        }
        read = [node for node in nodes if isinstance(node, ast.Attribute) and node.attr == "entries"]
        # the last pass alone goes through all cells: it puts a link on each that holds the id of a source
        assert all(id(node) in stored for node in read) or path.name == "links.py", path.name


def test_the_metrics_stand_where_the_plan_of_the_comparison_says(given):
    plans = plan(*given)
    cells = built(plans, COMPARISON).entries
    assert len(plans.comparison.metrics) > 20
    for line in plans.comparison.metrics.values():
        assert cells[line.row, 1].content == line.label
        for column, option in enumerate(plans.comparison.options, FIRST_OPTION):
            content = cells[line.row, column].content
            assert (content.text if isinstance(content, Formula) else "–") == line.ids.get(option, "–")
    assert texts(built(plans, COMPARISON))[FLIPS] == plans.comparison.flips_row


def test_the_numbers_behind_the_charts_stand_where_their_plan_says(given):
    plans = plan(*given)
    rows = texts(built(plans, CHARTS))
    assert rows["People needed in the peak year, by service"] == plans.charts.people
    assert rows["Budget by fiscal year"] == plans.charts.sand
    assert rows["Behind the answer"] == plans.charts.lists
    assert rows["Largest need of an option drawn here"] == plans.charts.shortfall + 2


def test_the_blocks_of_what_if_follow_one_another_without_a_common_row(given):
    *rest, beside = given
    plans = plan(*rest, replace(beside, data_tables=True))
    rows = texts(built(plans, WHAT_IF))
    order = [rows[each] for each in (tornado.HEADING, two_way.HEADING, driver_table.HEADING, two_way.HEADING_BEHIND)]
    assert order == sorted(order)
    what_if = plans.what_if
    assert what_if.tornado.last < order[1]
    assert what_if.tornado.table.last < what_if.two_way.behind == order[3]
    assert rows["Metrics to choose from"] == what_if.choices.top > what_if.two_way.corner + what_if.two_way.down


def test_values_as_exported_take_no_room_for_data_tables(given):
    plans = plan(*given)
    grid = built(plans, WHAT_IF)
    rows = texts(grid)
    assert not {driver_table.HEADING, two_way.HEADING_BEHIND, "Metrics to choose from"} & set(rows)
    assert rows[two_way.HEADING] > plans.what_if.tornado.last
    assert max(row for row, _ in grid.entries) == plans.what_if.two_way.axis + plans.what_if.two_way.down
    assert plans.what_if.last_row == max(row for row, _ in grid.entries)


def test_drivers_that_values_as_exported_do_not_show_move_nothing_so_that_import_finds_no_edit(given):
    """The file tells the drivers shown, 14 at most; those beyond them leave no trace in it."""
    *rest, beside = given
    ends = dict.fromkeys(list(rest[0].pack.assumptions)[:20], (0.0, 1.0))
    plans = [
        plan(*rest, replace(beside, substituted=replace(beside.substituted, drivers=dict(list(ends.items())[:count]))))
        for count in (14, 20)
    ]
    assert plans[0].what_if.names() == plans[1].what_if.names()
    assert plans[0].checks == plans[1].checks


def test_every_named_number_stands_where_its_name_leads(given):
    made = compose(*given)
    cells = {grid.name: grid.entries for grid in made.grids}
    for cell in NAMED_CELLS:
        sheet, address = made.names[cell.name].split("!")
        content = cells[sheet][place_of(address)].content
        assert isinstance(content.value if isinstance(content, Formula) else content, float), cell.name
    assert cells[CHECKS][place_of(made.names["as_exported"].split("!")[1])].content.value == 1.0


def test_the_way_back_leads_to_the_contents(given):
    made = compose(*given)
    contents = texts(next(grid for grid in made.grids if grid.name == README))["Contents"]
    links = {
        entry.link for grid in made.grids for entry in grid.entries.values() if entry.content == "Back to the contents"
    }
    assert links == {f"'Read me'!A{contents}"}
    readme = next(grid for grid in made.grids if grid.name == README)
    names = [readme.entries[contents + 1 + at, 1].content for at in range(len(made.grids) - 1)]
    assert names == [grid.name for grid in made.grids if grid is not readme]


def test_a_sheet_that_the_registry_does_not_have_is_refused():
    with pytest.raises(ValueError, match="Costs"):
        Attached((Supplement("Costs", "", (), ()),))
    with pytest.raises(ValueError, match="Money"):
        Attached(grids=(Grid("Money"),))
