"""The verification knows the years of a row by their headings, wherever these stand."""

import io
import re
import subprocess
import sys
import zipfile

import openpyxl
import pytest

from estimator.returned.file.package import read_package
from estimator.returned.verify import compared, verify
from tests.workbook import bad_workbooks

ROW = 5  # beneath the headings


def yearly(path, top, first, headings=("Unit", "Value", "Id", "Before")):
    """A sheet along three years with one row of formulas, whose stored values are 1e9, 2e9 and 0."""
    book = openpyxl.Workbook()
    sheet = book.active
    for column, heading in enumerate(headings, first - 4):
        sheet.cell(top, column).value = heading
    cells = {}
    for at, value in enumerate((1e9, 2e9, 0.0)):
        sheet.cell(top, first + at).value = 2030 + at
        cells[sheet.cell(top + ROW, first + at).coordinate] = value
        sheet.cell(top + ROW, first + at).value = "=1+1"
    book.save(path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    sheet_part = "xl/worksheets/sheet1.xml"
    for cell, value in cells.items():
        old = re.compile(rf'(<c r="{cell}"[^>]*><f>1\+1</f>)<v ?/?>(?:</v>)?')
        parts[sheet_part], count = old.subn(rf"\g<1><v>{value}</v>", parts[sheet_part])
        assert count == 1
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return cells


@pytest.mark.parametrize(("top", "first"), [(4, 6), (5, 6), (4, 7), (9, 12)])
def test_the_last_digits_beside_the_largest_number_of_a_row_do_not_count_wherever_the_years_stand(tmp_path, top, first):
    path = tmp_path / "years.xlsx"
    cells = yearly(path, top, first)
    last = list(cells)[-1]
    # The row holds 2e9, so its numbers agree to 1e-9 of that, which is 2.
    near, far = ({("Sheet", cell): value for cell, value in {**cells, last: each}.items()} for each in (1.5, 2.5))
    assert compared(path, read_package(path), near).holds
    assert [each.cell for each in compared(path, read_package(path), far).differences] == [last]


def test_numbers_side_by_side_are_no_years_without_a_heading_beside_them(tmp_path):
    path = tmp_path / "numbers.xlsx"
    cells = yearly(path, 4, 6, ("", "", "", ""))
    last = list(cells)[-1]
    found = compared(path, read_package(path), {("Sheet", cell): value for cell, value in {**cells, last: 1.5}.items()})
    assert [each.cell for each in found.differences] == [last]


def test_a_tab_that_was_renamed_without_the_formulas_is_told_by_its_name(tmp_path):
    with zipfile.ZipFile(io.BytesIO(bad_workbooks.good())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    old, new = b'name="Assumptions"', b'name="What we take"'
    assert parts["xl/workbook.xml"].count(old) == 1
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(old, new)
    path = tmp_path / "renamed.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    (told,) = (str(each) for each in verify(path).failing if "no tab is called so" in str(each))
    assert re.fullmatch(r'[\d,]+ formulas read a sheet "Assumptions", and no tab is called so: .*', told)
    good = tmp_path / "good.xlsx"
    good.write_bytes(bad_workbooks.good())
    assert not any("no tab" in str(each) for each in verify(good).failing)


@pytest.mark.parametrize(
    ("reader", "unwanted"), [("verify", ("numpy", "pint", "openpyxl")), ("lint.rules", ("openpyxl", "scipy", "pandas"))]
)
def test_what_reads_a_workbook_loads_nothing_that_it_does_not_need(reader, unwanted):
    code = f"import sys, estimator.returned.{reader}; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert f"estimator.returned.{reader}" in loaded
    assert not set(unwanted) & set(loaded)
