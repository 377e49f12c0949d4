"""The best number of a row of the comparison, and the option that has it: live, without array formulas."""

from __future__ import annotations

from collections.abc import Sequence

from estimator.expression.arithmetic import DECIMALS
from estimator.workbook.cells.addresses import at, column_letters
from estimator.workbook.cells.formula import DASH, ROUNDING
from estimator.workbook.cells.grid import Formula
from estimator.workbook.plan.comparison_plan import BEST, FIRST_OPTION, HEADER_ROW, NEXT, ComparisonPlan, MetricLine

SEVERAL = "several alike"


def best_of(plan: ComparisonPlan, line: MetricLine) -> tuple[Formula, Formula]:
    """The best and the next best number of a metric."""
    return ranked(_labelled(plan, line), line.better, _span(plan, line.row))


def whose_best(plan: ComparisonPlan, line: MetricLine) -> Formula:
    """The label of the option that has the best number of a metric."""
    best, following = (f"${at(line.row, plan.last + place)}" for place in (BEST, NEXT))
    first, last = column_letters(FIRST_OPTION), column_letters(plan.last)
    labels = f"${first}${HEADER_ROW}:${last}${HEADER_ROW}"
    return whose(_labelled(plan, line), line.better, _span(plan, line.row), labels, best, following)


def _labelled(plan: ComparisonPlan, line: MetricLine) -> list[tuple[str, float]]:
    return [(plan.options[option], number) for option, number in line.numbers.items()]


def _span(plan: ComparisonPlan, row: int) -> str:
    return f"${column_letters(FIRST_OPTION)}{row}:${column_letters(plan.last)}{row}"


def ranked(numbers: Sequence[tuple[str, float]], better: str, span: str) -> tuple[Formula, Formula]:
    """The best and the next best number of a row; a dash where fewer than two options have one.

    COUNT passes over errors; the sum of the row, times nil, does not, so that an error never shows as a dash.
    """
    order = "SMALL" if better == "less" else "LARGE"
    known = _sorted(numbers, better)
    values = [each[1] for each in known[:2]] if len(known) > 1 else [DASH, DASH]
    texts = [f'IF(COUNT({span})+0*SUM({span})<2,"{DASH}",{order}({span},{place}))' for place in (1, 2)]
    return Formula(texts[0], values[0]), Formula(texts[1], values[1])


def whose(
    numbers: Sequence[tuple[str, float]], better: str, span: str, labels: str, best: str, following: str
) -> Formula:
    """The label of the option with the best number; two numbers that agree to nine decimals are alike.

    Where both are nil the test of equality in the divisor keeps it from nil.
    """
    apart = f"ROUND(({following}-{best})/(ABS({best})+ABS({following})+({following}={best})),{ROUNDING})"
    named = f"INDEX({labels},1,MATCH({best},{span},0))"
    text = f'IF({best}="{DASH}","{DASH}",IF({apart}=0,"{SEVERAL}",{named}))'
    return Formula(text, _label(_sorted(numbers, better)))


def if_alike(number: str, best: str, then: str, otherwise: str) -> str:
    """The same as a formula: `then` where the number of a cell is the best one, else `otherwise`.

    What cannot be divided, such as nil by nil, is compared as it stands; an error in either cell stays one.
    """
    test = f"IFERROR(ROUND({number}/{best}-1,{ROUNDING})=0,{number}={best})"
    return f"IF(COUNT({number})*{test},{then},{otherwise})"


def _sorted(numbers: Sequence[tuple[str, float]], better: str) -> list[tuple[str, float]]:
    """Those that apply, the best first."""
    return sorted((each for each in numbers if each[1] == each[1]), key=lambda each: each[1], reverse=better != "less")


def _label(known: Sequence[tuple[str, float]]) -> str:
    if len(known) < 2:
        return DASH
    (label, one), (_, two) = known[:2]
    return SEVERAL if one == two or round((two - one) / (abs(one) + abs(two)), DECIMALS) == 0 else label
