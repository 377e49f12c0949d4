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
    return ranked(_labelled(plan, line), line.better, _span(plan, line.row), len(line.nil))


def whose_best(plan: ComparisonPlan, line: MetricLine) -> Formula:
    """The label of the option that has the best number of a metric."""
    best, following = (at(line.row, plan.last + place) for place in (BEST, NEXT))
    first, last = column_letters(FIRST_OPTION), column_letters(plan.last)
    labels = f"${first}${HEADER_ROW}:${last}${HEADER_ROW}"
    to = [column_letters(plan.column(option)) for option in line.nil]
    alone = f"COLUMNS({first}{HEADER_ROW}:{to[0]}{HEADER_ROW})" if len(to) == 1 else ""
    return whose(_labelled(plan, line), line.better, _span(plan, line.row), labels, best, following, alone)


def _labelled(plan: ComparisonPlan, line: MetricLine) -> list[tuple[str, float]]:
    held = {**line.numbers, **dict.fromkeys(line.nil, 0.0)}
    return [(label, held[option]) for option, label in plan.heads.items() if option in held]


def _span(plan: ComparisonPlan, row: int) -> str:
    return f"${column_letters(FIRST_OPTION)}{row}:${column_letters(plan.last)}{row}"


def ranked(numbers: Sequence[tuple[str, float]], better: str, span: str, nils: int = 0) -> tuple[Formula, Formula]:
    """The best and the next best number of a row; a dash where fewer than two options have one.

    `nils` options need none of it, and count as nil though a dash stands for them. COUNT passes over errors; the sum of
    the row, times nil, does not, so that an error never shows as a dash.
    """
    known = _sorted(numbers, better)
    values = [each[1] for each in known[:2]] if len(known) > 1 else [DASH, DASH]
    found = _with_nil(better, span, nils) if nils else [f"{_order(better)}({span},{place})" for place in (1, 2)]
    texts = [f'IF(COUNT({span})+0*SUM({span})<{max(0, 2 - nils)},"{DASH}",{each})' for each in found]
    return Formula(texts[0], values[0]), Formula(texts[1], values[1])


def _order(better: str) -> str:
    return "SMALL" if better == "less" else "LARGE"


def _with_nil(better: str, span: str, nils: int) -> tuple[str, str]:
    """The best and the next best of a row and of one or more nils; what is beyond nil goes before it."""
    end, beyond = ("MIN", "<0") if better == "less" else ("MAX", ">0")
    count = f'COUNTIF({span},"{beyond}")'
    order = _order(better)
    if nils == 1:  # nil is the next best behind one number beyond it, else it is the best or stands further behind
        return f"{end}({span},0)", f"IF({count}=1,0,{order}({span},MAX(1,MIN({count},2))))"
    return f"{end}({span},0)", f"IF({count}>1,{order}({span},2),0)"


def whose(
    numbers: Sequence[tuple[str, float]],
    better: str,
    span: str,
    labels: str,
    best: str,
    following: str,
    alone: str = "",
) -> Formula:
    """The label of the option with the best number; two numbers that agree to nine decimals are alike.

    `alone` counts up to the one option that needs none, whose nil is no number of the row.
    Where both are nil the test of equality in the divisor keeps it from nil.
    """
    apart = f"ROUND(({following}-{best})/(ABS({best})+ABS({following})+({following}={best})),{ROUNDING})"
    place = f"MATCH({best},{span},0)"
    named = f"INDEX({labels},1,{f'IFERROR({place},{alone})' if alone else place})"
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
