"""An assumption that a question turns: its span of values, its years if it is by year, and the arrays for a model.

A sweep is written so:

    budget.gdp_share=1..2:0.1 %              from 1 % to 2 % in steps of 0.1 %
    economy.growth=2027-2030:0..2:0.5 %      the same value in each of these fiscal years; the others stay
    patriot_500.batteries.quantity=1..500    a whole-number assumption steps by 1
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from estimator import units
from estimator.analysis.standing.computed_ids import no_assumption
from estimator.errors import InputError
from estimator.evaluation import Array, input_array
from estimator.pack import parse_setting
from estimator.pack.changes import Factor, Refused
from estimator.pack.layers.written_number import NUMBER, PLAINER, number_in, split
from estimator.pack.possible import impossible, limits_text, outside
from estimator.pack.records import Assumption, Pack

SPAN: Final = re.compile(
    rf"\s*(?:(?P<years>\d{{4}}(?:-\d{{4}})?):)?\s*(?P<first>{NUMBER})\s*\.\.\s*(?P<last>{NUMBER})"
    rf"(?:\s*:\s*(?P<step>{NUMBER}))?\s*(?P<unit>[^\d\s.,:][^:]*)?\Z",
    re.ASCII,
)
YEARS: Final = re.compile(r"(\d{4})(?:-(\d{4}))?\Z", re.ASCII)
MOST_VALUES: Final = 100_000
USUAL_STEPS: Final = 20
SLACK: Final = 1e-9
EXPECTED: Final = 'Expected ID=FROM..TO:STEP, such as "budget.gdp_share=1..2:0.1 %"'


@dataclass(frozen=True)
class Lever:
    """One assumption to be turned; `years` are the fiscal years that turn, empty for a scalar."""

    assumption: Assumption
    years: tuple[int, ...] = ()

    @property
    def id(self) -> str:
        """The assumption's full id."""
        return self.assumption.id

    @property
    def label(self) -> str:
        """The id, with the years that turn."""
        if not self.years:
            return self.id
        return f"{self.id} {self.years[0]}" + (f"-{self.years[-1]}" if len(self.years) > 1 else "")

    def array(self, values: Sequence[float] | Array, columns: Sequence[int]) -> Array:
        """Values in the file's unit as an input of the model: `(draws, 1)`, or `(draws, years)` if by year."""
        scale = self.assumption.scale
        given = np.array([[units.in_normal(each, scale)] for each in np.ravel(values)]).reshape(-1, 1)
        if not self.years:
            return given
        turned = np.isin(np.asarray(columns), self.years)
        return np.where(turned, given, input_array(self.assumption, tuple(columns)))


@dataclass(frozen=True)
class Sweep:
    """A lever and the values that it takes, in the file's unit."""

    lever: Lever
    values: tuple[float, ...]


def lever(pack: Pack, id: str, years: str = "") -> Lever:
    """A lever by its id. Raises UnknownNameError, and InputError where years are missing or too many."""
    if id not in pack.assumptions:
        raise no_assumption(pack, id)
    found = pack.assumptions[id]
    if not found.editable:
        raise InputError(f"{id}: it follows from the pack and cannot be set")
    if found.is_by_year and not years:
        raise InputError(f"{id} has a value for each fiscal year; say which years turn, such as 2027-2030")
    if years and not found.is_by_year:
        raise InputError(f"{id} has one value for all years; give it without years")
    return Lever(found, _years(pack, id, years) if years else ())


def require_free(pack: Pack, turned: Lever, word: str) -> None:
    """Raise InputError for a lever whose value was given outright: by --set, or in a workbook that came back.

    Such a value ranks before one that is turned, so the answer would not move.
    """
    for each in pack.applied:
        held = not turned.years or not each.by_year or set(turned.years) & set(each.by_year)
        if each.id == turned.id and each.layer != "scenario" and held:
            if each.layer == "workbook":
                advice = f"clear that cell, or have another assumption {word}"
                raise InputError(f"{each.id} is both typed into the workbook ({each.why}) and {word}; {advice}")
            raise InputError(f"{each.id} is both set and {word}; leave out one of the two")


def _years(pack: Pack, id: str, written: str) -> tuple[int, ...]:
    found = YEARS.match(written.strip())
    if not found:
        raise InputError(f'{id}: "{written[:40]}" is no span of fiscal years; expected 2027 or 2027-2030')
    first, last = int(found[1]), int(found[2] or found[1])
    columns = pack.settings.years
    if not columns[0] <= first <= last <= columns[-1]:
        raise InputError(f"{id}: {written} is no span of fiscal years from {columns[0]} to {columns[-1]}")
    return tuple(range(first, last + 1))


def parse_sweep(text: str, pack: Pack, beyond: bool = False) -> Sweep:
    """The sweep that `ID=FROM..TO:STEP [UNIT]` means. Both ends lie within the assumption's limits, or `beyond` them.

    Without a step: 1 for a whole-number assumption, else a twentieth of the span. Raises InputError, UnknownNameError.
    """
    id, equals, rest = text.translate(PLAINER).partition("=")
    found = SPAN.match(rest)
    if not equals:
        raise InputError(f'"{text[:80]}" cannot be read. {EXPECTED}')
    made = lever(pack, id.strip(), _written_years(found, rest))
    if not found or not found["first"] or not found["last"]:
        raise InputError(f'"{text[:80]}" cannot be read. {EXPECTED}')
    unit = (found["unit"] or "").strip()
    first, last = (in_unit(pack, made, f"{found[each]} {unit}", beyond) for each in ("first", "last"))
    step = _step(made, found["step"] or "", unit, last - first)
    return Sweep(made, _values(made, first, last, step, text))


def _written_years(match: re.Match[str] | None, rest: str) -> str:
    """The years before the span, also where the span itself cannot be read."""
    if match:
        return match["years"] or ""
    before = re.match(r"\s*(\d{4}(?:-\d{4})?):", rest)
    return before[1] if before else ""


def in_unit(pack: Pack, made: Lever, written: str, beyond: bool = False) -> float:
    """A written value in the unit of the assumption's file, held against its limits.

    `beyond` lets it pass the limits of the pack, as far as such a number makes sense. Raises InputError.
    """
    prefix = f"{made.years[0]}:" if made.years else ""
    text = f"{made.id}={prefix}{written.strip()}"
    override = parse_setting(text, _without_limits(pack, made.id))
    value = override.by_year[made.years[0]] if override.by_year else override.value
    found = _factor(made, override.unit).times(float(value or 0.0))
    if outside(made.assumption, found):
        _require_beyond(pack, made.assumption, (text, found), beyond)
    return found


def _require_beyond(pack: Pack, held: Assumption, given: tuple[str, float], beyond: bool) -> None:
    """Refuse a value outside the limits; with `beyond` one that makes no sense."""
    text, value = given
    reason = impossible(held, value, pack.settings.years)
    if reason:
        raise InputError(f"{text}\n  outside its limits, {limits_text(held)}; {reason}")
    if not beyond:
        raise InputError(f"{text}\n  outside its limits, {limits_text(held)}; --beyond passes them")


def _without_limits(pack: Pack, id: str) -> Pack:
    """The pack in which one assumption may have any value that can be read."""
    free = replace(pack, assumptions={**pack.assumptions, id: replace(pack.assumptions[id], limits=None)})
    return replace(free, base={**pack.base, id: replace(pack.base[id], limits=None)}) if pack.base else free


def _number(written: str, name: str) -> float:
    try:
        return number_in(written)
    except Refused as reason:
        raise InputError(f"{name}: {reason}") from None


def _factor(made: Lever, unit: str) -> Factor:
    try:
        return Factor(made.assumption, unit)
    except Refused as reason:
        raise InputError(f"{made.id}: {reason}") from None


def _step(made: Lever, written: str, unit: str, span: float) -> float:
    if written:
        return _factor(made, unit).times(_number(written, f"{made.id}, the step"))
    if made.assumption.whole:
        return math.copysign(1.0, span)
    return span / USUAL_STEPS


def _values(made: Lever, first: float, last: float, step: float, text: str) -> tuple[float, ...]:
    if first == last:
        return (first,)
    if step == 0 or (last - first) / step < 0:
        raise InputError(f"{text}\n  the step must lead from the first value to the last")
    whole = (last - first) / step
    if not whole < MOST_VALUES:
        most = f"at most {MOST_VALUES:,} values are computed"
        raise InputError(f"{text}\n  {whole:.3g} steps; {most}. Take a larger step")
    count = math.floor(whole + SLACK) + 1
    if made.assumption.whole and abs(step - round(step)) > SLACK:
        raise InputError(f"{text}\n  {made.id} takes whole numbers; expected a whole step")
    spaced = [float(f"{first + place * step:.12g}") for place in range(count)]
    # The last value as it was written, not as the sum of steps gives it.
    return (*spaced[:-1], last if abs(spaced[-1] - last) <= SLACK * abs(step) else spaced[-1])


def target_value(text: str, unit: str, name: str, prefix: str = "") -> float:
    """A target such as `1.2 %` or `2 TJPY_2020` in the normal unit of a metric.

    Money but nil needs its unit, for tables show it with another prefix; `prefix` is that of the message's example.
    Raises InputError, UnitError.
    """
    number, given_unit = _split(text, unit, name)
    if not math.isfinite(number):
        raise InputError(f"{name}: expected a finite number")
    if not given_unit:
        if number and _is_money(unit):
            raise InputError(f'{name}: say in which unit, as in "{name}={number:.15g} {prefix}{unit}"')
        return number
    given, own = units.read(given_unit), units.read(unit)
    if given.normal != own.normal:
        raise InputError(f'{name}: "{given_unit}" does not measure the same as "{unit}"')
    return units.in_normal(number, given.scale)


def _split(text: str, unit: str, name: str) -> tuple[float, str]:
    try:
        found = split(text.translate(PLAINER))
    except Refused as reason:
        raise InputError(f"{name}: {reason}") from None
    if found is None:
        example = f"{name}={_example(unit)}"
        raise InputError(f'{name}: "{text[:40]}" is no number. Expected one with its unit, as in {example}')
    return found


def _is_money(unit: str) -> bool:
    return units.CURRENCY.match(unit.partition(" / ")[0]) is not None


def _example(unit: str) -> str:
    return '"1.2 %"' if units.read(unit).normal == "dimensionless" else f'"100 {unit}"'
