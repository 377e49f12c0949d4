"""Does an option fit? Words for it, live: by years over headroom and years short of people."""

from __future__ import annotations

from collections.abc import Mapping

from estimator.calculators.roles import Role
from estimator.display.verdict import SIGNS, Standing
from estimator.report.words.option_sentences import OVER, SHORT, VERDICT
from estimator.workbook.cells.addresses import at
from estimator.workbook.cells.grid import Flag, Formula
from estimator.workbook.plan.comparison_plan import ComparisonPlan
from estimator.workbook.plan.while_checks_hold import while_checks_hold

MONEY_METRIC, PEOPLE_METRIC = OVER, SHORT
BOTH, MONEY, PEOPLE, FITS = IN_A_WORD = VERDICT.words


def verdict(cells: Mapping[Role, str], values: Mapping[Role, float]) -> Formula:
    """The verdict on one option; `cells` and `values` are those of the two metrics. A dash counts as nil."""
    both, money, people, fits = IN_A_WORD
    over, short = (values.get(metric, 0.0) > 0 for metric in (MONEY_METRIC, PEOPLE_METRIC))
    value = (both if short else money) if over else people if short else fits
    is_over, is_short = (f"N({cells[each]})>0" if each in cells else "" for each in (MONEY_METRIC, PEOPLE_METRIC))
    if is_over and is_short:
        return Formula(f'IF({is_over},IF({is_short},"{both}","{money}"),IF({is_short},"{people}","{fits}"))', value)
    if is_over or is_short:
        return Formula(f'IF({is_over or is_short},"{money if is_over else people}","{fits}")', value)
    return Formula(f'"{fits}"', value)


def verdict_of(plan: ComparisonPlan, option: str) -> Formula:
    """The verdict on an option of the comparison, by the cells of its column; "not valid" where a check fails."""
    cells = {role: at(plan.metrics[id].row, plan.column(option)) for role, id in plan.deciding.items()}
    found = {role: plan.number(id, option) for role, id in plan.deciding.items()}
    known = {role: number for role, number in found.items() if number is not None}
    return while_checks_hold(verdict(cells, known), plan.valid)


def class_flags(top: int, first: int, bottom: int, last: int) -> list[Flag]:
    """What holds in green and what fails in red, by the sign before its word, whatever the language."""
    cell = at(top, first)
    span = f"{cell}:{at(bottom, last)}"
    holds, fails = (f'LEFT({cell},1)="{SIGNS[each]}"' for each in (Standing.HOLDS, Standing.FAILS))
    return [Flag(span, fails), Flag(span, holds, "good")]
