"""Tornado and two-way table of What-if as exported: Python's numbers, a flag for when they are old, no data tables."""

import math
import re

import ironcalc
import openpyxl
import pytest
from openpyxl.utils.cell import range_boundaries

from estimator import load
from estimator.analysis.questions.tornado_drivers import Substituted
from estimator.returned.file.libreoffice import resaved_by_libreoffice
from estimator.returned.file.package import read_package
from estimator.returned.file.recalculate import recalculate
from estimator.returned.importing import read_import
from estimator.returned.lint.rules import lint
from estimator.returned.verify import verify
from estimator.workbook.cells.data_table import DRIVER, TORNADO, TWO_WAY
from estimator.workbook.plan.input_places import COLUMN
from estimator.workbook.plan.sheet_registry import ASSUMPTIONS, CHECKS, WHAT_IF
from estimator.workbook.sheets.value_sheet import CHANGED, SAME
from estimator.workbook.sheets.what_if.tornado import ID_AT
from tests.cli.conftest import estimator, pack  # noqa: F401 (fixtures)
from tests.opened import opened

SHARE, GROWTH = "budget.gdp_share", "economy.growth_shift"
MILLION = 1e6


@pytest.fixture(scope="module")
def base(pack):  # noqa: F811
    """The small pack with a number set, so that the tables start from something that is not in the files."""
    return load(pack).with_overrides({SHARE: 0.16})


@pytest.fixture(scope="module")
def sent(base, tmp_path_factory):
    return base.compare().to_workbook(tmp_path_factory.mktemp("exported") / "case.xlsx")


@pytest.fixture(scope="module")
def sheet(sent):
    return opened(sent, data_only=True)[WHAT_IF]


def place(path, name):
    """The cells that a name stands for."""
    return range_boundaries(read_package(path).names()[name].rpartition("!")[2].replace("$", ""))


def unit_of(words):
    """What a number in `€ million` or `€ billion` is multiplied with."""
    return next(
        by for word, by in (("billion", 1e9), ("million", MILLION), ("bn", 1e9), ("m", MILLION)) if word in words
    )


def test_each_driver_has_the_metric_with_its_low_and_with_its_high(sent, sheet, base):
    left, top, right, bottom = place(sent, TORNADO)
    option = base.pack.settings.reference_option
    shown = next(row for row in range(1, top) if sheet.cell(row, 1).value == "At export")
    assert (sheet.cell(shown - 2, 3).value, sheet.cell(shown - 1, 3).value) == (option, "life_cycle_cost")
    in_force = base.compare([option]).metrics[option]["life_cycle_cost"].value
    per = in_force / sheet.cell(shown, 3).value
    assert per == pytest.approx(unit_of(sheet.cell(shown, 5).value), rel=1e-12)
    swings = []
    for row in range(top, bottom + 1):
        id, ends = sheet.cell(row, ID_AT).value, [sheet.cell(row, column).value for column in (8, 9)]
        found = [sheet.cell(row, column).value for column in range(left, right + 1)]
        for end, number in zip(ends, found, strict=True):
            moved = base.with_overrides({id: end}).compare([option])
            assert number == pytest.approx(moved.metrics[option]["life_cycle_cost"].value / per, rel=1e-9), (id, end)
        assert [sheet.cell(row, column).value for column in (6, 7)] == pytest.approx(
            [number - in_force / per if found[0] != found[1] else 0 for number in found], rel=1e-9, abs=1e-9
        )
        swings.append(abs(found[1] - found[0]))
    assert swings == sorted(swings, reverse=True)
    assert swings[0] > 0


def test_each_pair_of_points_has_the_headroom_with_both_added(sent, sheet, base):
    left, top, right, bottom = place(sent, TWO_WAY)
    growth, seen = base.pack.assumptions[GROWTH].value, set()
    per = unit_of(sheet.cell(top - 1, 1).value)
    for row in (top, bottom):
        for column in range(left, right + 1):
            points = sheet.cell(row, left - 1).value * 100, sheet.cell(top - 1, column).value * 100  # of per cent
            moved = base.with_overrides({SHARE: 0.16 + points[0], GROWTH: growth + points[1]}).compare()
            wanted = moved.value("budget.headroom")[moved.model.pack.settings.last_year] / per
            assert sheet.cell(row, column).value == pytest.approx(wanted, rel=1e-9), (row, column)
            assert sheet.cell(row, 1).value == pytest.approx((0.16 + points[0]) / 100, rel=1e-9)
            seen.add(wanted)
    assert len(seen) == 2 * (right - left + 1)


def flags(path):
    cells = recalculate(path)
    return [value for (sheet, at), value in cells.items() if sheet == WHAT_IF and value in (SAME, CHANGED)]


def test_both_tables_say_when_they_are_out_of_date(sent, tmp_path):
    assert flags(sent) == [SAME, SAME]
    book = opened(sent)
    row = next(cell.row for cell in book[ASSUMPTIONS]["A"] if cell.value == SHARE)
    book[ASSUMPTIONS].cell(row, COLUMN["your_value"]).value = None
    book.save(tmp_path / "cleared.xlsx")
    assert flags(tmp_path / "cleared.xlsx") == [CHANGED, CHANGED]


def test_no_data_table_stands_in_the_file_and_nothing_reads_one(sent):
    package = read_package(sent)
    assert not any(b"dataTable" in part for name, part in package.parts.items() if name.startswith("xl/worksheets/"))
    assert DRIVER not in package.names()
    assert opened(sent).calculation.calcMode != "autoNoTable"
    assert not any("F9" in str(each.value) for each in package.cells(WHAT_IF).values())
    labels = {each.value for at, each in package.cells(CHECKS).items() if at[0] == "A"}
    assert not any("data tables" in str(each) for each in labels)


def test_a_program_without_data_tables_opens_the_file_as_it_is_and_computes_the_same(sent):
    model = ironcalc.load_from_xlsx(str(sent))
    model.evaluate()
    names = [each["name"] for each in model.get_worksheets_properties()]
    left, top, right, bottom = place(sent, TORNADO)
    stored = read_package(sent).cells(WHAT_IF)
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            letters = openpyxl.utils.get_column_letter(column)
            assert model.get_cell_value(names.index(WHAT_IF), row, column) == stored[f"{letters}{row}"].value


def test_the_file_verifies_and_has_nothing_for_the_lint(sent):
    found = verify(sent)
    assert found.holds
    assert found.not_computed == 0
    assert lint(sent) == []


def test_the_file_comes_back_without_an_edit_and_without_a_loss(sent, pack):  # noqa: F811
    assert_comes_back(sent, pack)


def test_saved_again_by_libreoffice_it_does_so_too(sent, pack, tmp_path, soffice):  # noqa: F811
    assert_comes_back(resaved_by_libreoffice(sent, tmp_path / "again", soffice), pack)


def assert_comes_back(path, pack):  # noqa: F811
    found = read_import(path, load(pack).pack)
    assert [(each.id, each.number) for each in found.taken] == [(SHARE, 0.16)]
    assert (found.edited, found.refused, found.differs, found.notes) == ((), (), (), ())


def test_a_flag_that_was_typed_over_is_named_on_import(sent, pack, tmp_path):  # noqa: F811
    book = opened(sent)
    cell = next(cell for (cell,) in book[WHAT_IF].iter_rows(max_col=1) if "as_exported" in str(cell.value))
    cell.value = "up to date"
    book.save(tmp_path / "flag.xlsx")
    (edit,) = read_import(tmp_path / "flag.xlsx", load(pack).pack).edited
    assert (edit.where, edit.what, edit.now) == (f"{WHAT_IF}!{cell.coordinate}", "formula overwritten", "up to date")


def test_the_command_line_adds_data_tables_on_demand(estimator, pack, tmp_path):  # noqa: F811
    for name, more in (("plain", ()), ("tables", ("--data-tables",))):
        path = tmp_path / f"{name}.xlsx"
        outcome = estimator("compare", "-p", pack, "-o", path, "--draws", "0", *more)
        assert outcome.code == 0
        assert (DRIVER in read_package(path).names()) == bool(more)
        xml = read_package(path).parts["xl/workbook.xml"].decode()
        assert bool(re.search('calcMode="autoNoTable"', xml)) == bool(more)


def test_as_exported_the_tornado_shows_the_largest_drivers_of_what_it_shows_and_none_that_moves_nothing():
    """Of twenty drivers the first three move the cost; what one gives is not known, as of a file that came back."""
    given = {f"driver_{each}": (1.0, 1.0 + max(0, 3 - each)) for each in range(20)}
    given["driver_19"] = (math.nan, math.nan)
    found = Substituted("alpha", "life_cycle_cost", given).moving()
    assert list(found.drivers) == ["driver_0", "driver_1", "driver_2", "driver_19"]
    still = Substituted("alpha", "life_cycle_cost", {"one": (1.0, 1.0), "two": (1.0, 1.0)}).moving()
    assert list(still.drivers) == ["one"]


def test_every_driver_of_the_tornado_moves_the_metric_that_it_shows(sent, sheet):
    left, top, _, last = place(sent, TORNADO)
    swings = [abs(sheet.cell(row, left).value - sheet.cell(row, left + 1).value) for row in range(top, last + 1)]
    assert min(swings) > 0
    assert swings == sorted(swings, reverse=True)


def test_a_driver_of_a_system_or_an_option_says_whose_it_is(sent):
    sheet = opened(sent)[WHAT_IF]
    labels = {row[ID_AT - 1].value: row[0].value for row in sheet.iter_rows() if row[ID_AT - 1].value}
    assert labels["patrol_ship.unit_price"] == "Patrol ship: Price of one patrol ship"
