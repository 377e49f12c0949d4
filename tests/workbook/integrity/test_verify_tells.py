"""`verify` and `diff` tell which of a workbook's own checks fail, though every stored value is as its formula gives."""

from typer.testing import CliRunner

from estimator import load
from estimator.cli.app import app
from estimator.returned.file.libreoffice import resaved_by_libreoffice
from estimator.workbook.plan.row_places import FIRST
from tests.cli.test_import import SHARE, type_in
from tests.opened import opened
from tests.workbook.integrity import broken


def test_verify_names_the_sheet_whose_rows_were_sorted(sent, returned, tmp_path, soffice):
    assert CliRunner().invoke(app, ["verify", str(sent)]).exit_code == 0
    saved = resaved_by_libreoffice(returned(broken.yearly_inputs_swapped, broken.metric_typed_over), tmp_path, soffice)
    found = CliRunner().invoke(app, ["verify", str(saved)])
    assert found.exit_code == 1
    assert "fails: Yearly inputs: Every id stands in the cell" in found.output
    assert "fails: patrol_ships: The comparison has the numbers" in found.output


def test_diff_says_of_a_sorted_workbook_that_its_values_may_be_those_of_other_rows(sent, returned, tmp_path):
    saved = returned(broken.assumptions_sorted_by_label)  # no spreadsheet program has computed it since
    found = CliRunner().invoke(app, ["diff", str(sent), str(saved)])
    said = " ".join(found.output.split())
    assert f"{saved} is broken, its own checks fail: " in said
    assert "more. Its values may be those of other rows." in said
    assert found.exit_code == 1
    assert "is broken" not in CliRunner().invoke(app, ["diff", str(sent), str(sent)]).output


def test_diff_names_a_compared_number_that_was_typed_over(sent, returned, tmp_path, soffice):
    saved = resaved_by_libreoffice(returned(broken.metric_typed_over), tmp_path, soffice)
    found = CliRunner().invoke(app, ["diff", str(saved), str(sent)])
    assert "patrol_ships: The comparison has the numbers" in " ".join(found.output.split())


def test_verify_counts_the_formulas_that_were_typed_over(sent, tmp_path, soffice):
    """Two years of a row of an option's sheet, which no check of the workbook compares with anything."""
    book = opened(sent)
    sheet = book["patrol_ships"]
    row = next(
        cell.row
        for cell in sheet["D"]
        if str(cell.value).endswith("upkeep_outlay") and sheet.cell(cell.row, FIRST).value
    )
    for column in (FIRST + 8, FIRST + 9):
        assert str(sheet.cell(row, column).value).startswith("=")
        sheet.cell(row, column).value = 0
    book.save(tmp_path / "typed.xlsx")
    saved = resaved_by_libreoffice(tmp_path / "typed.xlsx", tmp_path / "again", soffice)
    found = CliRunner().invoke(app, ["verify", str(saved)])
    assert found.exit_code == 1
    assert "2 formulas fewer than were written, typed over or deleted: estimator import names them" in found.output


def test_diff_of_a_broken_workbook_fails_though_no_value_differs(sent, tmp_path, soffice):
    """A sheet on which no assumption or result stands is deleted: its checks are errors."""
    book = opened(sent)
    del book["Charts"]
    book.save(tmp_path / "gone.xlsx")
    saved = resaved_by_libreoffice(tmp_path / "gone.xlsx", tmp_path / "again", soffice)
    found = CliRunner().invoke(app, ["diff", str(sent), str(saved)])
    assert found.exit_code == 1
    assert "No assumption differs." in found.output
    assert "checks of the workbook itself fail" in str(found.exception)


def test_verify_calls_an_error_an_error_and_names_the_checks_that_tell_the_cause(sent, returned, tmp_path, soffice):
    saved = resaved_by_libreoffice(returned(broken.assumptions_sorted_by_label), tmp_path, soffice)
    found = CliRunner().invoke(app, ["verify", str(saved)])
    assert found.exit_code == 1
    assert "is the error " in found.output
    assert "fails: Assumptions: " in found.output


def test_an_input_that_fails_a_check_of_the_model_is_told_with_the_row_and_no_value_is_doubted(pack, sent, tmp_path):
    """Ships ordered in the 2020s that serve 34 years leave after the columns end, in 2046."""
    path = tmp_path / "long.xlsx"
    load(pack).with_settings("patrol_ship.service_life=34").compare().to_workbook(path, draws=0)
    found = CliRunner().invoke(app, ["verify", str(path)])
    assert "fails: Two patrol ships: All retired within the columns (patrol_ships.ships.check_retired)" in found.output
    assert "Every stored value is what its formula gives." in found.output
    assert found.exit_code == 1
    assert "its values follow from its inputs, which do not pass its checks" in str(found.exception)
    found = CliRunner().invoke(app, ["diff", str(sent), str(path)])
    said = " ".join(found.output.split())
    assert f"{path}: its inputs do not pass a check: " in said
    assert "is broken" not in said
    assert "inputs of the workbook do not pass its checks" in str(found.exception)


def test_a_value_outside_its_limits_is_told_with_its_cell_and_the_limits(sent, returned, tmp_path, soffice):
    typed = [type_in(SHARE, 3), type_in("growth.ship", "abc"), type_in("patrol_ships.ships.quantity", -4)]
    saved = resaved_by_libreoffice(returned(*typed), tmp_path, soffice)
    found = CliRunner().invoke(app, ["verify", str(saved)])
    for words in (
        f"{SHARE} (Assumptions!D6: 300, allowed 0 to 10 %)",  # a share's cell holds a true percentage: 3 is 300 %
        "growth.ship (Assumptions!D13: 'abc', allowed 0.5 to 5)",
        "patrol_ships.ships.quantity (Assumptions!D93: -4, allowed 1 to 12 ship)",
    ):
        assert words in found.output
    assert "follow from its inputs, which do not pass its checks" in str(found.exception)
    told = " ".join(CliRunner().invoke(app, ["diff", str(sent), str(saved)]).output.split())
    assert (
        f"its inputs do not pass a check: Assumptions: Every typed-in value is a number within its limits: {SHARE}"
        in told
    )
