"""Which assumptions move together: `correlation.toml`, and the default among cost elements.

    [default]
    cost_elements = 0.3            # rank correlation of every two costs that no group names
    source = "…"
    [group.missile_prices]
    members = ["sm3_block_iia.unit_price", "*.missile_price"]
    rank = 0.6
    source = "…"
    note = "…"

Left out, cost elements have 0.3: cost risks of one programme share inflation, labour and management, and leaving the
correlation out understates the spread of the total (Book 1999; Joint Agency Cost Schedule Risk and Uncertainty Handbook
2014, which advises 0.3 where nothing better is known). A cost is an assumption with a `basis`. Of two groups that name
the same pair the later one holds.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import translate
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from estimator.analysis.draws.copula import (
    Factor,
    Mixing,
    by_factors,
    by_triangle,
    is_positive_definite,
    nearest_correlation,
    normal_correlation,
    rank_correlation,
)
from estimator.analysis.draws.distributions import is_uncertain
from estimator.errors import PackError, Problem, did_you_mean
from estimator.pack.records import Assumption, Pack

Array = NDArray[np.float64]
FILE = "correlation.toml"
DEFAULT_COST_RANK = 0.3
COSTS = "cost_elements"
GROUP_KEYS = ("members", "rank", "source", "note")
DEFAULT_KEYS = (COSTS, "source", "note")
MOST_SHOWN, VISIBLE = 5, 0.005


@dataclass(frozen=True, slots=True)
class Group:
    """Assumptions whose ranks correlate; `members` are full ids, in the order of the inputs."""

    name: str
    members: tuple[str, ...]
    rank: float
    source: str = ""
    note: str = ""


@dataclass(frozen=True)
class Correlation:
    """How some inputs move together. `wanted` and `used` are rank correlations; they differ after a repair."""

    ids: tuple[str, ...]
    groups: tuple[Group, ...]
    wanted: Array
    used: Array
    mixing: Mixing | None
    warnings: tuple[str, ...] = ()

    def among(self, ids: Collection[str]) -> Correlation:
        """What of it some of the inputs have. A member that is left alone is still drawn as it was."""
        found = tuple(replace(group, members=tuple(filter(ids.__contains__, group.members))) for group in self.groups)
        groups = tuple(group for group in found if len(group.members) > 1)
        together = {id for group in groups for id in group.members}
        places = [place for place, id in enumerate(self.ids) if id in together]
        mixing = self.mixing and self.mixing.among(ids)
        return Correlation(
            ids=tuple(self.ids[place] for place in places),
            groups=groups,
            wanted=self.wanted[np.ix_(places, places)],
            used=self.used[np.ix_(places, places)],
            mixing=mixing if mixing and mixing.ids else None,
            warnings=self.warnings,
        )


def with_range(pack: Pack) -> list[Assumption]:
    """What is drawn unless something certain is laid over it: first all that the pack's own files give a range, in
    their order, then what only a scenario or the user gives one.
    """
    filed = pack.base or pack.assumptions
    first = {id: each for id, each in filed.items() if is_uncertain(each)}
    later = {id: each for id, each in pack.assumptions.items() if is_uncertain(each) and id not in first}
    return [*first.values(), *later.values()]


def correlation(pack: Pack, uncertain: Sequence[Assumption]) -> Correlation:
    """The correlation of a pack's uncertain inputs. Raises PackError with all problems of `correlation.toml`."""
    groups = groups_of(pack, uncertain)
    chosen = {id for group in groups for id in group.members}
    ids = tuple(each.id for each in uncertain if each.id in chosen)
    places = {id: place for place, id in enumerate(ids)}
    wanted = np.eye(len(ids))
    for group in groups:
        inside = [places[id] for id in group.members]
        wanted[np.ix_(inside, inside)] = group.rank
    np.fill_diagonal(wanted, 1.0)
    idle = tuple(certain_members(pack))
    if not ids:
        return Correlation(ids, groups, wanted, wanted, None, idle)
    normal = normal_correlation(wanted)
    np.fill_diagonal(normal, 1.0)
    mixing = by_factors(ids, normal, _factors(groups, places))
    if mixing:
        return Correlation(ids, groups, wanted, wanted, mixing, idle)
    if is_positive_definite(normal):
        return Correlation(ids, groups, wanted, wanted, by_triangle(ids, normal), idle)
    repaired = nearest_correlation(normal)
    used = rank_correlation(repaired)
    return Correlation(ids, groups, wanted, used, by_triangle(ids, repaired), (*_changes(ids, wanted, used), *idle))


def _factors(groups: Sequence[Group], places: Mapping[str, int]) -> list[Factor]:
    """The groups as shared factors; a group inside the cost elements adds only what it has above their correlation."""
    costs = next((group for group in groups if group.name == COSTS), None)
    base = float(normal_correlation(costs.rank)) if costs else 0.0
    found = []
    for group in groups:
        inside = costs is not None and group is not costs and set(group.members) <= set(costs.members)
        added = float(normal_correlation(group.rank)) - (base if inside else 0.0)
        members = tuple(places[id] for id in group.members)
        found.append(Factor(f"{FILE}:{group.name}", members, float(np.sqrt(max(added, 0.0)))))
    return found


def _changes(ids: Sequence[str], wanted: Array, used: Array) -> tuple[str, ...]:
    """What the repair changed, the largest changes first."""
    rows, columns = np.triu_indices(len(ids), 1)
    change = np.abs(used - wanted)[rows, columns]
    order = np.argsort(-change, kind="stable")[:MOST_SHOWN]
    pairs = [(ids[rows[k]], ids[columns[k]], wanted[rows[k], columns[k]], used[rows[k], columns[k]]) for k in order]
    listed = "; ".join(f"{one} and {two}: {before:.2f} became {after:.2f}" for one, two, before, after in pairs)
    count = int(np.sum(change > VISIBLE))
    return (
        f"{FILE}: these rank correlations cannot all hold together (the matrix is not positive definite); the nearest "
        f"that can were used. {count} of {change.size} pairs changed by more than {VISIBLE}, by {change.max():.3f} at "
        f"most: {listed}",
    )


def groups_of(pack: Pack, uncertain: Sequence[Assumption]) -> tuple[Group, ...]:
    """The cost elements and the groups of the pack, each with the uncertain inputs that it names; two at least."""
    document = pack.documents.get("correlation", {})
    problems: list[Problem] = []
    made = [_costs(pack, uncertain, problems)]
    given = document.get("group", {})
    for name, table in given.items() if isinstance(given, dict) else ():
        group = _group(pack, name, table, uncertain, problems)
        made += [group] if group else []
    problems += [
        _problem(f"[{key}] is unknown. {did_you_mean(key, ['default', 'group'])}".rstrip())
        for key in document
        if key not in ("default", "group")
    ]
    if problems:
        raise PackError(problems)
    return tuple(group for group in made if len(group.members) > 1 and group.rank != 0.0)


def certain_members(pack: Pack) -> Iterator[str]:
    """A warning for each member of a group that moves with nothing, since its file gives it no range.

    A pattern is warned of where nothing that it names has a range. What was set is certain by choice and not warned of.
    """
    base = pack.base or pack.assumptions
    given = pack.documents.get("correlation", {}).get("group", {})
    for name, table in given.items() if isinstance(given, dict) else ():
        for member in table.get("members", ()):
            names = _pattern(member).match
            found = [each for id, each in base.items() if names(id)]
            if found and not any(map(is_uncertain, found)):
                what = f"group.{name}: {member} has no range, so it moves with nothing"
                yield f"{FILE}: {what}; give it a range, or take it out of the group"


def _costs(pack: Pack, uncertain: Sequence[Assumption], problems: list[Problem]) -> Group:
    given = pack.documents.get("correlation", {}).get("default", {})
    if not isinstance(given, dict):
        problems.append(_problem("default is no table", f"Write [default] with {COSTS} and source"))
        given = {}
    problems += _unknown_keys("default", given, DEFAULT_KEYS)
    problems += _missing("default", given, (COSTS, "source") if given else ())
    problems += _unknown_source(pack, "default", given)
    rank = _rank("default", COSTS, given.get(COSTS, DEFAULT_COST_RANK), problems)
    members = tuple(each.id for each in uncertain if each.basis is not None)
    return Group(COSTS, members, rank, str(given.get("source", "")), str(given.get("note", "")))


def _group(
    pack: Pack, name: str, table: object, uncertain: Sequence[Assumption], problems: list[Problem]
) -> Group | None:
    where = f"group.{name}"
    if not isinstance(table, dict):
        problems.append(_problem(f"{where} is no table", "Write [group.NAME] with members, rank and source"))
        return None
    before = len(problems)
    problems += _unknown_keys(where, table, GROUP_KEYS)
    problems += _missing(where, table, ("members", "rank", "source"))
    problems += _unknown_source(pack, where, table)
    patterns = table.get("members", [])
    if not isinstance(patterns, list) or not all(isinstance(each, str) for each in patterns):
        problems.append(_problem(f"{where}.members", 'expected a list of ids or patterns, such as ["*.unit_price"]'))
        return None
    problems += _unmatched(pack, where, patterns)
    rank = _rank(where, "rank", table.get("rank", 0.0), problems)
    if len(problems) > before:
        return None
    named = [_pattern(each).match for each in patterns]
    members = tuple(each.id for each in uncertain if any(names(each.id) for names in named))
    return Group(name, members, rank, str(table["source"]), str(table.get("note", "")))


@lru_cache(maxsize=1_000)
def _pattern(pattern: str) -> re.Pattern[str]:
    """What a pattern such as `*.unit_price` names, with large and small letters told apart."""
    return re.compile(translate(pattern))


def _missing(where: str, table: Mapping[str, object], needed: Sequence[str]) -> Iterator[Problem]:
    return (_problem(f"{where}: {key} is missing") for key in needed if key not in table)


def _unknown_source(pack: Pack, where: str, table: Mapping[str, object]) -> Iterator[Problem]:
    source = table.get("source")
    if source is not None and (not isinstance(source, str) or source not in pack.sources):
        yield _problem(f'{where}.source = "{source}" is not in sources.toml', did_you_mean(str(source), pack.sources))


def _unmatched(pack: Pack, where: str, patterns: Sequence[str]) -> Iterator[Problem]:
    for pattern in patterns:
        if not any(map(_pattern(pattern).match, pack.assumptions)):
            hint = did_you_mean(pattern, pack.assumptions)
            yield _problem(f'{where}.members: no assumption is called "{pattern}"', hint)


def _rank(where: str, key: str, value: object, problems: list[Problem]) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not -1 < float(value) < 1:
        problems.append(_problem(f"{where}.{key} = {value!r}", "expected a rank correlation above -1 and below 1"))
        return 0.0
    return float(value)


def _unknown_keys(where: str, table: Mapping[str, object], known: Sequence[str]) -> Iterator[Problem]:
    for key in table:
        if key not in known:
            yield _problem(f"{where}.{key} is unknown", did_you_mean(key, known))


def _problem(message: str, hint: str = "") -> Problem:
    return Problem(FILE, 0, message, hint)
