"""What the assumption sheets hold: base values, scenarios, *your value*, in the unit of the pack's file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from estimator.errors import InputError
from estimator.model.graph import Model
from estimator.pack.changes import changed
from estimator.pack.records import Assumption, Override, Pack

BASE, LAYERED = "base", "as exported: "
YOURS = ("command line", "workbook")


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of the scenario selector."""

    id: str
    label: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Input:
    """One assumption as the workbook shows it.

    `base` is what the files say; `scenarios` maps a choice's id to the value that it gives (choices that leave the
    assumption alone are missing); `yours` is the value typed in or set on the command line: a number, or numbers
    by fiscal year. All are in the unit of `base`.
    """

    base: Assumption
    by_year: bool
    scenarios: Mapping[str, Assumption]
    yours: float | Mapping[int, float] | None = None

    def numbers(self, years: Sequence[int] = ()) -> list[float]:
        """Every number that may be in use: of the base, the scenarios and *your value*; by year those of the years."""
        records = [self.base, *self.scenarios.values()]
        if self.by_year:
            yours = self.yours.values() if isinstance(self.yours, Mapping) else ()
            return [*(each for record in records for each in by_year_values(record, years)), *yours]
        return [*map(number, records), *([self.yours] if isinstance(self.yours, float) else ())]

    def position(self, choice: str) -> int:
        """Which of its rows of values, the base row being 1, a scenario puts in force."""
        return 1 + ([*self.scenarios].index(choice) + 1 if choice in self.scenarios else 0)


@dataclass(frozen=True)
class Inputs:
    """All assumptions in the order of the files, and the scenario selector's entries."""

    found: Mapping[str, Input]
    choices: tuple[Choice, ...]
    chosen: int

    def scalars(self) -> Iterator[Input]:
        """Those with one value that a user may change."""
        return (each for each in self.found.values() if not each.by_year and each.base.editable)

    def by_year(self) -> Iterator[Input]:
        """Those that are a row along the years."""
        return (each for each in self.found.values() if each.by_year)

    def given(self) -> Iterator[Input]:
        """Those that the pack itself gives, such as its first year."""
        return (each for each in self.found.values() if not each.by_year and not each.base.editable)

    @property
    def in_force(self) -> Choice:
        """The scenario chosen at export."""
        return self.choices[self.chosen]


def read_inputs(model: Model) -> Inputs:
    """Collect the assumptions of a model with their layers."""
    pack = model.pack
    choices = _choices(pack)
    layered = {choice.id: _layered(pack, choice.id) for choice in choices[1:]}
    found = {id: _input(model, assumption, choices, layered) for id, assumption in model.inputs.items()}
    chosen = [choice.id for choice in choices].index(_choice_in_force(pack))
    return Inputs(found, choices, chosen)


def _choice_in_force(pack: Pack) -> str:
    if not pack.scenario:
        return BASE
    return pack.scenario[0] if len(pack.scenario) == 1 else LAYERED + " + ".join(pack.scenario)


def _choices(pack: Pack) -> tuple[Choice, ...]:
    """Base values, each scenario of the pack, and the scenarios in force together if there are several."""
    found = [Choice(BASE, "Base values", "The values of the files.")]
    found += [Choice(each.id, each.label, each.note) for each in pack.scenarios.values()]
    if len(pack.scenario) > 1:
        found.append(Choice(_choice_in_force(pack), "In force at export, layered"))
    return tuple(found)


def _layered(pack: Pack, choice: str) -> dict[str, list[Override]]:
    """The overrides of a choice by assumption, in order."""
    names: Sequence[str] = (choice,) if choice in pack.scenarios else pack.scenario
    found: dict[str, list[Override]] = {}
    for name in names:
        for override in pack.scenarios[name].overrides:
            found.setdefault(override.id, []).append(override)
    return found


def _input(
    model: Model, now: Assumption, choices: Sequence[Choice], layered: Mapping[str, Mapping[str, Sequence[Override]]]
) -> Input:
    base = (model.pack.base or model.pack.assumptions).get(now.id, now)
    scenarios = {}
    for choice in choices[1:]:
        overrides = layered[choice.id].get(now.id, ())
        if overrides:
            scenarios[choice.id] = _overridden(base, overrides, model.years)
    below = scenarios.get(_choice_in_force(model.pack), base)
    yours = _yours(now, base, below, model) if _is_set_by_user(model.pack, now) else None
    return Input(base, base.is_by_year, scenarios, yours)


def _is_set_by_user(pack: Pack, now: Assumption) -> bool:
    return now.layer in YOURS or any(each.id == now.id and each.layer in YOURS for each in pack.applied)


def _overridden(base: Assumption, overrides: Sequence[Override], years: Sequence[int]) -> Assumption:
    """The assumption with overrides laid on it, one after the other."""
    found = base
    for override in overrides:
        found = changed(found, override, years)
    return found


def _yours(now: Assumption, base: Assumption, below: Assumption, model: Model) -> float | Mapping[int, float]:
    """The value in force; by year only where it differs from what lies below."""
    if not base.is_by_year:
        return number(now)
    mine, theirs = by_year_values(now, model.years), by_year_values(below, model.years)
    return {year: own for year, own, other in zip(model.years, mine, theirs, strict=True) if own != other}


def number(assumption: Assumption) -> float:
    """The value of a scalar assumption in its file's unit."""
    if assumption.value is None:
        raise InputError(f"{assumption.id} has no single value")
    return assumption.value


def by_year_values(assumption: Assumption, years: Sequence[int]) -> list[float]:
    """The value of every year in the file's unit."""
    return [assumption.year_value(year) for year in years]
