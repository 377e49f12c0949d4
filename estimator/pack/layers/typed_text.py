"""A number that a person typed into a cell as text: with commas, full-width digits, thin spaces, a unit.

    1,234,567        １２３４        1 234        2 %        0.3 TJPY_2024 / ship

A value without a unit is in the unit of the assumption's file. What can be read two ways, such as `1,234`, `1.000`
or `1.234,5`, is refused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from estimator.pack.changes import Factor, Measured, Refused, changed
from estimator.pack.layers.written_number import PLAINER, Unclear, number_in_cell, split
from estimator.pack.records import Assumption, Override

GROUPED: Final = re.compile(r"([+-]?[1-9]\d{0,2}(?: \d{3})+)(?![\d])", re.ASCII)
LONGEST: Final = 100


def plainer(text: str) -> str:
    """The text with plain digits, signs and spaces; `²` and `½` stay what they are, so that nothing reads as 2."""
    found = " ".join(text.translate(PLAINER).split())
    grouped = GROUPED.match(found)
    return grouped[1].replace(" ", "") + found[grouped.end() :] if grouped else found


def number_of(text: str, assumption: Measured, needs_unit: bool = False) -> float:
    """The number that a text means, in the unit of the assumption's file. Raises Refused with what to do instead.

    A text that `needs_unit` stands where a number alone is a true percentage: `0.2` could be 0.2 % or 20 %.
    """
    words = plainer(text)
    try:
        found = split(words, number_in_cell) if len(words) <= LONGEST else None
    except Unclear as problem:
        raise Refused(f"is no plain number; {problem.advice}") from None
    if found is None:
        raise Refused("is no plain number; a decimal takes a point, commas stand between thousands")
    number, unit = found
    if needs_unit and not unit and number:
        raise Refused(f"is a text without %; write {number:.15g} % or {number * 100:.15g} %, whichever is meant")
    return Factor(assumption, unit).times(number)


def check_number(number: float, assumption: Assumption, years: Sequence[int], year: int | None = None) -> None:
    """Raise Refused for a number that the assumption does not allow, in the unit of its file."""
    by_year = None if year is None else {year: number}
    changed(assumption, Override(assumption.id, number if year is None else None, by_year, layer="workbook"), years)
