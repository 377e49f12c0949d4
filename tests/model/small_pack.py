"""A small pack made by hand, with calculators of its own, for tests of wiring, checks and evaluation."""

from __future__ import annotations

from typing import Any

from estimator import units
from estimator.calculators import Calculator
from estimator.calculators.row import RowDefinition
from estimator.pack.records import Assumption, Element, Option, Pack, Service
from tests.pack_settings import settings


def assumption(id: str, value: Any, unit: str = "1", **more: Any) -> Assumption:
    """One assumption; a mapping is a row along the years."""
    read = units.read(unit)
    by_year = value if isinstance(value, dict) else None
    return Assumption(
        id=id,
        label=id,
        unit=unit,
        scale=read.scale,
        normal_unit=read.normal,
        source="judgement",
        grade="C",
        value=None if by_year else float(value),
        by_year=by_year,
        **more,
    )


def pack(assumptions: list[Assumption], options: list[Option] | None = None, ships: bool = False, **more: Any) -> Pack:
    """A pack of two options, `stay` without elements and `buy` with one element `ships` of calculator `boats`.

    Where nothing is told of ships, `stay` is alone: only a baseline may have no element.
    """
    held = {each.id: each for each in assumptions}
    element = Element(
        "buy",
        "ships",
        "Ships",
        "boats",
        service="navy",
        assumptions={id.rsplit(".", 1)[1]: id for id in held if id.startswith("buy.ships.")},
    )
    elements = (element,) if element.assumptions or ships else ()
    buy = [Option("buy", "Buy", "Buy", "none", elements=elements)] if elements else []
    chosen = options or [Option("stay", "Stay", "Stay", "none"), *buy]
    return Pack(
        name="small",
        settings=settings(**{"options": tuple(each.id for each in chosen), **more}),
        services={"navy": Service("navy", "Navy")},
        sources={},
        assumptions=held,
        systems={},
        options={option.id: option for option in chosen},
        scenarios={},
        digest="0",
    )


def calculator(
    name: str, scope: Any, *rows: RowDefinition, item: str = "", marks: dict[str, str] | None = None
) -> Calculator:
    """A calculator of rows given in the test."""
    return Calculator(name, name, scope, item, name, rows, marks or {})


def install(monkeypatch: Any, *made: Calculator) -> None:
    """Put calculators in place of the program's own."""
    import estimator.model.instances as instances

    monkeypatch.setattr(instances, "calculators", lambda: {each.name: each for each in made})
