"""The year sheets: Prices, Economy and budget, Manpower and one sheet an option, from rows of the model."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from estimator.calculators.row import first_sentence
from estimator.display.declared import shown_assumption, shown_row
from estimator.display.number_format import number_format, width_of
from estimator.expression import Node, Reference
from estimator.model.graph import Model, ModelRow
from estimator.pack.records import Assumption, Settings
from estimator.workbook.cells.addresses import at, column_letters, quoted
from estimator.workbook.cells.computing import computed
from estimator.workbook.cells.formula import DASH, placed, printed
from estimator.workbook.cells.grid import Band, Formula, Grid, stored
from estimator.workbook.plan.formula_words import worded
from estimator.workbook.plan.input_places import GIVEN_HEADING
from estimator.workbook.plan.row_places import (
    FIRST,
    HEADER,
    ID,
    LABEL,
    OPENING,
    UNIT,
    VALUE,
    Layout,
    Section,
    SheetAddresses,
    heading,
)
from estimator.workbook.plan.sheet_registry import ECONOMY
from estimator.workbook.sheets.links import source_records
from estimator.workbook.sheets.option_in_words import put_option_in_words
from estimator.workbook.sheets.option_parts import compared, outlay_chart, put_contents, put_element_total

Array = NDArray[np.float64]
LONGEST_FORMULA, FLAG = 160, "flag"
HEADINGS = ("", "Unit", "Value", "Id", "Before")
AFTER = ("Note", "Formula in words")
WIDTHS = {LABEL: 42, UNIT: 25, VALUE: 11, ID: 42, OPENING: 8}
NOTE_WIDTH, WORDS_WIDTH, NARROWEST = 70, 90, 7.5


class YearSheets:
    """Builds the sheets whose columns are fiscal years."""

    def __init__(self, model: Model, values: Mapping[str, Array], layout: Layout, *, valid: bool = True) -> None:
        """Build from a model and the values of its rows and assumptions; `valid` tells whether all checks hold."""
        self.model, self.values, self.layout, self.valid = model, values, layout, valid
        self.records = source_records(model)
        self.known = {**values, "year": np.array([model.years], dtype=np.float64)}

    def grid(self, name: str) -> Grid:
        """One sheet."""
        grid = Grid(name)
        addresses = (SheetAddresses(self.layout, name), SheetAddresses(self.layout, name, by_name=False))
        longest = 0
        if name in self.layout.words:
            option = next(option for option, sheet in self.layout.option_sheets.items() if sheet == name)
            words = self.layout.words[name]
            longest = put_option_in_words(grid, words, self.model, self.values, self.layout, option, valid=self.valid)
        if name in self.layout.blocks:
            self._inputs(grid, self.layout.blocks[name])
        for section in self.layout.sections[name]:
            _head(grid, section, folded=bool(section.element))
            if section.element:
                put_element_total(grid, section, self.model, self.values, self.layout)
            for id in section.rows:
                self._row(grid, self.model.rows[id], addresses)
        if name in self.layout.left_out:
            self._left_out(grid, self.layout.left_out[name])
        frame(grid, self.model.pack.settings)
        if name in self.layout.option_sheets.values():
            self._first_screen(grid, longest)
        return grid

    def _first_screen(self, grid: Grid, longest: int) -> None:
        """Links to the parts of an option's sheet, and its outlays drawn beside the words, `longest` letters long."""
        layout, name = self.layout, grid.name
        option = next(option for option, sheet in layout.option_sheets.items() if sheet == name)
        blocks = (layout.blocks.get(name), *layout.sections[name], layout.left_out.get(name))
        sections = [each for each in blocks if each]
        put_contents(grid, sections, heading(self.model, option), compared(self.model, layout)[0])
        top = (layout.words.get(name) or sections[0]).row
        chart = outlay_chart(grid, self.model, self.values, layout, option, top, longest)
        grid.charts = (chart,) if chart else ()

    def _inputs(self, grid: Grid, block: Section) -> None:
        """What the rows of the sheet read from the assumptions, each with a link to its row there."""
        _head(grid, block, folded=True)
        grid.put(block.row, UNIT, "open with the plus sign at the left", "small")
        for at_row, id in enumerate(block.rows, block.row + 1):
            input, spot = self.model.inputs[id], self.layout.spots[id]
            numbers = self.values[id][0]
            how = shown_assumption(self.model, input, numbers.tolist())
            link = f"{quoted(spot.sheet)}!{at(spot.row, spot.column if not spot.by_year else LABEL)}"
            grid.put(at_row, LABEL, input.label, "go", link=link)
            grid.put(at_row, UNIT, how.words, "unit")
            grid.put(at_row, ID, id, "note")
            content = "by year" if spot.by_year else Formula(id, stored(float(numbers[0])))
            grid.put(at_row, VALUE, content, "link", "General" if spot.by_year else number_format(how))
            record = self.records.get(input.source, "")
            grid.put(at_row, self.layout.note, _basis(input), "go" if record else "note", link=record)

    def _left_out(self, grid: Grid, section: Section) -> None:
        """What the option's costs do not hold, each with its reason."""
        _head(grid, section, folded=False)
        named = {each.id: each for each in self.model.pack.left_out}
        for at_row, id in enumerate(section.rows, section.row + 1):
            grid.put(at_row, LABEL, named[id].label, "label")
            grid.put(at_row, UNIT, named[id].reason, "text")
            grid.fit(at_row, named[id].label, WIDTHS[LABEL])

    def _row(self, grid: Grid, row: ModelRow, addresses: Sequence[SheetAddresses]) -> None:
        at_row = self.layout.spots[row.id].row
        numbers = self.values[row.id][0]
        how = shown_row(self.model, row, numbers.tolist())
        grid.put(at_row, LABEL, row.label, "label")
        grid.put(at_row, UNIT, how.words, "wrapped_unit")
        grid.fit(at_row, how.words, WIDTHS[UNIT] - 1)
        grid.put(at_row, ID, row.id, "note")
        grid.put(at_row, self.layout.note, first_sentence(row.doc), "note")
        grid.put(at_row, self.layout.note + 1, worded(self.model, row), "note")
        grid.fit(at_row, row.label, WIDTHS[LABEL])
        template = self._template(row.expression, addresses)
        kind = "link" if self._is_link(row, grid.name) else "formula"
        if row.shape == "scalar":
            grid.put(at_row, VALUE, Formula(template, stored(float(numbers[0]))), kind, number_format(how))
            return
        years = self.layout.along(row.id)
        along = numbers_of(numbers, len(self.model.years))[years.start : years.stop]
        format = nil_as_dash(number_format(how)) if grid.name == ECONOMY and how.kind != FLAG else number_format(how)
        grid.bands.append(Band(at_row, template, along, kind, format, years.start))
        self.opening(grid, row.id, at_row, number_format(how), addresses)

    def opening(self, grid: Grid, id: str, at_row: int, format: str, addresses: Sequence[SheetAddresses]) -> None:
        """The cell before the first year, where a row is read a year later."""
        node = self.layout.openings.get(id)
        if node is None:
            return
        first, before = column_letters(FIRST), column_letters(OPENING)
        text = placed(self._template(node, addresses), first, before)
        value = float(np.ravel(computed(node, self.known))[0])
        grid.put(at_row, OPENING, Formula(text, stored(value)), "formula", format)

    def _template(self, node: Node, addresses: Sequence[SheetAddresses]) -> str:
        """The formula with names; with addresses where names make it too long to read."""
        texts = [printed(node, each) for each in addresses]
        last = column_letters(self.layout.last)
        longest = len(placed(texts[0], last, last))
        return texts[0] if longest < LONGEST_FORMULA else min(texts, key=len)

    def _is_link(self, row: ModelRow, sheet: str) -> bool:
        """True for a row that only repeats a cell of another sheet."""
        node = row.expression
        return isinstance(node, Reference) and node.id != "year" and self.layout.spots[node.id].sheet != sheet


def nil_as_dash(format: str) -> str:
    """A number format that shows a dash for nil: what was not published, or not claimed, in a year."""
    return f'{format};-{format};"{DASH}"'


def _head(grid: Grid, section: Section, *, folded: bool) -> None:
    """The heading of a section, whose rows fold away beneath it."""
    grid.line(section.row, (section.heading, *[""] * (OPENING - LABEL)), "band")
    grid.row_groups.append((section.row + 1, section.row + len(section.rows), folded))


def _basis(input: Assumption) -> str:
    """Grade and source of an assumption, in a few words."""
    star = "*" if input.grade == "C" else ""
    return f"Grade {input.grade}{star}; source: {input.source}" if input.grade else GIVEN_HEADING


def frame(grid: Grid, settings: Settings) -> None:
    """Header row, widths, frozen panes, folded columns and what is printed, equal on all year sheets."""
    years = settings.years
    after = FIRST + len(years)
    for column, text in [*enumerate(HEADINGS, 1), *enumerate(AFTER, after)]:
        grid.put(HEADER, column, text, "right_header" if column in (VALUE, OPENING) else "header")
    wide = max([NARROWEST, *(width_of(band.format.partition(";")[0], band.values) for band in grid.bands)])
    for column, year in enumerate(years, FIRST):
        grid.put(HEADER, column, float(year), "year", f'"{settings.year_prefix}"0')
        grid.widths[column] = float(math.ceil(wide))
    grid.widths.update({**WIDTHS, after: NOTE_WIDTH, after + 1: WORDS_WIDTH})
    grid.freeze = at(HEADER + 1, ID)
    grid.title_rows = f"{HEADER}:{HEADER}"
    grid.first_year_column = FIRST
    grid.groups.append((ID, ID, True))
    grid.groups += _folded(years, settings.first_year, settings.last_year)
    grid.print_columns = f"A:{column_letters(FIRST + settings.last_year - years[0])}"


def _folded(years: Sequence[int], first: int, last: int) -> list[tuple[int, int, bool]]:
    """The columns before and after the years compared, folded away behind a plus sign."""
    before = (FIRST, FIRST + first - years[0] - 1, True)
    after = (FIRST + last - years[0] + 1, FIRST + len(years) - 1, True)
    return [each for each in (before, after) if each[0] <= each[1]]


def numbers_of(numbers: Array, count: int) -> list[float]:
    """The numbers of all years; one number holds for each."""
    found: list[float] = numbers.tolist()
    return found * count if len(found) == 1 else found
