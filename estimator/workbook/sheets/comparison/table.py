"""The sheet Comparison: options side by side, every number a live link, and the scenario selector.

Metrics stand in groups. Beneath each option a verdict says whether money and people suffice; the best number of a
metric is bold on green, and a column names the option that has it, so that colour is never the only sign.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
from numpy.typing import NDArray

from estimator.analysis.standing.inputs_by_layer import Inputs
from estimator.model.graph import Model, ModelRow
from estimator.workbook.cells.addresses import at, column_letters, quoted
from estimator.workbook.cells.formats import Shown, shown
from estimator.workbook.cells.formula import DASH
from estimator.workbook.cells.grid import BOLD, Flag, Formula, Grid, Limit, lines, stored
from estimator.workbook.plan.input_places import FIRST_CHOICE
from estimator.workbook.plan.row_places import Layout
from estimator.workbook.plan.sheet_registry import COMPARISON, SCENARIOS
from estimator.workbook.sheets.comparison.best import BEST, NEXT, WHOSE, ranked, whose
from estimator.workbook.sheets.comparison.dashes import put_reasons
from estimator.workbook.sheets.comparison.verdict import MONEY_METRIC, PEOPLE_METRIC, verdict

SELECTOR, NUMBER, MEANING, HEADER_ROW, FIRST_OPTION = (4, 3), (5, 3), (6, 3), 8, 3
ID_ROW, VERDICT_ROW, FIRST_METRIC = HEADER_ROW + 1, HEADER_ROW + 2, HEADER_ROW + 3
LABEL_WIDTH, UNIT_WIDTH, OPTION_WIDTH, WHOSE_WIDTH, BEST_WIDTH, ID_WIDTH = 40, 25, 14.5, 28, 13, 34
ID_HEADING, UNIT_HEADING = "Metric id", "Unit of the cells"
SELECTOR_LABEL = "Scenario (choose in the yellow cell)"


class ComparisonSheet:
    """Builds the sheet. `rows` are the rows of the metrics, once it is built."""

    def __init__(self, model: Model, values: Mapping[str, NDArray[np.float64]], layout: Layout, inputs: Inputs) -> None:
        """Build from the model's metrics and their values."""
        self.model, self.values, self.layout, self.inputs = model, values, layout, inputs
        self.metrics = {option: model.metrics(option) for option in model.options}
        self.last = FIRST_OPTION + len(self.metrics) - 1
        self.rows: dict[str, int] = {}
        self.grid = Grid(COMPARISON)

    def build(self) -> Grid:
        """The sheet with all metrics of all options."""
        self._selector()
        end = self._place(FIRST_METRIC)
        self._header()
        for metric, row in self.rows.items():
            self._metric(metric, row)
        self._verdicts()
        put_reasons(self.grid, self.model, list(self.rows), end + 1, LABEL_WIDTH)
        return self.grid

    def _selector(self) -> None:
        choices = self.inputs.choices
        first, last = column_letters(FIRST_CHOICE), column_letters(FIRST_CHOICE + len(choices) - 1)
        ids, labels = f"{SCENARIOS}!${first}$4:${last}$4", f"{SCENARIOS}!${first}$5:${last}$5"
        self.grid.put(SELECTOR[0], 1, SELECTOR_LABEL, "label")
        self.grid.put(*SELECTOR, self.inputs.in_force.id, "choice")
        self.grid.put(NUMBER[0], 1, "Its number in the list of the sheet Scenarios", "small")
        number = Formula(f"MATCH({at(*SELECTOR)},{ids},0)", float(self.inputs.chosen + 1))
        self.grid.put(*NUMBER, number, "faint", "0")
        self.grid.put(MEANING[0], 1, "What it is", "small")
        self.grid.put(*MEANING, Formula(f"INDEX({labels},scenario_choice)", self.inputs.in_force.label), "small")
        self.grid.limits.append(Limit(at(*SELECTOR), list=f"={ids}", title="Scenario", prompt="Choose from the list."))

    def _place(self, row: int) -> int:
        """Give each metric its row, with a heading above each group; returns the row after the last."""
        headings, last = self._headings(), ""
        for metric in self._order():
            heading = headings.get(metric, last)
            if heading != last:
                self._band(row, heading)
                row, last = row + 1, heading
            self.rows[metric] = row
            row += 1
        return row

    def _band(self, row: int, heading: str) -> None:
        self.grid.line(row, (heading, *[""] * (self.last + 1)), "band")

    def _headings(self) -> dict[str, str]:
        """The group of each metric: the label of the calculator that defines it."""
        from estimator.calculators import calculators

        known = calculators()
        modules = {id: row.definition.module for found in self.metrics.values() for id, row in found.items()}
        return {id: known[module].label for id, module in modules.items() if module in known}

    def _header(self) -> None:
        grid = self.grid
        grid.widths.update({1: LABEL_WIDTH, 2: UNIT_WIDTH})
        grid.widths.update(dict.fromkeys(range(FIRST_OPTION, self.last + 1), OPTION_WIDTH))
        grid.line(HEADER_ROW, ("Metric", "Unit"), "header")
        grid.line(ID_ROW, ("", ""), "subheader")
        labels = [self.model.pack.options[option].label for option in self.metrics]
        for column, (option, label) in enumerate(zip(self.metrics, labels, strict=True), FIRST_OPTION):
            grid.put(HEADER_ROW, column, label, "right_header")
            grid.put(ID_ROW, column, option, "subheader")
        grid.raise_to(HEADER_ROW, max(lines(label, OPTION_WIDTH, BOLD) for label in labels))
        grid.raise_to(ID_ROW, max(lines(option, OPTION_WIDTH) for option in self.metrics))
        self._last_headings()
        grid.freeze = at(FIRST_METRIC, FIRST_OPTION)
        grid.title_rows = f"{HEADER_ROW}:{ID_ROW}"
        grid.print_columns = f"A:{column_letters(self.last + WHOSE)}"

    def _last_headings(self) -> None:
        """The columns to the right of the options."""
        headings = (
            (WHOSE, "Best", WHOSE_WIDTH),
            (BEST, "Best value", BEST_WIDTH),
            (NEXT, "Next best", BEST_WIDTH),
            (NEXT + 1, ID_HEADING, ID_WIDTH),
            (NEXT + 2, UNIT_HEADING, UNIT_WIDTH),
        )
        for place, heading, width in headings:
            self.grid.put(
                HEADER_ROW, self.last + place, heading, "right_header" if place in (BEST, NEXT) else "indented_header"
            )
            self.grid.put(ID_ROW, self.last + place, "", "subheader")
            self.grid.widths[self.last + place] = width

    def _order(self) -> list[str]:
        """The metric ids, in the order of the model."""
        return list(
            dict.fromkeys([*self.model.metric_labels, *(id for found in self.metrics.values() for id in found)])
        )

    def _metric(self, metric: str, row: int) -> None:
        found = {option: rows[metric] for option, rows in self.metrics.items() if metric in rows}
        how, label = self._how(metric, found.values()), self.model.metric_labels.get(metric)
        label = label or next(iter(found.values())).label
        self.grid.put(row, 1, label, "label")
        self.grid.put(row, 2, how.unit, "wrapped_unit")
        self.grid.raise_to(row, max(lines(label, LABEL_WIDTH), lines(how.unit, UNIT_WIDTH - 1)))
        self.grid.put(row, self.last + NEXT + 1, metric, "note")
        unit = next((each.unit for each in found.values()), self.model.metric_units.get(metric, ""))
        self.grid.put(row, self.last + NEXT + 2, unit, "note")
        for column, option in enumerate(self.metrics, FIRST_OPTION):
            if option in found:
                self._cell(row, column, found[option], how)
            else:
                self.grid.put(row, column, DASH, "dash")
        self._best(row, found, how)

    def _cell(self, row: int, column: int, metric_row: ModelRow, how: Shown) -> None:
        value = stored(self.value(metric_row))
        spot = self.layout.spots[metric_row.id]
        link = f"{quoted(spot.sheet)}!{at(spot.row, spot.column)}"
        self.grid.put(row, column, Formula(metric_row.id, value), "link", how.format, link)

    def value(self, row: ModelRow) -> float:
        """The number of a metric's row."""
        return float(self.values[row.id][0, 0])

    def _best(self, row: int, rows: Mapping[str, ModelRow], how: Shown) -> None:
        better = next((each.marks.get("better", "") for each in rows.values()), "")
        if not better:
            return
        pack = self.model.pack
        numbers = [(pack.options[option].label, self.value(each)) for option, each in rows.items()]
        first, last = column_letters(FIRST_OPTION), column_letters(self.last)
        span, labels = f"${first}{row}:${last}{row}", f"${first}${HEADER_ROW}:${last}${HEADER_ROW}"
        best, following = (f"${at(row, self.last + place)}" for place in (BEST, NEXT))
        for place, formula in zip((BEST, NEXT), ranked(numbers, better, span), strict=True):
            self.grid.put(row, self.last + place, formula, "faint", how.format)
        name = whose(numbers, better, span, labels, best, following)
        self.grid.put(row, self.last + WHOSE, name, "wrapped_note")
        self.grid.raise_to(row, lines(str(name.value), WHOSE_WIDTH - 1))
        here = f"{first}{row}"
        self.grid.flags.append(Flag(f"{here}:{last}{row}", f"AND(ISNUMBER({here}),{here}={best})", "best"))

    def _how(self, metric: str, rows: Collection[ModelRow]) -> Shown:
        """One unit and format for all options."""
        numbers = [self.value(row) for row in rows]
        unit = next((row.unit for row in rows), self.model.metric_units.get(metric, ""))
        return shown(metric, unit, numbers, self.model.pack.settings)

    def _verdicts(self) -> None:
        """Whether each option fits, in words, and what does not fit in red."""
        names = {role: self.model.name(role) for role in (MONEY_METRIC, PEOPLE_METRIC)}
        metrics = {role: id for role, id in names.items() if id in self.rows}
        if not metrics:
            return
        self.grid.put(VERDICT_ROW, 1, "Does it fit money and people?", "strong")
        for column, (option, found) in enumerate(self.metrics.items(), FIRST_OPTION):
            link = f"{quoted(self.layout.option_sheets[option])}!A1"  # LibreOffice breaks no linked text into lines
            values = {role: self.value(found[id]) for role, id in metrics.items() if id in found}
            cells = {role: at(self.rows[id], column) for role, id in metrics.items()}
            self.grid.put(VERDICT_ROW, column, verdict(cells, values), "verdict", link=link)
        self.grid.raise_to(VERDICT_ROW, 2)
        first = at(VERDICT_ROW, FIRST_OPTION)
        span = f"{first}:{at(VERDICT_ROW, self.last)}"
        self.grid.flags += [Flag(span, f'{first}<>"{verdict({}, {}).value}"'), Flag(span, f"{first}<>0", "good")]
        for metric in metrics.values():
            first, last = (at(self.rows[metric], column) for column in (FIRST_OPTION, self.last))
            self.grid.flags.append(Flag(f"{first}:{last}", f"N({first})>0"))
