"""What a simulation computes in each draw: metrics, cost of each element, flags and outlays by year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from estimator.evaluation.plan import Plan
from estimator.evaluation.planning import make_plan
from estimator.expression import Constant, Node, Operation, Reference
from estimator.model import Model
from estimator.model.instances import elements_of

COST = "life_cycle_cost"
IN_HORIZON = "horizon.in_horizon"
COST_MEASURES = ("outlay", "pay")
OUTLAY, HEADROOM = "charged_then", "budget.headroom"


@dataclass(frozen=True, slots=True)
class Outputs:
    """Names of what is computed, in the order of the columns.

    `metrics` are full ids (`aegis_ashore.people`); `elements` map an option to the names of its elements' costs, which
    add up to its life-cycle cost; `over` and `short` map an option to its flags by year. `yearly` are the rows whose
    years are kept: what each option takes out of the budget, and headroom last; `span` are the columns of the years
    compared, the first and the one after the last.
    """

    options: tuple[str, ...]
    metrics: tuple[str, ...]
    elements: dict[str, tuple[str, ...]]
    over: dict[str, str]
    short: dict[str, str]
    yearly: tuple[str, ...] = ()
    span: tuple[int, int] = (0, 0)


def plan_outputs(model: Model, varied: Sequence[str]) -> tuple[Plan, Outputs]:
    """Plan all that a simulation of a model reports."""
    extra: dict[str, Node] = {}
    elements = {}
    short = {}
    for option in model.options:
        costs = element_costs(model, option)
        extra |= costs
        elements[option] = tuple(costs)
        flag = _short_of_people(model, option)
        if flag is not None:
            short[option] = f"{option}:short_of_people"
            extra[short[option]] = flag
    metrics = tuple(row.id for option in model.options for row in model.metrics(option).values())
    over = {option: f"{option}.over_headroom" for option in model.options if f"{option}.over_headroom" in model.rows}
    yearly = yearly_rows(model)
    plan = make_plan(model, varied, [*metrics, *over.values(), *yearly], extra)
    return plan, Outputs(model.options, metrics, elements, over, short, yearly, span(model))


def yearly_rows(model: Model) -> tuple[str, ...]:
    """Each option's outlays against the ceiling, then headroom; those that the model has."""
    wanted = (*(f"{option}.{OUTLAY}" for option in model.options), HEADROOM)
    return tuple(id for id in wanted if id in model.rows)


def span(model: Model) -> tuple[int, int]:
    """The columns of the years compared: the first, and the one after the last."""
    settings = model.pack.settings
    return model.years.index(settings.first_year), model.years.index(settings.last_year) + 1


def element_costs(model: Model, option: str) -> dict[str, Node]:
    """The life-cycle cost of each element that counts for an option, under the name `option:element`."""
    found: dict[str, Node] = {}
    for element in elements_of(model.pack, option):
        rows = [
            Reference(id)
            for id, row in model.rows.items()
            if row.group == element.id and row.marks.get("measure") in COST_MEASURES
        ]
        if rows:
            spent = Operation("sum_of", tuple(rows))
            if IN_HORIZON in model.rows:
                spent = Operation("multiply", (spent, Reference(IN_HORIZON)))
            found[f"{option}:{element.id}"] = Operation("total", (spent,))
    return found


def _short_of_people(model: Model, option: str) -> Node | None:
    """1 in the years in which the option needs more people of some service than can be spared."""
    flags = [
        Reference(row.id)
        for row in model.rows.values()
        if row.group == option and row.marks.get("measure") == "short_of_people"
    ]
    return Operation("minimum", (Operation("sum_of", tuple(flags)), Constant(1.0))) if flags else None


def plan_costs(model: Model, varied: Sequence[str]) -> Plan:
    """Plan only the life-cycle cost of each option that has one."""
    return make_plan(model, varied, [id for option in model.options if (id := f"{option}.{COST}") in model.rows])
