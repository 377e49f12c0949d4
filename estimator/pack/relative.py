"""A change that rests on the value in force: so many times as much, so much more or less.

    budget.gdp_share*=1.1             a factor
    economy.growth+=2026-2030: 0.5    more, in the years named; without years in every year
    budget.gdp_share-=0.5 points      percentage points, of a share

`+= 5 %` of a share may mean two things and is refused with both.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final, Literal

from estimator import units
from estimator.errors import UnitError
from estimator.pack.changes import Factor, Refused
from estimator.pack.records import Assumption, Override
from estimator.units import PERCENT

How = Literal["to", "times", "plus", "minus"]
SIGNS: Final[dict[str, How]] = {"": "to", "*": "times", "+": "plus", "-": "minus"}
POINTS: Final = ("points", "point", "percentage points")


def absolute(asked: Override, how: How, assumption: Assumption, years: Sequence[int]) -> Override:
    """The values that a relative change gives an assumption as it stands, in the unit of its file.

    A by-year assumption changes in the years asked for, or in all. What must be whole is rounded, halves up, and its
    `why` says so. Raises Refused.
    """
    if how == "to":
        return asked
    if asked.by_year is not None and not assumption.is_by_year:
        raise Refused("it has one value for all years; give it without a year")
    step = _step(how, asked, assumption)
    if not assumption.is_by_year:
        value, rounded = _whole(step(assumption.value or 0.0, asked.value or 0.0), assumption)
        return replace(asked, value=value, unit="", why=_why(asked.why, rounded))
    given = asked.by_year or dict.fromkeys(years, asked.value or 0.0)
    made = {year: _whole(step(assumption.year_value(year), number), assumption) for year, number in given.items()}
    why = _why(asked.why, any(rounded for _, rounded in made.values()))
    return replace(asked, value=None, by_year={year: value for year, (value, _) in made.items()}, unit="", why=why)


def _step(how: How, asked: Override, assumption: Assumption) -> Callable[[float, float], float]:
    """How a value in the file's unit follows from the old one and the number that was asked for."""
    if how == "times":
        part = _part(asked.unit)
        return lambda old, number: old * (number * part)
    up = _added(how, asked, assumption)
    sign = 1 if how == "plus" else -1
    return lambda old, number: old + sign * up(number)


def _part(unit: str) -> float:
    """What a factor's unit is worth: 1, or a hundredth for a factor in per cent."""
    try:
        found = units.read(unit or "1")
    except UnitError as problem:
        raise Refused(str(problem)) from None
    if found.normal != units.NO_UNIT:
        raise Refused(f'a factor is a pure number, such as 1.3; "{unit}" is none')
    return found.scale


def _added(how: How, asked: Override, assumption: Assumption) -> Callable[[float], float]:
    """From the number that was asked for to the file's unit."""
    percent = assumption.scale == PERCENT
    if asked.unit in POINTS:
        if not percent and assumption.pure != "share":
            raise Refused("percentage points are for shares; give a number in its unit, or a factor such as *=1.05")
        return lambda number: number if percent else number * PERCENT
    if asked.unit == "%":
        raise Refused(_two_readings(how, asked, assumption))
    return Factor(assumption, asked.unit).times


def _two_readings(how: How, asked: Override, assumption: Assumption) -> str:
    number = asked.value if asked.value is not None else next(iter((asked.by_year or {}).values()))
    sign, factor = ("+", 1 + number * PERCENT) if how == "plus" else ("-", 1 - number * PERCENT)
    relative = f"*={factor:.6g} for {number:g} % of its value"
    if assumption.scale == PERCENT or assumption.pure == "share":
        points = f"{sign}={number:g} points for percentage points"
        return f"{sign}= {number:g} % has two meanings; write {points}, or {relative}"
    return f"it is no share; write {relative}, or a number in its unit"


def _whole(value: float, assumption: Assumption) -> tuple[float, bool]:
    """The value without the last digit's noise (12 × 1.2 is 14.4), rounded where only whole numbers make sense."""
    value = float(f"{value:.15g}")
    if not assumption.whole or not math.isfinite(value):
        return value, False
    made = float(math.floor(value + 0.5))
    return made, not math.isclose(made, value, rel_tol=0, abs_tol=1e-9)


def _why(why: str, rounded: bool) -> str:
    return f"{why}, rounded to whole numbers" if rounded else why
