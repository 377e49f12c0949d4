"""What a sheet holds, before openpyxl sees it: texts, numbers, formulas with their values, and bands of years."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from estimator.errors import WorkbookError
from estimator.visible import length_in_cell
from estimator.workbook.cells.charts import Chart
from estimator.workbook.cells.data_table import DataTable
from estimator.workbook.cells.formula import DASH
from estimator.workbook.cells.long_lines import LongLines

Value = float | str
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
LONGEST_TEXT = 32_767
LINE_HEIGHT, WIDE_LETTERS, BOLD = 13.2, 0.84, 0.92
DEFAULT_WIDTH = 8.43
"""Of a column without a width of its own, in figures, as Excel has it."""
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class SheetName(str):
    """The name of a sheet, which stands in a cell as the tab of that sheet is called."""


class Listed(str):
    """Names that stand in a cell beside one another, parted by the mark of a list; each is said on its own."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula without its equals sign, and the value stored beside it."""

    text: str
    value: Value


@dataclass(frozen=True, slots=True)
class Entry:
    """One cell: content, the kind of style, the number format, and where a click leads."""

    content: Formula | float | str | None
    kind: str = "text"
    format: str = "General"
    link: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """One row along the years: a formula template with its values, or numbers (None leaves the cell blank).

    It begins so many years after the first; where it has no value it has no cell.
    """

    row: int
    template: str
    values: Sequence[float | None]
    kind: str = "formula"
    format: str = "General"
    after: int = 0


WIDEST = 1e300
"""The end of a limit that has none."""


@dataclass(frozen=True, slots=True)
class Limit:
    """Data validation of some cells: a decimal between two numbers, or a list."""

    cells: str
    between: tuple[float, float] | None = None
    list: str = ""
    kind: str = "decimal"
    title: str = ""
    prompt: str = ""


@dataclass(frozen=True, slots=True)
class Flag:
    """Cells that light up when a formula is true, or, with a `format`, show their numbers in it."""

    cells: str
    formula: str
    kind: str = "bad"
    format: str = ""


FORMULAS: Final = "formulas"
"""The property of a workbook that says how many formulas it was written with: a number typed over one is missed."""


@dataclass
class Grid:
    """One sheet."""

    name: str
    entries: dict[tuple[int, int], Entry] = field(default_factory=dict)
    bands: list[Band] = field(default_factory=list)
    widths: dict[int, float] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    freeze: str = ""
    title_rows: str = ""
    print_columns: str = ""
    last_printed: int = 0  # the last row of the print area; 0 for all
    printed_pages: int = 0  # how many pages of it are printed; 0 for all
    groups: list[tuple[int, int, bool]] = field(default_factory=list)
    row_groups: list[tuple[int, int, bool]] = field(default_factory=list)
    limits: list[Limit] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)
    first_year_column: int = 0
    charts: tuple[Chart, ...] = ()
    described: tuple[str, ...] = ()  # what each chart shows, in words
    breaks: tuple[int, ...] = ()
    color: str = "blue"  # of its tab
    tab: str = ""  # what its tab is called, if not as the sheet itself
    table: tuple[str, str] | None = None  # name and cells of a marked-up table
    data_tables: list[DataTable] = field(default_factory=list)
    long: LongLines | None = None  # the lines of a long table beneath its headings
    protected: bool = False  # without a password: all cells but those to type in, and the column for notes
    notes_column: int = 0
    filtered: str = ""  # cells with a filter
    drawn: set[tuple[int, int]] = field(default_factory=set)  # cells for what a simulation gave, if one was made

    def put(
        self,
        row: int,
        column: int,
        content: Formula | float | str | None,
        kind: str = "text",
        format: str = "General",
        link: str = "",
    ) -> None:
        """Set one cell."""
        self.entries[row, column] = Entry(content, kind, format, link)

    def cells(self) -> Iterator[tuple[tuple[int, int], Entry]]:
        """The place and content of each cell that stands alone, those of a long table as well."""
        yield from self.entries.items()
        for row, column, content, format in self.long.cells() if self.long else ():
            yield (row, column), long_cell(content, format)

    @property
    def last_row(self) -> int:
        """The last row with a cell that stands alone; 0 for none."""
        own = max((row for row, _ in self.entries), default=0)
        return max(own, self.long.rows.stop - 1) if self.long else own

    @property
    def last_column(self) -> int:
        """The last column with a cell; 0 for none."""
        own = max((column for _, column in self.entries), default=0)
        return max(own, self.last_year_column, self.long.width if self.long else 0)

    @property
    def called(self) -> str:
        """What stands on the tab of the sheet, which formulas name it by."""
        return self.tab or self.name

    @property
    def formulas(self) -> int:
        """How many cells hold a formula."""
        alone = sum(isinstance(entry.content, Formula) for entry in self.entries.values())
        return alone + sum(len(band.values) for band in self.bands if band.template)

    def columns(self, band: Band) -> range:
        """The columns in which a band has cells."""
        first = self.first_year_column + band.after
        return range(first, first + len(band.values))

    @property
    def last_year_column(self) -> int:
        """The last column in which a band has a cell; 0 for none."""
        return max((self.columns(band).stop - 1 for band in self.bands), default=0)

    def fit(self, row: int, text: str, width: float) -> None:
        """Make a row high enough for a text that wraps at a width in characters."""
        self.raise_to(row, lines(text, width))

    def raise_to(self, row: int, count: int) -> None:
        """Make a row high enough for a number of lines."""
        if count > 1:
            self.heights[row] = max(self.heights.get(row, 0.0), LINE_HEIGHT * count)

    def raise_for(self, row: int, column: int, text: str, letter: float = WIDE_LETTERS) -> None:
        """Make a row high enough for a text that wraps in its column."""
        self.raise_to(row, lines(text, self.widths[column], letter))

    def line(
        self, row: int, contents: Iterable[Formula | float | str | None], kind: str = "text", start: int = 1
    ) -> None:
        """Set neighbouring cells of one row, all of one kind."""
        for column, content in enumerate(contents, start):
            self.put(row, column, content, kind)


def long_cell(content: float | str, format: str) -> Entry:
    """A cell of a long table."""
    return Entry(content) if isinstance(content, str) else Entry(float(content), "formula", format)


def lines(text: str, width: float, letter: float = WIDE_LETTERS) -> int:
    """How many lines a text takes in a width, broken at spaces, and within words that are longer than a line."""
    room = width / letter
    count, left = 1, room
    for word in text.split():
        if len(word) > left and left < room:
            count, left = count + 1, room
        broken = math.ceil(len(word) / room) - 1
        count, left = count + broken, left - len(word) - 1 + broken * room
    return count


def stored(value: float) -> Value:
    """What a formula cell shows: the number, or a dash for what does not apply."""
    if math.isnan(value):
        return DASH
    if math.isinf(value):
        raise WorkbookError("an infinite number cannot stand in a workbook")
    return float(value)


def checked_text(text: str, where: str) -> str:
    """The text, if a cell can hold it.

    Raises WorkbookError for control characters and for more than 32,767 characters.
    """
    found = CONTROL.search(text)
    if found:
        raise WorkbookError(f"{where}: the text {text[:40]!r} holds the control character {found[0]!r}; remove it")
    if length_in_cell(text) > LONGEST_TEXT:
        raise WorkbookError(
            f"{where}: a text of {length_in_cell(text):,} characters; a cell holds at most {LONGEST_TEXT:,}"
        )
    return text
