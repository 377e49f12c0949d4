"""The sheets of the workbook in reading order: what each is called, what it is for, and its colour, said here alone.

The contents on Read me, the order, the colours of the tabs and the names that no option may take all derive from this
list. What builds each sheet is joined to it in `workbook/builders.py`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from estimator.language import in_every_language

ANSWER = "Answer"
README, COMPARISON, CHARTS, WHAT_IF, UNCERTAINTY = "Read me", "Comparison", "Charts", "What-if", "Uncertainty"
BREAKDOWN = "Breakdown"
ASSUMPTIONS, YEARLY, SCENARIOS = "Assumptions", "Yearly inputs", "Scenarios"
SCENARIO_RESULTS = "Scenario results"
PRICES, ECONOMY, MANPOWER = "Prices", "Economy and budget", "Manpower"
ECONOMY_ALONE = "Economy"
"""The same sheet in a pack without a budget."""
GRADES, BACKTEST, JUDGEMENT, QUALITY = "Grades", "Back-test", "Judgement", "Quality"
FOUND_IN_TIME = "Found in time"
CHECKS, IN_PLACE, SOURCES, DATA = "Checks", "In place", "Sources", "Data"
OPTIONS: Final = ""  # stands for the sheets of the options, each named as its option
LONGEST_SHEET_NAME = 31
PAGES: Final = "pages"
EVERY_PAGE: Final = "all of each sheet are printed"
"""What the manifest says of a workbook that prints more than the first pages of each sheet."""
Color = Literal["green", "grey", "yellow", "blue"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, what it is for in the contents, and the colour of its tab.

    `holds_values` marks tables of values as exported, that the program computes anew from the file's own inputs.
    `pages` are the most that are printed unless all are asked for, so that a whole workbook is some forty pages.
    """

    name: str
    purpose: str
    color: Color
    holds_values: bool = False
    pages: int = 1


SHEETS: Final = (
    Sheet(ANSWER, "The finding, one row an option, what moves it, and the scenario selector, on one screen", "green"),
    Sheet(README, "", "green", pages=3),
    Sheet(COMPARISON, "The options side by side, headlines first", "green", pages=2),
    Sheet(BREAKDOWN, "What makes up the life-cycle cost, by element and phase, live", "green", pages=2),
    Sheet(CHARTS, "Pictures of the costs, the money, the people and the effects", "green", pages=3),
    Sheet(
        WHAT_IF, "One thing or two turned at a time: what moves the cost and the verdict, and where it flips", "green"
    ),
    Sheet(UNCERTAINTY, "Computed by simulation, as exported: percentiles, chances, drivers", "grey"),
    Sheet(ASSUMPTIONS, "Every number with unit, range, grade and source; your values", "yellow"),
    Sheet(YEARLY, "Assumptions along the years; your values", "yellow"),
    Sheet(SCENARIOS, "What each scenario changes, beside the base values", "yellow"),
    Sheet(SCENARIO_RESULTS, "Every option under every scenario, side by side, as exported", "grey", holds_values=True),
    Sheet(PRICES, "Price years and currencies brought to one", "blue"),
    Sheet(ECONOMY, "Output, prices, exchange rates and the budget's headroom", "blue"),
    Sheet(ECONOMY_ALONE, "Output, prices and discounting", "blue"),
    Sheet(MANPOWER, "People by service", "blue"),
    Sheet(OPTIONS, "", "blue"),
    Sheet(GRADES, "How much of each option's cost rests on numbers of which grade", "grey", holds_values=True),
    Sheet(BACKTEST, "The model held against published totals", "grey", holds_values=True),
    Sheet(JUDGEMENT, "What no formula settles, rated with reasons", "grey", holds_values=True),
    Sheet(FOUND_IN_TIME, "How often satellites must look to find launchers in time", "grey", holds_values=True),
    Sheet(QUALITY, "Published standards: met, partly or not, and where to see it", "grey", holds_values=True),
    Sheet(CHECKS, "What must hold, and whether it does", "grey"),
    Sheet(IN_PLACE, "Ids and compared numbers beside what stands in their cells now; Checks reads it", "grey"),
    Sheet(SOURCES, "The documents that the assumptions rest on", "grey"),
    Sheet(DATA, "All metrics and yearly rows as one table of values, for other programs", "grey", holds_values=True),
)
BY_NAME: Final = {sheet.name: sheet for sheet in SHEETS}
VALUE_SHEETS: Final = tuple(sheet.name for sheet in SHEETS if sheet.holds_values)


def registered(name: str) -> Sheet:
    """The sheet of a name; that of the options for any other, which is an option's."""
    return BY_NAME.get(name, BY_NAME[OPTIONS])


def reserved_names() -> set[str]:
    """The names that no option's sheet may take, in small letters: those of the other sheets in every language."""
    own = {sheet.name for sheet in SHEETS} - {OPTIONS}
    return {name.casefold() for each in own for name in (each, *in_every_language(each))}


def option_sheet_names(options: Iterable[str]) -> dict[str, str]:
    """One sheet name an option: its id, shortened where Excel's 31 characters ask for it, and no other sheet's name."""
    taken = reserved_names()
    found: dict[str, str] = {}
    for option in options:
        name, number = option[:LONGEST_SHEET_NAME], 1
        while name.casefold() in taken:
            number += 1
            name = f"{option[: LONGEST_SHEET_NAME - 1 - len(str(number))]}_{number}"
        taken.add(name.casefold())
        found[option] = name
    return found
