"""Checks that a workbook is whole: no errors, ids in place, the comparison as the options' sheets have it.

Each check is one formula that gives 1 while it holds, and 0, never an error, where a part of it is gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from estimator.workbook.cells.addresses import at, column_letters
from estimator.workbook.cells.grid import Formula
from estimator.workbook.plan.check_plan import Check
from estimator.workbook.plan.comparison_plan import SELECTOR
from estimator.workbook.plan.held_cells import SCENARIO_IDS_ROW, HeldBlock
from estimator.workbook.plan.input_places import FIRST_CHOICE
from estimator.workbook.plan.named_cells import SCENARIO_CHOICE
from estimator.workbook.plan.sheet_registry import COMPARISON, SCENARIOS
from estimator.workbook.plan.used_blocks import errors_in

NO_ERROR = "No cell of the sheet is an error"
IN_LIST = "The scenario chosen is one of the list"


def integrity_checks(spans: Mapping[str, Sequence[str]], blocks: Iterable[HeldBlock], choices: int) -> Iterator[Check]:
    """All of them, by kind; `spans` are looked through for errors, `choices` counts scenarios with the base values."""
    yield _scenario_in_list(choices)
    yield from (_none(NO_ERROR, sheet, errors_in(of_sheet)) for sheet, of_sheet in spans.items())
    yield from (_none(each.label, each.where, each.differing) for each in blocks)


def _scenario_in_list(choices: int) -> Check:
    """The number of the scenario is the place at which its id stands in the list."""
    first, last = column_letters(FIRST_CHOICE), column_letters(FIRST_CHOICE + choices - 1)
    ids = f"{SCENARIOS}!${first}${SCENARIO_IDS_ROW}:${last}${SCENARIO_IDS_ROW}"
    wrong = f"1-(INDEX({ids},1,{SCENARIO_CHOICE.name})={COMPARISON}!{at(*SELECTOR)})"
    return _none(IN_LIST, COMPARISON, wrong)


def _none(label: str, where: str, wrong: str) -> Check:
    """A check that holds while a number is nil; an error fails it."""
    return Check(label, where, Formula(f"IFERROR(IF({wrong}=0,1,0),0)", 1.0))
