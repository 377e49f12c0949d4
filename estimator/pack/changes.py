"""One new value for one assumption: converted to the file's unit and checked as the file's own value is."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final, Protocol

from estimator import units
from estimator.errors import UnitError
from estimator.pack.nouns import plural
from estimator.pack.possible import limits_text, odd_years, outside
from estimator.pack.records import Assumption, Override
from estimator.pack.wording import shown

ROUNDING: Final = 1e-9


class Refused(Exception):
    """The change does not fit the assumption; the text says why and what to do."""


def changed(assumption: Assumption, override: Override, years: Sequence[int]) -> Assumption:
    """The assumption with the override's value.

    A by-year override changes the years that it gives; the others keep their values. A new value is certain unless the
    override gives a range of its own. Raises Refused.
    """
    if not assumption.editable:
        raise Refused("it follows from the pack and cannot be set")
    if (override.value is None) == (override.by_year is None):
        raise Refused("expected one of value and by_year")
    factor = Factor(assumption, override.unit)
    made = replace(
        assumption,
        layer=override.layer,
        why=override.why or assumption.why,
        source=override.source or assumption.source,
        grade=override.grade or assumption.grade,
        as_of=override.as_of or assumption.as_of,
        place=override.place if override.place.file else assumption.place,
        outcomes=(),
        mode=None,
        **_spread(assumption, override, factor),
    )
    made = _with_years(made, override, factor, years) if override.by_year else _with_value(made, override, factor)
    wrong = next(_problems(made, override, years), "")
    if wrong:
        raise Refused(wrong)
    return made


def _with_value(made: Assumption, override: Override, factor: Factor) -> Assumption:
    if made.is_by_year or override.value is None:
        example = f'"{made.id}=2030:1.5" or "{made.id}=2030-2035:1.5"'
        raise Refused(f"it has a value for each fiscal year; say which years, as in {example}")
    return replace(made, value=factor.times(override.value))


def _with_years(made: Assumption, override: Override, factor: Factor, years: Sequence[int]) -> Assumption:
    given = override.by_year or {}
    if not made.is_by_year:
        raise Refused("it has one value for all years; give it without a year")
    for year in given:
        if year not in years:
            raise Refused(f"{year} has no column; the fiscal years are {years[0]} to {years[-1]}")
    merged = {year: made.year_value(year) for year in years}
    return replace(made, by_year=MappingProxyType(merged | {year: factor.times(given[year]) for year in given}))


def _spread(assumption: Assumption, override: Override, factor: Factor) -> dict[str, Any]:
    """The range that the override gives, in the file's unit; without one the new value is certain."""
    if override.low is None or override.high is None:
        return {"low": None, "high": None, "shape": "certain", "range_is": "percentiles"}
    shape = assumption.shape if assumption.low is not None else "triangular"
    return {"low": factor.times(override.low), "high": factor.times(override.high), "shape": shape}


class Measured(Protocol):
    """What has a unit as the file writes it: an assumption, or its row of a workbook."""

    @property
    def unit(self) -> str:
        """As written."""

    @property
    def normal_unit(self) -> str:
        """What its numbers are computed in."""

    @property
    def scale(self) -> float:
        """How many of the normal unit one of the unit is."""


class Factor:
    """From an override's unit to the file's: prefixes and percent only."""

    def __init__(self, assumption: Measured, text: str) -> None:
        """Raise Refused where the unit measures something else, or differs by a factor such as month and year."""
        self.up = self.down = 1.0
        if not text or _says_its_own(text, assumption.unit):
            return
        try:
            given = units.read(text)
        except UnitError as problem:  # what is near to it may measure something else, or money of another year
            words = str(problem).partition(" Did you mean")[0].rstrip(".")
            raise Refused(f'{words}; expected "{assumption.unit}"') from None
        if given.normal != assumption.normal_unit:
            raise Refused(_misfit(given, assumption))
        if given.scale >= assumption.scale:
            self.up = given.scale / assumption.scale
        else:
            self.down = assumption.scale / given.scale

    def times(self, number: float) -> float:
        """A number in the file's unit; divided rather than multiplied by 0.001, which loses no digit."""
        return number * self.up / self.down


def _says_its_own(text: str, unit: str) -> bool:
    """True for the noun of a unit as people say several of it: `12 ships` of what is counted in ships."""
    noun, *per = unit.split(" / ")
    return " / ".join((plural(noun), *per)).replace("_", " ") == text.casefold().replace("_", " ")


def _misfit(given: units.Unit, assumption: Measured) -> str:
    factor = units.factor(given.normal, assumption.normal_unit)
    if factor is None:
        return f'"{given.text}" does not measure the same as "{assumption.unit}"; expected "{assumption.unit}"'
    factor *= given.scale / assumption.scale
    return (
        f"1 {given.text} is {factor:.6g} {assumption.unit}; only prefixes and % are converted, so give it in "
        f'"{assumption.unit}"'
    )


def _problems(made: Assumption, override: Override, years: Sequence[int]) -> Iterator[str]:
    """What is wrong with the new numbers, those of other years left aside."""
    given = override.by_year or {}
    points = [made.value, *((made.by_year or {}).get(year) for year in given)]
    for number in (*points, made.low, made.high):
        if number is not None and not math.isfinite(number):
            yield "expected a finite number"
        elif number is not None and not math.isfinite(number * made.scale):
            yield "it is too large to be computed with"
        if number is not None and outside(made, number):
            yield f"outside its limits, {limits_text(made)}"
    for number in points:
        if made.whole and number is not None and abs(number - round(number)) > ROUNDING:
            yield "expected a whole number"
        if number is not None and (reason := odd_years(made, number, years)):
            yield reason
    value, bottom, top = made.value, made.low, made.high
    if bottom is not None and top is not None and value is not None and not bottom <= value <= top:
        yield f"expected the value inside its range, {shown(bottom)} to {shown(top)}"
