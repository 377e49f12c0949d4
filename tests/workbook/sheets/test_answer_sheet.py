"""The first sheet: the question as its title, one row an option with live numbers, bars beside the rows."""

from __future__ import annotations

import openpyxl
import pytest

from estimator.calculators.roles import Role
from estimator.report.words.finding import finding
from estimator.workbook.builders import built
from estimator.workbook.cells.addresses import quoted
from estimator.workbook.cells.grid import Grid
from estimator.workbook.plan.input_places import COLUMN
from estimator.workbook.plan.sheet_registry import ANSWER, README
from estimator.workbook.plans import plan
from estimator.workbook.sheets.answer.bars import Cost, Place, cost_bars
from estimator.workbook.sheets.value_sheet import NOTHING_ATTACHED
from tests.opened import opened
from tests.shipped import workbook
from tests.workbook.selector import selector


@pytest.mark.parametrize(
    ("cost", "parts"),
    [
        # From nil to P20 nothing is seen: 8; from 8 to the point at 10: 2; from the point to P80 at 13: 3
        (Cost(10.0, 8.0, 13.0), (8.0, 2.0, 3.0)),
        # A point beneath P20 starts the bar itself: 10, nothing below the point, 12 − 10 = 2 above
        (Cost(10.0, 11.0, 12.0), (10.0, 0.0, 2.0)),
        # A point above P80 ends it: 8, 10 − 8 = 2, nothing above
        (Cost(10.0, 8.0, 9.0), (8.0, 2.0, 0.0)),
        # Without draws there is no bar
        (Cost(10.0), (10.0, 0.0, 0.0)),
    ],
)
def test_a_bar_runs_from_p20_over_the_point_to_p80(cost: Cost, parts: tuple[float, ...]) -> None:
    grid = Grid(ANSWER, widths={4: 20.0})
    cost_bars(Place(grid, 9, 9, 15.0), 4, 12, 13.0, [cost], "0")
    assert tuple(grid.entries[9, column].content.value for column in (12, 13, 14)) == parts  # type: ignore[union-attr]


def test_bars_are_as_wide_as_their_column_and_as_high_as_their_rows() -> None:
    grid = Grid(ANSWER, widths={4: 20.0})
    chart = cost_bars(Place(grid, 9, 12, 15.0), 4, 12, 13.0, [Cost(1.0)] * 4, "0")
    # 20 digits of 7 pixels and 5 more: 145 × 2.54/96 = 3.836 cm; four rows of 15 points: 60 × 2.54/72 = 2.117 cm
    assert (chart.wide, chart.high) == (pytest.approx(3.8365, abs=1e-3), pytest.approx(2.1167, abs=1e-3))
    assert (chart.row, chart.column, chart.beside) == (9, 4, 1.0)


@pytest.fixture(scope="module")
def sheet(sent):
    """The first sheet of the small pack's workbook."""
    return opened(sent)[ANSWER]


def rows_of(sheet) -> dict[str, int]:
    """The first row that begins with each text."""
    return {str(cell.value): cell.row for cell in reversed(sheet["A"]) if cell.value}


def test_it_is_the_first_sheet_and_asks_the_question(sent, pack) -> None:
    from estimator import load

    book = openpyxl.load_workbook(sent, read_only=True)
    assert book.sheetnames[:2] == [ANSWER, README]
    assert book[ANSWER]["A1"].value == load(pack).pack.settings.question


def test_each_option_has_a_row_whose_numbers_are_links_and_whose_percentiles_are_values(sheet, pack) -> None:
    from estimator import load

    rows = rows_of(sheet)
    for id, option in load(pack).pack.options.items():
        row = rows[option.short]
        assert sheet.cell(row, 2).value == f"={id}.life_cycle_cost"
        low, high = (sheet.cell(row, column).value for column in (4, 6))
        assert 0 < low < high
        assert (
            sheet.cell(row, 1).hyperlink.location == f"'{id}'!A1" or sheet.cell(row, 1).hyperlink.location == f"{id}!A1"
        )


def test_beside_the_point_stands_at_which_percentile_of_the_draws_it_is(sent, sheet, pack) -> None:
    from estimator import load

    rows = rows_of(sheet)
    points = opened(sent, data_only=True)[ANSWER]
    for option in load(pack).pack.options.values():
        point, stands, low, high = (points.cell(rows[option.short], column).value for column in (2, 3, 4, 6))
        assert sheet.cell(rows[option.short], 3).number_format == '"P"0'
        # At or below P20 lie 20 of 100 draws, and 80 at or below P80
        assert (low < point < high) == (20 <= stands <= 80)


def test_no_label_of_an_option_is_cut(pack, sheet) -> None:
    # the rows are as high as their bars, so a long label is set smaller instead of on two lines
    from estimator import load

    rows = rows_of(sheet)
    for option in load(pack).pack.options.values():
        assert sheet.cell(rows[option.short], 1).alignment.shrink_to_fit


def test_what_bars_are_made_of_is_folded_away(sheet) -> None:
    heads = [cell for row in sheet.iter_rows() for cell in row if cell.value == "P20 to the point"]
    folded = [each for each in sheet.column_dimensions.values() if each.hidden and each.outlineLevel == 1]
    assert [any(each.min <= cell.column <= each.max for each in folded) for cell in heads] == [True]


def test_three_assumptions_that_move_the_cost_most_are_named(sheet) -> None:
    top = next(row for text, row in rows_of(sheet).items() if text.startswith("What moves its cost most"))
    ends = [(sheet.cell(row, 2).value, sheet.cell(row, 4).value) for row in range(top + 2, top + 5)]
    swings = [abs(high - low) for low, high in ends]
    assert swings == sorted(swings, reverse=True)
    assert swings[-1] > 0


def test_the_scenario_is_chosen_here_and_comparison_shows_it(sent) -> None:
    book = opened(sent)
    assert (selector(book).parent.title, selector(book).coordinate) == (ANSWER, "A3")
    assert book["Comparison"]["C1"].value == "=Answer!$A$3"
    assert book["Comparison"]["B1"].hyperlink.location == "Answer!A3"


def test_outlays_are_drawn_over_headroom_year_by_year_for_the_options_that_cost_least(pack) -> None:
    from estimator import load

    found = load(pack).compare()
    plans = plan(found.model, found.values, {}, NOTHING_ATTACHED)
    chart = next(each for each in built(plans, ANSWER).charts if each.kind == "lines")
    shares = {
        option: plans.layout.spots[id]
        for option in found.model.options
        if (id := found.model.role(Role.SHARE_OF_HEADROOM, option))
    }
    settings = found.model.pack.settings
    first, last = (plans.layout.column(year) for year in (settings.first_year, settings.last_year))
    drawn = {f"{quoted(spot.sheet)}!${first}${spot.row}:${last}${spot.row}" for spot in shares.values()}
    assert {line.values for line in chart.lines} == drawn


def test_the_class_stands_beside_the_live_verdict_with_its_chance_as_exported(pack, tmp_path) -> None:
    from estimator import load
    from estimator.analysis.draws.records import Run
    from estimator.analysis.draws.simulate import simulate
    from estimator.workbook.plan.sheet_registry import COMPARISON

    result = load(pack).with_settings("budget.gdp_share=0.08 %").compare()
    simulation = simulate(result.model, Run(256))
    book = openpyxl.load_workbook(result.to_workbook(tmp_path / "drawn.xlsx", simulation=simulation))
    # Both hold in so many of 256 draws; 80 % and more hold, 20 % and less fail.
    told = {}
    for option, chances in simulation.chances.items():
        share = round(chances.holding * 256) / 256
        word = "✓ holds" if share >= 0.8 else "✗ fails" if share <= 0.2 else "? open"
        told[result.model.pack.options[option].short] = word
    sheet = book[ANSWER]
    rows = rows_of(sheet)
    (column,) = [cell.column for cell in sheet[rows["Option"]] if cell.value == "Do both hold?"]
    assert {label: str(sheet.cell(rows[label], column).value)[:7].strip() for label in told} == told
    classes = [str(cell.value)[:7].strip() for cell in book[COMPARISON][6][2 : 2 + len(told)]]
    assert sorted(classes) == sorted(told.values())
    assert len({*told.values()}) > 1


def test_the_finding_and_its_chance_stand_first_as_exported(sent, sheet, pack) -> None:
    from estimator import load

    result = load(pack).compare()
    names = {id: option.short for id, option in result.model.pack.options.items()}
    told = finding(result.model, result.metrics, result.drawn(draws=2048).simulation, names).sentences
    assert len(told) == 2
    assert [sheet.cell(row, 2).value for row in (4, 5)] == list(told)
    assert sheet["A4"].value == "The finding, as exported"


def test_what_moves_the_cost_leads_to_its_source(sheet, sent) -> None:
    book = openpyxl.load_workbook(sent)
    top = next(row for text, row in rows_of(sheet).items() if text.startswith("What moves its cost most"))
    for row in range(top + 2, top + 5):
        tab, _, cell = sheet.cell(row, 5).hyperlink.location.partition("!")
        line = book[tab.strip("'")][cell].row
        assert book["Assumptions"].cell(line, 1).value == sheet.cell(row, 5).value
        assert book["Assumptions"].cell(line, COLUMN["source"]).value


def test_no_word_of_a_head_is_wider_than_its_column(sheet) -> None:
    # a bold letter of ten points is at most some 1.15 digits wide on average
    top = rows_of(sheet)["Option"]
    heads = {cell.column_letter: str(cell.value) for cell in sheet[top][6:] if cell.alignment.horizontal == "right"}
    assert heads
    for letter, head in heads.items():
        assert sheet.column_dimensions[letter].width >= 1.15 * max(map(len, head.split())), head


def test_a_driver_that_fills_its_line_has_one_more_as_screens_draw_wider_letters_than_paper() -> None:
    # "Chartered merchant vessel: / Boarding teams for each / vessel": the second line would take 30 letters in a
    # column of 26 figures.
    sheet = opened(workbook("coastguard"))[ANSWER]
    row = rows_of(sheet)["Chartered merchant vessel: Boarding teams for each vessel"]
    assert sheet.row_dimensions[row].height >= 3 * 13
