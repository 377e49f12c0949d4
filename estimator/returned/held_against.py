"""Hold a workbook that came back against the one that the program would write: edits besides *your values*."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from estimator.display.unit_words import with_noun
from estimator.returned.alignment import LOST, Aligned, Alignment, align, unchanged
from estimator.returned.as_written import unlike_rows
from estimator.returned.expected import TO_EDIT, Content, Expected, ExpectedSheet
from estimator.returned.file.stored_cell import StoredCell
from estimator.returned.imported import Edit
from estimator.returned.reader.sheet import Sheet
from estimator.returned.reader.workbook import Returned
from estimator.workbook.cells.addresses import at, column_letters, with_sheets
from estimator.workbook.cells.formula import placed
from estimator.workbook.cells.grid import Formula, Grid
from estimator.workbook.plan.input_places import COLUMN
from estimator.workbook.plan.sheet_registry import (
    ASSUMPTIONS,
    CHECKS,
    README,
    SCENARIOS,
    UNCERTAINTY,
    VALUE_SHEETS,
    YEARLY,
)

NUMBERS: Final = (ASSUMPTIONS, YEARLY, SCENARIOS, CHECKS)
TEXTS: Final = {
    ASSUMPTIONS: ("label", "unit", "file_unit", "normal_unit", "shape", "grade", "source", "basis", "as_of")
}
SAME, SAME_RESULT = 1e-12, 1e-9
DELETED, RENAMED, GONE, MOVED = "sheet deleted", "sheet renamed", "row deleted", "rows inserted or moved"
COLUMN_GONE = "column deleted"
EDITED, OVERWRITTEN, BROKEN = "formula edited", "formula overwritten", "formula that reads what was deleted"
VALUE = "value changed"
FORMULAS = (EDITED, OVERWRITTEN, BROKEN)


@dataclass(frozen=True)
class Held:
    """The sheets of a workbook beside those that the program would write, and where their lines stand.

    `sheets` are the edits of whole sheets; `there` are the sheets found, by the names of the program.
    """

    sheets: tuple[Edit, ...]
    expected: tuple[ExpectedSheet, ...]
    there: Mapping[str, Sheet]
    aligned: Aligned

    def edits(self) -> list[Edit]:
        """Everything edited, sheet by sheet."""
        plain = self.aligned.as_it_was
        lines = [each for sheet in self.expected for each in _lines(sheet, self.aligned)]
        cells = (
            each for sheet in self.expected for each in _contents(sheet, self.there[sheet.name], self.aligned, plain)
        )
        return [*self.sheets, *lines, *cells]


def hold(returned: Returned, wanted: Expected, id_then: Callable[[str], str] = unchanged, values: bool = True) -> Held:
    """Find the sheets of a book again; their rows by their ids or first texts, wherever they stand.

    `id_then` gives the id that the file has for one of the book, where it was renamed since. Without `values`, the
    sheets of values are left out.
    """
    told = wanted.sheets
    sheets = tuple(each for sheet in told for each in moved_sheet(returned, sheet.name, sheet.title, sheet.called))
    drawn = moved_sheet(returned, UNCERTAINTY, *wanted.drawn) if returned.had(UNCERTAINTY) else ()
    held = [sheet for sheet in told if values or sheet.name not in VALUE_SHEETS]
    now = {each.name: returned.name_of(each.name, each.title, each.called) for each in held}
    there = {name: sheet for name, tab in now.items() if (sheet := returned.named(tab)).cells}
    expected = tuple(sheet for sheet in held if sheet.name in there)
    alignments = {sheet.called: align(sheet, there[sheet.name], id_then) for sheet in expected}
    names = {each.was: each.now for each in sheets if each.what == RENAMED}
    unread = frozenset(sheet.called for sheet in expected if sheet.name == README)
    aligned = Aligned(alignments, names, id_then, unread)
    return Held((*drawn, *sheets), expected, there, aligned)


def moved_sheet(returned: Returned, sheet: str, title: str, tab: str) -> Iterator[Edit]:
    """The edit of a sheet that is gone, or called otherwise than on the tab that it was written on."""
    now = returned.name_of(sheet, title, tab)
    if not now:
        yield Edit(tab, DELETED)
    elif now != tab:
        yield Edit(now, RENAMED, tab, now)


def _lines(expected: ExpectedSheet, aligned: Aligned) -> Iterator[Edit]:
    """Rows and columns that are gone, and one line for rows that stand elsewhere."""
    there, name = aligned.sheets[expected.called], aligned.names.get(expected.called, expected.called)
    if there.in_place:
        return
    computing = _computing(expected.grid)
    for row, key in there.keys.items():
        if key and there.rows[row] is None and row in computing:
            yield Edit(f"{name}!A{row}", GONE, key)
    for column, now in there.columns.items():
        if now is None:
            yield Edit(f"{name}!{column_letters(column)}", COLUMN_GONE)
    moved = [key for row, key in there.keys.items() if key and there.rows[row] not in (row, None)]
    if moved and expected.name != README:  # its lists grow with the sheets attached at the export
        yield Edit(name, MOVED, "", f"{with_noun(str(len(moved)), 'row')}, the first of them {moved[0]}")


def _computing(grid: Grid) -> set[int]:
    """The rows with a number or a formula."""
    found = {row for (row, _), entry in grid.cells() if not isinstance(entry.content, str | None)}
    return found | {band.row for band in grid.bands if band.template or any(each is not None for each in band.values)}


def _contents(expected: ExpectedSheet, sheet: Sheet, aligned: Aligned, plain: bool) -> Iterator[Edit]:
    """Cells whose formula or number is another one, row by row."""
    there, name = aligned.sheets[expected.called], aligned.names.get(expected.called, expected.called)
    rows: dict[int, list[Edit | None]] = {}  # what was found for each formula of a row
    for (row, column), content, kind in contents_of(_to_look_at(expected, sheet, there, plain)):
        now, now_column = there.rows[row], there.columns[column]
        if kind in TO_EDIT or now is None or now_column is None:
            continue
        cell, wanted = sheet.cell(now, now_column), content
        if isinstance(content, Formula):
            text = content.text if plain else aligned.formula(content.text, expected.called)
            if cell.formula == text or _quoted_alike(cell.formula, text):
                rows.setdefault(row, []).append(None)
                continue
            wanted = Formula(text, content.value)
        found = _cell(cell, f"{name}!{at(now, now_column)}", wanted, column, expected.name)
        if isinstance(content, Formula):
            rows.setdefault(row, []).append(found)
        elif found:
            yield found
    for found_here in rows.values():
        alone = None in found_here
        yield from (replace(each, alone=alone) for each in found_here if each is not None)


def _to_look_at(expected: ExpectedSheet, sheet: Sheet, there: Alignment, plain: bool) -> Grid:
    """All rows, or of a sheet that stands in place those that may hold another formula or number."""
    if not (plain and there.in_place):
        return expected.grid
    held = expected.name in (*NUMBERS, *VALUE_SHEETS)
    return expected.of_rows(unlike_rows(expected, sheet.cells, _tolerance(expected.name) if held else -1, held))


def _quoted_alike(formula: str | None, text: str) -> bool:
    """True where another program wrote the same formula with other quotes about sheets, as Excel does with 比較!A1."""
    return formula is not None and "!" in formula and with_sheets(formula, str) == text


def contents_of(grid: Grid) -> Iterator[tuple[tuple[int, int], Content, str]]:
    """The place, the content and the kind of each cell that the program writes."""
    for place, entry in grid.cells():
        yield place, entry.content, entry.kind
    for band in grid.bands:
        first = grid.columns(band).start
        before = column_letters(first - 1)
        for column, value in enumerate(band.values, first):
            letters = column_letters(column)
            formula = Formula(placed(band.template, letters, before), "") if band.template else None
            yield (band.row, column), formula or value, band.kind
            before = letters


def _cell(cell: StoredCell, where: str, wanted: Content, column: int, sheet: str) -> Edit | None:
    if isinstance(wanted, Formula):
        follows = LOST in wanted.text and LOST in (cell.formula or "")  # from a deletion that is told already
        if follows or cell.formula == wanted.text:
            return None
        return Edit(where, _what_formula(cell), f"={wanted.text}", shown(cell))
    if isinstance(wanted, int | float):
        near = isinstance(cell.value, float) and _close(cell.value, float(wanted), sheet)
        if not (near and cell.formula is None) and sheet in (*NUMBERS, *VALUE_SHEETS):
            return Edit(where, _what(sheet, column), f"{wanted:.15g}", shown(cell))
    elif isinstance(wanted, str) and _words(cell.value) != _words(wanted) and _is_held(sheet, column):
        return Edit(where, _what(sheet, column), wanted, shown(cell))
    return None


def _what_formula(cell: StoredCell) -> str:
    if cell.formula is None:
        return OVERWRITTEN
    return BROKEN if LOST in cell.formula else EDITED


def _is_held(sheet: str, column: int) -> bool:
    """True for a sheet of values, and for a column whose texts tell what the numbers beside them are."""
    return sheet in VALUE_SHEETS or column in [COLUMN[name] for name in TEXTS.get(sheet, ())]


def _what(sheet: str, column: int) -> str:
    """The words for an edit: by the column on Assumptions, else by the sheet."""
    if sheet == ASSUMPTIONS:
        name = next(name for name, at_column in COLUMN.items() if at_column == column)
        return "base value changed" if name == "value" else f"{name.replace('_', ' ')} changed"
    if sheet in VALUE_SHEETS:
        return VALUE
    return "base or scenario value changed" if sheet in (YEARLY, SCENARIOS) else "number changed"


def _close(one: float, other: float, sheet: str) -> bool:
    """True for equal numbers; what was computed may differ in its last digits from machine to machine."""
    return abs(one - other) <= _tolerance(sheet) * max(abs(one), abs(other))


def _tolerance(sheet: str) -> float:
    return SAME_RESULT if sheet in VALUE_SHEETS else SAME


def _words(content: object) -> list[str]:
    """A text without the blanks and line ends that spreadsheet programs write each their own way."""
    return str(content or "").split()


def shown(cell: StoredCell) -> str:
    """What a cell holds, as text."""
    if cell.formula is not None:
        return f"={cell.formula}"
    return f"{cell.value:.15g}" if isinstance(cell.value, float) else "" if cell.value is None else str(cell.value)
