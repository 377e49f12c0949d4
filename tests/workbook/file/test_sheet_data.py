"""Cells printed directly are those that openpyxl itself would write: value, style, link, size; and stored values."""

from __future__ import annotations

import io
import math
import re
import weakref

import openpyxl
import pytest
from openpyxl.cell import Cell
from openpyxl.worksheet.formula import DataTableFormula
from openpyxl.worksheet.worksheet import Worksheet

from estimator.api import load
from estimator.errors import WorkbookError
from estimator.returned.file.package import package_of
from estimator.workbook.book import compose
from estimator.workbook.cells.addresses import at, column_letters
from estimator.workbook.cells.book import Book
from estimator.workbook.cells.formula import moves_as_copied, placed
from estimator.workbook.cells.grid import FORMULA_STARTS, Band, Formula, Grid, checked_text, stored
from estimator.workbook.cells.long_lines import LongLines
from estimator.workbook.export import workbook_bytes
from estimator.workbook.file.fill import with_cells
from estimator.workbook.file.shared_texts import PART, SharedTexts
from estimator.workbook.file.sheet_data import SheetPrinter
from estimator.workbook.file.styles import Styles
from estimator.workbook.file.write import book_bytes
from estimator.workbook.sheets.value_sheets import attached
from tests.shipped import compared
from tests.workbook import small

_add_cell = Worksheet._add_cell
LOOKS = ("number_format", "font", "fill", "border", "alignment", "protection", "quotePrefix", "pivotButton")


@pytest.fixture(scope="module")
def book():
    result = load("coastguard").compare()
    beside = attached(result.model, result.values, result.metrics)
    return compose(result.model, result.values, {}, beside)


@pytest.fixture(scope="module")
def written(book):
    return book_bytes(book, {})


@pytest.fixture(scope="module")
def formulas(written):
    return openpyxl.load_workbook(io.BytesIO(written))


@pytest.fixture(scope="module")
def values(written):
    return openpyxl.load_workbook(io.BytesIO(written), data_only=True)


def contents(grid):
    """Place, content, kind, number format and link of every cell; formulas of bands put in place."""
    bands = {}
    for band in grid.bands:
        before = column_letters(grid.columns(band).start - 1)
        for column, value in zip(grid.columns(band), band.values, strict=True):
            letters = column_letters(column)
            number = 0.0 if value is None else float(value)
            content = Formula(placed(band.template, letters, before), stored(number)) if band.template else value
            bands[band.row, column] = (content, band.kind, band.format, "")
            before = letters
    own = {place: (each.content, each.kind, each.format, each.link) for place, each in grid.cells()}
    return {**bands, **own}


@pytest.fixture(scope="module")
def by_openpyxl(book):
    """The same cells made one by one as objects of openpyxl, saved and loaded again."""
    made = openpyxl.Workbook()
    first = made.active
    made._named_styles["Normal"].font = made._fonts[0]
    styles = Styles(first, book.font)
    for index, grid in enumerate(book.grids):
        sheet = made.create_sheet(grid.name) if index else first
        sheet.title = grid.name
        for (row, column), (content, kind, format, link) in contents(grid).items():
            cell = sheet.cell(row, column)
            text = isinstance(content, str)
            look = {"quoted": text and content.startswith(FORMULA_STARTS), "latin": text and content.isascii()}
            cell._style = styles.of(kind, format, **look)
            cell._value, cell.data_type = _as_openpyxl_has_it(content)
            if link:
                cell.hyperlink = openpyxl.worksheet.hyperlink.Hyperlink(ref=cell.coordinate, location=link)
    kept = io.BytesIO()
    made.save(kept)
    return openpyxl.load_workbook(kept)


def _as_openpyxl_has_it(content):
    if isinstance(content, Formula):
        return f"={content.text}", "f"
    if isinstance(content, str):
        return content or None, "s"
    return (None, "n") if content is None else (stored(content), "n")


def test_every_cell_style_and_link_is_the_one_that_openpyxl_writes(book, formulas, by_openpyxl):
    compared, alike = 0, set()
    for grid in book.grids:
        sheet, other = formulas[grid.name], by_openpyxl[grid.name]
        tables = {table.first for table in grid.data_tables}
        for place in contents(grid):
            one, two = sheet.cell(*place), other.cell(*place)
            if one.coordinate in tables:
                assert isinstance(one.value, DataTableFormula)
            else:
                assert one.value == two.value, f"{grid.name}!{one.coordinate}"
            if (one.style_id, two.style_id) not in alike:
                assert _look(one) == _look(two), f"{grid.name}!{one.coordinate}"
                alike.add((one.style_id, two.style_id))
            links = [each.hyperlink and each.hyperlink.location for each in (one, two)]
            assert links[0] == links[1], f"{grid.name}!{one.coordinate}"
            compared += 1
        assert sheet.dimensions == other.dimensions
    assert compared > 30_000


def _look(cell: Cell):
    return [repr(getattr(cell, name)) for name in LOOKS]


def test_beside_every_formula_stands_its_value(book, values):
    for grid in book.grids:
        sheet = values[grid.name]
        for place, (content, *_) in contents(grid).items():
            if isinstance(content, Formula):
                wanted = content.value if isinstance(content.value, float) else content.value or None
                assert sheet.cell(*place).value == wanted, f"{grid.name}!{sheet.cell(*place).coordinate}"


def test_no_cell_is_written_that_the_book_does_not_hold(book, formulas):
    for grid in book.grids:
        held = contents(grid)
        there = {
            (cell.row, cell.column) for row in formulas[grid.name].iter_rows() for cell in row if cell.value is not None
        }
        assert there <= held.keys()


def test_sizes_outlines_and_the_headings_of_the_long_table_are_kept(book, formulas):
    for grid in book.grids:
        sheet = formulas[grid.name]
        assert {row: sheet.row_dimensions[row].height for row in grid.heights} == pytest.approx(grid.heights)
        assert all(sheet.column_dimensions[column_letters(each)].width == width for each, width in grid.widths.items())
        for first, last, hidden in grid.row_groups:
            rows = [sheet.row_dimensions[row] for row in range(first, last + 1)]
            assert {(each.outlineLevel, bool(each.hidden)) for each in rows} == {(1, hidden)}
        if grid.table:
            columns = [each.name for each in sheet.tables[grid.table[0]].tableColumns]
            assert columns == [grid.entries[1, at].content for at in range(1, len(columns) + 1)]


def printed(grid, texts=None):
    return list(SheetPrinter(grid, lambda *_, **__: 7, {}, texts or SharedTexts()).lines())


def listed(texts):
    """The list of texts as the file has it, without its frame."""
    empty = {"[Content_Types].xml": b"<Types></Types>", "xl/_rels/workbook.xml.rels": b""}
    return texts.among(empty)[PART].decode().partition(">")[2].removesuffix("</sst>")


def test_lines_of_a_long_table_are_printed_as_single_cells_would_be_and_blank_ones_are_left_out():
    lines = [("a", 2021, 0.5, ""), ("", None, 0.0, "=b"), ("a", 2022, float("nan"), "é")]
    long = Grid("A", long=LongLines(2, lines, lambda line, place: "0" if place == 1 else "0.0"))
    long.put(1, 1, "head")
    alone = Grid("A")
    for place, entry in long.cells():
        alone.put(*place, entry.content, entry.kind, entry.format)
    assert (long.last_row, long.last_column) == (alone.last_row, alone.last_column) == (4, 4)
    assert sorted(alone.entries) == [(1, 1), (2, 1), (2, 2), (2, 3), (3, 3), (3, 4), (4, 1), (4, 2), (4, 3), (4, 4)]
    found = []
    for grid in (long, alone):
        texts = SharedTexts()
        style_of = lambda *kind, **look: 10 * len(str(kind)) + len(str(sorted(look.items())))  # noqa: E731
        found.append((list(SheetPrinter(grid, style_of, {}, texts).lines()), listed(texts)))
    assert found[0] == found[1]
    assert found[0][0][2].count("<c ") == 2


def test_rows_and_columns_stand_in_order_and_an_entry_goes_before_a_band():
    grid = Grid("A", first_year_column=2)
    grid.put(3, 1, "last")
    grid.put(1, 3, 5.0)
    grid.bands.append(Band(1, "\x021*2", [1.0, 2.0, None]))
    assert printed(grid) == [
        '<row r="1"><c r="B1" s="7"><f>A1*2</f><v>1</v></c><c r="C1" s="7" t="n"><v>5</v></c>'
        '<c r="D1" s="7"><f>C1*2</f><v>0</v></c></row>',
        '<row r="3"><c r="A3" s="7" t="s"><v>0</v></c></row>',
    ]


def test_text_is_escaped_and_its_outer_blanks_are_kept():
    grid = Grid("A")
    grid.put(1, 1, " <b> & ")
    grid.put(1, 2, Formula('A1&"<"', "<x>"))
    texts = SharedTexts()
    assert printed(grid, texts) == [
        '<row r="1"><c r="A1" s="7" t="s"><v>0</v></c>'
        '<c r="B1" s="7" t="str"><f>A1&amp;"&lt;"</f><v>&lt;x&gt;</v></c></row>'
    ]
    assert listed(texts) == '<si><t xml:space="preserve"> &lt;b&gt; &amp; </t></si>'


def test_a_text_stands_once_in_the_file_however_many_cells_and_sheets_say_it():
    texts, one, other = SharedTexts(), Grid("One"), Grid("Other")
    one.line(1, ["ship", "", "boat", "ship"])
    other.line(1, ["boat", "tug", math.nan])
    assert re.findall(r"<v>(\d)</v>", printed(one, texts)[0]) == ["0", "1", "0"]
    assert re.findall(r"<v>(\d)</v>", printed(other, texts)[0]) == ["1", "2", "3"]
    assert listed(texts) == "".join(f"<si><t>{each}</t></si>" for each in ("ship", "boat", "tug", "–"))


@pytest.mark.parametrize("named", ["", '<x to="xl/sharedStrings.xml"/>'])
def test_the_list_of_texts_is_named_once_whatever_openpyxl_names(named):
    """Its versions differ in whether they keep texts in a part of their own."""
    lists = {
        "[Content_Types].xml": f"<Types>{named}</Types>",
        "xl/_rels/workbook.xml.rels": f"<R>{named}</Relationships>",
    }
    made = SharedTexts().among({name: text.encode() for name, text in lists.items()})
    assert [made[name].count(b"haredStrings.xml") for name in lists] == [1, 1]


def test_a_text_that_looks_like_a_numbered_letter_is_escaped_also_where_a_formula_gives_it():
    grid = Grid("Own")
    grid.put(1, 1, "a_x000d_b")
    grid.put(2, 1, Formula("A1", "a_x000d_b"))
    grid.put(3, 1, "_xyz_ and _x12_")
    texts = SharedTexts()
    assert "<v>a_x005F_x000d_b</v>" in printed(grid, texts)[1]
    assert listed(texts) == "<si><t>a_x005F_x000d_b</t></si><si><t>_xyz_ and _x12_</t></si>"


def test_a_text_is_as_long_as_excel_counts_it():
    assert checked_text("😀" * 16_383 + "x", "here").startswith("😀")  # 32,767 halves
    with pytest.raises(WorkbookError, match="32,768 characters"):
        checked_text("😀" * 16_384, "here")


def test_what_does_not_apply_is_a_dash_and_an_infinite_number_is_refused():
    grid = Grid("A")
    grid.put(1, 1, float("nan"))
    texts = SharedTexts()
    assert printed(grid, texts) == ['<row r="1"><c r="A1" s="7" t="s"><v>0</v></c></row>']
    assert listed(texts) == "<si><t>–</t></si>"
    grid.put(1, 1, float("inf"))
    with pytest.raises(WorkbookError, match="infinite"):
        printed(grid)


def test_a_sheet_without_its_block_of_cells_is_refused():
    with pytest.raises(WorkbookError, match="0 blocks"):
        with_cells(b"<worksheet></worksheet>", b"")


def test_a_marked_up_table_has_the_headings_of_its_cells_and_makes_no_cell_of_its_own(book, monkeypatch):
    made = []
    monkeypatch.setattr(Worksheet, "_add_cell", lambda sheet, cell: made.append(cell) or _add_cell(sheet, cell))
    grid = Grid("Found", table=("found", "B2:D400"))
    for row in range(2, 401):
        for column in range(2, 5):
            grid.put(row, column, f"head {column}" if row == 2 else float(row * column))
    one = Book((grid,), {}, "Table", book.model)
    sheet = openpyxl.load_workbook(io.BytesIO(book_bytes(one, {}))).active
    assert sheet.tables["found"].column_names == ["head 2", "head 3", "head 4"]
    assert sheet.tables["found"].autoFilter.ref == "B2:D400"
    assert sheet["D400"].value == 1600  # 400 * 4
    assert len(made) == 2  # the corners of what is used


def test_the_formula_of_a_band_is_written_once_and_shared_by_its_years():
    grid = Grid("A", first_year_column=3)
    grid.bands.append(Band(2, "\x02$2*$B2", [1.0, math.nan, 4.0]))
    grid.bands.append(Band(3, "\x01$2-'a B1'!\x01$2&\"C2\"", [1.0, 2.0]))
    assert printed(grid) == [
        '<row r="2"><c r="C2" s="7"><f t="shared" ref="C2:E2" si="0">B$2*$B2</f><v>1</v></c>'
        '<c r="D2" s="7" t="str"><f t="shared" si="0"/><v>–</v></c>'
        '<c r="E2" s="7"><f t="shared" si="0"/><v>4</v></c></row>',
        '<row r="3"><c r="C3" s="7"><f t="shared" ref="C3:D3" si="1">C$2-\'a B1\'!C$2&amp;"C2"</f><v>1</v></c>'
        '<c r="D3" s="7"><f t="shared" si="1"/><v>2</v></c></row>',
    ]


@pytest.mark.parametrize("template", ["\x01$2+F9", "\x01$2+SUM($C$4:G$4)", "\x01$2+Prices!AB12", "$\x01$2"])
def test_a_formula_that_a_copy_would_not_give_is_written_out_for_each_year(template):
    """A program that fills to the right moves F of F9, and holds C of $C; each year has its own formula here."""
    grid = Grid("A", first_year_column=3)
    grid.bands.append(Band(2, template, [1.0, 2.0]))
    assert "shared" not in printed(grid)[0]
    assert f"<f>{placed(template, 'D', 'C')}</f>" in printed(grid)[0]


@pytest.mark.parametrize("template", ["\x01$2+LOG10(\x02$3)", "\x01$2+rate_f9+x.ab12", "\x01$2+'AB12 now'!$C$3", "1+1"])
def test_what_only_looks_like_an_address_does_not_move(template):
    assert moves_as_copied(template)


def test_a_band_may_begin_years_after_the_first():
    grid = Grid("A", first_year_column=3)
    grid.bands.append(Band(2, "\x02$2*$B2", [1.0, 4.0], after=2))  # the third and the fourth year: E and F, D before
    assert printed(grid) == [
        '<row r="2"><c r="E2" s="7"><f t="shared" ref="E2:F2" si="0">D$2*$B2</f><v>1</v></c>'
        '<c r="F2" s="7"><f t="shared" si="0"/><v>4</v></c></row>'
    ]
    assert grid.last_year_column == 6


def test_a_band_of_one_year_shares_with_none():
    grid = Grid("A", first_year_column=3)
    grid.bands.append(Band(2, "\x02$2*2", [1.0]))
    assert printed(grid) == ['<row r="2"><c r="C2" s="7"><f>B$2*2</f><v>1</v></c></row>']


@pytest.mark.parametrize("pack", ["coastguard", "japan"])
def test_every_shared_formula_read_back_is_the_one_of_its_year(pack):
    """By this program's reader; openpyxl's translation is compared above, IronCalc and LibreOffice compute them."""
    result = compared(pack)
    made = compose(result.model, result.values, {}, attached(result.model, result.values, result.metrics))
    package, followers = package_of(book_bytes(made, {}), "a.xlsx"), 0
    for grid in made.grids:
        cells, held = package.cells(grid.name), contents(grid)
        followers += package.parts[package.sheet_parts()[grid.name]].count(b'<f t="shared" si=')
        for place, (content, *_) in held.items():
            if isinstance(content, Formula):
                assert cells[at(*place)].formula == content.text, f"{grid.name}!{at(*place)}"
    assert followers > 20_000


def test_a_sheet_is_let_go_once_it_is_printed(monkeypatch):
    """The sheets of a book are a third of what a comparison holds in memory."""
    printed_before, alive, lines = [], [], SheetPrinter.lines

    def noted(printer):
        alive.append(sum(each() is not None for each in printed_before))
        printed_before.append(weakref.ref(printer.grid))
        return lines(printer)

    monkeypatch.setattr(SheetPrinter, "lines", noted)
    made = small.model()
    workbook_bytes(made, small.values(made), manifest={})
    assert len(alive) > 10
    assert not any(alive)
