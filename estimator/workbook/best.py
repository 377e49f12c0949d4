"""The best number of a row of the comparison, and the option that has it: live, without array formulas."""

from __future__ import annotations

from collections.abc import Sequence

from estimator.expression.arithmetic import DECIMALS
from estimator.workbook.formula import DASH, ROUNDING
from estimator.workbook.grid import Formula

WHOSE, BEST, NEXT = 1, 2, 3  # columns to the right of the last option
SEVERAL = "several alike"


def ranked(numbers: Sequence[tuple[str, float]], better: str, span: str) -> tuple[Formula, Formula]:
    """The best and the next best number of a row; a dash where fewer than two options have one."""
    order = "SMALL" if better == "less" else "LARGE"
    known = _sorted(numbers, better)
    values = [each[1] for each in known[:2]] if len(known) > 1 else [DASH, DASH]
    texts = [f'IF(COUNT({span})<2,"{DASH}",{order}({span},{place}))' for place in (1, 2)]
    return Formula(texts[0], values[0]), Formula(texts[1], values[1])


def whose(
    numbers: Sequence[tuple[str, float]], better: str, span: str, labels: str, best: str, following: str
) -> Formula:
    """The label of the option with the best number; two numbers that agree to nine decimals are alike."""
    apart = f"ROUND(({following}-{best})/(ABS({best})+ABS({following})),{ROUNDING})"
    named = f"INDEX({labels},MATCH({best},{span},0))"
    text = f'IF(ISNUMBER({best}),IFERROR(IF({apart}=0,"{SEVERAL}",{named}),"{SEVERAL}"),"{DASH}")'
    return Formula(text, _label(_sorted(numbers, better)))


def _sorted(numbers: Sequence[tuple[str, float]], better: str) -> list[tuple[str, float]]:
    """Those that apply, the best first."""
    return sorted((each for each in numbers if each[1] == each[1]), key=lambda each: each[1], reverse=better != "less")


def _label(known: Sequence[tuple[str, float]]) -> str:
    if len(known) < 2:
        return DASH
    (label, one), (_, two) = known[:2]
    return SEVERAL if one == two or round((two - one) / (abs(one) + abs(two)), DECIMALS) == 0 else label
