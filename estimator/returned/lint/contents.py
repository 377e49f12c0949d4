"""A workbook as its file has it, for the lint: sheets with cells, widths, header rows, validations and styles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from estimator.returned.file.attributes import Span, columns_of, decimal, spans_of, whole
from estimator.returned.file.package import MAIN, MOST_STYLES, Package, read_package
from estimator.returned.file.sheet_cells import SheetCells, Value
from estimator.returned.lint.copied import Copied, copied_along
from estimator.returned.lint.coverage import Coverage
from estimator.returned.lint.looks import PLAIN, YES, Colors, Look, lights_of, looks_of
from estimator.returned.lint.paper import Paper, Printed, paper_of
from estimator.returned.reader.comparison import Comparison
from estimator.returned.reader.sheet import Sheet as Reading
from estimator.returned.reader.sheets import Sheets
from estimator.workbook.cells.addresses import LAST_ROW
from estimator.workbook.plan.sheet_registry import COMPARISON, EVERY_PAGE, PAGES

TITLE_ROWS = re.compile(r"!\$([0-9]+):\$([0-9]+)(?:,|\Z)")
PRINT: Final = "_xlnm.Print_"
TITLES, AREA = f"{PRINT}Titles", f"{PRINT}Area"
MOST_TITLES: Final = 100
NUMBERS: Final = ("decimal", "whole")
DRAWINGS: Final = "xl/drawings/"
DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"


@dataclass(frozen=True, slots=True)
class Allowed:
    """A data validation: its cells, its kind, and the two bounds as text."""

    spans: tuple[Span, ...]
    kind: str
    low: str
    high: str


@dataclass(frozen=True)
class Sheet:
    """One sheet, with the reader that finds its headings.

    `titles` are the first and last of the header rows of its table; (0, 0) where the sheet has none. `looks` are those
    of cells by the number of their style, `lights` the formulas that colour the first row, `frozen` the rows that stay
    in sight. `unseen` are the rows and the columns that are out of sight, behind a plus sign or not; `lights_on` the
    cells of each conditional format with the number of its look.
    """

    name: str
    state: str
    read: Reading
    titles: tuple[int, int]
    widths: Mapping[int, float]
    heights: Mapping[int, float]
    hidden_rows: tuple[int, ...]
    hidden_columns: tuple[int, ...]
    merged: tuple[str, ...]
    allowed: tuple[Allowed, ...]
    looks: tuple[Look, ...]
    paper: Paper
    unseen: tuple[frozenset[int], frozenset[int]]
    lights_on: tuple[tuple[str, int], ...] = ()
    lights: tuple[str, ...] = ()
    frozen: int = 0

    @property
    def cells(self) -> SheetCells:
        """The cells in columns."""
        return self.read.cells

    def wraps(self, row: int, column: int) -> bool:
        """True for a cell that breaks its text into lines."""
        return look_at(self.looks, self.read.cell(row, column).style).wraps

    def is_unseen(self, row: int, column: int) -> bool:
        """True for a cell of a row or column that is out of sight."""
        return row in self.unseen[0] or column in self.unseen[1]

    @property
    def pages(self) -> int:
        """How many pages are printed of the sheet."""
        if not self.cells:
            return 0
        bottom, right = max(self.cells.rows), max(self.cells.columns)
        return Printed(self.paper, self.widths, self.heights, self.unseen, Span(1, 1, right, bottom)).pages()

    @cached_property
    def copied(self) -> tuple[Copied, ...]:
        """The formulas with their copies along each row."""
        return tuple(copied_along(self.cells))

    @cached_property
    def distinct(self) -> tuple[Copied, ...]:
        """One formula for each pattern of a row, the longest of its copies."""
        longest: dict[tuple[int, str], Copied] = {}
        in_row = Counter(each.row for each in self.copied)
        for each in self.copied:
            place = each.row, each.pattern if in_row[each.row] > 1 else ""
            known = longest.setdefault(place, each)
            if len(each.text) > len(known.text):
                longest[place] = each
        return tuple(longest.values())

    @cached_property
    def headed(self) -> list[tuple[int, int, Value]]:
        """Row, column and content of the cells in the rows of headings."""
        first, last = self.titles
        told = zip(self.cells.rows, self.cells.columns, self.cells.contents, strict=True)
        return [each for each in told if first <= each[0] <= last] if first else []

    @cached_property
    def limited(self) -> Mapping[tuple[float, float], Coverage]:
        """The cells that take numbers between two bounds only, by the bounds."""
        found = dict[tuple[float, float], list[Span]]()
        for each in self.allowed:
            bounds = _number(each.low), _number(each.high)
            if each.kind in NUMBERS and bounds[0] is not None and bounds[1] is not None:
                found.setdefault((bounds[0], bounds[1]), []).extend(each.spans)
        return {bounds: Coverage(spans) for bounds, spans in found.items()}

    def headings(self) -> dict[int, tuple[str, ...]]:
        """The texts above each column of the table, from top to bottom."""
        first, last = self.titles
        if not first:
            return {}
        columns = sorted({column for _, column, _ in self.headed})
        return {each: tuple(self._heading(row, each) for row in range(first, last + 1)) for each in columns}

    def _heading(self, row: int, column: int) -> str:
        value = self.read.cell(row, column).value
        return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


@dataclass(frozen=True)
class Contents:
    """All sheets, the defined names with their sheet ("" for the whole workbook), and links to other workbooks.

    `read` finds the sheets that the program wrote; `wordless` are the charts and pictures without a text for those who
    cannot see them; `looks` are those of cells by the number of their style, `lights` the colours of conditional
    formats by theirs; a file that is `printed_whole` was written to be.
    """

    sheets: tuple[Sheet, ...]
    names: tuple[tuple[str, str, str], ...]
    external: int
    read: Sheets
    wordless: tuple[str, ...] = ()
    looks: tuple[Look, ...] = ()
    lights: tuple[Colors, ...] = ()
    printed_whole: bool = False

    def look(self, style: int) -> Look:
        """The look of cells with a style."""
        return look_at(self.looks, style)

    def sheet(self, name: str) -> Sheet | None:
        """A sheet by the name or the title that the program gave it, if it is there."""
        now = self.read.name_of(name)
        return next((each for each in self.sheets if each.name == now), None)


def read_contents(path: Path) -> Contents:
    """Read a workbook within the limits of the safe reader. Raises WorkbookError."""
    package = read_package(path)
    order = [(each.get("name", ""), each.get("state", "visible")) for each in package.workbook.iter(f"{MAIN}sheet")]
    names = tuple(_names(package.workbook, [name for name, _ in order]))
    printed = {(name, sheet): target for name, sheet, target in names if name.startswith(PRINT)}
    read, looks = Sheets(package), looks_of(package)
    sheets = tuple(_sheet(read, name, state, printed, looks) for name, state in order)
    links = len(list(package.workbook.iter(f"{MAIN}externalReference")))
    whole_book = package.manifest().get(PAGES) == EVERY_PAGE
    wordless = tuple(_wordless(package))
    return Contents(sheets, names, links, read, wordless, looks, lights_of(package), whole_book)


def _wordless(package: Package) -> Iterator[str]:
    for part in sorted(each for each in package.parts if each.startswith(DRAWINGS) and each.endswith(".xml")):
        for each in package.xml(part).iter(f"{DRAWING}cNvPr"):
            if not each.get("descr", "").strip():
                yield f"{part.removeprefix(DRAWINGS).removesuffix('.xml')}, {each.get('name', '')}"


def _names(workbook: Any, sheets: list[str]) -> Iterator[tuple[str, str, str]]:
    for each in workbook.iter(f"{MAIN}definedName"):
        local = whole(each.get("localSheetId"), 0, len(sheets) - 1)
        yield each.get("name", ""), "" if local is None else sheets[local], each.text or ""


def _title_rows(target: str) -> tuple[int, int]:
    """The first and the last row that are repeated in print; zeros for none, and for rows that no sheet has."""
    found = TITLE_ROWS.search(target)
    first, last = (whole(found[each], 1, LAST_ROW) if found else None for each in (1, 2))
    return (first, last) if first and last and first <= last < first + MOST_TITLES else (0, 0)


def look_at(looks: tuple[Look, ...], style: int) -> Look:
    """The look of a style; a plain one where the file has none of that number."""
    return looks[style] if style < len(looks) else PLAIN


def _sheet(
    sheets: Sheets, name: str, state: str, printed: Mapping[tuple[str, str], str], looks: tuple[Look, ...]
) -> Sheet:
    read, frame = sheets.named(name), sheets.package.frame(name)
    columns = dict(columns_of(frame.iter(f"{MAIN}col")))
    rows = {at: each for each in frame.iter(f"{MAIN}row") if (at := whole(each.get("r"), 1, LAST_ROW))}
    widths = {at: decimal(each.get("width")) for at, each in columns.items()}
    heights = {at: decimal(each.get("ht")) for at, each in rows.items()}
    allowed = tuple(_allowed(each) for each in frame.iter(f"{MAIN}dataValidation"))
    return Sheet(
        name=name,
        state=state,
        read=read,
        titles=_headings(sheets, read, _title_rows(printed.get((TITLES, name), ""))),
        widths={at: each for at, each in widths.items() if each is not None},
        heights={at: each for at, each in heights.items() if each is not None},
        hidden_rows=tuple(at for at, each in rows.items() if _is_hidden(each)),
        hidden_columns=tuple(at for at, each in columns.items() if _is_hidden(each)),
        merged=tuple(each.get("ref", "") for each in frame.iter(f"{MAIN}mergeCell")),
        allowed=allowed,
        lights=tuple(_lights(frame)),
        frozen=_frozen(frame),
        looks=looks,
        paper=paper_of(frame, printed.get((AREA, name), "")),
        unseen=(_unseen(rows), _unseen(columns)),
        lights_on=tuple(_lights_on(frame)),
    )


def _unseen(lines: Mapping[int, Any]) -> frozenset[int]:
    return frozenset(at for at, each in lines.items() if each.get("hidden") in YES)


def _lights_on(frame: Any) -> Iterator[tuple[str, int]]:
    for each in frame.iter(f"{MAIN}conditionalFormatting"):
        for rule in each.iter(f"{MAIN}cfRule"):
            if (number := whole(rule.get("dxfId"), 0, MOST_STYLES)) is not None:
                yield each.get("sqref", ""), number


def _headings(sheets: Sheets, sheet: Reading, titles: tuple[int, int]) -> tuple[int, int]:
    """The first and the last row of headings: where they stand now, else the rows that the file repeats in print."""
    is_comparison = sheet.name == sheets.name_of(COMPARISON)
    top = Comparison(sheet).heading[0] if is_comparison else sheet.heading_row
    return (top, top + titles[1] - titles[0]) if top else titles


def _is_hidden(element: Any) -> bool:
    """True for a row or column that is out of sight without a plus sign to open it."""
    return element.get("hidden") in YES and not whole(element.get("outlineLevel"), 1, LAST_ROW)


def _frozen(root: Any) -> int:
    """How many rows stay in sight while the others scroll."""
    panes = (each for each in root.iter(f"{MAIN}pane") if each.get("state", "").startswith("frozen"))
    return max((whole(each.get("ySplit"), 1, LAST_ROW) or 0 for each in panes), default=0)


def _lights(root: Any) -> Iterator[str]:
    """The formulas of conditional formats that cover the first cell of the sheet."""
    for each in root.iter(f"{MAIN}conditionalFormatting"):
        if any(span.holds(1, 1) for span in spans_of(each.get("sqref", ""))):
            yield from (found.text or "" for found in each.iter(f"{MAIN}formula"))


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _allowed(element: Any) -> Allowed:
    low, high = (element.find(f"{MAIN}{name}") for name in ("formula1", "formula2"))
    texts = ("" if each is None else each.text or "" for each in (low, high))
    return Allowed(tuple(spans_of(element.get("sqref", ""))), element.get("type", ""), *texts)
