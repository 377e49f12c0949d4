"""A small model made by hand: two options, a scenario, yearly inputs, a stock that reads its own last year."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from estimator.calculators.row import RowDefinition
from estimator.expression import Constant, Node, Operation, Reference, references, walk
from estimator.expression.arithmetic import ARITHMETIC
from estimator.expression.functions import (
    ceiling,
    divide_or,
    equals,
    largest,
    last_year,
    only_where,
    previous,
    sum_of,
    total,
    trailing_total,
    where,
)
from estimator.model.graph import Model, ModelRow
from estimator.pack.changes import changed
from estimator.pack.records import Assumption, Element, Option, Override, Pack, Place, Scenario, Service, Source
from tests.pack_settings import settings

YEARS = range(2019, 2041)
SETTINGS = settings(
    title="Boats & lighthouses",
    question="Which way?",
    last_year=2030,
    first_column_year=2019,
    last_column_year=2040,
    currency="EUR",
    yardstick="boat",
    baseline_option="beta",
    reference_option="beta",
    options=("alpha", "beta"),
    money_shown="MEUR",
    nouns=("boat",),
    key_inputs=("not.read",),  # so that none stands first: a graph made by hand cannot be wired again to be drawn
)
MONEY = "EUR_2020"


def assumption(id: str, value: Any, unit: str = "1", scale: float = 1.0, normal: str = "", **more: Any) -> Assumption:
    """An assumption with a plain record around it."""
    given = {"by_year": value} if isinstance(value, dict) else {"value": float(value)}
    made: dict[str, Any] = {
        "label": id.replace("_", " ").replace(".", ": "),
        "source": "report",
        "grade": "B",
        "as_of": "2020-06",
        "place": Place("case.toml", 3),
    }
    return Assumption(id=id, unit=unit, scale=scale, normal_unit=normal or unit, **{**made, **given, **more})


ASSUMPTIONS = [
    assumption("economy.growth", 1.5, "%", 0.01, "1", limits=(-10.0, 10.0), low=0.5, high=2.5, shape="triangular"),
    assumption("economy.output", 900.0, "GEUR_2020", 1e9, MONEY, note="=1+1 is no formula", grade="C"),
    assumption("budget.share", {2021: 1.0, 2025: 1.2}, "%", 0.01, "1", limits=(0.0, 5.0)),
    assumption("boat.unit_price", 40.0, "MEUR_2020 / boat", 1e6, "EUR_2020 / boat", limits=(0.0, 900.0)),
    assumption("boat.service_life", 5, "year", whole=True),
    assumption("boat.crew", 12.5, "person / boat"),
    *(assumption(f"boat.allowance_{name}", at + 1, "MEUR_2020", 1e6, MONEY) for at, name in enumerate("pqrstuvwxyz")),
    *(assumption(f"extra.spare_{name}", 2 * at, "MEUR_2020", 1e6, MONEY) for at, name in enumerate("pqrstuvwxyz")),
    assumption("alpha.boats.quantity", 6, "boat"),
    assumption("alpha.boats.ordered", {2019: 0.0, 2022: 2.0, 2025: 0.0}, "boat"),
    replace(assumption("pack.first_year", 2021, "year"), editable=False, layer="given", source="", grade=""),
    replace(assumption("pack.one_year", 1, "year"), editable=False, layer="given", source="", grade=""),
]
SCENARIOS = {
    "slump": Scenario(
        "slump",
        "A slump",
        "Output shrinks.",
        (
            Override("economy.growth", value=-2.0, unit="%", layer="scenario", why="a pandemic"),
            Override("budget.share", by_year={2022: 0.8, 2023: 0.9}, unit="%", layer="scenario", why="cuts"),
        ),
    ),
    "boom": Scenario(
        "boom", "A boom", "", (Override("economy.growth", value=0.03, unit="1", layer="scenario", why="an upswing"),)
    ),
}


def r(id: str) -> Reference:
    """A reference."""
    return Reference(id)


def _rows() -> list[tuple[str, str, str, str, str, Node, dict[str, Any]]]:
    """Id, label, unit, shape, scope, expression, more."""
    spent, crew = r("alpha.boats.outlay"), r("alpha.boats.people")
    allowances = [r(f"boat.allowance_{name}") for name in "pqrstuvwxyz"]
    spares = [r(f"extra.spare_{name}") for name in "pqrstuvwxyz"]
    in_service = trailing_total(r("alpha.boats.ordered"), ceiling(r("boat.service_life")))
    grown = where(
        r("year") < r("pack.first_year"), r("economy.output"), previous(r("economy.path"), r("economy.output"))
    )
    return [
        (
            "economy.path",
            "=Output that looks like a formula",
            MONEY,
            "by_year",
            "pack",
            grown * (1 + r("economy.growth")),
            {},
        ),
        ("economy.ceiling", "Ceiling", MONEY, "by_year", "pack", r("economy.path") * r("budget.share"), {}),
        ("alpha.boats.in_service", "In service", "boat", "by_year", "element", in_service, {}),
        (
            "alpha.boats.outlay",
            "Outlay",
            MONEY,
            "by_year",
            "element",
            r("alpha.boats.in_service") * r("boat.unit_price"),
            {},
        ),
        (
            "alpha.boats.people",
            "People",
            "person",
            "by_year",
            "element",
            ceiling(r("alpha.boats.in_service") * r("boat.crew")),
            {},
        ),
        ("alpha.boats.spare_money", "Spares", MONEY, "scalar", "element", sum_of((*allowances, *spares)), {}),
        (
            "alpha.life_cycle_cost",
            "Life-cycle cost",
            MONEY,
            "scalar",
            "option",
            total(spent) + r("alpha.boats.spare_money"),
            {"metric": True},
        ),
        ("alpha.people", "People in the peak year", "person", "scalar", "option", largest(crew), {"metric": True}),
        (
            "alpha.last_year_held",
            "Last year",
            "year",
            "scalar",
            "option",
            only_where(r("boat.crew"), last_year(r("alpha.full"), r("year"))),
            {"metric": True},
        ),
        (
            "alpha.cost_per_person",
            "Cost per person",
            "EUR_2020 / person",
            "scalar",
            "option",
            only_where(equals(r("boat.service_life"), 0), divide_or(r("alpha.life_cycle_cost"), r("alpha.people"), 0)),
            {"metric": True},
        ),
        (
            "alpha.full",
            "All in service",
            "1",
            "by_year",
            "option",
            r("alpha.boats.in_service") > r("alpha.boats.quantity"),
            {},
        ),
        (
            "alpha.within",
            "Outlays are never negative",
            "1",
            "by_year",
            "option",
            0 <= spent,
            {"marks": {"measure": "check"}},
        ),
        ("economy.loss", "Loss", MONEY, "scalar", "pack", -r("economy.output"), {}),
        (
            "beta.life_cycle_cost",
            "Life-cycle cost",
            MONEY,
            "scalar",
            "option",
            -r("economy.loss") / 2 / 2,
            {"metric": True},
        ),
    ]


def row(id: str, label: str, unit: str, shape: Any, scope: Any, node: Node, more: Mapping[str, Any]) -> ModelRow:
    marks = more.get("marks", {})
    definition = RowDefinition(
        name=id.rsplit(".", 1)[-1],
        label=label,
        unit=unit,
        function=lambda: None,
        arguments=(),
        doc=f"What {label} is. More words.",
        marks=marks,
        metric=more.get("metric", False),
    )
    return ModelRow(
        id=id,
        label=label,
        unit=unit,
        shape=shape,
        expression=node,
        definition=definition,
        scope=scope,
        group=id.rsplit(".", 1)[0],
        precedents=references(node),
        marks=marks,
    )


def model(scenarios: tuple[str, ...] = (), overrides: tuple[Override, ...] = (), **labels: str) -> Model:
    """The small model with scenarios and overrides in force."""
    base = {each.id: each for each in ASSUMPTIONS}
    now = dict(base)
    applied = [each for name in scenarios for each in SCENARIOS[name].overrides] + list(overrides)
    for override in applied:
        now[override.id] = changed(now[override.id], override, YEARS)
    pack = Pack(
        name="boats",
        settings=SETTINGS,
        services={"guard": Service("guard", "Coast guard")},
        sources={"report": Source("report", "@Report", "Ministry", "2020-06")},
        assumptions=now,
        systems={},
        options={
            "alpha": Option(
                "alpha",
                labels.get("alpha", "Six boats"),
                "Boats",
                "coast",
                "New boats.",
                elements=(Element("alpha", "boats", "The boats", "fleet"),),
            ),
            "beta": Option("beta", "Nothing", "Nothing", "coast"),
        },
        scenarios=SCENARIOS,
        digest="0" * 64,
        applied=tuple(applied),
        scenario=scenarios,
        base=base,
    )
    rows = {each[0]: row(*each) for each in _rows()}
    return Model(
        pack, ("alpha", "beta"), now, rows, tuple(rows), (("economy.path",),), {"beta.people": "it has no people"}
    )


def values(made: Model) -> dict[str, NDArray[np.float64]]:
    """The value of every row and assumption, worked out year after year until nothing changes."""
    known: dict[str, NDArray[np.float64]] = {"year": np.array([list(YEARS)], dtype=np.float64)}
    for each in made.inputs.values():
        numbers = [each.year_value(year) for year in YEARS] if each.is_by_year else [each.value]
        known[each.id] = np.array([numbers], dtype=np.float64) * each.scale
    for id, row in made.rows.items():
        known[id] = np.zeros((1, len(YEARS) if row.shape == "by_year" else 1))
    for _ in YEARS:
        for id, row in made.rows.items():
            known[id] = np.broadcast_to(_computed(row.expression, known), known[id].shape).copy()
    del known["year"]
    return known


def _computed(node: Node, known: Mapping[str, NDArray[np.float64]]) -> NDArray[np.float64]:
    if isinstance(node, Constant):
        return np.array([[node.value]])
    if isinstance(node, Reference):
        return known[node.id]
    assert isinstance(node, Operation)
    rule: Callable[..., NDArray[np.float64]] = ARITHMETIC[node.name]
    return rule(*(_computed(each, known) for each in node.arguments))


def operations(made: Model) -> set[str]:
    """The operations that the rows use."""
    return {node.name for row in made.rows.values() for node in walk(row.expression) if isinstance(node, Operation)}
