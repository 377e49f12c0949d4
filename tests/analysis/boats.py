"""A small model made by hand: two options, `buy` and `lease`, whose metrics are simple functions of a few numbers."""

from __future__ import annotations

from dataclasses import replace

from estimator.calculators.roles import Role
from estimator.calculators.row import row
from estimator.expression.functions import ceiling, only_where, sum_of
from estimator.pack.records import Element, Option
from tests.model.small_pack import assumption, calculator, install, pack


@row(label="Cost", unit="money", measure="cost")
def cost(quantity, price, waste=0):
    """Quantity times price, and what is wasted on top."""
    return quantity * price * (1 + waste)


@row(label="Hulls", unit="1", shown="count", measure="hulls")
def hulls(quantity, yard):
    """Whole hulls, in lots of the yard."""
    return ceiling(quantity * yard)


@row(label="Hill", unit="1", shown="count", measure="hill")
def hill(quantity, top):
    """Rises and falls again: q (top - q)."""
    return quantity * (top - quantity)


@row(label="Share", unit="1", shown="share", measure="parts")
def part(yard, quantity):
    """Fails where the quantity is nil."""
    return yard / quantity


@row(
    label="Life-cycle cost",
    unit="money",
    metric="Cost",
    role=Role.LIFE_CYCLE_COST,
    gather={"parts": {"measure": "cost"}},
)
def life_cycle_cost(parts):
    """Sum of the costs."""
    return sum_of(parts)


@row(label="Ships", unit="1", shown="count", metric="Ships", gather={"parts": {"measure": "hulls"}})
def ships(parts):
    """Whole ships: a stairway."""
    return sum_of(parts)


@row(label="Effect", unit="1", shown="count", metric="Effect", gather={"parts": {"measure": "hill"}})
def effect(parts):
    """A hill."""
    return sum_of(parts)


@row(label="Few", unit="1", shown="count", metric="Few", gather={"parts": {"measure": "hill"}})
def few(parts):
    """The hill, but only where it stands above nil."""
    return only_where(0 < sum_of(parts), sum_of(parts))


@row(label="Load", unit="1", shown="count", metric="Load", gather={"parts": {"measure": "parts"}})
def load(parts):
    """A number that cannot be computed without ships."""
    return sum_of(parts)


def held(**values):
    """The assumptions; `buy` two ships at 100, `lease` three at 50."""
    given = {"quantity": 2.0, "price": 100.0, "waste": 0.0, "yard": 1.0, "top": 10.0, **values}
    limits = {"quantity": (0.0, 10.0), "price": (0.0, 1000.0), "yard": (0.0, 5.0)}
    units = {"price": "JPY_2020"}
    own = [
        assumption(f"buy.ships.{key}", value, units.get(key, "1"), limits=limits.get(key))
        for key, value in given.items()
    ]
    return [
        *own,
        assumption("lease.ships.quantity", 3, limits=(0.0, 10.0), whole=True),
        assumption("lease.ships.price", 50, "JPY_2020"),
        assumption("lease.ships.yard", 1),
        assumption("lease.ships.top", 9),
    ]


def options(assumptions):
    """Three options: `stay` without elements, `buy`, `lease`."""
    made = [Option("stay", "Stay", "Stay", "none")]
    for name in ("buy", "lease"):
        own = {each.key: each.id for each in assumptions if each.id.startswith(f"{name}.ships.")}
        element = Element(name, "ships", "Ships", "boats", assumptions=own)
        made.append(Option(name, name.capitalize(), name.capitalize(), "none", elements=(element,)))
    return made


def boat_pack(monkeypatch, **values):
    """The pack, with its calculators in place of the program's."""
    install(
        monkeypatch,
        calculator("boats", "element", cost, hulls, hill, part),
        calculator("sums", "option", life_cycle_cost, ships, effect, few, load),
    )
    assumptions = held(**values)
    made = pack(assumptions, options(assumptions))
    return replace(made, settings=replace(made.settings, options=("stay", "buy", "lease")))
