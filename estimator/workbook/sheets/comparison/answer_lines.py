"""The answer in plain words: short live formulas for Read me, and the lists behind them.

Texts are joined from labels and whole numbers only, so they read the same whatever language the program is set to.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from estimator.calculators.roles import Role
from estimator.workbook.cells.addresses import at, column_letters, fixed
from estimator.workbook.cells.formats import money_scale, shown
from estimator.workbook.cells.formula import DASH
from estimator.workbook.cells.grid import BOLD, Formula, Grid, lines, stored
from estimator.workbook.cells.live_sentences import half_up, plain
from estimator.workbook.plan.sheet_registry import CHARTS, COMPARISON
from estimator.workbook.sheets.comparison.best import BEST, WHOSE, alike, if_alike
from estimator.workbook.sheets.comparison.table import FIRST_OPTION, VERDICT_ROW, ComparisonSheet
from estimator.workbook.sheets.comparison.verdict import FITS, MONEY_METRIC, PEOPLE_METRIC
from estimator.workbook.sheets.option_in_words import SCALE

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
    """Builds the lines of the answer; `put_lists` first, for some of them read the lists."""

    def __init__(self, comparison: ComparisonSheet) -> None:
        """Build from the built sheet Comparison."""
        self.sheet, self.model = comparison, comparison.model
        self.settings = comparison.model.pack.settings
        self.cost, self.over, self.short = (
            self.model.name(role) for role in (Role.LIFE_CYCLE_COST, MONEY_METRIC, PEOPLE_METRIC)
        )
        self.last_row = 0
        self.found: dict[str, str] = {}
        self.best: dict[str, tuple[int, str]] = {}

    @property
    def scale(self) -> float:
        """One of the units that money is shown in, in the currency: 1e9 for billions."""
        return money_scale(self.settings)

    def put_lists(self, grid: Grid, row: int) -> None:
        """Options that fit, are over budget, are short of people: each cell adds one name to the cell above."""
        if not {self.cost, self.over, self.short} <= set(self.sheet.rows):
            return
        grid.put(row, 1, "Behind the answer on Read me", "band")
        grid.line(row + 1, ("", "Verdict", "Cost if it fits"), "header")
        grid.line(row + 1, [f"{each}, so far" for each in LISTS], "header", FIRST_LIST)
        grid.raise_to(row + 1, 5)
        texts = ["", "", ""]
        for index, option in enumerate(self.sheet.metrics):
            self._option(grid, row + 2 + index, option, texts, index == 0)
        self.last_row = row + 1 + len(self.sheet.metrics)
        self.found = dict(zip(LISTS, texts, strict=True))
        self._least(grid, row + 2)
        known = [race for race in self._races() if self._best_of(race)]
        for column, race in enumerate(known, FIRST_LIST + len(LISTS)):
            self._alike(grid, row + 2, column, race)

    def _alike(self, grid: Grid, first: int, column: int, race: Race) -> None:
        """The options that have the best of a metric, one name added after the other."""
        best, row, text = self._best_of(race), self.sheet.rows[race.metric], ""
        assert best is not None
        heading = f"{race.heading}, so far"
        grid.put(first - 1, column, heading, "header")
        grid.raise_to(first - 1, lines(heading, LIST_WIDTH, BOLD))
        for index, (option, found) in enumerate(self.sheet.metrics.items()):
            number = stored(self.sheet.value(found[race.metric])) if race.metric in found else DASH
            text = _joined(text, self.model.pack.options[option].label if alike(number, best.value) else "")
            cell, of_best = (f"{COMPARISON}!{at(row, each)}" for each in (FIRST_OPTION + index, self.sheet.last + BEST))
            formula = if_alike(cell, of_best, *_added(first + index, column, index == 0))
            grid.put(first + index, column, Formula(formula, text), "text")
        self.best[race.metric] = column, text

    def _least(self, grid: Grid, first: int) -> None:
        """The lowest cost of those that fit; nil if none does."""
        entries = (grid.entries[row, 3].content for row in range(first, self.last_row + 1))
        costs = [each.value for each in entries if isinstance(each, Formula) and isinstance(each.value, float)]
        grid.put(self.last_row + 1, 1, "Lowest of them", "label")
        text = f"MIN({at(first, 3)}:{at(self.last_row, 3)})"
        how = grid.entries[first, 3].format
        grid.put(self.last_row + 1, 3, Formula(text, min(costs, default=0.0)), "formula", how)

    def _option(self, grid: Grid, row: int, option: str, texts: list[str], first: bool) -> None:
        label = self.model.pack.options[option].label
        column = column_letters(FIRST_OPTION + list(self.sheet.metrics).index(option))
        entry = self.sheet.grid.entries[VERDICT_ROW, FIRST_OPTION + list(self.sheet.metrics).index(option)]
        assert isinstance(entry.content, Formula)
        verdict = str(entry.content.value)
        grid.put(row, 1, label, "label")
        grid.put(row, 2, Formula(f"{COMPARISON}!{column}{VERDICT_ROW}", verdict), "go_text")
        cost = self.sheet.value(self.sheet.metrics[option][self.cost])
        text = f'IF(B{row}="{FITS}",{COMPARISON}!{column}{self.sheet.rows[self.cost]},"{DASH}")'
        how = shown(self.cost, self.settings.money, [cost], self.settings)
        grid.put(row, 3, Formula(text, cost if verdict == FITS else DASH), "formula", how.format)
        tests = (
            (f'B{row}="{FITS}"', verdict == FITS),
            *(
                (f"N({COMPARISON}!{column}{self.sheet.rows[each]})>0", self._above_nil(option, each))
                for each in (self.over, self.short)
            ),
        )
        for index, (test, holds) in enumerate(tests):
            texts[index] = _joined(texts[index], label if holds else "")
            added, left = _added(row, FIRST_LIST + index, first)
            grid.put(row, FIRST_LIST + index, Formula(f"IF({test},{added},{left})", texts[index]), "text")

    def _above_nil(self, option: str, metric: str) -> bool:
        row = self.sheet.metrics[option].get(metric)
        return row is not None and self.sheet.value(row) > 0

    def lines(self) -> Iterator[Line]:
        """A heading and a live text for each part of the answer."""
        cheapest, *others = self._races()
        yield from self._line(cheapest)
        for index, heading in enumerate(LISTS if self.last_row else ()):
            cell = f"{CHARTS}!{fixed(self.last_row, FIRST_LIST + index)}"
            yield heading, Formula(f'IF({cell}="","{NONE}",{cell})', self.found[heading] or NONE)
        if self.last_row:
            yield self._cheapest_that_fits(cheapest.unit)
        for race in others:
            yield from self._line(race)

    def _races(self) -> tuple[Race, ...]:
        """Cost first, then the others in the order of Read me."""
        money = shown(self.cost, self.settings.money, [self.scale], self.settings).unit
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
        """The best value of a metric, as Comparison has it."""
        entry = self.sheet.grid.entries.get((self.sheet.rows.get(race.metric, 0), self.sheet.last + BEST))
        return entry.content if entry and isinstance(entry.content, Formula) else None

    def _line(self, race: Race) -> Iterator[Line]:
        """Who has the best value of a metric, all names where several are alike, and the value in whole numbers."""
        best = self._best_of(race)
        if best is None:
            return
        row, unit = self.sheet.rows[race.metric], f" {race.unit}" if race.unit else ""
        name, names = self._whose(race)
        number = f"{COMPARISON}!{fixed(row, self.sheet.last + BEST)}"
        divided = f"{number}/{SCALE}" if race.scaled else number
        text = f'IFERROR({name}&": {race.before}"&ROUND({divided},0)&"{unit}","{DASH}")'
        if not isinstance(best.value, float):
            yield race.heading, Formula(text, DASH)
            return
        whole = plain(half_up(best.value / (self.scale if race.scaled else 1), 0))
        yield race.heading, Formula(text, f"{names}: {race.before}{whole}{unit}")

    def _whose(self, race: Race) -> tuple[str, str]:
        """The cell that names who has the best, and what it says: the list, or the column Best of Comparison."""
        if race.metric in self.best:
            column, names = self.best[race.metric]
            return f"{CHARTS}!{fixed(self.last_row, column)}", names
        place = self.sheet.rows[race.metric], self.sheet.last + WHOSE
        found = self.sheet.grid.entries[place].content
        assert isinstance(found, Formula)
        return f"{COMPARISON}!{fixed(*place)}", str(found.value)

    def _cheapest_that_fits(self, money: str) -> Line:
        first = self.last_row - len(self.sheet.metrics) + 1
        labels, span = (f"{CHARTS}!{fixed(first, column)}:{fixed(self.last_row, column)}" for column in (1, 3))
        least = f"{CHARTS}!{fixed(self.last_row + 1, 3)}"
        number = f'ROUND({least}/{SCALE},0)&" {money}"'
        text = f'IFERROR(INDEX({labels},MATCH({least},{span},0))&": "&{number},"{NONE}")'
        known = {option: self.sheet.value(found[self.cost]) for option, found in self.sheet.metrics.items()}
        names = {option: self.model.pack.options[option].label for option in known}
        fits = [option for option in known if names[option] in self.found[LISTS[0]].split("; ")]
        if not fits:
            return CHEAPEST, Formula(text, NONE)
        best = min(fits, key=lambda option: known[option])
        return CHEAPEST, Formula(text, f"{names[best]}: {plain(half_up(known[best] / self.scale, 0))} {money}")


def _added(row: int, column: int, first: bool) -> tuple[str, str]:
    """What a cell of a list says with the name of its row added to the cell above, and without."""
    if first:
        return f"$A{row}", '""'
    above = at(row - 1, column)
    return f'{above}&IF({above}="","","; ")&$A{row}', f'{above}&""'


def _joined(names: str, name: str) -> str:
    """One more name on a list; nothing added for none."""
    return f"{names}; {name}" if names and name else names or name
