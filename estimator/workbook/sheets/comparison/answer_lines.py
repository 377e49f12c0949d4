"""The answer in plain words: short live formulas for Read me, and the lists behind them.

Texts are joined from labels and whole numbers only, so they read the same whatever language the program is set to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from estimator.calculators.roles import Role
from estimator.display.decision import money_scale, shown
from estimator.display.number_format import number_format
from estimator.model.graph import Model
from estimator.workbook.cells.addresses import at, fixed
from estimator.workbook.cells.formula import DASH
from estimator.workbook.cells.grid import BOLD, Formula, Grid, lines, stored
from estimator.workbook.cells.live_sentences import half_up, plain
from estimator.workbook.plan.comparison_plan import BEST, FIRST_OPTION, VERDICT_ROW, WHOSE, ComparisonPlan
from estimator.workbook.plan.named_cells import MONEY_SCALE
from estimator.workbook.plan.sheet_registry import CHARTS
from estimator.workbook.sheets.comparison.best import alike, best_of, if_alike, whose_best
from estimator.workbook.sheets.comparison.verdict import FITS, MONEY_METRIC, PEOPLE_METRIC, verdict_of

NONE, CHEAPEST = "none of them", "Cheapest of those that fit"
LISTS = ("Fit money and people", "Over budget in at least one year", "Short of people in at least one year")
FIRST_LIST, LIST_WIDTH = 4, 12.5
Line = tuple[str, Formula]


@dataclass(frozen=True, slots=True)
class Race:
    """Who has the best of a metric: its heading, the unit of the number, and what stands before it."""

    heading: str
    metric: str
    unit: str
    scaled: bool = False
    before: str = ""


class Answer:
    """The lines of the answer, and the lists on Charts that some of them read, from the row `top` on."""

    def __init__(self, plan: ComparisonPlan, model: Model, top: int) -> None:
        """Work out what every line and list says."""
        self.plan, self.model, self.settings, self.top = plan, model, model.pack.settings, top
        self.cost = model.name(Role.LIFE_CYCLE_COST)
        self.has_lists = self.cost in plan.metrics and {MONEY_METRIC, PEOPLE_METRIC} <= set(plan.deciding)
        self.first, self.last_row = top + 2, top + 1 + len(plan.options)
        self.verdicts = {option: str(verdict_of(plan, option).value) for option in plan.options}
        self.found = {heading: self._so_far(self._members(heading)) for heading in LISTS if self.has_lists}
        known = [race for race in self._races() if self._best_of(race) is not None and self.has_lists]
        self.best = {race.metric: column for column, race in enumerate(known, FIRST_LIST + len(LISTS))}
        self.races = known

    @property
    def scale(self) -> float:
        """One of the units that money is shown in, in the currency: 1e9 for billions."""
        return money_scale(self.settings)

    def _members(self, heading: str) -> list[str]:
        """The options on a list: those that fit, are over budget, or are short of people."""
        fits, over, _ = LISTS
        if heading == fits:
            return [option for option, verdict in self.verdicts.items() if verdict == FITS]
        metric = self.plan.deciding[MONEY_METRIC if heading == over else PEOPLE_METRIC]
        return [option for option in self.plan.options if (self.plan.number(metric, option) or 0.0) > 0]

    def _alike_to_best(self, race: Race) -> list[str]:
        """The options that have the best of a metric."""
        line, best = self.plan.metrics[race.metric], self._best_of(race)
        return [option for option, number in line.numbers.items() if best and alike(stored(number), best.value)]

    def _so_far(self, members: Sequence[str]) -> list[str]:
        """What the cell of each option says: its name, if it is a member, added to those before."""
        texts, names = [], ""
        for option, label in self.plan.options.items():
            if option in members:
                names = f"{names}; {label}" if names else label
            texts.append(names)
        return texts

    def put_lists(self, grid: Grid) -> None:
        """Options that fit, are over budget, are short of people: each cell adds one name to the cell above."""
        if not self.has_lists:
            return
        grid.put(self.top, 1, "Behind the answer on Read me", "band")
        grid.line(self.top + 1, ("", "Verdict", "Cost if it fits"), "header")
        grid.line(self.top + 1, [f"{each}, so far" for each in LISTS], "header", FIRST_LIST)
        grid.raise_to(self.top + 1, 5)
        for index, option in enumerate(self.plan.options):
            self._option(grid, index, option)
        self._least(grid)
        for race in self.races:
            self._alike(grid, race)

    def _alike(self, grid: Grid, race: Race) -> None:
        """The options that have the best of a metric, one name added after the other."""
        column, row = self.best[race.metric], self.plan.metrics[race.metric].row
        heading = f"{race.heading}, so far"
        grid.put(self.first - 1, column, heading, "header")
        grid.raise_to(self.first - 1, lines(heading, LIST_WIDTH, BOLD))
        for index, text in enumerate(self._so_far(self._alike_to_best(race))):
            cell, of_best = (self.plan.cell(row, each) for each in (FIRST_OPTION + index, self.plan.last + BEST))
            formula = if_alike(cell, of_best, *_added(self.first + index, column, index == 0))
            grid.put(self.first + index, column, Formula(formula, text), "text")

    def _cost(self, option: str) -> float:
        return self.plan.metrics[self.cost].numbers[option]

    def _format_of_cost(self, option: str) -> str:
        return number_format(shown(self.settings.money, self.settings, "", [self._cost(option)]))

    def _least(self, grid: Grid) -> None:
        """The lowest cost of those that fit, nil if none does, and whose it is."""
        costs = [self._cost(option) for option in self._members(LISTS[0])]
        grid.put(self.last_row + 1, 1, "Lowest of them", "label")
        span = f"{at(self.first, 3)}:{at(self.last_row, 3)}"
        named = f"INDEX(A{self.first}:A{self.last_row},MATCH(C{self.last_row + 1},{span},0),1)"
        best = self._cheapest()
        name = Formula(f'IF(COUNT({span})+0*SUM({span})=0,"{NONE}",{named})', self.plan.options[best] if best else NONE)
        grid.put(self.last_row + 1, 2, name, "text")
        text = f"MIN({span})"
        how = self._format_of_cost(next(iter(self.plan.options)))
        grid.put(self.last_row + 1, 3, Formula(text, min(costs, default=0.0)), "formula", how)

    def _option(self, grid: Grid, index: int, option: str) -> None:
        row, column, verdict = self.first + index, self.plan.column(option), self.verdicts[option]
        grid.put(row, 1, self.plan.options[option], "label")
        grid.raise_for(row, 1, self.plan.options[option])
        grid.put(row, 2, Formula(self.plan.cell(VERDICT_ROW, column), verdict), "go_text")
        text = f'IF(B{row}="{FITS}",{self.plan.cell(self.plan.metrics[self.cost].row, column)},"{DASH}")'
        content = Formula(text, self._cost(option) if verdict == FITS else DASH)
        grid.put(row, 3, content, "formula", self._format_of_cost(option))
        above_nil = (
            f"N({self.plan.cell(self.plan.metrics[self.plan.deciding[each]].row, column)})>0"
            for each in (MONEY_METRIC, PEOPLE_METRIC)
        )
        for place, (heading, test) in enumerate(zip(LISTS, (f'B{row}="{FITS}"', *above_nil), strict=True), FIRST_LIST):
            added, left = _added(row, place, index == 0)
            grid.put(row, place, Formula(f"IF({test},{added},{left})", self.found[heading][index]), "text")

    def lines(self) -> Iterator[Line]:
        """A heading and a live text for each part of the answer."""
        cheapest, *others = self._races()
        yield from self._line(cheapest)
        for index, (heading, texts) in enumerate(self.found.items()):
            cell = f"{CHARTS}!{fixed(self.last_row, FIRST_LIST + index)}"
            yield heading, Formula(f'IF({cell}="","{NONE}",{cell})', texts[-1] or NONE)
        if self.has_lists:
            yield self._cheapest_that_fits(cheapest.unit)
        for race in others:
            yield from self._line(race)

    def _races(self) -> tuple[Race, ...]:
        """Cost first, then the others in the order of Read me."""
        money = shown(self.settings.money, self.settings).words
        things, name = f"{self.settings.yardstick_noun}s", self.model.name
        return (
            Race(f"Cheapest over {self._period()}", self.cost, money, scaled=True),
            Race("Fewest missiles of a saturation raid get through", name(Role.LEAKERS), "missiles"),
            Race("Fewest people", name(Role.PEOPLE), "people"),
            Race("Complete first", name(Role.COMPLETE_CHAIN), "", before=self.settings.year_prefix),
            Race(f"Frees most {things}", name(Role.YARDSTICKS_FREED), things),
        )

    def _period(self) -> str:
        prefix = self.settings.year_prefix
        return f"{prefix}{self.settings.first_year}–{prefix}{self.settings.last_year}"

    def _best_of(self, race: Race) -> Formula | None:
        """The best value of a metric, as Comparison has it; None for what is not there or not ranked."""
        line = self.plan.metrics.get(race.metric)
        return best_of(self.plan, line)[0] if line and line.better else None

    def _line(self, race: Race) -> Iterator[Line]:
        """Who has the best value of a metric, all names where several are alike, and the value in whole numbers."""
        best = self._best_of(race)
        if best is None:
            return
        row, unit = self.plan.metrics[race.metric].row, f" {race.unit}" if race.unit else ""
        name, names = self._whose(race)
        number = self.plan.fixed_cell(row, self.plan.last + BEST)
        divided = f"{number}/{MONEY_SCALE.name}" if race.scaled else number
        text = f'IF({number}="{DASH}","{DASH}",{name}&": {race.before}"&ROUND({divided},0)&"{unit}")'
        if not isinstance(best.value, float):
            yield race.heading, Formula(text, DASH)
            return
        whole = plain(half_up(best.value / (self.scale if race.scaled else 1), 0))
        yield race.heading, Formula(text, f"{names}: {race.before}{whole}{unit}")

    def _whose(self, race: Race) -> tuple[str, str]:
        """The cell that names who has the best, and what it says: the list, or the column Best of Comparison."""
        if race.metric in self.best:
            cell = f"{CHARTS}!{fixed(self.last_row, self.best[race.metric])}"
            return cell, self._so_far(self._alike_to_best(race))[-1]
        line = self.plan.metrics[race.metric]
        return self.plan.fixed_cell(line.row, self.plan.last + WHOSE), str(whose_best(self.plan, line).value)

    def _cheapest_that_fits(self, money: str) -> Line:
        name, least = (f"{CHARTS}!{fixed(self.last_row + 1, column)}" for column in (2, 3))
        number = f'ROUND({least}/{MONEY_SCALE.name},0)&" {money}"'
        text = f'IF({name}="{NONE}","{NONE}",{name}&": "&{number})'
        best = self._cheapest()
        if best is None:
            return CHEAPEST, Formula(text, NONE)
        whole = plain(half_up(self._cost(best) / self.scale, 0))
        return CHEAPEST, Formula(text, f"{self.plan.options[best]}: {whole} {money}")

    def _cheapest(self) -> str | None:
        """The cheapest of the options that fit; None if none does."""
        return min(self._members(LISTS[0]), key=self._cost, default=None)


def _added(row: int, column: int, first: bool) -> tuple[str, str]:
    """What a cell of a list says with the name of its row added to the cell above, and without."""
    if first:
        return f"$A{row}", '""'
    above = at(row - 1, column)
    return f'{above}&IF({above}="","","; ")&$A{row}', above
