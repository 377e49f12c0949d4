"""The workbook of a sweep: values only, said so, with charts; text never becomes a formula."""

from __future__ import annotations

import pytest
from openpyxl import load_workbook

from estimator import load
from estimator.analysis.questions.levers import parse_sweep
from estimator.analysis.questions.sweep import sweep
from estimator.errors import WorkbookError
from estimator.returned.overwriting import refuse_if_edited
from estimator.workbook.sheets.swept import CHART_ROWS, COMPUTED, HEADER, SweptTable, sheet_name
from estimator.workbook.sweep_workbook import sweep_bytes, tables, write_sweep
from tests.workbook import small

MODEL = small.model()


def table(**more):
    given = {
        "name": "life_cycle_cost",
        "title": "Life-cycle cost, GJPY_2020",
        "subtitle": "Over the share.",
        "corner": "share, %",
        "heads": ("buy", "lease"),
        "first": (1.0, 1.5, 2.0),
        "body": ((1e9, 2e9), (3e9, None), (5e9, 6e9)),
        "format": "#,##0.0,,,",
        "lines": range(2),
        **more,
    }
    return SweptTable(**given)


def test_values_stand_under_their_options_with_a_dash_for_nothing(tmp_path):
    write_sweep(MODEL, tmp_path / "a.xlsx", "Case: sweep", ["A note."], [table()])
    book = load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["Read me", "1 life_cycle_cost"]
    sheet = book["1 life_cycle_cost"]
    rows = [[cell.value for cell in row[:3]] for row in sheet.iter_rows(min_row=HEADER, max_row=HEADER + 3)]
    assert rows == [["share, %", "buy", "lease"], [1, 1e9, 2e9], [1.5, 3e9, "–"], [2, 5e9, 6e9]]
    assert COMPUTED in book["Read me"]["A2"].value
    assert COMPUTED in sheet["A2"].value
    assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)


def test_the_chart_shows_its_axes_and_a_line_for_each_option(tmp_path):
    write_sweep(MODEL, tmp_path / "a.xlsx", "Case", [], [table()])
    (chart,) = load_workbook(tmp_path / "a.xlsx")["1 life_cycle_cost"]._charts
    assert len(chart.series) == 2
    assert chart.x_axis.tickLblSkip is None  # of three values each has its label
    assert chart.x_axis.delete is False
    assert chart.y_axis.delete is False


def test_of_a_wide_table_the_chart_stands_above_with_some_of_the_lines(tmp_path):
    wide = table(heads=tuple(map(float, range(20))), body=((1.0,) * 20,) * 3, lines=(0, 10, 19), across="price")
    write_sweep(MODEL, tmp_path / "a.xlsx", "Case", [], [wide])
    sheet = load_workbook(tmp_path / "a.xlsx")["1 life_cycle_cost"]
    assert sheet.cell(HEADER + CHART_ROWS, 1).value == "share, %"
    assert len(sheet._charts[0].series) == 3


def test_text_that_looks_like_a_formula_stays_text(tmp_path):
    write_sweep(MODEL, tmp_path / "a.xlsx", "=1+1", ["@note", "-1"], [table(heads=("=cmd()", "+x"))])
    book = load_workbook(tmp_path / "a.xlsx")
    cells = [book["Read me"]["A1"], book["Read me"]["A4"], book["1 life_cycle_cost"].cell(HEADER, 2)]
    assert [cell.value for cell in cells] == ["=1+1", "@note", "=cmd()"]
    assert {cell.data_type for cell in cells} == {"s"}


def test_equal_inputs_give_equal_bytes():
    made = [sweep_bytes(MODEL, "Case", ["x"], [table(), table()]) for _ in range(2)]
    assert made[0] == made[1]


def test_sheet_names_are_legal_and_differ():
    assert sheet_name(1, "a/b[c]") == "1 a-b(c)"
    long = "interceptors_on_ships_and_far_beyond"
    assert len(sheet_name(12, long)) <= 31
    assert sheet_name(1, long) != sheet_name(2, long)


def test_a_file_that_was_edited_is_kept(tmp_path):
    path = tmp_path / "a.xlsx"
    write_sweep(MODEL, path, "Case", [], [table()])
    refuse_if_edited(path)
    book = load_workbook(path)
    book["1 life_cycle_cost"]["B5"] = 7
    book.save(path)
    with pytest.raises(WorkbookError, match="--force"):
        refuse_if_edited(path)


def test_too_many_numbers_and_control_characters_are_refused(tmp_path, monkeypatch):
    with pytest.raises(WorkbookError, match="control character"):
        write_sweep(MODEL, tmp_path / "a.xlsx", "Case\x07", [], [table()])
    monkeypatch.setattr("estimator.workbook.sweep_workbook.MOST_CELLS", 5)
    with pytest.raises(WorkbookError, match="take larger steps"):
        write_sweep(MODEL, tmp_path / "a.xlsx", "Case", [], [table()])
    assert not list(tmp_path.iterdir())


def test_tabs_are_called_by_short_labels():
    model = load().compare(["aegis_ashore", "patriot_500"]).model
    down, across = (
        parse_sweep(each, model.pack) for each in ("budget.gdp_share=1..2:1 %", "economy.growth_shift=0..1:1 %")
    )
    one = sweep(model, [down], ["life_cycle_cost", "years_over_headroom"])
    assert [each.name for each in tables(one)] == ["Life cycle", "Years over"]
    two = sweep(model, [down, across], ["life_cycle_cost"])
    assert [each.name for each in tables(two)] == ["Aegis Ashore, Life cycle", "500 Patriots, Life cycle"]
    assert sheet_name(2, "Ships / 'shore': [A]") == "2 Ships - ’shore’- (A)"
