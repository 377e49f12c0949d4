"""The sheet Scenarios: what each sets beside the base values, which is in force, and why it sets what it sets."""

from __future__ import annotations

from decimal import Decimal

from estimator.analysis.standing.inputs_by_layer import BASE, Input, Inputs
from estimator.display.number_format import typed
from estimator.pack.records import UNDOCUMENTED, Assumption, Settings
from estimator.workbook.cells.addresses import at, fixed
from estimator.workbook.cells.grid import LINE_HEIGHT, Flag, Formula, Grid, stored
from estimator.workbook.cells.shares import in_cell
from estimator.workbook.plan.input_places import COLUMN, FIRST_CHOICE, IN_FORCE_COLUMN, Places
from estimator.workbook.plan.named_cells import SCENARIO_CHOICE
from estimator.workbook.plan.sheet_registry import ASSUMPTIONS, SCENARIOS
from estimator.workbook.sheets.assumptions import unit_words
from estimator.workbook.sheets.links import to_assumption

WIDTHS, CHOICE_WIDTH, AIR, CENTURY = (40, 46, 24), 24, 4, 100
HALF = (CHOICE_WIDTH - len(" … ")) // 2
BY_YEAR = "By year: the lowest … highest, and the years of it"


def scenario_grid(inputs: Inputs, places: Places, settings: Settings) -> Grid:
    """The sheet Scenarios: each scenario's values beside the base values, and what is in force."""
    grid = Grid(SCENARIOS, freeze=at(6, FIRST_CHOICE), title_rows="4:5")
    grid.line(4, ("Id", "Label", "Unit"), "header")
    grid.line(4, ("In force", *(choice.id for choice in inputs.choices)), "right_header", IN_FORCE_COLUMN)
    heads = ("", BY_YEAR if any(inputs.found[id].by_year for id in places.scenarios) else "", "", "")
    grid.line(5, (*heads, *(choice.label for choice in inputs.choices)), "subheader")
    grid.heights[5] = 3 * LINE_HEIGHT
    grid.widths.update(
        enumerate((*WIDTHS, CHOICE_WIDTH, *(max(CHOICE_WIDTH, len(choice.id) + AIR) for choice in inputs.choices)), 1)
    )
    for id, row in places.scenarios.items():
        _scenario_row(grid, inputs, places, inputs.found[id], row, settings)
    _reasons(grid, inputs, max(places.scenarios.values(), default=5) + 3)
    return grid


def _scenario_row(grid: Grid, inputs: Inputs, places: Places, each: Input, row: int, settings: Settings) -> None:
    unit = unit_words(each.base, settings)
    grid.put(row, 1, each.base.id, "go", link=to_assumption(places, each.base.id))
    grid.put(row, 2, each.base.label, "label")
    grid.put(row, 3, unit, "wrapped_unit")
    for text, width in zip((each.base.id, each.base.label, unit), WIDTHS, strict=False):
        grid.fit(row, text, width)
    records = [each.base, *each.scenarios.values()]
    format = "0" if each.by_year else typed(each.base, [float(record.value or 0) for record in records])
    formats = {choice: _in_words(each, record) if each.by_year else format for choice, record in each.scenarios.items()}
    of_base = _in_words(each, each.base) if each.by_year else format
    base = _value(each, BASE)
    found = {choice: _value(each, choice) for choice in each.scenarios}
    base_cell = f"{ASSUMPTIONS}!{fixed(places.assumptions[each.base.id], COLUMN['value'])}"
    grid.put(
        row,
        FIRST_CHOICE,
        base if each.by_year else Formula(base_cell, base),
        "base" if each.by_year else "link",
        of_base,
    )
    for column, choice in enumerate(inputs.choices[1:], FIRST_CHOICE + 1):
        untouched = Formula(f"${at(row, FIRST_CHOICE)}", base)
        touched = choice.id in found
        content, kind = (found[choice.id], "base") if touched else (untouched, "faint")
        grid.put(row, column, content, kind, formats.get(choice.id, of_base))
    last = FIRST_CHOICE + len(inputs.choices) - 1
    span = f"${at(row, FIRST_CHOICE)}:${at(row, last)}"
    value = found.get(inputs.in_force.id, base)
    in_force = Formula(f"INDEX({span},1,{SCENARIO_CHOICE.name})", stored(value))
    grid.put(row, IN_FORCE_COLUMN, in_force, "formula", of_base)
    cell = at(row, IN_FORCE_COLUMN)
    for name in formats if each.by_year else ():
        grid.flags.append(Flag(cell, f"{cell}={each.position(name)}", format=formats[name]))


def _value(each: Input, choice: str) -> float:
    """What a choice sets, as the cell holds it: a number, or the place of its row on Yearly inputs."""
    record = each.scenarios.get(choice, each.base)
    return float(each.position(choice)) if each.by_year else in_cell(float(record.value or 0), record.scale)


def _in_words(each: Input, record: Assumption) -> str:
    """A number format that shows, in place of a row of Yearly inputs, the values there that are not the base's."""
    base, own = _along(each.base), _along(record)
    changed = {year: number for year, number in own.items() if record is each.base or base.get(year) != number} or own
    numbers = sorted({Decimal(f"{number:.4g}") for number in changed.values()})
    told = " … ".join(_with_commas(each) for each in dict.fromkeys((numbers[0], numbers[-1])))
    span = f" ({_years(min(changed), max(changed))})" if max(changed) else ""
    return f'"{told}{span}"' if len(told + span) <= CHOICE_WIDTH else f'"{told}"'


def _with_commas(number: Decimal) -> str:
    """Thousands set off, as in other cells: beside fiscal years 1990 would be read as one of them."""
    written = f"{number:,f}"
    return written if len(written) <= HALF else f"{float(number):g}"


def _years(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last % CENTURY:02d}"


def _along(record: Assumption) -> dict[int, float]:
    """The values of fiscal years; one value for all of them stands under the year 0."""
    return dict(record.by_year or {0: float(record.value or 0)})


def _reasons(grid: Grid, inputs: Inputs, row: int) -> None:
    """What each scenario is, and why it sets what it sets."""
    grid.line(row, ("Scenario", "What it is"), "header")
    for at_row, choice in enumerate(inputs.choices, row + 1):
        grid.line(at_row, (choice.id, choice.note or choice.label), "label")
        grid.fit(at_row, choice.note or choice.label, WIDTHS[1])
    row += len(inputs.choices) + 2
    grid.line(row, ("Assumption", "Why", "Scenario"), "header")
    for each in inputs.found.values():
        for choice_id, record in each.scenarios.items():
            if record.why:
                row += 1
                grid.line(row, (each.base.id, record.why, choice_id), "label")
                if record.why == UNDOCUMENTED:  # a word, which stands in the language only where no id can
                    grid.put(row, 2, record.why, "wrapped_unit")
                grid.fit(row, record.why, WIDTHS[1])
