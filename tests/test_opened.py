"""A copied workbook is the one that openpyxl loads: it is saved alike, whatever was done to another copy."""

import re
import zipfile
from copy import copy

import openpyxl

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
    """Something of each kind: a value, a height, a width, a format, a row more, a table gone."""
    sheet = book["Assumptions"]
    sheet["D6"].value = 5
    sheet["D6"].number_format = "0.000"
    sheet.row_dimensions[400].height = 30
    sheet.column_dimensions["Z"].width = 12
    book["Data"].tables.clear()
    book.create_sheet("More").append(["a", 1])
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
