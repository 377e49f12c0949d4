"""Where each row and column of a sheet stands in a workbook that came back, and what its formulas then say.

Rows are known again by their id, else by their first text; columns by their heading. A spreadsheet program rewrites
the references of formulas when rows are inserted or deleted, and so does `Aligned.formula`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from estimator.language import read_back
from estimator.names import may_be_full_id
from estimator.returned.as_written import in_place
from estimator.returned.expected import FISCAL_YEAR, ExpectedSheet
from estimator.returned.file.stored_cell import StoredCell
from estimator.returned.reader.matching import matched
from estimator.returned.reader.sheet import Sheet
from estimator.returned.reader.yearly_inputs import is_of_a_block
from estimator.workbook.cells.addresses import column_letters, column_number, quoted, unquoted
from estimator.workbook.cells.grid import Formula, Grid
from estimator.workbook.plan.input_places import COLUMN
from estimator.workbook.plan.row_places import HEADER, ID
from estimator.workbook.plan.sheet_registry import ASSUMPTIONS, CHECKS, DATA, IN_PLACE, SCENARIOS, YEARLY

TOKEN: Final = re.compile(
    r'"(?:[^"]|"")*"'
    r"|(?P<sheet>'(?:[^']|'')+'!|(?<![\w.])[A-Za-z_][\w.]*!)?"
    r"(?<![\w.$])(?P<first>\$?[A-Z]{1,3}\$?[1-9]\d*)(?::(?P<last>\$?[A-Z]{1,3}\$?[1-9]\d*))?(?![\w.(])"
    r"|(?<![\w.$'!])(?P<name>[a-z_][\w.]*)(?![\w.(!'])",
    re.ASCII,
)
REFERENCE: Final = re.compile(r"(\$?)([A-Z]{1,3})(\$?)(\d+)\Z")
LOST: Final = "#REF!"
BY_ALL_TEXTS: Final = (CHECKS, IN_PLACE)
NO_TEXT: Final = "\x00"
Keys = Mapping[int, str]


def unchanged(id: str) -> str:
    """The id itself, where none was renamed."""
    return id


@dataclass(frozen=True)
class Alignment:
    """The row and column in which each one now stands; None for what is gone.

    `in_place` tells that all that lines are known by stands where it was written; then no line needs a key.
    """

    rows: Mapping[int, int | None]
    columns: Mapping[int, int | None]
    keys: Keys
    in_place: bool = False

    @property
    def moved(self) -> bool:
        """True if anything stands elsewhere, or is gone; what stands in a row that was left blank moves nothing."""
        if self.in_place:
            return False
        gone = (self.keys.get(row) for row, now in self.rows.items() if now is None)
        elsewhere = (was != now for was, now in self.rows.items() if now is not None)
        return any(gone) or any(elsewhere) or any(was != now for was, now in self.columns.items())


def align(expected: ExpectedSheet, sheet: Sheet, id_then: Callable[[str], str] = unchanged) -> Alignment:
    """Find the rows and columns of a sheet again; `id_then` gives the id that the file has for one of the pack."""
    if id_then is unchanged and in_place(expected, sheet.cells):
        row, column = map(_each_itself, expected.last)
        return Alignment(row, column, {}, in_place=True)
    grid = expected.grid
    written = {place: entry.content for place, entry in grid.cells()}
    there, ids = sheet.places, _id_column(grid)
    texts = {place: _text(each, id_then) for place, each in written.items() if each is not None}
    texts |= {(band.row, grid.columns(band).start): "" for band in grid.bands}
    texts_now = {
        place: _stored_text(each) for place, each in there.items() if each.value is not None or each.formula is not None
    }
    if grid.name == DATA:
        wanted, found = _line_keys(written), _line_keys({place: cell.value for place, cell in there.items()})
    else:
        ids_now = sheet.column("Id", ids) if ids else 0
        wanted, found = _row_keys(texts, grid.name, ids), _row_keys(texts_now, grid.name, ids_now)
    keys = {row: wanted.get(row, "") for row in range(1, expected.last[0] + 1)}
    rows = matched(keys, found, strict=bool(ids))
    return Alignment(rows, _columns(grid, expected.last[1], written, there, rows.get(HEADER) or HEADER), keys)


def _each_itself(last: int) -> dict[int, int | None]:
    return {line: line for line in range(1, last + 1)}


def _id_column(grid: Grid) -> int:
    """The column of ids; 0 where a sheet has none."""
    if grid.name in (ASSUMPTIONS, SCENARIOS):
        return COLUMN["id"]
    return ID if grid.first_year_column else 0


def _row_keys(texts: Mapping[tuple[int, int], str], sheet: str, id_column: int) -> dict[int, str]:
    """What each row is known by: its id, else its first text; on Yearly inputs with the id above it.

    Where labels repeat, as on Checks, it is all texts of the row. A row of numbers and formulas alone is known from a
    blank one. A note in the column of ids is no id.
    """
    made, ids, above = dict[int, str](), dict[int, str](), ""
    for (row, column), text in sorted(texts.items()):
        if made.get(row, NO_TEXT) == NO_TEXT:
            made[row] = text or NO_TEXT
        elif sheet in BY_ALL_TEXTS and text:
            made[row] += f" {text}"
        if column == id_column and may_be_full_id(text) and not is_of_a_block(made[row]):
            ids[row] = text
    if sheet != YEARLY:
        return {**made, **ids}
    for row, label in made.items():
        above = ids.get(row, above)
        made[row] = above if row in ids else f"{above} {label}"
    return made


def _line_keys(contents: Mapping[tuple[int, int], object]) -> dict[int, str]:
    """What each line of the long table is known by: its texts and its fiscal year."""
    years = next((column for (row, column), content in contents.items() if row == 1 and content == FISCAL_YEAR), 0)
    made = dict[int, list[str]]()
    for (row, column), content in sorted(contents.items()):
        if isinstance(content, str) or column == years:
            made.setdefault(row, []).append(_heading(content))
    return {row: " ".join(texts) for row, texts in made.items()}


def _columns(
    grid: Grid,
    last: int,
    written: Mapping[tuple[int, int], object],
    there: Mapping[tuple[int, int], StoredCell],
    header: int,
) -> dict[int, int | None]:
    """Columns by their headings; of sheets without a row of headings each where it stood."""
    if not grid.first_year_column and grid.name not in (ASSUMPTIONS, SCENARIOS):
        return {column: column for column in range(1, last + 1)}
    wanted = {column: _heading(each) for (row, column), each in written.items() if row == HEADER}
    found = {column: _heading(cell.value) for (row, column), cell in there.items() if row == header}
    return matched({column: wanted.get(column, "") for column in range(1, last + 1)}, found, strict=False)


def _text(content: object, id_then: Callable[[str], str]) -> str:
    return id_then(read_back(content)) if isinstance(content, str) else ""


def _stored_text(cell: StoredCell) -> str:
    return read_back(cell.value) if isinstance(cell.value, str) and cell.formula is None else ""


def _heading(content: object) -> str:
    value = content.value if isinstance(content, Formula) else content
    return f"{value:g}" if isinstance(value, int | float) else str(value or "")


@dataclass(frozen=True)
class Aligned:
    """All sheets: where their lines stand, what they are called now, and what ids were in the file.

    Sheets go by what their tabs were called when the file was written, as formulas do; no formula reads those `unread`.
    """

    sheets: Mapping[str, Alignment]
    names: Mapping[str, str]
    id_then: Callable[[str], str] = unchanged
    unread: frozenset[str] = frozenset()

    @property
    def as_it_was(self) -> bool:
        """True if nothing was moved and no sheet renamed, so that formulas read as they did."""
        unmoved = not any(each.moved for sheet, each in self.sheets.items() if sheet not in self.unread)
        return unmoved and not self.names and self.id_then is unchanged

    def formula(self, text: str, sheet: str) -> str:
        """A formula as it reads after the moves, if nobody edited it."""

        def put(match: re.Match[str]) -> str:
            if match["name"]:
                return self.id_then(match["name"])
            return self._reference(match, sheet) if match["first"] else match[0]

        return TOKEN.sub(put, text)

    def _reference(self, match: re.Match[str], sheet: str) -> str:
        given = match["sheet"] or ""
        name = unquoted(given[:-1]) if given else sheet
        there = self.sheets.get(name)
        prefix = f"{quoted(self.names.get(name, name))}!" if given else ""
        if there is None:
            return prefix + match[0].removeprefix(given)
        if not match["last"]:
            return prefix + _moved(match["first"], there)
        return prefix + _moved_span(match["first"], match["last"], there)


def _moved(reference: str, there: Alignment) -> str:
    fixed_column, letters, fixed_row, digits = _parts(reference)
    row, column = _now(there.rows, int(digits)), _now(there.columns, column_number(letters))
    if row is None or column is None:
        return LOST
    return f"{fixed_column}{column_letters(column)}{fixed_row}{row}"


def _now(lines: Mapping[int, int | None], line: int) -> int | None:
    """Where a line stands now; what lies beyond the sheet stays where it was."""
    return lines.get(line, line)


def _moved_span(first: str, last: str, there: Alignment) -> str:
    """A range; where an end is gone it begins or ends at the next line that is left."""
    one_fixed, one_letters, one_row_fixed, one_row = _parts(first)
    two_fixed, two_letters, two_row_fixed, two_row = _parts(last)
    rows = _span(there.rows, int(one_row), int(two_row))
    columns = _span(there.columns, *(int(column_number(each)) for each in (one_letters, two_letters)))
    if rows is None or columns is None:
        return LOST
    left, right = (column_letters(each) for each in columns)
    return f"{one_fixed}{left}{one_row_fixed}{rows[0]}:{two_fixed}{right}{two_row_fixed}{rows[1]}"


def _span(lines: Mapping[int, int | None], first: int, last: int) -> tuple[int, int] | None:
    """The first and the last line of a span that are left; None if none is."""
    left = (_now(lines, line) for line in range(first, last + 1))
    start = next((each for each in left if each is not None), None)
    right = (_now(lines, line) for line in range(last, first - 1, -1))
    end = next((each for each in right if each is not None), None)
    return None if start is None or end is None else (start, end)


def _parts(reference: str) -> tuple[str, str, str, str]:
    found = REFERENCE.match(reference)
    assert found is not None, reference
    return found[1], found[2], found[3], found[4]
