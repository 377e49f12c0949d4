"""The sheet Yearly inputs: assumptions along the years, with a row to type in."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from estimator.analysis.standing.inputs_by_layer import Input, Inputs, by_year_values
from estimator.display.number_format import in_use, to_type_in, typed
from estimator.model.graph import Model
from estimator.pack.records import Assumption
from estimator.workbook.cells.addresses import at, column_letters, fixed
from estimator.workbook.cells.formula import THIS
from estimator.workbook.cells.grid import Band, Formula, Grid
from estimator.workbook.cells.shares import in_cell
from estimator.workbook.plan.input_places import COLUMN, IN_FORCE_COLUMN, Block, Places
from estimator.workbook.plan.row_places import FIRST, ID, LABEL, UNIT, VALUE, Layout, SheetAddresses
from estimator.workbook.plan.sheet_registry import ASSUMPTIONS, SCENARIOS, YEARLY
from estimator.workbook.sheets.all_digits import Shown, all_digits
from estimator.workbook.sheets.assumptions import limit, unit_words
from estimator.workbook.sheets.links import to_assumption
from estimator.workbook.sheets.year_sheets import YearSheets, frame

MOST_DECIMALS = 4  # as many as a column of years has room for beside five digits and a separator


class YearlySheet:
    """Builds Yearly inputs."""

    def __init__(
        self, model: Model, inputs: Inputs, places: Places, layout: Layout, values: Mapping[str, NDArray[np.float64]]
    ) -> None:
        """Build from the assumptions, where they stand, and the values in use."""
        self.model, self.inputs, self.places, self.layout, self.values = model, inputs, places, layout, values
        self.grid, self.used = Grid(YEARLY), list[Shown]()
        self.openings = YearSheets(model, values, layout)

    def build(self) -> Grid:
        """The sheet with all blocks."""
        for each in self.inputs.by_year():
            self._block(each, self.places.blocks[each.base.id])
        self.grid.flags += all_digits(self.used, MOST_DECIMALS)
        frame(self.grid, self.model.pack.settings)
        return self.grid

    def _block(self, each: Input, block: Block) -> None:
        base = each.base
        self.grid.put(block.top, LABEL, base.label, "heading", link=to_assumption(self.places, base.id))
        self.grid.put(block.top, ID, base.id, "note")
        self.grid.put(block.top, self.layout.note, base.note or None, "note")
        self._typed_rows(each, block, typed(base, each.numbers(self.layout.years)))
        self._yours(each, block)
        self._in_use(each, block)

    def _typed_rows(self, each: Input, block: Block, format: str) -> None:
        """Base and scenario values as the files have them."""
        self._label(block.base, "Base value", unit_words(each.base, self.model.pack.settings))
        self.grid.bands.append(Band(block.base, "", self._in_cells(each.base), "base", format))
        for row, (choice, record) in enumerate(each.scenarios.items(), block.base + 1):
            self._label(row, f"Scenario {choice}", unit_words(each.base, self.model.pack.settings))
            self.grid.put(row, self.layout.note, record.why or None, "note")
            self.grid.bands.append(Band(row, "", self._in_cells(record), "base", format))
        if each.scenarios:
            self._scenario_in_force(each, block, format)

    def _scenario_in_force(self, each: Input, block: Block, format: str) -> None:
        row, choice = block.in_force, self.inputs.in_force.id
        self._label(row, "Scenario in force", unit_words(each.base, self.model.pack.settings))
        position = f"{SCENARIOS}!${at(self.places.scenarios[each.base.id], IN_FORCE_COLUMN)}"
        self.grid.put(row, VALUE, Formula(position, float(each.position(choice))), "link", "0")
        template = f"INDEX({THIS}{block.base}:{THIS}{row - 1},{fixed(row, VALUE).replace('$' + str(row), str(row))},1)"
        record = each.scenarios.get(choice, each.base)
        self.grid.bands.append(Band(row, template, self._in_cells(record), "formula", format))

    def _in_cells(self, record: Assumption) -> list[float]:
        """The numbers of a row as its cells hold them."""
        return [in_cell(each, record.scale) for each in by_year_values(record, self.layout.years)]

    def _yours(self, each: Input, block: Block) -> None:
        self._label(block.yours, "Your value", unit_words(each.base, self.model.pack.settings))
        yours = each.yours if isinstance(each.yours, Mapping) else {}
        found = [in_cell(yours[year], each.base.scale) if year in yours else None for year in self.layout.years]
        self.grid.bands.append(Band(block.yours, "", found, "input", to_type_in(each.base)))
        cells = self._cells(block.yours)
        self.grid.put(block.yours, VALUE, Formula(f"COUNT({cells})", float(len(yours))), "note", '0" typed in"')
        self.grid.limits.append(limit(cells.replace("$", ""), each.base, self.model.pack.settings))

    def _in_use(self, each: Input, block: Block) -> None:
        numbers = self.values[each.base.id][0].tolist()
        format = in_use(each.base, each.numbers(self.layout.years))
        self._label(block.in_use, "In use", unit_words(each.base, self.model.pack.settings))
        mine, row = f"{THIS}{block.yours}", self.places.assumptions[each.base.id]
        scale = f"{ASSUMPTIONS}!{fixed(row, COLUMN['scale'])}"
        template = f"IF(ISNUMBER({mine}),{mine},{THIS}{block.in_force})*{scale}"
        self.grid.bands.append(Band(block.in_use, template, numbers, "formula", format))
        self.used.append((self._cells(block.in_use).replace("$", ""), each.base, format))
        self.grid.put(block.in_use, VALUE, self._fits(each, block, row), "note", '0" = fits"')
        addresses = (SheetAddresses(self.layout, YEARLY), SheetAddresses(self.layout, YEARLY, by_name=False))
        self.openings.opening(self.grid, each.base.id, block.in_use, format, addresses)

    def _fits(self, each: Input, block: Block, row: int) -> Formula:
        """1 unless *your value* holds text, or it or the value of the scenario or of the base is outside the limits."""
        cells, limits = self._cells(block.yours), each.base.limits
        both = f"{self._cells(block.in_force).partition(':')[0]}:{cells.partition(':')[2]}"
        bad = f"COUNTA({cells})-COUNT({cells})"
        if limits:
            low, high = (f"{ASSUMPTIONS}!{at(row, COLUMN[name])}" for name in ("limit_low", "limit_high"))
            bad += f'+COUNTIF({both},"<"&{low})+COUNTIF({both},">"&{high})'
        yours = each.yours if isinstance(each.yours, Mapping) else {}
        outside = limits is not None and any(not limits[0] <= value <= limits[1] for value in yours.values())
        return Formula(f"IF({bad}=0,1,0)", 0.0 if outside else 1.0)

    def _label(self, row: int, label: str, unit: str) -> None:
        self.grid.put(row, LABEL, label, "indented")
        self.grid.put(row, UNIT, unit, "unit")

    def _cells(self, row: int) -> str:
        return f"${column_letters(FIRST)}{row}:${column_letters(self.layout.last)}{row}"
