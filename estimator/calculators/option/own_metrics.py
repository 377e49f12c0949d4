"""What a pack asks besides: metrics of its own, each a sum or one sum over another.

    [metric.upkeep_per_hour]                  # in pack.toml
    label = "Operation cost of a flying hour"
    short = "Cost in the air"
    of    = ["operation"]                     # added up; what comes by the year, over the years compared
    over  = ["aircraft.hours_used"]           # left out for a sum
    better = "less"

Each name is a metric of this file, else a row or an assumption of the option, else `element.row`, else a full id, else
a measure (`billets`, `hours`) or a row that elements of the option have, added up over them. What comes by the year is
added up over the years compared, so people become person-years. The unit follows from the formula; one that is stated
(`unit`, `money` for the pack's own) is held to it, and what is added up must be in one unit. Where what it is
divided by is nil, or something that it reads does not apply, the metric does not apply either. A metric of a pack is
shown, drawn and ranked like any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import reduce
from operator import mul
from typing import Any

from estimator.calculators.row import RowDefinition, row_over
from estimator.expression.functions import divide_or, equals, only_where
from estimator.pack.records import OwnMetric
from estimator.units import Pure

SCOPE = "option"
LABEL = "Metrics of this case"
OWN, OF, OVER, BY_YEAR = "own_metrics", "of", "over", "by_year"
SIDES = {OF: "what is counted", OVER: "what it is divided by"}


def ratio(above: Any, below: Any) -> Any:
    """A ratio that this case defines; a dash means that what it is divided by is nil: it cannot be computed."""
    return divide_or(above, below, 0)


def counted(parts: Any) -> Any:
    """A sum that this case defines."""
    return parts + 0


def in_the_years(by_year: Any, in_horizon: Any) -> Any:
    """What comes by the year, in the years that the comparison covers."""
    return by_year * in_horizon


def added_up(parts: Any) -> Any:
    """All parts, those that come by the year added up over the years that the comparison covers."""
    return parts + 0


def value(above: Any, below: Any | None, conditions: Iterable[Any]) -> Any:
    """The formula of a metric: a sum, or a ratio where `below` is given, as long as all conditions hold."""
    held = [*conditions, *([] if below is None else [1 - equals(below, 0)])]
    plain = counted(above) if below is None else ratio(above, below)
    return only_where(reduce(mul, held), plain) if held else plain


def names(metric: OwnMetric) -> tuple[str, ...]:
    """The names of all rows that a metric may have in an option: itself, and what it adds up on each side."""
    return (metric.id, *(f"{metric.id}_{side}{tail}" for side in SIDES for tail in (f"_{BY_YEAR}", "")))


def definitions(metrics: Iterable[OwnMetric]) -> tuple[RowDefinition, ...]:
    """Every row that the metrics of a pack may have, under the names above."""
    return tuple(each for metric in metrics for each in _definitions(metric))


def _definitions(metric: OwnMetric) -> Iterator[RowDefinition]:
    marks = {"better": metric.better} if metric.better else {}
    shown: Pure = metric.shown or ("ratio" if metric.over else "")
    function = ratio if metric.over else counted
    said = {"short": metric.short, "marks": marks, "shown": shown, "metric": True}
    yield row_over(function, (), name=metric.id, label=metric.label, unit=metric.unit, **said)
    for side, words in SIDES.items():
        name, label = f"{metric.id}_{side}", f"{metric.label}: {words}"
        yield row_over(in_the_years, (), name=f"{name}_{BY_YEAR}", label=f"{label}, by year", unit="")
        yield row_over(added_up, (), name=name, label=label, unit="")
