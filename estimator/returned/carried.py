"""The scenarios that a workbook carries and the pack does not have, such as one of a file given by `--scenario`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from estimator.analysis.standing.inputs_by_layer import LAYERED
from estimator.errors import PackError
from estimator.names import problem_with_name
from estimator.pack import apply_scenarios
from estimator.pack.records import Override, Pack, Place, Scenario

if TYPE_CHECKING:
    from estimator.returned.reader.workbook import Returned


@dataclass(frozen=True)
class Carried:
    """The file's own scenarios by name, and why those that the pack cannot take over do not fit it."""

    scenarios: Mapping[str, Scenario] = field(default_factory=dict)
    unfit: Mapping[str, str] = field(default_factory=dict)

    def on(self, pack: Pack) -> Pack:
        """A pack with these scenarios beside its own."""
        both = MappingProxyType({**pack.scenarios, **self.scenarios})
        return replace(pack, scenarios=both) if self.scenarios else pack


def carried_by(returned: Returned, pack: Pack, renamed: Mapping[str, str]) -> Carried:
    """What the file carries beyond the pack; `renamed` are ids of the file with those that the pack has now."""
    fit, unfit = dict[str, Scenario](), dict[str, str]()
    for name in _names(returned, pack):
        made = _scenario(returned, name, renamed)
        try:
            apply_scenarios(Carried({name: made}).on(pack), [name])
            fit[name] = made
        except PackError as problem:
            unfit[name] = str(problem)
    return Carried(fit, unfit)


def _names(returned: Returned, pack: Pack) -> Iterator[str]:
    """The scenarios of the sheet Scenarios that are new, without the base values and those in force together."""
    for name in list(returned.scenarios.choices)[1:]:
        if name not in pack.scenarios and not name.startswith(LAYERED) and not problem_with_name(name):
            yield name


def _scenario(returned: Returned, name: str, renamed: Mapping[str, str]) -> Scenario:
    of, rows = returned.scenarios, returned.base_rows()
    place, reasons = Place(f"{returned.package.name}, sheet {of.sheet.name}"), of.reasons(name)
    overrides = [
        Override(
            id=renamed.get(id, id),
            value=None if isinstance(value, Mapping) else value,
            by_year=value if isinstance(value, Mapping) else None,
            unit=rows[id].unit if id in rows else "",
            layer="scenario",
            why=reasons.get(id, ""),
            place=place,
        )
        for id, value in returned.scenario_values([name]).items()
    ]
    return Scenario(name, of.label(name), of.note(name), tuple(overrides), place=place)


def carried_overrides(carried: Carried, pack: Pack, chosen: Sequence[str]) -> Iterator[Override]:
    """What the file's own scenarios among those chosen set, as it stands when all of them are in force."""
    own = [carried.scenarios[name] for name in chosen if name in carried.scenarios]
    under = apply_scenarios(carried.on(pack), chosen).assumptions if own else pack.assumptions
    for override in {each.id: each for scenario in own for each in scenario.overrides}.values():
        now = under[override.id]
        by_year = None if override.by_year is None else {year: now.year_value(year) for year in override.by_year}
        yield replace(override, value=now.value if by_year is None else None, by_year=by_year, unit=now.unit)


def merged_by_id(overrides: Iterable[Override]) -> list[Override]:
    """One override an id: of several the last one, its years laid over those of the earlier ones."""
    found = dict[str, Override]()
    for each in overrides:
        before = found.get(each.id)
        years = {**(before.by_year or {}), **(each.by_year or {})} if before else each.by_year
        found[each.id] = replace(each, by_year=years or None)
    return list(found.values())
