"""One cost model of 30 uncertain inputs and 30 years, written for the estimator and by hand, for the benchmarks.

Ten elements, each with a price (lognormal), a yearly upkeep (triangular) and a cost growth (uniform). An element's
outlay in a year is (ordered × price + in service × upkeep) × (1 + growth)^(years since the first); summed in the end.
"""

from typing import Any

import numpy as np

from estimator import units
from estimator.analysis.draws.distributions import distributions
from estimator.calculators import Calculator
from estimator.calculators.roles import Role
from estimator.calculators.row import row
from estimator.expression.functions import sum_of, total
from estimator.model import Model, build_model
from estimator.pack.records import Assumption, Element, Option, Pack, Service, Settings

ELEMENTS, YEARS, FIRST = 10, 30, 2021
PRICE, UPKEEP, GROWTH = (80.0, 100.0, 140.0), (3.0, 5.0, 9.0), (0.0, 0.01, 0.04)
TIME = np.arange(YEARS, dtype=float)
ORDERED = np.where(TIME < 5, 2.0, 0.0)
IN_SERVICE = np.minimum(TIME, 5.0) * 2.0


@row(label="Years since the first", unit="1", shown="count")
def since(year: Any, first_year: Any, one_year: Any) -> Any:
    """Whole years."""
    return (year - first_year) / one_year


@row(label="Outlay", unit="money", measure="outlay")
def outlay(ordered: Any, price: Any, in_service: Any, upkeep: Any, growth: Any, since: Any) -> Any:
    """What is bought and kept up, with growth."""
    return (ordered * price + in_service * upkeep) * (1 + growth) ** since


@row(label="Outlays", unit="money", gather={"parts": {"measure": "outlay"}})
def outlays(parts: Any) -> Any:
    """All elements."""
    return sum_of(parts)


@row(label="Cost", unit="money", metric=True, role=Role.LIFE_CYCLE_COST)
def life_cycle_cost(outlays: Any) -> Any:
    """All years."""
    return total(outlays)


def assumption(id: str, value: Any, unit: str, **more: Any) -> Assumption:
    """One assumption."""
    read = units.read(unit)
    given = {"by_year": value} if isinstance(value, dict) else {"value": value}
    return Assumption(id, id, unit, read.scale, read.normal, "judgement", "C", **given, **more)


def pack(copies: int = 1) -> Pack:
    """A pack of as many equal options as asked for."""
    held: dict[str, Assumption] = {}
    options = {}
    for copy in range(copies):
        name = f"option_{copy}_x"
        elements = tuple(_element(name, place, held) for place in range(ELEMENTS))
        options[name] = Option(name, name, "none", elements=elements)
    settings = Settings(
        title="Thirty",
        question="?",
        first_year=FIRST,
        last_year=FIRST + YEARS - 1,
        first_column_year=FIRST,
        last_column_year=FIRST + YEARS - 1,
        decision_year=FIRST,
        price_year=FIRST,
        currency="JPY",
        as_of="2026",
        yardstick="ship",
        baseline_option="option_0_x",
        reference_option="option_0_x",
        options=tuple(options),
    )
    return Pack("thirty", settings, {"navy": Service("navy", "Navy")}, {}, held, {}, options, {}, "0")


def _element(option: str, place: int, held: dict[str, Assumption]) -> Element:
    key = f"part_{place}_x"
    ordered, serving = ({FIRST + year: float(each) for year, each in enumerate(row)} for row in (ORDERED, IN_SERVICE))
    shared = f"thirty.{key}"
    made = [
        assumption(f"{option}.{key}.ordered", ordered, "1"),
        assumption(f"{option}.{key}.in_service", serving, "1"),
        _ranged(f"{shared}_price", PRICE, "JPY_2021", "lognormal"),
        _ranged(f"{shared}_upkeep", UPKEEP, "JPY_2021", "triangular"),
        _ranged(f"{shared}_growth", GROWTH, "1", "uniform"),
    ]
    held.update({each.id: each for each in made})
    names = dict(zip(("ordered", "in_service", "price", "upkeep", "growth"), (each.id for each in made), strict=True))
    return Element(option, key, key, "parts", service="navy", assumptions=names)


def _ranged(id: str, given: tuple[float, float, float], unit: str, shape: str) -> Assumption:
    low, value, high = given
    return assumption(id, value, unit, low=low, high=high, shape=shape)


def model(copies: int = 1) -> Model:
    """The model, with calculators of its own in place of the program's."""
    from estimator.model import instances

    parts = Calculator("parts", "Parts", "element", "", "Parts", (since, outlay), {})
    costs = Calculator("costs", "Costs", "option", "", "Costs", (outlays, life_cycle_cost), {})
    kept = instances.calculators
    instances.calculators = lambda: {"parts": parts, "costs": costs}
    try:
        return build_model(pack(copies))
    finally:
        instances.calculators = kept


def by_hand(values: np.ndarray) -> np.ndarray:
    """The same in NumPy as one would write it: values `(draws, 30)`, price, upkeep and growth of each element."""
    whole = np.zeros((values.shape[0], YEARS))
    for place in range(ELEMENTS):
        price, upkeep, growth = (values[:, 3 * place + k : 3 * place + k + 1] for k in range(3))
        whole += (ORDERED * price + IN_SERVICE * upkeep) * (1.0 + growth) ** TIME
    return whole.sum(axis=1)


def compiled() -> Any:
    """The same as a compiled loop (numba): the limit."""
    import numba

    ordered, serving = ORDERED, IN_SERVICE

    @numba.njit(cache=False)
    def loop(values: np.ndarray) -> np.ndarray:
        result = np.empty(values.shape[0])
        for draw in range(values.shape[0]):
            whole = 0.0
            for place in range(ELEMENTS):
                price, upkeep = values[draw, 3 * place], values[draw, 3 * place + 1]
                base = 1.0 + values[draw, 3 * place + 2]
                for year in range(YEARS):
                    whole += (ordered[year] * price + serving[year] * upkeep) * base**year
            result[draw] = whole
        return result

    return loop


def fitted() -> list[Any]:
    """The thirty distributions in the order of `by_hand`."""
    return list(distributions(pack().assumptions.values()).values())
