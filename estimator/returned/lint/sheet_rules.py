"""Rules on sheets: nothing hidden, headings that can be read, inputs with limits, units and sources."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from estimator.errors import WorkbookError
from estimator.names import CELL_ADDRESS, R1C1_ADDRESS
from estimator.returned.file.attributes import span_of
from estimator.returned.lint.contents import Contents, Sheet
from estimator.returned.lint.formula_rules import Finding
from estimator.returned.reader.assumptions import Assumptions
from estimator.returned.reader.yearly_inputs import YOUR_VALUE, YearlyInputs
from estimator.workbook.cells.addresses import at as address
from estimator.workbook.cells.addresses import split_address
from estimator.workbook.cells.grid import DEFAULT_WIDTH, LINE_HEIGHT, WIDE_LETTERS, lines
from estimator.workbook.plan.input_places import GIVEN_HEADING, HEADINGS
from estimator.workbook.plan.named_cells import CHECKS_HOLD
from estimator.workbook.plan.sheet_registry import ASSUMPTIONS, COMPARISON, YEARLY

LEGAL_NAME = re.compile(r"[^\W\d][\w.\\]{0,254}\Z")
BUILT_IN = "_xlnm."
MASTER_CHECK, MASTER_NAME = (2, 1), CHECKS_HOLD.name
BY_YEAR = "by year"
MOST_FROZEN = 3
REQUIRED = ("unit", "source", "grade")


def stored_values(contents: Contents) -> Iterator[Finding]:
    """Every formula has a stored value, so that previews and other readers do not see blanks."""
    hint = "recalculate and save it in Excel, or write it anew"
    for sheet in contents.sheets:
        cells = sheet.cells
        of_tables = list[str]()  # what a data table gives has no text
        for run in (each for each in cells.runs if None in cells.contents[each.place : each.stop]):
            blank = [place for place in range(run.place, run.stop) if cells.contents[place] is None]
            if not run.text:
                of_tables += [cells.addresses[place] for place in blank]
                continue
            for place in blank:
                yield Finding("stored-value", sheet.name, cells.addresses[place], "a formula without a value", hint)
        if of_tables:
            what = f"{len(of_tables)} cells of data tables without a value, from here on"
            yield Finding("stored-value", sheet.name, min(of_tables, key=split_address), what, hint)


def stored_errors(contents: Contents) -> Iterator[Finding]:
    """No cell shows an error."""
    for sheet in contents.sheets:
        cells = sheet.cells
        for place in (place for place, mark in enumerate(cells.marks) if mark.is_error):
            hint = "trace its precedents and mend the first one that fails"
            yield Finding("error", sheet.name, cells.addresses[place], f"shows {cells.contents[place]}", hint)


def links(contents: Contents) -> Iterator[Finding]:
    """The file names no other workbook."""
    if contents.external:
        yield Finding("external-link", "", "workbook", "names other workbooks", "break the links (Data, Edit Links)")


def described(contents: Contents) -> Iterator[Finding]:
    """Every chart and picture has a text for those who cannot see it."""
    for each in contents.wordless:
        hint = "say what it shows and where its numbers stand (Edit Alt Text)"
        yield Finding("described", "", each, "a chart or picture without alternative text", hint)


def hidden(contents: Contents) -> Iterator[Finding]:
    """No sheet is hidden, and no row or column save behind a plus sign."""
    for sheet in contents.sheets:
        if sheet.state != "visible":
            yield Finding("hidden", sheet.name, "", "the sheet is hidden", "show it, or leave it out")
        rows = [address(each, 1) for each in sheet.hidden_rows]
        for cell in (*rows, *(address(1, each) for each in sheet.hidden_columns)):
            yield Finding("hidden", sheet.name, cell, "a hidden row or column", "show it, or fold it into a group")


def frozen_rows(contents: Contents) -> Iterator[Finding]:
    """On *Comparison* at most three rows stay in sight, so that the table has room beneath them on a small screen."""
    sheet = contents.sheet(COMPARISON)
    if sheet and sheet.frozen > MOST_FROZEN:
        what = f"{sheet.frozen} rows are frozen, at most {MOST_FROZEN} leave room for the table"
        cell = address(MOST_FROZEN + 1, 1)
        yield Finding("frozen-rows", sheet.name, cell, what, "freeze the title and the headings alone")


def merged(contents: Contents) -> Iterator[Finding]:
    """A table has no merged cells, so that it can be sorted, filtered and read by a program."""
    for sheet in contents.sheets:
        for each in sheet.merged:
            cells = span_of(each)
            if sheet.titles[0] and cells and cells.bottom >= sheet.titles[0]:
                yield Finding("merged", sheet.name, each, "merged cells in a table", "unmerge, and repeat the text")


def names(contents: Contents) -> Iterator[Finding]:
    """Names are legal in Excel, unique whatever their case, and no cell address."""
    own = [(name, scope) for name, scope, _ in contents.names if not name.startswith(BUILT_IN)]
    counts = Counter((name.lower(), scope) for name, scope in own)
    for name, scope in own:
        if not LEGAL_NAME.match(name) or CELL_ADDRESS.match(name.lower()) or R1C1_ADDRESS.match(name.lower()):
            yield Finding("names", scope, f"name {name}", "is no legal name in Excel", "letters, digits, _ and . only")
        if counts[name.lower(), scope] > 1:
            yield Finding("names", scope, f"name {name}", "stands for two cells", "name each cell by its own name")


def headings_fit(contents: Contents) -> Iterator[Finding]:
    """A heading is no longer than its cell shows."""
    for sheet in contents.sheets:
        for row, column, held in sheet.headed:
            if isinstance(held, str) and not _fits(sheet, row, column, held):
                what = f"{held[:40]!r} is longer than its cell shows"
                yield Finding("heading-fits", sheet.name, address(row, column), what, "widen the column or shorten it")


def _fits(sheet: Sheet, row: int, column: int, text: str) -> bool:
    """True if a text can be read in its cell, in as many lines as the row is high where the cell wraps."""
    width = sheet.widths.get(column, DEFAULT_WIDTH) / WIDE_LETTERS
    if not sheet.wraps(row, column):
        return len(text) <= width
    height = sheet.heights.get(row)
    return height is None or lines(text, width, 1) * LINE_HEIGHT <= height + 1


def headings_unique(contents: Contents) -> Iterator[Finding]:
    """No two columns of a table have the same heading."""
    for sheet in contents.sheets:
        seen: dict[tuple[str, ...], int] = {}
        for column, texts in sheet.headings().items():
            if any(texts) and texts in seen:
                what = f"the heading {' / '.join(filter(None, texts))!r} stands above two columns"
                cell = address(sheet.titles[1], column)
                yield Finding("heading-unique", sheet.name, cell, what, "give each column its own heading")
            seen.setdefault(texts, column)


def master_checks(contents: Contents) -> Iterator[Finding]:
    """Each sheet shows in its second row whether all checks hold.

    A table of values that starts in the first row, as other programs want it, shows it by the colour of its headings.
    """
    row, column = MASTER_CHECK
    for sheet in contents.sheets:
        in_sight = row not in sheet.hidden_rows and column not in sheet.hidden_columns
        if not (in_sight and _reads_master(sheet)):
            what = "the master check is not in sight"
            yield Finding("master-check", sheet.name, address(row, column), what, f"show {MASTER_NAME} there")


def _reads_master(sheet: Sheet) -> bool:
    if sheet.titles == (1, 1):
        return any(MASTER_NAME in each for each in sheet.lights)
    return MASTER_NAME in (sheet.read.cell(*MASTER_CHECK).formula or "")


def inputs(contents: Contents) -> Iterator[Finding]:
    """Every assumption has a unit, a source and a grade; what the pack itself gives has a unit."""
    sheet, of = _assumptions(contents)
    given = _of_the_pack(of)
    for row in _input_rows(of):
        wanted = ("unit",) if row in given else REQUIRED
        for each in wanted:
            if of.value(row, each) in (None, ""):
                what = f"{of.text(row, 'id')} has no {each}"
                yield Finding("input-source", sheet.name, of.address(row, each), what, f"state its {each}")


def limits(contents: Contents) -> Iterator[Finding]:
    """Every *your value* cell of an assumption with limits refuses numbers outside them."""
    sheet, of = _assumptions(contents)
    bounds = {of.text(row, "id"): _bounds(of, row) for row in _input_rows(of)}
    given, column = _of_the_pack(of), of.columns["your_value"]
    if not column:
        where = of.address(of.heading_row, "your_value")
        yield Finding("limits", sheet.name, where, f'there is no column "{HEADINGS["your_value"]}"', "put it back")
    for row in _input_rows(of) if column else ():
        if row not in given and not _is_by_year(of, row):
            id = of.text(row, "id")
            yield from _unlimited(sheet, row, [column], id, bounds[id])
    if yearly := contents.sheet(YEARLY):
        read = YearlyInputs(yearly.read)
        for id, labels in read.blocks.items():
            if YOUR_VALUE in labels:
                yield from _unlimited(yearly, labels[YOUR_VALUE], sorted(read.years), id, bounds.get(id))


def _unlimited(
    sheet: Sheet, row: int, columns: Sequence[int], id: str, bounds: tuple[float, float] | None
) -> Iterator[Finding]:
    if bounds is None:
        return
    for column in columns:
        if bounds not in sheet.limited or not sheet.limited[bounds].holds(row, column):
            what = f"{id} may be typed in outside its limits {bounds[0]:g} to {bounds[1]:g}"
            yield Finding("limits", sheet.name, address(row, column), what, "add data validation with its limits")
            return


def _assumptions(contents: Contents) -> tuple[Sheet, Assumptions]:
    """The sheet Assumptions. Raises WorkbookError for a workbook without it."""
    sheet = contents.sheet(ASSUMPTIONS)
    if sheet is None:
        raise WorkbookError(f'the workbook has no sheet "{ASSUMPTIONS}"; is it a workbook of this program?')
    return sheet, Assumptions(sheet.read)


def _input_rows(of: Assumptions) -> list[int]:
    """The rows with an assumption: those with a value beside an id."""
    return [row for row in of.rows if of.value(row, "value") not in (None, "")]


def _of_the_pack(of: Assumptions) -> frozenset[int]:
    """The rows beneath the heading of what the pack itself gives."""
    words = {row: of.sheet.word(row, of.columns["id"]) for row in of.rows}
    start = next((row for row, word in words.items() if word == GIVEN_HEADING), None)
    return frozenset() if start is None else frozenset(row for row in words if row > start)


def _is_by_year(of: Assumptions, row: int) -> bool:
    return of.sheet.word(row, of.columns["value"]) == BY_YEAR


def _bounds(of: Assumptions, row: int) -> tuple[float, float] | None:
    low, high = (of.number(row, name) for name in ("limit_low", "limit_high"))
    return None if low is None or high is None else (low, high)
