"""A copied workbook is the one that openpyxl loads: it is saved alike, whatever was done to another copy."""

import re
import zipfile
from copy import copy
from datetime import date, timedelta

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from tests.coast import pack, sent  # noqa: F401 (fixtures)
from tests.opened import opened

LOOKS = ("font", "fill", "border", "protection", "alignment", "number_format")
STYLE = re.compile(rb' s="\d+"')  # openpyxl writes many styles twice, a copy once: what they say is compared instead


def parts_of(path):
    """The parts without the numbers of styles, and without the hour at which the file was saved."""
    with zipfile.ZipFile(path) as parts:
        wanted = set(parts.namelist()) - {"docProps/core.xml", "xl/styles.xml"}
        return {name: STYLE.sub(b"", parts.read(name)) for name in wanted}


def looks_of(path):
    """How each cell looks; a style is taken apart once."""
    known = {}
    cells = (cell for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for cell in row)
    return [known.get(key := tuple(each._style or ())) or known.setdefault(key, looks(each)) for each in cells]


def looks(cell):
    """How a cell looks."""
    return [copy(getattr(cell, each)) for each in LOOKS]


def edited(book):
    """Something of each kind: a value, a height, a width, a format, a table gone; cells that are not plain."""
    sheet = book["Assumptions"]
    sheet["D6"].value = 5
    sheet["D6"].number_format = "0.000"
    sheet.row_dimensions[400].height = 30
    sheet.column_dimensions["Z"].width = 12
    book["Data"].tables.clear()
    book["Sources"].row_dimensions[400].height = book["Sources"].row_dimensions[4].height = 30
    more = book.create_sheet("More")
    more.append(
        [" a & <b>\n", "", None, 1, -0.1, 1e300, 10**17, '=A1&"<"', "x" * 200, "\u3000a", "a\t", "  ", "\r", "=1"]
    )
    more.append([float("nan"), True, "#N/A", date(2026, 4, 1), timedelta(1), 0.1 + 0.2])
    more.append([None, float("nan"), float("inf"), 0.1 + 0.2, "]]>"])
    more["A4"] = ArrayFormula("A4:A5", "=A1:A2&1")
    more["B4"] = CellRichText("a", TextBlock(InlineFont(b=True), "b"))
    more["C5"].hyperlink = "https://example.org/?a=1&b=2"
    more["D6"].comment = Comment("seen", "me")
    more["E7"].font = Font(bold=True)
    more["F8"] = DataTableFormula("F8:G9", dt2D="1", r1="A1", r2="B1")
    more.merge_cells("H10:I11")
    return book


def test_a_copy_is_saved_as_the_workbook_that_was_loaded(sent, tmp_path):  # noqa: F811
    edited(opened(sent))
    for name, change in (("plain", lambda book: book), ("edited", edited)):
        change(opened(sent)).save(tmp_path / "copied.xlsx")
        change(openpyxl.load_workbook(sent)).save(tmp_path / "loaded.xlsx")
        copied, loaded = parts_of(tmp_path / "copied.xlsx"), parts_of(tmp_path / "loaded.xlsx")
        assert copied.keys() == loaded.keys()
        assert [each for each in copied if copied[each] != loaded[each]] == [], name
    assert looks_of(tmp_path / "copied.xlsx") == looks_of(tmp_path / "loaded.xlsx")
