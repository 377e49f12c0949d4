"""The same costs in other views: acquisition and operation in the money of each year, and by the hour of use.

Many published totals are in the money of each year and by phase; what is left of `life_cycle_cost_then_year` is
disposal. An hour of use costs what the whole life costs over the hours of that life, the price in it; only elements
that are used by the hour give any.
"""

from __future__ import annotations

from estimator.calculators.row import row
from estimator.expression.functions import divide_or, only_where, sum_of, total

SCOPE = "option"
PLACE = 1
LABEL = "Costs by year and hour"


@row(label="Acquisition in the horizon, then-year", unit="money_then")
def horizon_acquisition_then(horizon_acquisition, price_index):
    """The same in the money of each year."""
    return horizon_acquisition * price_index


@row(label="Acquisition cost, then-year", unit="money_then")
def acquisition_cost_then_year(horizon_acquisition_then):
    """Acquisition in the horizon in the money of each year, as many published totals have it; sunk money out."""
    return total(horizon_acquisition_then)


@row(label="Operation in the horizon, then-year", unit="money_then")
def horizon_operation_then(operation, in_horizon, price_index):
    """Operation with pay in the years that the comparison covers, in the money of each year."""
    return operation * in_horizon * price_index


@row(label="Operation cost, then-year", unit="money_then")
def operation_cost_then_year(horizon_operation_then):
    """Operation in the horizon in the money of each year; what published totals call operation and sustainment."""
    return total(horizon_operation_then)


@row(label="Hours of use", unit="hour", gather={"parts": {"measure": "hours"}})
def hours_of_use(parts):
    """Hours in this year of all elements that are used by the hour."""
    return sum_of(parts)


@row(label="Hours of use over the whole life", unit="hour")
def whole_life_hours(hours_of_use):
    """Hours to the last retirement."""
    return total(hours_of_use)


@row(label="Cost per hour of use", unit="money / hour", metric="Cost per hour", better="less")
def cost_per_hour_of_use(whole_life_cost, whole_life_hours):
    """Whole-life cost over the hours of use of the whole life: what an hour costs with the price in it."""
    return only_where(0 < whole_life_hours, divide_or(whole_life_cost, whole_life_hours, 0))
