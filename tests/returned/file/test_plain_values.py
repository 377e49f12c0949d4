"""A sheet of plain values is left out of what is read only where reading it would have found nothing wrong."""

import re

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from estimator.errors import WorkbookError
from estimator.returned.file.package import package_of
from estimator.returned.file.plain_values import below
from tests.hostile.files import FILES, with_cells, zipped

NAME = "Sheet"
TEXTS = (
    b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>a</t></si><si><t>b</t></si></sst>'
)
RELATIONS = "xl/_rels/workbook.xml.rels"
RELATION = (
    b'<Relationship Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" '
    b'Target="sharedStrings.xml" Id="rId9"/>'
)
TWO_ROWS = '<row r="1"><c r="A1" s="8" t="s"><v>0</v></c><c r="B1"><v>2</v></c></row><row r="2">{}</row>'


def left_out(content):
    """Whether the sheet is found sound without being read."""
    return NAME not in package_of(content, "a.xlsx").formula_sheets


def runs_of(content):
    """The formulas of the sheet when it is read, which raises for what is damaged."""
    return package_of(content, "a.xlsx").cells(NAME).runs


def with_texts(rows, texts=TEXTS):
    """The small workbook with other cells, and two shared texts."""
    parts = package_of(with_cells(rows.encode()), "a.xlsx").parts
    more = RELATION + b"</Relationships>"
    relations = parts[RELATIONS].replace(b"</Relationships>", more)
    return zipped({**parts, RELATIONS: relations, "xl/sharedStrings.xml": texts})


@pytest.mark.parametrize(
    "cells",
    [
        "",
        '<c r="A2" s="12345" t="n"><v>-1.5e-07</v></c>',
        '<c r="A2" t="s"><v>1</v></c><c r="C2"><v>0.00012345678901234567</v></c>',
        '<c r="L2"><v>99999999999999999e+99</v></c>',
    ],
)
def test_rows_of_numbers_and_shared_texts_need_not_be_read(cells):
    content = with_texts(TWO_ROWS.format(cells))
    assert left_out(content)
    assert not runs_of(content)


@pytest.mark.parametrize(
    "cells",
    [
        '<c r="A2" t="s"><v>2</v></c>',  # two texts, of which 1 is the last
        '<c r="A2" t="s"><v>17</v></c>',
        '<c r="A2" t="s"><v>x</v></c>',
        '<c r="A2"><v>x</v></c>',
        '<c r="A2"><v>nan</v></c>',
        '<c r="A2"><v>1_0</v></c>',
        '<c r="A2"><v>1e999</v></c>',
        '<c r="A2"><v>1</v></c><c r="A2"><v>1</v></c>',
        '<c r="A2"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c>',
        '<c r="A2"><v>1</v></c></row><row r="3"><c r="A2"><v>1</v></c>',
        '<c r="A0"><v>1</v></c>',
        '<c r="2"><v>1</v></c>',
        '<c r="A2"><v>1</v>',
        '<c r="A2"><v>1</c>',
        '<c r="A2"><v>\x01</v></c>',
        '<c r="A2"><v>1</v></c></sheetData><a b="<row r="9"></row>"/><sheetData>',
        "<x>",
        "&nothing;",
        '<c r="A2"><f t="shared" si="0"/><v>1</v></c>',
    ],
)
def test_rows_in_which_something_is_wrong_are_refused_as_before(cells):
    content = with_texts(TWO_ROWS.format(cells))
    assert not left_out(content)
    with pytest.raises(WorkbookError):
        runs_of(content)


@pytest.mark.parametrize(
    "cells",
    [
        '<c r="A2"><f>B1</f><v>1</v></c>',
        '<c r="A2"><f/></c>',
        '<c r="A2"><f t="dataTable" ref="A2:B2"/><v>1</v></c>',
        '<c r="A2" t="str"><v>a</v></c>',
        '<c r="B2"><v>1</v></c><c r="A2"><v>1</v></c>',
        '<c r="M2"><v>1</v></c>',
        '<c r="A7"><v>1</v></c>',
    ],
)
def test_formulas_and_cells_of_another_shape_are_read(cells):
    content = with_texts(TWO_ROWS.format(cells))
    assert not left_out(content)
    assert package_of(content, "a.xlsx").cells(NAME)


PIECES = st.sampled_from([*'0123456789AB<>/"= ', "<c ", 'r="', "<v>", "</v>", "</c>", "<row", "</row>", "<f>", 't="s"'])


@given(st.data())
def test_a_damaged_sheet_of_values_is_left_out_only_if_it_can_be_read(data):
    """A letter or a piece put in, taken away or in place of another, anywhere."""
    rows = TWO_ROWS.format('<c r="A2" t="s"><v>1</v></c><c r="B2"><v>3.25</v></c>')
    start = data.draw(st.integers(0, len(rows)))
    stop = data.draw(st.integers(start, min(start + 4, len(rows))))
    content = with_texts(rows[:start] + data.draw(PIECES | st.just("")) + rows[stop:])
    assert not left_out(content) or not runs_of(content)  # to read what is left out raises nothing and finds no formula


def test_without_shared_texts_no_cell_may_name_one():
    content = with_texts(TWO_ROWS.format(""), b'<sst xmlns="urn:none"/>')
    assert not left_out(content)


def test_a_sheet_of_numbers_that_openpyxl_saved_is_left_out(tmp_path):
    book = openpyxl.Workbook()
    book.active.append([1.5, 2])
    book.active.append([None, -3e-9])
    book.save(tmp_path / "a.xlsx")
    assert left_out((tmp_path / "a.xlsx").read_bytes())


@pytest.mark.parametrize("limit", [1, 2, 9, 10, 11, 100, 305, 1000, 2048])
def test_the_pattern_of_whole_numbers_below_another_holds_them_and_no_other(limit):
    pattern = re.compile(below(limit))
    assert [number for number in range(3000) if pattern.fullmatch(str(number))] == list(range(min(limit, 3000)))


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_hostile_file_is_refused_by_the_same_words_where_values_are_not_read(name):
    def refusal(sheets):
        try:
            package = package_of(FILES[name][0](), name)
            return [list(package.cells(each)) for each in sheets(package)] and ""
        except WorkbookError as problem:
            return str(problem)

    assert refusal(lambda package: package.formula_sheets) == refusal(lambda package: package.sheet_parts())
