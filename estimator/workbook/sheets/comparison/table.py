"""The sheet Comparison: options side by side by role, every number a live link.

Metrics stand in groups: the headlines in sight, the others folded beneath them. Beneath each option a verdict says
whether money and people suffice; the best number of a metric is bold on violet, and a column names the option that has
it, so that colour is never the only sign.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from estimator.analysis.standing.inputs_by_layer import Inputs
from estimator.display.number_format import number_format
from estimator.display.verdict import Standing, Verdict
from estimator.model.graph import Model
from estimator.workbook.cells.addresses import at, column_letters, quoted
from estimator.workbook.cells.formula import DASH
from estimator.workbook.cells.grid import BOLD, Flag, Formula, Grid, lines, stored
from estimator.workbook.plan.comparison_plan import (
    BEST,
    CHANCE_ROW,
    FIRST_OPTION,
    HEADER_ROW,
    ID_ROW,
    MEANING,
    NEXT,
    ROLE_ROW,
    SELECTOR,
    VERDICT_ROW,
    WHOSE,
    ComparisonPlan,
    MetricLine,
)
from estimator.workbook.plan.landmarks import BEST_HEADING, ID_HEADING, SCENARIO_NUMBER, SELECTOR_LABEL, UNIT_HEADING
from estimator.workbook.plan.row_places import Layout
from estimator.workbook.plan.scenario_selector import ON_COMPARISON, Selector
from estimator.workbook.plan.sheet_registry import COMPARISON
from estimator.workbook.sheets.answer.as_drawn import AsDrawn
from estimator.workbook.sheets.comparison.best import best_of, whose_best
from estimator.workbook.sheets.comparison.dashes import put_reasons
from estimator.workbook.sheets.comparison.flips import put_flips
from estimator.workbook.sheets.comparison.turns import put_turns
from estimator.workbook.sheets.comparison.verdict import IN_A_WORD, class_flags, verdict, verdict_of
from estimator.workbook.sheets.comparison.widths import (
    BEST_WIDTH,
    ID_WIDTH,
    LABEL_WIDTH,
    OPTION_WIDTH,
    UNIT_WIDTH,
    WHOSE_WIDTH,
)
from estimator.workbook.sheets.scenarios.choice import chosen_label, chosen_number, put_choice
from estimator.workbook.sheets.value_sheet import CHANGED, LIVE_NAME, SAME

BOTH_HOLD = "Do both hold? Of {:,} draws"
LONGEST = Verdict(0.796, Standing.OPEN, near=True)
CHOSEN_THERE = "Scenario, on Answer"
NUMBER_LABEL = "Ids of the options, and which scenario of the list is chosen"


class ComparisonSheet:
    """Builds the sheet as planned."""

    def __init__(
        self,
        plan: ComparisonPlan,
        model: Model,
        values: Mapping[str, NDArray[np.float64]],
        layout: Layout,
        inputs: Inputs,
        selector: Selector = ON_COMPARISON,
        drawn: AsDrawn | None = None,
    ) -> None:
        """Build from the plan of the sheet, from the model's rows and their values, and from what was drawn."""
        self.plan, self.model, self.values, self.layout, self.inputs = plan, model, values, layout, inputs
        self.selector, self.drawn = selector, drawn
        self.last = plan.last
        self.grid = Grid(COMPARISON)

    def build(self) -> Grid:
        """The sheet with all metrics of all options, why dashes stand, and what flips a verdict."""
        self._selector()
        for row, heading in self.plan.bands.items():
            self.grid.line(row, (heading, *[""] * (self.last + 1)), "band")
        self._header()
        for line in self.plan.metrics.values():
            self._metric(line)
        self._verdicts()
        self._fold()
        put_reasons(self.grid, self.plan, LABEL_WIDTH)
        put_flips(self.grid, self.plan, self.model, self.values, self.layout)
        if self.plan.deciding:
            put_turns(self.grid, self.plan, self.model, self.values, self.layout)
        return self.grid

    def _selector(self) -> None:
        """The scenario chosen, here or on Answer, what it means, and its number in a row that is folded away."""
        here, inputs = self.selector is ON_COMPARISON, self.inputs
        place = (SELECTOR[0], SELECTOR[1] - 1)
        if here:
            self.grid.put(*place, SELECTOR_LABEL, "label")
            put_choice(self.grid, self.selector, inputs)
        else:
            self.grid.put(*place, CHOSEN_THERE, "go", link=self.selector.link)
            self.grid.put(*SELECTOR, Formula(self.selector.address, inputs.in_force.id), "go_text")
        self.grid.put(*SCENARIO_NUMBER, chosen_number(self.selector, inputs), "subheader", "0")
        self.grid.put(*MEANING, Formula(chosen_label(inputs), inputs.in_force.label), "small")

    def _header(self) -> None:
        grid = self.grid
        grid.widths.update({1: LABEL_WIDTH, 2: UNIT_WIDTH})
        grid.widths.update(dict.fromkeys(range(FIRST_OPTION, self.last + 1), OPTION_WIDTH))
        self._roles()
        grid.line(HEADER_ROW, ("Metric", "Unit"), "header")
        grid.put(ID_ROW, 1, NUMBER_LABEL, "subheader")
        for column, (option, head) in enumerate(self.plan.heads.items(), FIRST_OPTION):
            grid.put(HEADER_ROW, column, head, "right_header")
            grid.put(ID_ROW, column, option, "subheader")
        grid.raise_to(HEADER_ROW, max(lines(head, OPTION_WIDTH, BOLD) for head in self.plan.heads.values()))
        grid.raise_to(ID_ROW, max(lines(option, OPTION_WIDTH) for option in self.plan.options))
        self._last_headings()
        grid.freeze = at(HEADER_ROW + 1, FIRST_OPTION)
        grid.title_rows = f"{HEADER_ROW}:{ID_ROW}"
        grid.print_columns = f"A:{column_letters(self.last + WHOSE)}"

    def _roles(self) -> None:
        """What the options beneath are for, above the first of those with one role."""
        for role, group in groupby(self.plan.roles, self.plan.roles.__getitem__):
            first, *others = (self.plan.column(option) for option in group)
            self.grid.put(ROLE_ROW, first, role[:1].upper() + role[1:], "band" if others else "wrapped_band")
            for column in others:
                self.grid.put(ROLE_ROW, column, None, "band")
            if not others:
                self.grid.raise_to(ROLE_ROW, lines(role, OPTION_WIDTH, BOLD))

    def _fold(self) -> None:
        """Fold away the metrics that are no headlines, ids, and the columns that other cells read."""
        self.grid.row_groups += [(first, last, True) for first, last in (*self.plan.folded, (ID_ROW, ID_ROW))]
        self.grid.groups.append((self.last + BEST, self.last + NEXT + 2, True))

    def _last_headings(self) -> None:
        """The columns to the right of the options."""
        headings = (
            (WHOSE, BEST_HEADING, WHOSE_WIDTH),
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

    def _metric(self, line: MetricLine) -> None:
        row, how = line.row, line.how
        self.grid.put(row, 1, line.label, "label")
        self.grid.put(row, 2, how.words, "wrapped_unit")
        self.grid.raise_to(row, max(lines(line.label, LABEL_WIDTH), lines(how.words, UNIT_WIDTH - 1)))
        self.grid.put(row, self.last + NEXT + 1, line.id, "helper_text")
        self.grid.put(row, self.last + NEXT + 2, line.unit, "helper_text")
        for column, option in enumerate(self.plan.options, FIRST_OPTION):
            if option in line.ids:
                self._cell(line, column, option)
            else:
                self.grid.put(row, column, DASH, "dash")
        if line.better:
            self._best(line)

    def _cell(self, line: MetricLine, column: int, option: str) -> None:
        spot = self.layout.spots[line.ids[option]]
        link = f"{quoted(spot.sheet)}!{at(spot.row, spot.column)}"
        content = Formula(line.ids[option], stored(line.numbers[option]))
        self.grid.put(line.row, column, content, "link", number_format(line.how), link)

    def _best(self, line: MetricLine) -> None:
        row = line.row
        for place, formula in zip((BEST, NEXT), best_of(self.plan, line), strict=True):
            self.grid.put(row, self.last + place, formula, "helper", number_format(line.how))
        name = whose_best(self.plan, line)
        self.grid.put(row, self.last + WHOSE, name, "wrapped_note")
        self.grid.raise_to(row, lines(str(name.value), WHOSE_WIDTH - 1))
        here, best = at(row, FIRST_OPTION), f"${at(row, self.last + BEST)}"
        cells = f"{here}:{at(row, self.last)}"
        self.grid.flags.append(Flag(cells, f"AND(ISNUMBER({here}),{here}={best})", "best"))
        for option in line.nil:  # a dash, for it needs none
            self.grid.flags.append(Flag(at(row, self.plan.column(option)), f"{best}=0", "best"))

    def _classes(self, drawn: AsDrawn) -> None:
        """Beneath each live verdict its class with the chance, as exported; the colour is that of the class."""
        self.grid.put(CHANCE_ROW, 1, BOTH_HOLD.format(drawn.draws), "strong")
        longest = LONGEST.in_two_lines.split("\n")  # whatever the draws gave
        self.grid.raise_to(CHANCE_ROW, sum(lines(each, OPTION_WIDTH, BOLD) for each in longest))
        self.grid.put(CHANCE_ROW, 2, Formula(f'IF({LIVE_NAME}=1,"{SAME}","{CHANGED}")', SAME), "wrapped_unit")
        for column, option in enumerate(self.plan.options, FIRST_OPTION):
            found = drawn.verdicts.get(option)
            if found and found.standing:
                self.grid.put(CHANCE_ROW, column, found.in_two_lines, "verdict")
        self.grid.flags += class_flags(CHANCE_ROW, FIRST_OPTION, CHANCE_ROW, self.last)

    def _verdicts(self) -> None:
        """Whether each option fits, in words, and what does not fit in red."""
        deciding = [self.plan.metrics[id] for id in self.plan.deciding.values()]
        if not deciding:
            return
        self.grid.put(VERDICT_ROW, 1, "Does it fit money and people?", "strong")
        for column, option in enumerate(self.plan.options, FIRST_OPTION):
            link = f"{quoted(self.layout.option_sheets[option])}!A1"  # LibreOffice breaks no linked text into lines
            self.grid.put(VERDICT_ROW, column, verdict_of(self.plan, option), "verdict", link=link)
        self.grid.raise_to(VERDICT_ROW, max(lines(words, OPTION_WIDTH, BOLD) for words in IN_A_WORD))
        first = at(VERDICT_ROW, FIRST_OPTION)
        span = f"{first}:{at(VERDICT_ROW, self.last)}"
        classes = {(CHANCE_ROW, column) for column in (1, 2, *range(FIRST_OPTION, self.last + 1))}
        self.grid.drawn = self.grid.drawn | classes
        if self.drawn:
            self._classes(self.drawn)
        else:
            self.grid.flags += [Flag(span, f'{first}<>"{verdict({}, {}).value}"'), Flag(span, f"{first}<>0", "good")]
        for line in deciding:
            first, last = (at(line.row, column) for column in (FIRST_OPTION, self.last))
            self.grid.flags.append(Flag(f"{first}:{last}", f"N({first})>0"))
