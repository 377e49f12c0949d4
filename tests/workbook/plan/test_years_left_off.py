"""Outside the years compared a row has cells where something reads them; every number stays what it was."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from estimator import load
from estimator.expression import Constant, Node
from estimator.expression.functions import cumulative, largest, minimum, previous, total
from estimator.returned.file.recalculate import recalculate
from estimator.returned.importing import read_import
from estimator.workbook.plan.input_places import COLUMN, TOP
from estimator.workbook.plan.row_places import FIRST, ID
from estimator.workbook.plan.years_left_off import YEARS, years_written
from tests.coast import pack
from tests.opened import opened
from tests.workbook import small

__all__ = ["pack"]  # a fixture

SHEET = "patrol_ships"
ALL, COMPARED = range(22), range(2, 12)  # FY2019 to FY2040, of which FY2021 to FY2030 are compared
X, YEAR, FIRST_YEAR, COUNTED = (small.r(id) for id in ("alpha.boats.ordered", "year", "pack.first_year", "alpha.x"))
COMPARED_ONLY = X * (FIRST_YEAR <= YEAR) * (YEAR < FIRST_YEAR + Constant(10.0))


def _written(readers: dict[str, Node], x: Node = X, **more: object) -> range:
    """The years of a row x of an option that some rows read; one whose name begins with `all` is a number."""
    made, nodes = small.model(), {"x": x, **readers}
    rows = {
        f"alpha.{name}": small.row(
            f"alpha.{name}", name, "1", "scalar" if name.startswith("all") else "by_year", "option", node, {}
        )
        for name, node in nodes.items()
    }
    rows["alpha.x"] = replace(rows["alpha.x"], **more)  # type: ignore[arg-type]
    return years_written(replace(made, rows=rows, order=tuple(rows), rings=()))["alpha.x"]


@pytest.mark.parametrize(
    ("readers", "expected"),
    [
        ({}, COMPARED),
        ({"y": COUNTED + 1}, COMPARED),  # y itself is told in the years compared
        ({"all": total(COUNTED)}, ALL),
        ({"y": cumulative(COUNTED)}, range(12)),  # from the first year to the last of y
        ({"y": previous(COUNTED, 0)}, range(1, 12)),  # y of FY2021 reads FY2020
        ({"y": COUNTED + 1, "all": total(small.r("alpha.y"))}, ALL),  # by way of y
        ({"y": COUNTED * (FIRST_YEAR <= YEAR), "all": total(small.r("alpha.y"))}, range(2, 22)),  # y is nil before
    ],
)
def test_a_row_has_cells_in_the_years_compared_and_where_they_are_read(
    readers: dict[str, Node], expected: range
) -> None:
    assert _written(readers) == expected


def test_what_is_nil_is_not_written_but_for_the_least_and_the_largest_which_pass_over_a_blank_cell() -> None:
    assert _written({"all": total(COUNTED)}, COMPARED_ONLY) == COMPARED
    assert _written({"all": largest(COUNTED)}, COMPARED_ONLY) == ALL
    least = {"y": minimum(COUNTED, X), "all": total(small.r("alpha.y"))}
    assert _written(least, COMPARED_ONLY) == ALL
    assert _written({"y": minimum(COUNTED, X)}, COMPARED_ONLY) == COMPARED


def test_checks_and_rows_with_a_cell_before_the_first_year_stand_in_all_years() -> None:
    assert _written({}, marks={"measure": "check"}) == ALL
    assert _written({}, opening=Constant(1.0)) == ALL


@pytest.fixture(scope="module")
def both(pack: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[bool, Path]:
    """The workbook as it is, and with all years."""
    folder, found = tmp_path_factory.mktemp("years"), load(pack).compare()
    return {
        each: found.to_workbook(folder / f"{each}.xlsx", draws=0, all_years=each, sheet_names="ids")
        for each in (False, True)
    }


def _at_the_ends_of_their_ranges(path: Path, pack: Path) -> Path:
    """A copy in which each input that has a range is typed in at its end, long lives and late orders among them."""
    high = {each.id: each.high for each in load(pack).pack.assumptions.values() if each.high is not None}
    book = openpyxl.load_workbook(path)
    sheet = book["Assumptions"]
    for row in range(TOP, sheet.max_row + 1):
        if sheet.cell(row, COLUMN["id"]).value in high:
            sheet.cell(row, COLUMN["your_value"]).value = high[sheet.cell(row, COLUMN["id"]).value]
    book.save(path.with_suffix(".edited.xlsx"))
    return path.with_suffix(".edited.xlsx")


def test_after_many_edits_every_cell_says_what_it_says_where_all_years_are_written(
    both: dict[bool, Path], pack: Path
) -> None:
    few, all_ = (recalculate(_at_the_ends_of_their_ranges(both[each], pack)) for each in (False, True))
    assert few != recalculate(both[False])
    numbers = {place: value for place, value in few.items() if isinstance(value, int | float)}
    assert len(numbers) > 1000
    unlike = {place: (value, all_.get(place)) for place, value in numbers.items() if value != all_.get(place)}
    assert unlike == {}


def test_fewer_cells_are_written_and_none_in_the_years_compared_is_missing(both: dict[bool, Path]) -> None:
    few, all_ = (opened(both[each])[SHEET] for each in (False, True))
    rows = [row for row in range(1, all_.max_row + 1) if all_.cell(row, FIRST).data_type == "f"]
    assert [few.cell(row, ID).value for row in rows] == [all_.cell(row, ID).value for row in rows]
    years = {cell.column: cell.value for cell in all_[4] if isinstance(cell.value, int | float)}
    blank = [(row, year) for row in rows for column, year in years.items() if few.cell(row, column).value is None]
    assert len(blank) > len(rows)
    assert not [year for _, year in blank if 2025 <= year <= 2034]


def test_an_edit_outside_the_years_compared_of_a_workbook_with_all_years_is_found(
    both: dict[bool, Path], pack: Path, tmp_path: Path
) -> None:
    few, all_ = (opened(both[each]) for each in (False, True))
    assert read_import(both[True], load(pack).pack).edited == ()
    del all_.custom_doc_props[YEARS]  # as files were before this was told
    all_.save(tmp_path / "older.xlsx")
    assert read_import(tmp_path / "older.xlsx", load(pack).pack).notes == ()  # no cell is taken for a remark
    sheet = all_[SHEET]
    cell = next(
        sheet.cell(row, FIRST)
        for row in range(1, sheet.max_row + 1)
        if sheet.cell(row, FIRST).data_type == "f" and few[SHEET].cell(row, FIRST).value is None
    )
    cell.value = "=1"
    all_.save(tmp_path / "edited.xlsx")
    (found,) = read_import(tmp_path / "edited.xlsx", load(pack).pack).edited
    assert (found.where, found.now) == (f"{SHEET}!{cell.coordinate}", "=1")
