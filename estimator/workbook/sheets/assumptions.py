"""The sheet Assumptions: every number with its source, and the *your value* cell that decides what is in use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from estimator.analysis.standing.inputs_by_layer import Input, Inputs, number
from estimator.display.decision import FISCAL_YEAR, PURE_WORDS
from estimator.display.number_format import in_use, to_type_in, typed
from estimator.display.unit_words import in_words_of_file
from estimator.pack.nouns import plural
from estimator.pack.possible import counts_years
from estimator.pack.records import Assumption, Settings
from estimator.units import CALENDAR, PERCENT
from estimator.workbook.cells.addresses import at, column_letters, place_of, quoted
from estimator.workbook.cells.data_table import NO_HOOK, Hook
from estimator.workbook.cells.grid import LINE_HEIGHT, WIDEST, Entry, Flag, Formula, Grid, Limit, Value, stored
from estimator.workbook.cells.shares import WITH_SIGN, in_cell, scale_beside
from estimator.workbook.plan.input_places import COLUMN, HEADINGS, IN_FORCE_COLUMN, TOP, Places
from estimator.workbook.plan.row_places import VALUE
from estimator.workbook.plan.sheet_registry import ASSUMPTIONS, SCENARIOS, YEARLY
from estimator.workbook.sheets.all_digits import Shown, all_digits

HEADER_ROW, SHARE, YEAR = TOP - 1, "share", "year"
WIDTHS = (36, 46, 13, 13, 14, 30, 11, 11, 21, 8, 30, 90, 9, 24, 24, 11, 11, 11, 10, 40, 44, 10, 7)
KINDS = {
    "id": "small",
    "label": "label",
    "unit": "wrapped_unit",
    "shape": "explained",
    "note": "explained",
    "why": "explained",
}
WRAPPED = ("label", "wrapped_unit", "explained")
RIGHT = ("value", "your_value", "low", "high", "in_use", "scale", "limit_low", "limit_high", "changed", "fits")


class AssumptionSheet:
    """Builds the sheet."""

    def __init__(
        self,
        inputs: Inputs,
        places: Places,
        values: Mapping[str, NDArray[np.float64]],
        hooks: Mapping[str, Hook],
        settings: Settings,
    ) -> None:
        """Build from the assumptions, where they stand, the values in use, and how these follow data tables."""
        self.inputs, self.places, self.values, self.hooks, self.settings = inputs, places, values, hooks, settings
        self.grid, self.used = Grid(ASSUMPTIONS), list[Shown]()

    def build(self) -> Grid:
        """The sheet with all rows."""
        self._frame()
        for each in self.inputs.found.values():
            self._row(each, self.places.assumptions[each.base.id])
        self.grid.flags += all_digits(sorted(self.used, key=lambda shown: place_of(shown[0])))
        return self.grid

    def _frame(self) -> None:
        for name, column in COLUMN.items():
            self.grid.put(HEADER_ROW, column, HEADINGS[name], "right_header" if name in RIGHT else "header")
        self.grid.heights[HEADER_ROW] = 2 * LINE_HEIGHT
        self.grid.print_columns = f"A:{column_letters(COLUMN['note'])}"
        self.grid.filtered = f"A{HEADER_ROW}:{at(max(self.places.last, TOP), len(COLUMN))}"
        self.grid.groups.append((COLUMN["scale"], COLUMN["fits"], False))
        self.grid.widths.update(enumerate(WIDTHS, 1))
        self.grid.freeze = at(TOP, COLUMN["value"])
        self.grid.title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
        for row, heading in self.places.headings.items():
            self.grid.put(row, 1, heading, "heading")
        fits = at(TOP, COLUMN["fits"])
        cells = f"{at(TOP, COLUMN['your_value'])}:{at(self.places.last, COLUMN['your_value'])}"
        self.grid.flags.append(Flag(cells, f"AND(ISNUMBER(${fits}),${fits}=0)"))

    def _put(self, row: int, name: str, entry: Entry) -> None:
        self.grid.entries[row, COLUMN[name]] = entry

    def _row(self, each: Input, row: int) -> None:
        self._texts(each, row)
        self._put(row, "scale", Entry(scale_beside(each.base.scale), "note"))
        self._numbers(each.base, row, ("limit_low", "limit_high"), each.base.limits or (), "note")
        if each.by_year:
            self._by_year(each, row)
        elif each.base.editable:
            self._scalar(each, row)
        else:
            self._given(each, row)

    def _texts(self, each: Input, row: int) -> None:
        base = each.base
        grade = base.grade + "*" if base.grade == "C" else base.grade
        texts = {
            "id": base.id,
            "label": base.label,
            "unit": unit_words(base, self.settings),
            "file_unit": base.unit,
            "shape": _shape(base),
            "grade": grade,
            "source": base.source,
            "note": _note(base),
            "normal_unit": base.normal_unit,
            "basis": base.basis or "",
            "as_of": base.as_of,
            "origin": str(base.place) or base.layer,
            "why": _why(each),
        }
        for name, text in texts.items():
            if text:
                self._put(row, name, Entry(text, KINDS.get(name, "note")))
                if KINDS.get(name) in WRAPPED:
                    self.grid.fit(row, text, self.grid.widths[COLUMN[name]])
        if base.low is not None and base.high is not None:
            self._numbers(base, row, ("low", "high"), (base.low, base.high), "base")

    def _numbers(self, base: Assumption, row: int, names: Sequence[str], numbers: Sequence[float], kind: str) -> None:
        """Numbers of the file in some columns, shown alike."""
        for name, each in zip(names, numbers, strict=False):
            self._put(row, name, Entry(in_cell(float(each), base.scale), kind, typed(base, numbers)))

    def _in_use(self, each: Input, row: int, formula: str) -> None:
        value, format = float(self.values[each.base.id][0, 0]), in_use(each.base, each.numbers())
        self._put(row, "in_use", Entry(Formula(formula, stored(value)), "formula", format))
        self.used.append((self._cell(row, "in_use"), each.base, format))

    def _given(self, each: Input, row: int) -> None:
        self._numbers(each.base, row, ("value",), (number(each.base),), "base")
        self._in_use(each, row, f"{self._cell(row, 'value')}*{self._cell(row, 'scale')}")

    def _scalar(self, each: Input, row: int) -> None:
        self._numbers(each.base, row, ("value",), (number(each.base),), "base")
        yours = each.yours if isinstance(each.yours, float) else None
        mine_now = None if yours is None else in_cell(yours, each.base.scale)
        self._put(row, "your_value", Entry(mine_now, "input", to_type_in(each.base)))
        mine, scale = self._cell(row, "your_value"), self._cell(row, "scale")
        below = self._cell(row, "value")
        if each.scenarios:
            below = f"{SCENARIOS}!${at(self.places.scenarios[each.base.id], IN_FORCE_COLUMN)}"
        hook = self.hooks.get(each.base.id, NO_HOOK)
        self._in_use(each, row, f"{hook.plus(f'IF(ISNUMBER({mine}),{mine},{hook.below(below)})')}*{scale}")
        self._put(row, "changed", Entry(Formula(f"COUNT({mine})", float(yours is not None)), "helper", "0"))
        self._put(row, "fits", Entry(self._fits(each, row, yours), "helper", "0"))
        self.grid.limits.append(limit(mine, each.base, self.settings))

    def _fits(self, each: Input, row: int, yours: float | None) -> Formula:
        """1 unless *your value* is text or in parts where it is whole, or the value in use is outside the limits.

        Whoever gave the value in use; without limits a number of years is outside below nil.
        """
        mine, bounds, used = self._cell(row, "your_value"), each.base.limits, self._cell(row, "in_use")
        tests = [f"(COUNT({mine})=COUNTA({mine}))"]
        if is_whole(each.base):
            tests.append(f"(SUM({mine})=ROUND(SUM({mine}),0))")  # Gnumeric has no N of an empty cell
        if bounds:
            scale = self._cell(row, "scale")
            low, high = (f"{self._cell(row, name)}*{scale}" for name in ("limit_low", "limit_high"))
            tests += [f"({used}>={low})", f"({used}<={high})"]
        elif counts_years(each.base):
            tests.append(f"({used}>=0)")
        inside = bounds is None or yours is None or bounds[0] <= yours <= bounds[1]
        return Formula("*".join(tests if len(tests) > 1 else ["1", *tests]), float(inside))

    def _by_year(self, each: Input, row: int) -> None:
        block = self.places.blocks[each.base.id]
        self._put(row, "value", Entry("by year", "go", link=f"{quoted(YEARLY)}!A{block.top}"))
        typed_in = float(len(each.yours)) if isinstance(each.yours, Mapping) else 0.0
        self._put(row, "changed", Entry(self._from_yearly(block.yours, typed_in), "helper", "0"))
        self._put(row, "fits", Entry(self._from_yearly(block.in_use, 1.0), "helper", "0"))

    def _from_yearly(self, row: int, value: Value) -> Formula:
        return Formula(f"{quoted(YEARLY)}!${at(row, VALUE)}", value)

    def _cell(self, row: int, name: str) -> str:
        return at(row, COLUMN[name])


def unit_words(assumption: Assumption, settings: Settings) -> str:
    """The unit of an assumption as people say it, with the size in which its cells hold money; of none what it is."""
    pure = SHARE if assumption.shown == SHARE else PURE_WORDS.get(assumption.shown, PURE_WORDS["count"])
    return FISCAL_YEAR if _is_date(assumption) else in_words_of_file(assumption.unit, settings) or pure


def _is_date(assumption: Assumption) -> bool:
    """True of a point in time; years that are a duration are counted."""
    found = [assumption.value] if assumption.value is not None else list((assumption.by_year or {}).values())
    return assumption.unit == YEAR and any(each is not None and each > CALENDAR for each in found)


def is_whole(assumption: Assumption) -> bool:
    """True where *your value* must be a whole number; a share is typed in per cent."""
    return assumption.whole and assumption.scale != PERCENT


def limit(cells: str, assumption: Assumption, settings: Settings) -> Limit:
    """The data validation of *your value* cells: within the limits, with the unit as a hint."""
    share, limits = assumption.scale == PERCENT, assumption.limits
    unit = plural(YEAR) if _is_date(assumption) else unit_words(assumption, settings)
    words = f"in {unit}" + (", whole" if assumption.whole else "")
    if limits:
        words += f", from {limits[0]:g} to {limits[1]:g}"
    elif counts_years(assumption):
        words, limits = f"{words}, 0 or more", (0.0, WIDEST)
    between = limits and (in_cell(limits[0], assumption.scale), in_cell(limits[1], assumption.scale))
    kind = "whole" if is_whole(assumption) else "decimal"
    prompt = f"{assumption.label}: a number {words}{WITH_SIGN if share else ''}."
    return Limit(cells, between, kind=kind, title=assumption.key[:32], prompt=prompt[:255])


def _shape(base: Assumption) -> str:
    if base.low is None:
        return base.shape
    sign = " %" if base.scale == PERCENT else ""
    mode = "" if base.mode is None else f"mode {base.mode:.15g}{sign}"
    told = ", ".join(filter(None, ("bounds" if base.range_is == "bounds" else "", mode)))
    return f"{base.shape} ({told})" if told else base.shape


def _note(base: Assumption) -> str:
    if not base.outcomes:
        return base.note
    sign = " %" if base.scale == PERCENT else ""
    outcomes = "; ".join(f"{value:g}{sign} with chance {chance:g}" for value, chance in base.outcomes)
    return f"{base.note} Outcomes: {outcomes}.".strip()


def _why(each: Input) -> str:
    by = f"Scenarios that change it: {', '.join(each.scenarios)}." if each.scenarios else ""
    return " ".join(part for part in (each.base.why, by) if part)
