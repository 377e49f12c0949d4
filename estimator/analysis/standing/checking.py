"""The state of a pack: which checks hold, which numbers are used, how good they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from estimator.analysis.standing.grades import grade_shares
from estimator.analysis.standing.judgement import unrated
from estimator.errors import Problem
from estimator.model.graph import Model, ModelRow
from estimator.pack import later_than_known

Array = NDArray[np.float64]
GRADES = ("A", "B", "C")


@dataclass(frozen=True, slots=True)
class Failure:
    """A check row that does not hold; `year` is the first fiscal year, or None for a scalar."""

    id: str
    label: str
    year: int | None


@dataclass(frozen=True, slots=True)
class Condition:
    """What `check` finds. The tuples hold full ids in the order of the pack.

    `later` holds, for each scenario that uses only what was known by a date, the figures in use that are younger; it
    fails the check where the scenario is in force. `cost_grades` holds, by option, the shares of its life-cycle
    cost that rest on prices of grade A, B and C. `unrated` are the pack's options that have no rating while others
    have.
    """

    checks: tuple[str, ...]
    failures: tuple[Failure, ...]
    without_range: tuple[str, ...]
    unused: tuple[str, ...]
    grades: Mapping[str, int]
    later: Mapping[str, tuple[Problem, ...]]
    in_force: tuple[str, ...] = ()
    cost_grades: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    unrated: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """True if every check holds and no scenario in force uses a figure that was not known then."""
        return not self.failures and not any(self.later.get(scenario) for scenario in self.in_force)


def condition(model: Model, values: Mapping[str, Array]) -> Condition:
    """Evaluate the check rows of a computed model and take stock of its assumptions."""
    checks = [row for row in model.rows.values() if row.marks.get("measure") == "check"]
    own = [each for each in model.inputs.values() if each.layer != "given"]
    read = {id for row in model.rows.values() for id in row.precedents}
    counted = Counter(each.grade for each in own)
    return Condition(
        checks=tuple(row.id for row in checks),
        failures=failures(model, values),
        without_range=tuple(each.id for each in own if each.low is None and not each.outcomes),
        unused=tuple(each.id for each in own if each.id not in read),
        grades={grade: counted[grade] for grade in GRADES},
        later={id: tuple(later_than_known(model.pack, each, read)) for id, each in model.pack.scenarios.items()},
        in_force=model.pack.scenario,
        cost_grades=grade_shares(model, values),
        unrated=unrated(model.pack),
    )


def failures(model: Model, values: Mapping[str, Array]) -> tuple[Failure, ...]:
    """The check rows of a computed model that do not hold."""
    rows = (row for row in model.rows.values() if row.marks.get("measure") == "check")
    return tuple(found for row in rows if (found := _failure(row, model, values[row.id])))


def _failure(row: ModelRow, model: Model, value: Array) -> Failure | None:
    """The first year in which a check row is not 1 in every draw."""
    holds = np.all(value == 1, axis=0)
    if holds.all():
        return None
    year = model.years[int(np.argmin(holds))] if holds.size > 1 else None
    return Failure(row.id, row.label, year)
