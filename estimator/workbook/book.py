"""The whole workbook as data: the sheets of the registry in its order and colours, and the defined names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from estimator.model.graph import Model
from estimator.names import may_be_full_id
from estimator.report.words.glossary import used_in
from estimator.workbook.builders import built, sheet_names, stands_on_the_model, told_on_readme
from estimator.workbook.cells.addresses import fixed
from estimator.workbook.cells.book import Book
from estimator.workbook.cells.charts import description
from estimator.workbook.cells.grid import Flag, Formula, Grid
from estimator.workbook.plan.comparison_plan import SELECTOR
from estimator.workbook.plan.named_cells import CHECKS_HOLD, VALUES_TYPED_IN, addresses
from estimator.workbook.plan.sheet_registry import ANSWER, COMPARISON, DATA, README, registered
from estimator.workbook.plans import Plans, plan
from estimator.workbook.protection import protect
from estimator.workbook.sheets.links import add_links, source_records
from estimator.workbook.sheets.readme import place_readme
from estimator.workbook.sheets.value_sheet import NOTHING_ATTACHED, Attached

Array = NDArray[np.float64]
TITLE_HEIGHT = 24.0
GOOD_NEWS, BAD_NEWS = "All checks hold", "A check fails: see the sheet Checks"


@dataclass
class Begun:
    """A workbook under way: its plans, and the sheets that no draw changes. State: whether they were taken."""

    model: Model
    values: Mapping[str, Array]
    plans: Plans | None
    grids: dict[str, Grid]
    by_label: bool

    def suits(self, model: Model, values: Mapping[str, Array], attached: Attached, by_label: bool) -> bool:
        """True if its sheets are there still, and are those of a workbook with all this attached."""
        if self.plans is None:
            return False
        here = self.plans.attached
        laid_out = (here.substituted, here.data_tables, here.all_years, self.by_label)
        wanted = (attached.substituted, attached.data_tables, attached.all_years, by_label)
        return self.model is model and self.values is values and laid_out == wanted

    def take(self) -> tuple[Plans, dict[str, Grid]]:
        """Plans and sheets, which are not held here from then on: sheets are let go once they are printed."""
        assert self.plans is not None
        found = self.plans, self.grids
        self.plans, self.grids = None, {}
        return found


def begin(model: Model, values: Mapping[str, Array], attached: Attached, by_label: bool = False) -> Begun:
    """What of a workbook can be made before its draws are: the plans, and the sheets on model and values alone.

    What is attached may lack the draws yet, and what is printed or broken down.
    """
    plans = plan(model, values, {}, attached, by_label)
    grids = {name: built(plans, name) for name in sheet_names(plans) if stands_on_the_model(name)}
    return Begun(model, values, plans, grids, by_label)


def compose(
    model: Model,
    values: Mapping[str, Array],
    manifest: Mapping[str, str],
    attached: Attached = NOTHING_ATTACHED,
    by_label: bool = False,
    begun: Begun | None = None,
) -> Book:
    """All sheets of a model with the values that its rows and assumptions have, and what is attached as exported.

    Sheets go by their names yet; `by_label` tells that `on_tabs` will call those of options by their short labels.
    Sheets that were `begun` are taken from there, if they suit.
    """
    if begun is None or not begun.suits(model, values, attached, by_label):
        begun = begin(model, values, attached, by_label)
    plans, ready = begun.take()
    plans = replace(plans, manifest=manifest, attached=attached)
    others = {name: ready.get(name) or built(plans, name) for name in sheet_names(plans) if name != README}
    plans = replace(plans, terms=used_in(_texts(others.values())))
    grids = tuple(others.get(name) or built(plans, name) for name in sheet_names(plans))
    records, contents = source_records(plans.model), place_readme(len(told_on_readme(plans)), 0, 0).contents
    for grid in grids:
        _finish(grid, plans)
        add_links(grid, records, contents)
    names = {**addresses(), **plans.layout.names(), **plans.exported.name(), **plans.what_if.names()}
    return Book(grids, names, plans.model.pack.settings.title, plans.model)


def _texts(grids: Iterable[Grid]) -> Iterator[str]:
    """What the sheets say in words, those of live texts as they stand; ids and the sheet Data are no words."""
    for grid in (each for each in grids if each.name != DATA):
        for entry in grid.entries.values():
            said = entry.content.value if isinstance(entry.content, Formula) else entry.content
            if isinstance(said, str) and not may_be_full_id(said):
                yield said


def _finish(grid: Grid, plans: Plans) -> None:
    """Give a built sheet what all have: a title, the colour of its tab, and its charts in words."""
    protect(grid)
    if grid.name != DATA:
        _top(grid, plans)
    if plans.attached.all_years:
        _unfold_years(grid)
    grid.color = registered(grid.name).color
    grid.printed_pages = 0 if plans.attached.print_all else registered(grid.name).pages
    grid.described = tuple(description(chart) for chart in grid.charts)


def _unfold_years(grid: Grid) -> None:
    """Bring the years before and after those compared into view; they can be folded by their plus signs still.

    A chart above the years stays where the first of them stand in view.
    """
    years = grid.first_year_column or float("inf")
    before = sum(last - first + 1 for first, last, folded in grid.groups if folded and first == years)
    grid.charts = tuple(
        replace(chart, column=chart.column - before) if chart.column >= years + before else chart
        for chart in grid.charts
    )
    grid.groups = [(first, last, folded and first < years) for first, last, folded in grid.groups]


def _title(sheet: str, plans: Plans) -> str:
    if sheet == README:
        return plans.model.pack.settings.title
    if sheet == ANSWER:
        return plans.model.pack.settings.question
    options = {name: plans.model.pack.options[option].label for option, name in plans.layout.option_sheets.items()}
    return options.get(sheet, sheet)


def _top(grid: Grid, plans: Plans) -> None:
    """Title, master check, and what is in force, on the first three rows of each sheet."""
    hold, typed_in = CHECKS_HOLD.name, VALUES_TYPED_IN.name
    grid.put(1, 1, _title(grid.name, plans), "question" if grid.name == ANSWER else "title")
    grid.heights[1] = TITLE_HEIGHT
    news = GOOD_NEWS if plans.checks.holds else BAD_NEWS
    grid.put(2, 1, Formula(f'IF({hold}=1,"{GOOD_NEWS}","{BAD_NEWS}")', news), "status")
    grid.flags.append(Flag("A2", f"{hold}<>1", "bad"))
    grid.flags.append(Flag("A2", f"{hold}=1", "good"))
    words = f"Scenario: {plans.inputs.in_force.id}; your values: {plans.checks.changed:.0f}"
    choice = f"{COMPARISON}!{fixed(*SELECTOR)}"
    if grid.name in (ANSWER, COMPARISON):  # they say it in words of their own
        return
    grid.put(3, 1, Formula(f'"Scenario: "&{choice}&"; your values: "&{typed_in}', words), "small")
