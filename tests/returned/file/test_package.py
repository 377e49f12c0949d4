"""Cells as other writers leave them: without addresses, with numbered letters."""

import io
import zipfile

import openpyxl
import pytest
from openpyxl.packaging.custom import StringProperty

from estimator.errors import WorkbookError
from estimator.returned.file.package import Package, package_of
from estimator.returned.file.stored_cell import LONGEST_FORMULA

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"


def with_rows(rows: str) -> Package:
    """A workbook of one sheet whose rows are these."""
    book, made = io.BytesIO(), io.BytesIO()
    openpyxl.Workbook().save(book)
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.namelist():
            text = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'.encode()
            new.writestr(part, text if part == SHEET else old.read(part))
    return package_of(made.getvalue(), "sent.xlsx")


def values(rows: str) -> dict[str, object]:
    return {address: cell.value for address, cell in with_rows(rows).cells("Sheet").items()}


def test_a_cell_or_a_row_without_an_address_stands_behind_the_one_before():
    found = values(
        '<row r="3"><c><v>1</v></c><c><v>2</v></c><c r="E3"><v>5</v></c><c><v>6</v></c></row><row><c><v>9</v></c></row>'
    )
    assert found == {"A3": 1.0, "B3": 2.0, "E3": 5.0, "F3": 6.0, "A4": 9.0}


@pytest.mark.parametrize("cell", ['<c r="A1" t="inlineStr"><is><t>{}</t></is></c>', '<c r="A1" t="str"><v>{}</v></c>'])
@pytest.mark.parametrize("row", ["<row>{}</row>", "<row>{}<c/></row>"])  # by one pass, and by the parser
@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("a _x0041_ b", "a A b"),
        ("_x005F_x0041_", "_x0041_"),
        ("_x005f_x000D_", "_x000D_"),
        ("_xD83D_", "_xD83D_"),
        ("x_x12_", "x_x12_"),
    ],
)
def test_a_numbered_letter_is_read_as_a_spreadsheet_program_shows_it(cell, row, stored, shown):
    assert values(row.format(cell.format(stored)))["A1"] == shown


@pytest.mark.parametrize("row", ["<row>{}</row>", "<row>{}<c/></row>"])
def test_a_formula_longer_than_excel_holds_is_refused_with_its_place(row):
    cell = '<c r="A1"><f>{}</f><v>1</v></c>'
    assert with_rows(row.format(cell.format("1" * LONGEST_FORMULA))).cells("Sheet")["A1"].value == 1.0
    with pytest.raises(WorkbookError, match=r"sent\.xlsx: sheet Sheet, cell A1: a formula of 8,193 characters"):
        with_rows(row.format(cell.format("1" * (LONGEST_FORMULA + 1)))).cells("Sheet")


def test_a_part_that_breaks_off_is_named_with_its_file():
    with pytest.raises(WorkbookError, match=r"sent\.xlsx: damaged: part xl/worksheets/sheet1\.xml cannot be read"):
        with_rows("<row>").cells("Sheet")


def test_what_the_workbook_says_of_itself_is_read_without_the_blanks_that_a_writer_puts_around_it():
    # Gnumeric writes each property on lines of its own, indented.
    book, made = openpyxl.Workbook(), [io.BytesIO(), io.BytesIO()]
    book.custom_doc_props.append(StringProperty(name="format", value="2"))
    book.save(made[0])
    with zipfile.ZipFile(made[0]) as old, zipfile.ZipFile(made[1], "w") as new:
        for part in old.namelist():
            text = old.read(part)
            new.writestr(part, text.replace(b"><", b">\n    <") if part == "docProps/custom.xml" else text)
    assert package_of(made[1].getvalue(), "sent.xlsx").manifest() == {"format": "2"}
