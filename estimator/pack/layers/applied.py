"""Layers of values: what a scenario, the command line or an edited workbook puts over a pack's own values.

Precedence does not depend on the order of the calls: your value or `--set` > scenarios, the last wins > option >
system > base. Every assumption that is changed is worked out again from what the files say.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from estimator.errors import PackError, Problem, UnknownNameError, did_you_mean
from estimator.pack.changes import Refused, changed
from estimator.pack.layers.settings_text import nearest_ids
from estimator.pack.records import Assumption, Override, Pack, Scenario
from estimator.pack.wording import shown

RANKS: Final = {"given": 0, "base": 0, "system": 1, "option": 2, "scenario": 3, "command line": 4, "workbook": 4}


def apply(pack: Pack, overrides: Sequence[Override]) -> Pack:
    """The pack with the overrides in force, over or under those that are in force already.

    Raises PackError with every override that is unknown, outside limits, in a unit of another dimension, of the wrong
    shape (one value or by year), or not editable.
    """
    in_force = tuple(sorted((*pack.applied, *overrides), key=lambda each: RANKS[each.layer]))
    base = pack.base or pack.assumptions
    touched = {each.id for each in overrides}
    problems: list[Problem] = []
    made: dict[str, Assumption] = {}
    for each in in_force:
        if each.id not in touched:
            continue
        if each.id not in base:
            problems.append(_problem(each, "no such assumption", nearest_ids(each.id, base)))
            continue
        try:
            made[each.id] = changed(made.get(each.id, base[each.id]), each, pack.settings.years)
        except Refused as reason:
            problems.append(_problem(each, f"{each.id} = {_written(each)}", str(reason)))
    if problems:
        raise PackError(problems)
    return replace(
        pack, assumptions=MappingProxyType({**pack.assumptions, **made}), applied=in_force, base=MappingProxyType(base)
    )


def _problem(override: Override, message: str, hint: str) -> Problem:
    file = override.place.file or override.layer
    return Problem(file, override.place.line, message if override.id in message else f"{override.id}: {message}", hint)


def _written(override: Override) -> str:
    value = override.value if override.by_year is None else {str(year): each for year, each in override.by_year.items()}
    return f"{shown(value)} {override.unit}".rstrip()


def without_layers(pack: Pack) -> Pack:
    """The pack as its files have it."""
    return replace(pack, assumptions=pack.base or pack.assumptions, applied=(), scenario=())


def apply_scenarios(pack: Pack, names: Sequence[str]) -> Pack:
    """The pack under one or more scenarios, layered in this order, and over those already in force.

    Raises UnknownNameError for a name that is no scenario of the pack.
    """
    unknown = [name for name in dict.fromkeys(names) if name not in pack.scenarios]
    if unknown:
        raise UnknownNameError("\n".join(_unknown_scenario(name, pack.scenarios) for name in unknown))
    made = apply(pack, [override for name in names for override in pack.scenarios[name].overrides])
    return replace(made, scenario=(*pack.scenario, *names))


def _unknown_scenario(name: str, known: Iterable[str]) -> str:
    hint = did_you_mean(name, known) or f"The scenarios are: {', '.join(known) or 'none'}."
    return f'no scenario "{name}". {hint}'


def later_than_known(pack: Pack, scenario: Scenario, in_use: Collection[str] | None = None) -> list[Problem]:
    """Assumptions that the scenario's `known_by` date rules out: known later, and not replaced by the scenario.

    Of an assumption without `as_of`, the date of its source counts. `in_use` limits the look to some ids, such as the
    inputs of a model. Empty for a scenario without `known_by`.
    """
    if not scenario.known_by:
        return []
    under = pack if scenario.id in pack.scenario else apply_scenarios(pack, [scenario.id])
    looked_at = {key: each for key, each in under.assumptions.items() if in_use is None or key in in_use}
    return sorted(_later(under, looked_at, scenario.known_by))


def _later(pack: Pack, assumptions: Mapping[str, Assumption], known_by: str) -> Iterable[Problem]:
    for key, each in assumptions.items():
        source = pack.sources.get(each.source)
        date = each.as_of or (source.date if source and source.date[:4].isdigit() else "")
        length = min(len(date), len(known_by))
        if date[:length] > known_by[:length]:
            hint = f"the scenario uses only what was known by {known_by}; set an earlier figure in it"
            yield Problem(each.place.file, each.place.line, f"{key} is as of {date}", hint)
