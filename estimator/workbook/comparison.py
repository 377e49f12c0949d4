"""The sheet Comparison: options side by side, every number a live link, and the scenario selector."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import numpy as np
from numpy.typing import NDArray
from openpyxl.utils import get_column_letter

from estimator.model.graph import Model, ModelRow
from estimator.workbook.formats import Shown, shown
from estimator.workbook.formula import DASH
from estimator.workbook.grid import Formula, Grid, Limit, at, stored
from estimator.workbook.inputs import Inputs
from estimator.workbook.layout import COMPARISON, SCENARIOS, Layout, quoted
from estimator.workbook.yearly import FIRST_CHOICE

SELECTOR, NUMBER, MEANING, HEADER_ROW, FIRST_OPTION = (4, 3), (5, 3), (6, 3), 8, 3
OPTION_WIDTH = 15.0
WORDS_BREAK = 0.7  # bold words leave part of a line empty


class ComparisonSheet:
    """Builds the sheet."""

    def __init__(self, model: Model, values: Mapping[str, NDArray[np.float64]], layout: Layout, inputs: Inputs) -> None:
        """Build from the model's metrics and their values."""
        self.model, self.values, self.layout, self.inputs = model, values, layout, inputs
        self.metrics = {option: model.metrics(option) for option in model.options}
        self.grid = Grid(COMPARISON, tab="green")

    def build(self) -> Grid:
        """The sheet with all metrics of all options."""
        self._selector()
        self._header()
        order = self._order()
        for row, metric in enumerate(order, HEADER_ROW + 2):
            self._metric(metric, row)
        self._reasons(HEADER_ROW + 3 + len(order))
        return self.grid

    def _selector(self) -> None:
        choices = self.inputs.choices
        first, last = get_column_letter(FIRST_CHOICE), get_column_letter(FIRST_CHOICE + len(choices) - 1)
        ids, labels = f"{SCENARIOS}!${first}$4:${last}$4", f"{SCENARIOS}!${first}$5:${last}$5"
        self.grid.put(SELECTOR[0], 1, "Scenario (choose in the yellow cell)", "label")
        self.grid.put(*SELECTOR, self.inputs.in_force.id, "choice")
        self.grid.put(NUMBER[0], 1, "Its number in the list of the sheet Scenarios", "small")
        number = Formula(f"MATCH({at(*SELECTOR)},{ids},0)", float(self.inputs.chosen + 1))
        self.grid.put(*NUMBER, number, "faint", "0")
        self.grid.put(MEANING[0], 1, "What it is", "small")
        self.grid.put(*MEANING, Formula(f"INDEX({labels},scenario_choice)", self.inputs.in_force.label), "small")
        self.grid.limits.append(Limit(at(*SELECTOR), list=f"={ids}", title="Scenario", prompt="Choose from the list."))

    def _header(self) -> None:
        grid = self.grid
        grid.widths.update({1: 44, 2: 24, **dict(enumerate(self._option_widths(), FIRST_OPTION))})
        grid.line(HEADER_ROW, ("Metric", "Unit"), "header")
        grid.line(HEADER_ROW + 1, ("", ""), "subheader")
        for column, option in enumerate(self.model.options, FIRST_OPTION):
            sheet = quoted(self.layout.option_sheets[option])
            grid.put(HEADER_ROW, column, self.model.pack.options[option].label, "right_header")
            grid.fit(HEADER_ROW, self.model.pack.options[option].label, grid.widths[column] * WORDS_BREAK)
            grid.put(HEADER_ROW + 1, column, option, "subheader", link=f"{sheet}!A1")
        id_column = FIRST_OPTION + len(self.metrics)
        grid.put(HEADER_ROW, id_column, "Metric id", "header")
        grid.put(HEADER_ROW + 1, id_column, "", "subheader")
        grid.widths[id_column] = 34
        grid.freeze = at(HEADER_ROW + 2, FIRST_OPTION)
        grid.title_rows = f"{HEADER_ROW}:{HEADER_ROW + 1}"

    def _option_widths(self) -> list[float]:
        """Wide enough for the option's id, which no line break can divide."""
        return [max(OPTION_WIDTH, len(option) + 2.0) for option in self.metrics]

    def _order(self) -> list[str]:
        """The metric ids, in the order of the model."""
        return list(
            dict.fromkeys([*self.model.metric_labels, *(id for found in self.metrics.values() for id in found)])
        )

    def _metric(self, metric: str, row: int) -> None:
        found = {option: rows[metric] for option, rows in self.metrics.items() if metric in rows}
        how, label = self._how(metric, found.values()), self.model.metric_labels.get(metric)
        self.grid.put(row, 1, label or next(iter(found.values())).label, "label")
        self.grid.put(row, 2, how.unit, "unit")
        self.grid.put(row, FIRST_OPTION + len(self.metrics), metric, "note")
        for column, option in enumerate(self.metrics, FIRST_OPTION):
            if option in found:
                self._cell(row, column, found[option], how)
            else:
                self.grid.put(row, column, DASH, "dash")

    def _cell(self, row: int, column: int, found: ModelRow, how: Shown) -> None:
        value = stored(float(self.values[found.id][0, 0]))
        spot = self.layout.spots[found.id]
        link = f"{quoted(spot.sheet)}!{at(spot.row, spot.column)}"
        self.grid.put(row, column, Formula(found.id, value), "link", how.format, link)

    def _how(self, metric: str, rows: Collection[ModelRow]) -> Shown:
        """One unit and format for all options."""
        numbers = [float(self.values[row.id][0, 0]) for row in rows]
        unit = next((row.unit for row in rows), self.model.metric_units.get(metric, ""))
        return shown(metric, unit, numbers, self.model.pack.settings)

    def _reasons(self, row: int) -> None:
        """Why a dash stands where it stands, options with the same reason together."""
        reasons: dict[tuple[str, str], list[str]] = {}
        for option, metric, reason in self._absent():
            reasons.setdefault((metric, reason), []).append(option)
        if not reasons:
            return
        self.grid.put(row, 1, "Why a dash stands", "heading")
        for index, ((metric, reason), options) in enumerate(reasons.items(), row + 1):
            self.grid.put(index, 1, metric, "small")
            self.grid.put(index, 2, f"{reason}: {', '.join(options)}", "small")

    def _absent(self) -> Iterator[tuple[str, str, str]]:
        known = {metric: index for index, metric in enumerate(self._order())}
        found = [(*_parted(id), reason) for id, reason in self.model.absent.items()]
        dashes = [each for each in found if each[0] in self.metrics and each[1] in known]
        yield from sorted(dashes, key=lambda each: known[each[1]])


def _parted(id: str) -> tuple[str, str]:
    """Option and metric of a metric's full id."""
    option, _, metric = id.partition(".")
    return option, metric
