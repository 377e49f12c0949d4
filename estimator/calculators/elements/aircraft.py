"""Aircraft bought or modified for a task: to watch, to carry, to strike, to jam.

`unit_price` is the price of one new aircraft or of one modification. Only the part of yearly cost, crews and hours
that the task takes (`strike_share`) counts: fighters that also defend the air are there anyway. Flying hours may have a
cost of their own (`cost_per_hour`), besides the upkeep of each aircraft. Losses in use count whole, whatever part of
the use serves the task. Tankers, escorts and the wear of war are left out. Missiles are their own element.
"""

from __future__ import annotations

from estimator.calculators.row import row
from estimator.calculators.shared import deliveries, fielding, hours, learning, losses, payments, replacing, staffing
from estimator.expression.functions import equals, floor

SCOPE = "element"
LABEL = "Aircraft"
ITEM = "aircraft"
USUAL = ("people_per_aircraft",)
INCLUDES = (deliveries, fielding, learning, losses, replacing, payments, staffing)
MARKS = {"kind": "aircraft"}


@row(label="Aircraft contracted", unit="item")
def procurement_units(ordered, learning_exponent=0, priced_so_far=0):
    """Aircraft bought or modified."""
    return learning.as_learned(ordered + 0, learning_exponent, priced_so_far)


@row(label="Bases contracted", unit="site")
def facilities_units(year, first_order_year, bases=0, setback=0):
    """Hangars, loading and mission planning, contracted with the first aircraft."""
    return bases * equals(year, floor(first_order_year + setback))


@row(label="Aircraft-years that count for the task", unit="item * year")
def upkeep_units(in_service, one_year, strike_share=1):
    """Aircraft in service over this year, by the part of their use that serves the task."""
    return in_service * one_year * strike_share


@row(label="Flying hours for the task", unit="hour")
def task_hours(upkeep_units, hours_per_aircraft=0):
    """Flying hours of this year that serve the task."""
    return upkeep_units * hours_per_aircraft


FLYING = hours.paid_by_the_hour("flying", "Flying hours", "task_hours", "aircraft")
YEARLY_LOSS = losses.yearly_loss("hours_per_aircraft", "aircraft")


@row(label="Missile stations on aircraft fit to fly", unit="cell")
def carried_cells(quantity, aircraft_availability, cells_per_aircraft=0):
    """Stand-off missiles that the aircraft fit to fly carry at one time, at full strength."""
    return quantity * aircraft_availability * cells_per_aircraft


@row(label="Billets", unit="person", measure="billets")
def billets(in_service, people_per_aircraft=0, strike_share=1):
    """Aircrew and ground crew, by the part that serves the task."""
    return in_service * people_per_aircraft * strike_share


@row(label="People at full strength", unit="person", measure="own_people")
def own_people(quantity, people_per_aircraft=0):
    """Aircrew and ground crew of all aircraft, once all are in service."""
    return quantity * people_per_aircraft
