"""On which judged number the verdict on an option turns, beneath the verdict: live, by the flips further down."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from estimator.pack.records import Settings
from estimator.workbook.cells.addresses import at
from estimator.workbook.cells.formula import DASH
from estimator.workbook.cells.grid import Formula
from estimator.workbook.cells.live_sentences import joined
from estimator.workbook.plan.comparison_plan import ComparisonPlan
from estimator.workbook.plan.flip_lines import FlipLine
from estimator.workbook.sheets.live_numbers import live_number

TURNS_HEADING = "Turns on a judgement (grade C) within its range: the verdict changes from"
SIGNIFICANT = 12


def turns_of(
    plan: ComparisonPlan,
    option: str,
    values: Mapping[str, NDArray[np.float64]],
    settings: Settings,
    ids: Mapping[str, str],
) -> Formula:
    """The ids and values at which the verdict on an option changes; a dash where it turns on no judged number.

    `ids` are the cells in which the ids of assumptions stand.
    """
    found = (_part(plan, lines, option, values, settings) for lines in _grouped(plan, option))
    parts = [(test, f"{ids[by]}&{words}", text) for by, test, words, text in found]
    if not parts:
        return Formula(f'"{DASH}"', DASH)
    texts, tests = "", [test for test, *_ in parts]
    for place, (test, words, _) in enumerate(parts):
        before = f"OR({','.join(tests[:place])})" if place else ""
        texts += f'&IF(AND({before},{test}),"; ","")' if before else ""
        texts += f'&IF({test},{words},"")'
    told = "; ".join(text for *_, text in parts if text)
    return Formula(f'IF(OR({",".join(tests)}),{texts[1:]},"{DASH}")', told or DASH)


def _grouped(plan: ComparisonPlan, option: str) -> list[list[FlipLine]]:
    """The flips of the option on judged numbers: those of one verdict on one number together."""
    groups: dict[tuple[str, str], list[FlipLine]] = {}
    for line in plan.flips:
        if line.judged and option in line.ids:
            groups.setdefault((line.over, line.by), []).append(line)
    return list(groups.values())


def _part(
    plan: ComparisonPlan,
    lines: list[FlipLine],
    option: str,
    values: Mapping[str, NDArray[np.float64]],
    settings: Settings,
) -> tuple[str, str, str, str]:
    """The assumption; whether the highest of its flips lies within the range; the words, live and as they are now."""
    column = plan.column(option)
    cells = ",".join(at(line.row, column) for line in lines)
    highest = f"MAX({cells})" if len(lines) > 1 else cells
    low, high = lines[0].judged or (0.0, 0.0)
    test = f"AND({low:.{SIGNIFICANT}g}<={highest},{highest}<={high:.{SIGNIFICANT}g})"
    value = max(float(values[line.ids[option]][0, 0]) for line in lines)
    number = live_number(highest, value, lines[0].how, settings)
    by = lines[0].by
    return by, test, joined((": ", number)), f"{by}: {number.text}" if low <= value <= high else ""
