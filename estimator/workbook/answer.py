"""The answer in plain words: short live formulas for Read me, and the lists behind them.

Texts are joined from labels and whole numbers only, so they read the same whatever language the program is set to.
"""

from __future__ import annotations

from collections.abc import Iterator

from openpyxl.utils import get_column_letter

from estimator.workbook.best import BEST, WHOSE
from estimator.workbook.comparison import FIRST_OPTION, VERDICT_ROW, ComparisonSheet
from estimator.workbook.formats import money_scale, shown
from estimator.workbook.formula import DASH
from estimator.workbook.grid import Formula, Grid, at, fixed
from estimator.workbook.layout import CHARTS, COMPARISON
from estimator.workbook.paragraph import SCALE
from estimator.workbook.sentences import half_up, plain
from estimator.workbook.verdict import FITS, MONEY_METRIC, PEOPLE_METRIC

COST, PEOPLE, LEAKERS, COMPLETE = "life_cycle_cost", "people", "expected_leakers", "complete_chain_year"
NONE, CHEAPEST = "none of them", "Cheapest of those that fit"
LISTS = ("Fit money and people", "Over budget in at least one year", "Short of people in at least one year")
Line = tuple[str, Formula]


class Answer:
    """Builds the lines of the answer; `put_lists` first, for some of them read the lists."""

    def __init__(self, comparison: ComparisonSheet) -> None:
        """Build from the built sheet Comparison."""
        self.sheet, self.model = comparison, comparison.model
        self.settings = comparison.model.pack.settings
        self.last_row = 0
        self.found: dict[str, str] = {}

    @property
    def scale(self) -> float:
        """One of the units that money is shown in, in the currency: 1e9 for billions."""
        return money_scale(self.settings)

    def put_lists(self, grid: Grid, row: int) -> None:
        """Options that fit, are over budget, are short of people: each cell adds one name to the cell above."""
        if COST not in self.sheet.rows or not {MONEY_METRIC, PEOPLE_METRIC} <= set(self.sheet.rows):
            return
        grid.put(row, 1, "Behind the answer on Read me", "band")
        grid.line(row + 1, ("", "Verdict", "Cost if it fits"), "header")
        grid.line(row + 1, [f"{each}, so far" for each in LISTS], "header", 4)
        grid.raise_to(row + 1, 5)
        texts = ["", "", ""]
        for index, option in enumerate(self.sheet.metrics):
            self._option(grid, row + 2 + index, option, texts, index == 0)
        self.last_row = row + 1 + len(self.sheet.metrics)
        self.found = dict(zip(LISTS, texts, strict=True))
        self._least(grid, row + 2)

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
        column = get_column_letter(FIRST_OPTION + list(self.sheet.metrics).index(option))
        entry = self.sheet.grid.entries[VERDICT_ROW, FIRST_OPTION + list(self.sheet.metrics).index(option)]
        assert isinstance(entry.content, Formula)
        verdict = str(entry.content.value)
        grid.put(row, 1, label, "label")
        grid.put(row, 2, Formula(f"{COMPARISON}!{column}{VERDICT_ROW}", verdict), "go_text")
        cost = self.sheet.value(self.sheet.metrics[option][COST])
        text = f'IF(B{row}="{FITS}",{COMPARISON}!{column}{self.sheet.rows[COST]},"{DASH}")'
        how = shown(COST, self.settings.money, [cost], self.settings)
        grid.put(row, 3, Formula(text, cost if verdict == FITS else DASH), "formula", how.format)
        tests = (
            (f'B{row}="{FITS}"', verdict == FITS),
            *((f"N({COMPARISON}!{column}{self.sheet.rows[each]})>0", self._above_nil(option, each))
              for each in (MONEY_METRIC, PEOPLE_METRIC)),
        )  # fmt: skip
        for index, (test, holds) in enumerate(tests):
            texts[index] += ("; " if texts[index] and holds else "") + (label if holds else "")
            above = "" if first else at(row - 1, 4 + index)
            joined = f'{above}&IF({above}="","","; ")&$A{row}' if above else f"$A{row}"
            grid.put(row, 4 + index, Formula(f'IF({test},{joined},{above or chr(34) * 2}&"")', texts[index]), "text")

    def _above_nil(self, option: str, metric: str) -> bool:
        row = self.sheet.metrics[option].get(metric)
        return row is not None and self.sheet.value(row) > 0

    def lines(self) -> Iterator[Line]:
        """A heading and a live text for each part of the answer."""
        money = shown(COST, self.settings.money, [self.scale], self.settings).unit
        yield from self._best(f"Cheapest over {self._period()}", COST, money, scaled=True)
        for index, heading in enumerate(LISTS if self.last_row else ()):
            cell = f"{CHARTS}!{fixed(self.last_row, 4 + index)}"
            yield heading, Formula(f'IF({cell}="","{NONE}",{cell})', self.found[heading] or NONE)
        if self.last_row:
            yield self._cheapest_that_fits(money)
        yield from self._best("Fewest missiles of a saturation raid get through", LEAKERS, "missiles")
        yield from self._best("Fewest people", PEOPLE, "people")
        yield from self._best("Complete first", COMPLETE, "", before=f"{self.settings.year_prefix}")
        freed, things = f"{self.settings.yardstick}s_freed", f"{self.settings.yardstick_noun}s"
        yield from self._best(f"Frees most {things}", freed, things)

    def _period(self) -> str:
        prefix = self.settings.year_prefix
        return f"{prefix}{self.settings.first_year}–{prefix}{self.settings.last_year}"

    def _best(self, heading: str, metric: str, unit: str, *, scaled: bool = False, before: str = "") -> Iterator[Line]:
        """Who has the best value of a metric, and the value in whole numbers."""
        row = self.sheet.rows.get(metric)
        entries = [self.sheet.grid.entries.get((row or 0, self.sheet.last + place)) for place in (WHOSE, BEST)]
        contents = [entry.content for entry in entries if entry]
        if len(contents) < 2 or not all(isinstance(each, Formula) for each in contents):
            return
        whose, best = (each for each in contents if isinstance(each, Formula))
        name, number = (f"{COMPARISON}!{fixed(row or 0, self.sheet.last + place)}" for place in (WHOSE, BEST))
        divided = f"{number}/{SCALE}" if scaled else number
        text = f'IFERROR({name}&": {before}"&ROUND({divided},0)&"{" " + unit if unit else ""}","{DASH}")'
        if isinstance(best.value, str):
            yield heading, Formula(text, DASH)
            return
        whole = plain(half_up(best.value / (self.scale if scaled else 1), 0))
        yield heading, Formula(text, f"{whose.value}: {before}{whole}{' ' + unit if unit else ''}")

    def _cheapest_that_fits(self, money: str) -> Line:
        first = self.last_row - len(self.sheet.metrics) + 1
        labels, span = (f"{CHARTS}!{fixed(first, column)}:{fixed(self.last_row, column)}" for column in (1, 3))
        least = f"{CHARTS}!{fixed(self.last_row + 1, 3)}"
        number = f'ROUND({least}/{SCALE},0)&" {money}"'
        text = f'IFERROR(INDEX({labels},MATCH({least},{span},0))&": "&{number},"{NONE}")'
        known = {option: self.sheet.value(found[COST]) for option, found in self.sheet.metrics.items()}
        names = {option: self.model.pack.options[option].label for option in known}
        fits = [option for option in known if names[option] in self.found[LISTS[0]].split("; ")]
        if not fits:
            return CHEAPEST, Formula(text, NONE)
        best = min(fits, key=lambda option: known[option])
        return CHEAPEST, Formula(text, f"{names[best]}: {plain(half_up(known[best] / self.scale, 0))} {money}")
