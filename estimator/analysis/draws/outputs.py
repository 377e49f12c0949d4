"""What a simulation computes in each draw: metrics, cost of each element, flags and outlays by year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from estimator.calculators.roles import Role
from estimator.evaluation.plan import Plan
from estimator.evaluation.planning import make_plan
from estimator.expression import Constant, Node, Operation, Reference
from estimator.model import Model
from estimator.model.instances import elements_of

COST_MEASURES = ("outlay", "pay")


@dataclass(frozen=True, slots=True)
class Outputs:
    """Names of what is computed, in the order of the columns; `costs` map an option to its life-cycle cost.

    `metrics` are full ids (`aegis_ashore.people`); `elements` map an option to the names of its elements' costs, which
    add up to its life-cycle cost; `over` and `short` map an option to its flags by year, `outlays` to what it takes out
    of the budget; these and the headroom are kept by year. `span` are the columns of the years compared, the first and
    the one after the last.
    """

    options: tuple[str, ...]
    metrics: tuple[str, ...]
    elements: dict[str, tuple[str, ...]]
    over: dict[str, str]
    short: dict[str, str]
    costs: dict[str, str]
    outlays: dict[str, str]
    headroom: str | None
    span: tuple[int, int] = (0, 0)

    @property
    def yearly(self) -> tuple[str, ...]:
        """The rows whose years are kept."""
        return (*self.outlays.values(), *([self.headroom] if self.headroom else ()))


def plan_outputs(model: Model, varied: Sequence[str]) -> tuple[Plan, Outputs]:
    """Plan all that a simulation of a model reports."""
    extra: dict[str, Node] = {}
    elements = {}
    short = {}
    for option in model.options:
        parts = element_costs(model, option)
        extra |= parts
        elements[option] = tuple(parts)
        flag = _short_of_people(model, option)
        if flag is not None:
            short[option] = f"{option}:short"
            extra[short[option]] = flag
    metrics = tuple(row.id for option in model.options for row in model.metrics(option).values())
    over, costs, outlays = (
        of_options(model, role) for role in (Role.OVER_HEADROOM, Role.LIFE_CYCLE_COST, Role.CHARGED)
    )
    headroom = model.role(Role.HEADROOM)
    outputs = Outputs(model.options, metrics, elements, over, short, costs, outlays, headroom, span(model))
    return make_plan(model, varied, [*metrics, *over.values(), *outputs.yearly], extra), outputs


def of_options(model: Model, role: Role) -> dict[str, str]:
    """The row with a role of each option that has it."""
    return {option: id for option in model.options if (id := model.role(role, option))}


def span(model: Model) -> tuple[int, int]:
    """The columns of the years compared: the first, and the one after the last."""
    settings = model.pack.settings
    return model.years.index(settings.first_year), model.years.index(settings.last_year) + 1


def element_costs(model: Model, option: str) -> dict[str, Node]:
    """The life-cycle cost of each element that counts for an option, under the name `option:element`."""
    found: dict[str, Node] = {}
    for element in elements_of(model.pack, option):
        members = model.by_group.get(element.id, ())
        rows = [Reference(row.id) for row in members if row.marks.get("measure") in COST_MEASURES]
        if rows:
            spent = Operation("sum_of", tuple(rows))
            inside = model.role(Role.IN_HORIZON)
            if inside:
                spent = Operation("multiply", (spent, Reference(inside)))
            found[f"{option}:{element.id}"] = Operation("total", (spent,))
    return found


def _short_of_people(model: Model, option: str) -> Node | None:
    """1 in the years in which the option needs more people of some service than can be spared."""
    services = model.pack.services
    flags = [Reference(id) for each in services if (id := model.role(Role.SHORT_OF_PEOPLE, option, each))]
    return Operation("minimum", (Operation("sum_of", tuple(flags)), Constant(1.0))) if flags else None


def plan_costs(model: Model, varied: Sequence[str]) -> Plan:
    """Plan only the life-cycle cost of each option that has one."""
    return make_plan(model, varied, list(of_options(model, Role.LIFE_CYCLE_COST).values()))
