"""The assumptions that say when an option begins: what a delay moves.

A start is an assumption of one of the option's elements, in calendar years, whose name is an argument of the element's
calculator that begins a stream: it ends in `_start`, or is `first_…_year`. Lengths of time, the years of the pack and
money that is bound already do not move.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np

from estimator.calculators import calculators
from estimator.display.unit_words import with_noun
from estimator.errors import InputError
from estimator.evaluation import Array
from estimator.model.instances import elements_of
from estimator.pack.records import Assumption, Element, Override, Pack

FIRST_CALENDAR_YEAR: Final = 1900

WAITED_FOR: Final = frozenset(("disposal_start", "training_start"))
"""A yard or a school that is free from a year on: dates that do not move with the option."""


@dataclass(frozen=True)
class Starts:
    """The starts of an option by id, the elements that have none, and the other options that share a start."""

    option: str
    starts: Mapping[str, Assumption]
    still: tuple[str, ...]
    shared_with: tuple[str, ...]
    by_year: tuple[str, ...]

    def problem(self, years: int) -> str:
        """Why a delay leads outside the limits; empty if it does not."""
        for id, each in self.starts.items():
            moved = (each.value or 0.0) + years
            if each.limits and not each.limits[0] <= moved <= each.limits[1]:
                return f"{id} would be {moved:.0f}, outside its limits {each.limits[0]:.0f} to {each.limits[1]:.0f}"
        return ""

    def arrays(self, delays: Sequence[int]) -> dict[str, Array]:
        """The starts as inputs of a model, one draw a delay."""
        shifts = np.asarray(delays, dtype=np.float64).reshape(-1, 1)
        return {id: (each.value or 0.0) * each.scale + shifts for id, each in self.starts.items()}

    def overrides(self, years: int) -> list[Override]:
        """The starts moved, as overrides. Raises InputError where one leaves its limits."""
        wrong = self.problem(years)
        if wrong:
            raise InputError(f"a delay of {self.option} by {with_noun(str(years), 'year')}: {wrong}")
        why = f"delay of {self.option} by {with_noun(str(years), 'year')}"
        return [Override(id=id, value=(each.value or 0.0) + years, why=why) for id, each in self.starts.items()]


def starts_of(pack: Pack, option: str) -> Starts:
    """The starts of an option, included options and all."""
    elements = elements_of(pack, option)
    found = {id: pack.assumptions[id] for element in elements for id in start_ids(pack, element)}
    read = {id for element in elements for id in element.assumptions.values()}
    by_year = [id for id in pack.assumptions if id in read and pack.assumptions[id].is_by_year]
    sharing = [
        other
        for other in pack.options
        if other != option and any(set(start_ids(pack, each)) & set(found) for each in elements_of(pack, other))
    ]
    still = tuple(each.id for each in elements if not start_ids(pack, each))
    return Starts(option, found, still, tuple(sharing), tuple(by_year))


def start_ids(pack: Pack, element: Element) -> list[str]:
    """The full ids of an element's starts, its system's included."""
    wanted = start_names(element.calculator)
    named = {**pack.options[element.option].assumptions, **element.assumptions}
    return [id for name, id in named.items() if name in wanted and _is_calendar(pack.assumptions[id])]


@cache
def start_names(calculator: str) -> frozenset[str]:
    """The arguments of a calculator's rows that say when something begins, such as `first_order_year`."""
    known = calculators().get(calculator)
    names = {argument.name for row in known.rows for argument in row.arguments} if known else set()
    begins = (name for name in names if name.endswith("_start") or _is_first_year(name))
    return frozenset(begins) - WAITED_FOR


def _is_first_year(name: str) -> bool:
    return name.startswith("first_") and name.endswith("_year") and name not in ("first_year", "first_column_year")


def _is_calendar(assumption: Assumption) -> bool:
    year = assumption.normal_unit == "year" and not assumption.is_by_year
    return year and (assumption.value or 0.0) >= FIRST_CALENDAR_YEAR
