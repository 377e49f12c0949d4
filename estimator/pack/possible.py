"""What an assumption can be at all: the limits of a pack say what is thought likely, these what makes sense.

A question may pass the first on purpose (`--beyond`), the second never: nothing that counts or costs is below nil, no
share is above the whole, no fiscal year lies outside the columns.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from estimator.pack.records import Assumption
from estimator.pack.wording import shown
from estimator.units import CALENDAR, SHARES

AT_MOST_ONE: Final = (*SHARES, "flag")


def possible(assumption: Assumption, years: Sequence[int]) -> tuple[float, float]:
    """The lowest and the highest value that make sense, in the unit of the file; infinite where nothing ends it.

    What its limits let fall below nil, such as a growth rate, has no lower end.
    """
    low, high = assumption.limits or (-math.inf, math.inf)
    if assumption.normal_unit == "year" and low > CALENDAR:
        return min(low, years[0]), max(high, years[-1])
    whole = 1 / assumption.scale if assumption.pure in AT_MOST_ONE else math.inf
    bottom = -math.inf if low < 0 else 1.0 if assumption.whole and low >= 1 else 0.0
    return bottom, whole if 0 <= low and high <= whole else math.inf


def counts_years(assumption: Assumption) -> bool:
    """True for a number of years or a fiscal year, which is not below nil unless its limits let it fall there."""
    return assumption.normal_unit == "year" and not (assumption.limits and assumption.limits[0] < 0)


def odd_years(assumption: Assumption, number: float, years: Sequence[int]) -> str:
    """Why a number of years, or a fiscal year, makes no sense; empty for one that does, or that is in another unit.

    From `CALENDAR` on a number in years is a fiscal year: it has a column, or what happens in it would be lost. One
    that is drawn, or the mean of a range, need not be whole. What its limits let fall below nil may.
    """
    if assumption.normal_unit != "year":
        return ""
    if number < 0 and counts_years(assumption):
        return "expected a number of years, 0 or more, or a fiscal year"
    if number < CALENDAR or not years:
        return ""
    if not years[0] <= number <= years[-1]:
        return f"expected a fiscal year with a column, {years[0]} to {years[-1]} (pack.toml)"
    certain = assumption.low is None and not assumption.outcomes
    return "expected a whole fiscal year" if certain and not float(number).is_integer() else ""


def outside(assumption: Assumption, number: float) -> bool:
    """True for a number outside the limits of the pack."""
    return assumption.limits is not None and not assumption.limits[0] <= number <= assumption.limits[1]


def limits_text(assumption: Assumption) -> str:
    """The limits with their unit; empty without."""
    if assumption.limits is None:
        return ""
    low, high = assumption.limits
    unit = "" if assumption.unit in ("", "1") else f" {assumption.unit}"
    return f"{shown(low)} to {shown(high)}{unit}"


def impossible(assumption: Assumption, number: float, years: Sequence[int]) -> str:
    """Why a number makes no sense; empty if it does."""
    low, high = possible(assumption, years)
    unit = "" if assumption.unit in ("", "1") else f" {assumption.unit}"
    if number < low:
        return f"it cannot be below {shown(low)}{unit}"
    return f"it cannot be above {shown(high)}{unit}" if number > high else ""
