"""The answer in plain words: short live formulas, and the lists behind them.

What the lines are about, and their words, is declared in `report/words/summary.py`, which the brief says too.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby

from estimator.calculators.roles import Role
from estimator.display.decision import shown
from estimator.display.number_format import number_format
from estimator.model.graph import Model
from estimator.report.words.summary import (
    CHEAPEST_THAT_FITS,
    FITTING,
    NAMED,
    NONE,
    Listing,
    Race,
    Remark,
    heading,
    members,
    names,
    noun_of,
    told_lines,
    winners,
)
from estimator.workbook.cells.addresses import at, fixed
from estimator.workbook.cells.formula import DASH
from estimator.workbook.cells.grid import BOLD, Formula, Grid, lines
from estimator.workbook.cells.live_sentences import Case, LiveNumber, case, joined, nothing, sentence
from estimator.workbook.plan.comparison_plan import BEST, FIRST_OPTION, VERDICT_ROW, WHOSE, ComparisonPlan, MetricLine
from estimator.workbook.plan.sheet_registry import CHARTS, COMPARISON
from estimator.workbook.plan.while_checks_hold import while_checks_hold
from estimator.workbook.sheets.comparison.best import best_of, if_alike, whose_best
from estimator.workbook.sheets.comparison.verdict import FITS, verdict_of
from estimator.workbook.sheets.live_numbers import live_number

FIRST_LIST, LIST_WIDTH, TOLD = 4, 12.5, 2
Line = tuple[str, Formula]


class Answer:
    """The lines of the answer, and the lists on Charts that some of them read, from the row `top` on."""

    def __init__(self, plan: ComparisonPlan, model: Model, top: int) -> None:
        """Work out what every line and list says."""
        self.plan, self.model, self.settings, self.top = plan, model, model.pack.settings, top
        self.cost = model.name(Role.LIFE_CYCLE_COST)
        self.has_lists = self.cost in plan.metrics
        self.told = told_lines(plan.deciding)
        self.lists = tuple(each for each in self.told if isinstance(each, Listing) and self.has_lists)
        self.first, self.last_row = top + 2, top + 1 + len(plan.options)
        self.verdicts = {option: str(verdict_of(plan, option).value) for option in plan.options}
        self.found = {each: self._so_far(self._members(each), each) for each in self.lists}
        self.races = [each for each in self.told if isinstance(each, Race) and not each.alone and self._is_run(each)]
        self.remarks = [each for each in self.told if isinstance(each, Remark) and self._is_told(each)]
        listed = [each.of for each in self.races if not each.that_fit and self.has_lists]
        self.best = {role: column for column, role in enumerate(listed, FIRST_LIST + len(self.lists))}
        self.fitting = FIRST_LIST + len(self.lists) + len(listed)

    def _is_run(self, race: Race) -> bool:
        """True for a race whose metric is there and ranked; of those that fit, and of rivals, if there are lists.

        Nobody wins a race alone: beside the baseline a pack of two options has one rival. One may be all that fits.
        """
        line = self._line_of(race)
        if sum(self._runs(race, option) for option in self.plan.options) < (1 if race.that_fit else 2):
            return False
        return line is not None and bool(line.better) and (self.has_lists or not (race.that_fit or race.rivals))

    def _is_told(self, remark: Remark) -> bool:
        """True where all metrics of a remark stand in the comparison, and lists under which its text is put."""
        return self.has_lists and all(self.model.name(role) in self.plan.metrics for role in remark.of)

    def _line_of(self, race: Race) -> MetricLine | None:
        return self.plan.metrics.get(self.model.name(race.of))

    def _number(self, role: Role, option: str) -> float | None:
        """The number of a metric; None where it does not apply."""
        found = self.plan.number(self.model.name(role), option)
        return None if found is None or found != found else found

    def _members(self, listing: Listing) -> list[str]:
        told = self.plan.valid or not listing.good
        return members(listing, self.plan.options, self._number) if told else []

    def _winners(self, race: Race) -> list[str]:
        told = self.plan.valid or not race.that_fit
        return winners(race, list(self.plan.options), self._number, self.settings.baseline_option) if told else []

    def _runs(self, race: Race, option: str) -> bool:
        return not race.rivals or option != self.settings.baseline_option

    def _best_cell(self, race: Race) -> tuple[str, float | str]:
        """Where the best number of a race stands, and the number: in Comparison, or beneath the list of its rivals."""
        line = self.plan.metrics[self.model.name(race.of)]
        if not race.rivals:
            return self.plan.fixed_cell(line.row, self.plan.last + BEST), _number_or_dash(best_of(self.plan, line)[0])
        found = self._winners(race)
        value = line.numbers[found[0]] if found else DASH
        return f"{CHARTS}!{fixed(self.last_row + 1, self.best[race.of])}", value

    def _so_far(self, chosen: Sequence[str], listing: Listing | None = None) -> list[str]:
        """What the cell of each option says: its name, if it is chosen, added to those before."""
        told = None if listing is None or listing.good else partial(self._years, listing)
        order = list(self.plan.options)
        return [
            names((id for id in order[: place + 1] if id in chosen), self.plan.options, told)
            for place in range(len(order))
        ]

    def _years(self, listing: Listing, option: str) -> str:
        return self._in_years(listing, option).text.strip(" ()")

    def _in_years(self, listing: Listing, option: str) -> LiveNumber:
        """In how many years an option is bad, in brackets."""
        line = self.plan.metrics[self.plan.deciding[listing.by[0]]]
        cell, value = self.plan.cell(line.row, self.plan.column(option)), self._number(listing.by[0], option)
        made = live_number(cell, value or 0.0, line.how, self.settings, "year")
        return replace(made, before=" (", after=f"{made.after})", one=f"{made.one})" if made.one else "")

    def put_lists(self, grid: Grid) -> None:
        """Options that fit, are over budget, are short of people: each cell adds one name to the cell above."""
        if not self.has_lists:
            return
        grid.put(self.top, 1, "Behind the answer", "band")
        if self.plan.deciding:
            grid.line(self.top + 1, ("", "Verdict", "Cost if it fits"), "header")
        grid.line(self.top + 1, [f"{each.heading}, so far" for each in self.lists], "header", FIRST_LIST)
        grid.raise_to(self.top + 1, 5)
        for index, option in enumerate(self.plan.options):
            self._option(grid, index, option)
        if self.plan.deciding:
            self._least(grid)
        grid.put(self.last_row + TOLD, 1, "As told while all checks hold", "label")
        for race in self.races:
            grid.put(self.last_row + TOLD, self._column(race), self._told(race), "text")
            if not race.that_fit:
                self._alike(grid, race)
            if race.rivals and not race.that_fit:
                self._least_of_rivals(grid, race)
        for row, remark in enumerate(self.remarks, self.last_row + TOLD + 1):
            grid.put(row, 1, heading(remark, self.settings), "label")
            grid.put(row, FIRST_LIST, remark.text, "text")

    def _alike(self, grid: Grid, race: Race) -> None:
        """The options that have the best of a metric, one name added after the other."""
        best, _ = self._best_cell(race)
        self._list_alike(grid, race, self.best[race.of], best)

    def _list_alike(self, grid: Grid, race: Race, column: int, best: str) -> None:
        """The same in a column; of those that fit by the costs beside their verdicts, else by Comparison."""
        title = f"{heading(race, self.settings)}, so far"
        grid.put(self.first - 1, column, title, "header")
        grid.raise_to(self.first - 1, lines(title, LIST_WIDTH, BOLD))
        for index, (option, text) in enumerate(zip(self.plan.options, self._so_far(self._winners(race)), strict=True)):
            row = self.first + index
            added, left = _added(row, column, index == 0)
            formula = if_alike(self._cell_of(race, index, row), best, added, left) if self._runs(race, option) else left
            grid.put(row, column, Formula(formula, text), "text")

    def _cell_of(self, race: Race, index: int, row: int) -> str:
        if race.that_fit:
            return at(row, 3)
        return self.plan.cell(self.plan.metrics[self.model.name(race.of)].row, FIRST_OPTION + index)

    def _least_of_rivals(self, grid: Grid, race: Race) -> None:
        """The best number of the options beside the baseline; a dash where fewer than two have one."""
        line = self.plan.metrics[self.model.name(race.of)]
        span = self._span_of_rivals(race, line.row)
        text = f'IF(COUNT({span})+0*SUM({span})<2,"{DASH}",MIN({span}))'
        _, value = self._best_cell(race)
        how = number_format(line.how)
        grid.put(self.last_row + 1, self.best[race.of], Formula(text, value), "formula", how)

    def _span_of_rivals(self, race: Race, row: int) -> str:
        """The cells of those that run, as ranges on both sides of the baseline."""
        running = [self._runs(race, id) for id in self.plan.options]
        groups = [list(group) for runs, group in groupby(range(len(running)), running.__getitem__) if runs]
        ends = [(at(row, FIRST_OPTION + each[0]), at(row, FIRST_OPTION + each[-1])) for each in groups]
        return ",".join(f"{COMPARISON}!{first}:{last}" for first, last in ends)

    def _cost(self, option: str) -> float:
        return self.plan.metrics[self.cost].numbers[option]

    def _format_of_cost(self, option: str) -> str:
        return number_format(shown(self.settings.money, self.settings, "", [self._cost(option)]))

    def _least(self, grid: Grid) -> None:
        """The lowest cost of those that fit, a dash if none does, and whose it is."""
        costs = [self._cost(option) for option in self._members(FITTING) if self._runs(CHEAPEST_THAT_FITS, option)]
        grid.put(self.last_row + 1, 1, "Lowest of them", "label")
        span = f"{at(self.first, 3)}:{at(self.last_row, 3)}"
        named = at(self.last_row, self.fitting)
        text = names(self._winners(CHEAPEST_THAT_FITS), self.plan.options) or NONE
        name = Formula(f'IF(COUNT({span})+0*SUM({span})=0,"{NONE}",{named})', text)
        grid.put(self.last_row + 1, 2, name, "text")
        self._list_alike(grid, CHEAPEST_THAT_FITS, self.fitting, fixed(self.last_row + 1, 3))
        text = f'IF(COUNT({span})+0*SUM({span})=0,"{DASH}",MIN({span}))'
        how = self._format_of_cost(next(iter(self.plan.options)))
        grid.put(self.last_row + 1, 3, Formula(text, min(costs) if costs else DASH), "formula", how)

    def _option(self, grid: Grid, index: int, option: str) -> None:
        row, column = self.first + index, self.plan.column(option)
        grid.put(row, 1, self.plan.options[option], "label")
        grid.raise_for(row, 1, self.plan.options[option])
        if self.plan.deciding:
            self._fitting(grid, row, option)
        for place, listing in enumerate(self.lists, FIRST_LIST):
            added, left = _added(row, place, index == 0)
            test = f'B{row}="{FITS}"'
            if not listing.good:
                line = self.plan.metrics[self.plan.deciding[listing.by[0]]]
                test = f"N({self.plan.cell(line.row, column)})>0"
                added = f"{added}&{joined((self._in_years(listing, option),))}"
            grid.put(row, place, Formula(f"IF({test},{added},{left})", self.found[listing][index]), "text")

    def _fitting(self, grid: Grid, row: int, option: str) -> None:
        """The verdict on an option, and what it costs if it fits."""
        column, verdict = self.plan.column(option), self.verdicts[option]
        grid.put(row, 2, Formula(self.plan.cell(VERDICT_ROW, column), verdict), "go_text")
        text = f'IF(B{row}="{FITS}",{self.plan.cell(self.plan.metrics[self.cost].row, column)},"{DASH}")'
        content = Formula(text, self._cost(option) if verdict == FITS else DASH)
        if not self._runs(CHEAPEST_THAT_FITS, option):
            content = Formula(f'"{DASH}"', DASH)
        grid.put(row, 3, content, "formula", self._format_of_cost(option))

    def lines(self) -> Iterator[Line]:
        """A heading and a live text for each part of the answer; "not valid" where a check fails."""
        for line in self.told:
            about = heading(line, self.settings)
            if isinstance(line, Remark) and line in self.remarks:
                cell = f"{CHARTS}!{fixed(self.last_row + TOLD + 1 + self.remarks.index(line), FIRST_LIST)}"
                yield about, while_checks_hold(Formula(cell, line.text), self.plan.valid)
            elif isinstance(line, Listing) and self.has_lists:
                yield about, while_checks_hold(self._listed(line), self.plan.valid)
            elif line in self.races and isinstance(line, Race):
                cell = f"{CHARTS}!{fixed(self.last_row + TOLD, self._column(line))}" if self.has_lists else ""
                yield about, while_checks_hold(self._told(line), self.plan.valid, cell)

    def _column(self, race: Race) -> int:
        return FIRST_LIST if race.that_fit else self.best[race.of]

    def _told(self, race: Race) -> Formula:
        return self._that_fits(race) if race.that_fit else self._won(race)

    def _listed(self, listing: Listing) -> Formula:
        cell = f"{CHARTS}!{fixed(self.last_row, FIRST_LIST + self.lists.index(listing))}"
        return Formula(f'IF({cell}="","{NONE}",{cell})', self.found[listing][-1] or NONE)

    def _won(self, race: Race) -> Formula:
        """Who has the best value of a metric, all names where several are alike, and the value."""
        line = self.plan.metrics[self.model.name(race.of)]
        cell, best = self._best_cell(race)
        value = best if isinstance(best, float) else math.nan
        number = live_number(cell, value, line.how, self.settings, noun_of(race, self.settings))
        told = case(NAMED, LiveNumber(*self._whose(race)), number)
        return sentence([nothing(f'{cell}="{DASH}"'), told], int(value == value))

    def _whose(self, race: Race) -> tuple[str, str]:
        """The cell that names who has the best, and what it says: the list, or the column Best of Comparison."""
        if race.of in self.best:
            cell = f"{CHARTS}!{fixed(self.last_row, self.best[race.of])}"
            return cell, names(self._winners(race), self.plan.options)
        line = self.plan.metrics[self.model.name(race.of)]
        return self.plan.fixed_cell(line.row, self.plan.last + WHOSE), str(whose_best(self.plan, line).value)

    def _that_fits(self, race: Race) -> Formula:
        name, least = (f"{CHARTS}!{fixed(self.last_row + 1, column)}" for column in (2, 3))
        best = self._winners(race)
        value = self._cost(best[0]) if best else math.nan
        number = live_number(least, value, self.plan.metrics[self.cost].how, self.settings)
        told = case(NAMED, LiveNumber(name, names(best, self.plan.options)), number)
        return sentence([Case((NONE,), f'{least}="{DASH}"'), told], min(1, len(best)))


def _number_or_dash(formula: Formula) -> float | str:
    return formula.value if isinstance(formula.value, float) else DASH


def _added(row: int, column: int, first: bool) -> tuple[str, str]:
    """What a cell of a list says with the name of its row added to the cell above, and without."""
    if first:
        return f"$A{row}", '""'
    above = at(row - 1, column)
    return f'{above}&IF({above}="","","; ")&$A{row}', above
