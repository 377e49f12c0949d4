"""A number that a person typed into a cell as text: with commas, full-width digits, thin spaces, a unit.

    1,234        １２３４        1 234        2 %        0.3 TJPY_2024 / ship

A value without a unit is in the unit of the assumption's file. What can be read two ways, such as `1.234,5` or `1,5`,
is refused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from estimator.pack.changes import Factor, Refused, changed
from estimator.pack.layers.settings_text import ONE, PLAINER
from estimator.pack.records import Assumption, Override

GROUPED: Final = re.compile(r"([+-]?\d{1,3}(?: \d{3})+)(?![\d])", re.ASCII)
LONGEST: Final = 100


def plainer(text: str) -> str:
    """The text with plain digits, signs and spaces; `²` and `½` stay what they are, so that nothing reads as 2."""
    found = " ".join(text.translate(PLAINER).split())
    grouped = GROUPED.match(found)
    return grouped[1].replace(" ", "") + found[grouped.end() :] if grouped else found


def number_of(text: str, assumption: Assumption) -> float:
    """The number that a text means, in the unit of the assumption's file. Raises Refused with what to do instead."""
    words = plainer(text)
    found = ONE.match(words) if len(words) <= LONGEST else None
    if not found or found["unit"][:1] in (",", ".", "+", "-") or found["unit"][:1].isdigit():
        raise Refused("is no plain number; a decimal takes a point, commas stand between thousands")
    number = float(found["number"].replace(",", ""))
    return Factor(assumption, found["unit"].strip()).times(number)


def check_number(number: float, assumption: Assumption, years: Sequence[int], year: int | None = None) -> None:
    """Raise Refused for a number that the assumption does not allow, in the unit of its file."""
    by_year = None if year is None else {year: number}
    changed(assumption, Override(assumption.id, number if year is None else None, by_year, layer="workbook"), years)
