"""The best set of options as a mixed-integer program, solved by HiGHS through SciPy.

One binary for each option and delay. An element that several options share has one more for each of them, which says
whose version is paid for: that of the first chosen option, in the order of the choices. All limits are sums by year.

Source: Q. Huangfu and J. A. J. Hall, Parallelizing the dual revised simplex method, Mathematical Programming
Computation 10, 2018 (HiGHS).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from estimator.analysis.questions.portfolio_parts import Choice, Limits, Part, groups
from estimator.errors import EvaluationError
from estimator.evaluation import Array

NEAR: Final = 1e-7
INFEASIBLE: Final = 2
"""The status by which SciPy says that no point keeps all constraints."""


@dataclass(frozen=True)
class Rules:
    """Options of which at most one is taken, options that need one of others, options of which one must be taken."""

    exclusions: tuple[frozenset[str], ...] = ()
    requirements: tuple[tuple[str, frozenset[str]], ...] = ()
    musts: tuple[frozenset[str], ...] = ()

    def allow(self, options: Sequence[str]) -> bool:
        """True if a set of options keeps all rules."""
        chosen = set(options)
        apart = all(len(chosen & each) <= 1 for each in self.exclusions)
        there = all(chosen & each for each in self.musts)
        return apart and there and all(chosen & needed for one, needed in self.requirements if one in chosen)


@dataclass(frozen=True)
class Combined:
    """A set of choices taken together: shared elements once."""

    choices: tuple[Choice, ...]
    use: Array
    value: float

    @property
    def money(self) -> float:
        """Then-year money over the horizon."""
        return float(self.use[0].sum())


def together(choices: Sequence[Choice], limits: Limits) -> Combined:
    """Take choices together; of a shared element the version of the first choice counts."""
    use, value = np.zeros(limits.amounts.shape), 0.0
    for _, parts in groups(choices):
        use = use + parts[0][1].use
        value += parts[0][1].value
    return Combined(tuple(choices), use, value + sum(choice.own for choice in choices))


def fits(use: Array, limits: Limits, share: float = 1.0) -> bool:
    """True if nothing is used above its limit; `share` of the money may be used."""
    return bool(np.all(use <= bounds(limits, share) + _slack(limits)))


def bounds(limits: Limits, share: float) -> Array:
    """The limits with a share of the money."""
    shares = np.ones((len(limits.names), 1))
    shares[0] = share
    return np.asarray(limits.amounts * shares)


def _slack(limits: Limits) -> Array:
    return np.asarray(NEAR * np.maximum(limits.amounts.max(axis=1, keepdims=True), 1.0))


@dataclass(frozen=True)
class _Program:
    """The program in matrices: `limits` rows come first, then the rules; columns are choices, then shared versions."""

    value: Array
    money: Array
    matrix: Array
    upper: Array
    sizes: Array
    limited: int


def solve(choices: Sequence[Choice], limits: Limits, rules: Rules, share: float = 1.0) -> Combined | None:
    """The set with the largest value; of sets equally good the one with the least delay, then with the least money.

    None where no set keeps the rules within the limits. Raises EvaluationError where the solver gives up.
    """
    if not choices:
        return None if rules.musts else together((), limits)
    program = _program(choices, limits, rules, share)
    size = _size(program)
    best = _milp(program, -program.value / size)
    if best is None:
        return None
    least = float(program.value @ best) - NEAR * size
    cheapest = _milp(program, _second_wish(choices, program), (program.value / size, least / size))
    flags = best if cheapest is None else cheapest
    return together([choice for choice, flag in zip(choices, flags, strict=False) if flag > 0], limits)


def best_by_share(
    choices: Sequence[Choice], limits: Limits, rules: Rules, shares: Sequence[float]
) -> list[Combined | None]:
    """The answer of `solve` at each share of the money, in their order.

    Less money allows fewer sets: a best set that still fits is the best there too, and where there is none there is
    none below.
    """
    if not shares:
        return []
    found: dict[float, Combined | None] = {}
    here = solve(choices, limits, rules, max(shares))
    for share in sorted(set(shares), reverse=True):
        if here is not None and not fits(here.use, limits, share):
            here = solve(choices, limits, rules, share)
        found[share] = here
    return [found[share] for share in shares]


def _size(program: _Program) -> float:
    """The largest value, by which values are divided: the solver gives up on numbers as large as amounts of money."""
    return max(float(np.abs(program.value).max()), 1e-300)


def _second_wish(choices: Sequence[Choice], program: _Program) -> Array:
    """Money, so scaled that a year of delay weighs more than the money of all options together."""
    cost = program.money / max(float(np.abs(program.money).sum()), 1e-300)
    cost[: len(choices)] += [2.0 * abs(choice.delay) for choice in choices]
    return np.asarray(cost)


def _program(choices: Sequence[Choice], limits: Limits, rules: Rules, share: float) -> _Program:
    shared = [(key, parts) for key, parts in groups(choices) if len({choices[place].option for place, _ in parts}) > 1]
    once = {key for key, _ in shared}
    versions = [(key, place, part) for key, parts in shared for place, part in parts]
    column = {(key, place): len(choices) + number for number, (key, place, _) in enumerate(versions)}
    own = [[part for part in choice.parts if part.key not in once] for choice in choices]
    columns = [*own, *([part] for _, _, part in versions)]
    use = np.stack([_use(parts, limits) for parts in columns], axis=-1)
    ruled = list(_rule_rows(choices, rules, len(columns)))
    ruled += [row for key, parts in shared for row in _version_rows(key, parts, column, len(columns))]
    flat, upper = use.reshape(-1, len(columns)), bounds(limits, share).reshape(-1)
    sizes = np.abs(flat).max(axis=1)
    sizes[sizes == 0] = 1.0
    value = np.array([sum(part.value for part in parts) for parts in columns], dtype=np.float64)
    value[: len(choices)] += [choice.own for choice in choices]
    return _Program(
        value=value,
        money=use[0].sum(axis=0),
        matrix=np.vstack([flat / sizes[:, np.newaxis], *(row for row, _ in ruled)]),
        upper=np.concatenate([_within_reach(upper / sizes, flat), [limit for _, limit in ruled]]),
        sizes=sizes,
        limited=len(sizes),
    )


def _within_reach(upper: Array, flat: Array) -> Array:
    """Limits brought near what all columns together can use of them, which decides the same.

    The solver stops at numbers as large as 1e20. Of a limit of which nothing is used only the sign tells.
    """
    most = flat.shape[1] + 1.0
    return np.where(flat.any(axis=1), np.clip(upper, -most, most), np.sign(upper))


def _use(parts: Sequence[Part], limits: Limits) -> Array:
    made: Array = np.sum([part.use for part in parts], axis=0) if parts else np.zeros(limits.amounts.shape)
    return made


def _rule_rows(choices: Sequence[Choice], rules: Rules, width: int) -> Iterator[tuple[Array, float]]:
    """Each option once, exclusions, requirements: rows that must not exceed a limit."""
    names = [choice.option for choice in choices]

    def flags(options: frozenset[str]) -> Array:
        return np.array([float(name in options) for name in names] + [0.0] * (width - len(names)))

    for option in dict.fromkeys(names):
        yield flags(frozenset([option])), 1.0
    for apart in rules.exclusions:
        yield flags(apart), 1.0
    for option, needed in rules.requirements:
        yield flags(frozenset([option])) - flags(needed), 0.0
    for wanted in rules.musts:
        yield -flags(wanted), -1.0


def _version_rows(
    key: str, parts: Sequence[tuple[int, Part]], column: dict[tuple[str, int], int], width: int
) -> Iterator[tuple[Array, float]]:
    """One version at most; only of a chosen option; and none later than that of any chosen option."""
    at_most_one = np.zeros(width)
    for number, (place, _) in enumerate(parts):
        at_most_one[column[key, place]] = 1.0
        only_chosen, first = np.zeros(width), np.zeros(width)
        only_chosen[[column[key, place], place]] = 1.0, -1.0
        first[place] = 1.0
        first[[column[key, earlier] for earlier, _ in parts[: number + 1]]] = -1.0
        yield only_chosen, 0.0
        yield first, 0.0
    yield at_most_one, 1.0


def _milp(program: _Program, objective: Array, least: tuple[Array, float] | None = None) -> Array | None:
    """The program's answer; None where it has none."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    constraints = [LinearConstraint(program.matrix, -np.inf, program.upper)]
    if least:
        constraints.append(LinearConstraint(least[0], least[1], np.inf))
    found = milp(
        objective,
        integrality=np.ones(len(objective)),
        bounds=Bounds(0, 1),
        constraints=constraints,
        options={"mip_rel_gap": 0.0},
    )
    if found.status == INFEASIBLE:
        return None
    if found.x is None:
        raise EvaluationError(f"the solver found no set of options: {found.message}")
    return np.asarray(np.round(found.x))


def marginal_values(choices: Sequence[Choice], limits: Limits, rules: Rules, share: float = 1.0) -> Array:
    """What one more unit of each limit in each year would add to the value, from the program without whole numbers.

    The duals of the linear relaxation: an upper bound in the mean, nil where a limit does not bind there.
    """
    from scipy.optimize import linprog

    if not choices:
        return np.zeros(limits.amounts.shape)
    program = _program(choices, limits, rules, share)
    size = _size(program)
    found = linprog(-program.value / size, A_ub=program.matrix, b_ub=program.upper, bounds=(0, 1), method="highs")
    if found.x is None:
        raise EvaluationError(f"the solver found no marginal values: {found.message}")
    duals = -np.asarray(found.ineqlin.marginals)[: program.limited] * size / program.sizes
    return np.asarray(duals.reshape(limits.amounts.shape) + 0.0)
