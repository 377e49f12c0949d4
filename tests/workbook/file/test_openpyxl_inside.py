"""What openpyxl keeps to itself is still there, and one module alone reaches for it."""

import ast
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.chart import LineChart
from openpyxl.styles import Font

from estimator.workbook.file import openpyxl_inside
from estimator.workbook.file.openpyxl_inside import (
    charts_within,
    format_number,
    set_base_font,
    shared_style,
    style_number,
)

WORKBOOK = Path(openpyxl_inside.__file__).parents[1]
BOOK = Workbook()
PRIVATE = {
    "_style": Cell(BOOK.active, 1, 1),
    "_named_styles": BOOK,
    "_fonts": BOOK,
    "_cell_styles": BOOK,
    "_number_formats": BOOK,
    "_charts": LineChart(),
}


def private_attributes(path):
    """The private attributes of other objects than its own that a module reaches for."""
    nodes = (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Attribute))
    private = (node for node in nodes if node.attr.startswith("_") and not node.attr.endswith("__"))
    return {node.attr for node in private if ast.unparse(node.value) not in ("self", "cls")}


@pytest.mark.parametrize(("name", "owner"), PRIVATE.items(), ids=PRIVATE)
def test_openpyxl_still_has_what_is_read_inside_it(name, owner):
    assert hasattr(owner, name), f"{type(owner).__name__} of openpyxl has no {name} any more; see openpyxl_inside.py"


def test_each_private_attribute_that_is_reached_for_is_named_here():
    assert private_attributes(Path(openpyxl_inside.__file__)) == set(PRIVATE)


@pytest.mark.parametrize("path", sorted(WORKBOOK.rglob("*.py")), ids=lambda path: path.name)
def test_no_other_module_reaches_inside_openpyxl(path):
    if path != Path(openpyxl_inside.__file__):
        assert private_attributes(path) == set()


def test_a_style_is_shared_and_keeps_its_number_in_the_file():
    book = Workbook()
    first = Cell(book.active, 1, 1)
    first.number_format = "@"
    style = shared_style(first, quoted=True)
    assert style.quotePrefix == 1
    number = style_number(book, style)
    assert number == style_number(book, style) == first.style_id


def test_fonts_formats_and_charts_are_those_of_the_workbook():
    book = Workbook()
    set_base_font(book, Font(name="Arial", size=10))
    assert book.active["A1"].font.name == "Arial"
    assert format_number(book, "0%") == 9  # Excel's own number for it
    book.active["A1"].number_format = "0.0000000"
    assert format_number(book, "0.0000000") == book.active["A1"]._style.numFmtId
    lower, upper = LineChart(), LineChart()
    lower += upper
    assert [id(each) for each in charts_within(lower)] == [id(lower), id(upper)]
