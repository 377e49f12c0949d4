"""Anything that has a price and an upkeep: items bought at a pace, kept for a life, and given up.

For who knows no more of a thing than what it costs to buy and to keep. It needs a quantity, a price, when and how
fast it is ordered, how long it takes and how long it serves; all else is optional, and what is not told leaves no
row: no crews, no stations, no sites. *Upkeep* is an amount a year, a share of the price a year, hours of use at a
cost per hour, or the sum of these. *Losses in use* come by the year or by the hour, and are replaced or not
(see losses). *Learning* makes early items dearer than late ones (see learning). *Disposal* is an amount or a share of
the price, works are built with the order, and people may serve with each item. Refits and renewal at the end of a
life are left out: they are elements of their own.

Source of the parts: US Department of Defense, Operating and Support Cost-Estimating Guide, 2020.
"""

from __future__ import annotations

from estimator.calculators.row import row
from estimator.calculators.shared import (
    deliveries,
    fielding,
    hours,
    learning,
    losses,
    payments,
    replacing,
    retirement,
    staffing,
)

SCOPE = "element"
LABEL = "Thing bought and kept"
ITEM = "item"
INCLUDES = (deliveries, retirement, learning, hours, losses, replacing, fielding, payments, staffing)
MARKS = {"kind": "bought"}


@row(label="Contracted, in items of the quoted price", unit="item")
def procurement_units(ordered, learning_exponent=0, priced_so_far=0):
    """Orders of this year; where the series is learned, in items of the quoted mean price."""
    return learning.as_learned(ordered, learning_exponent, priced_so_far)


@row(label="Item-years of upkeep", unit="item * year")
def upkeep_units(in_service, one_year):
    """Items in service over this year."""
    return in_service * one_year


@row(label="Upkeep of one item in a year", unit="money / item / year")
def upkeep_price(unit_price, upkeep_share=0, yearly_upkeep=0):
    """A share of the price, an amount of its own, or both; hours of use at a cost come on top (see hours)."""
    return unit_price * upkeep_share + yearly_upkeep


@row(label="Items with works of their own", unit="item")
def facilities_units(ordered, works_per_item=0):
    """Buildings and works, begun with the order."""
    return ordered * works_per_item


@row(label="Disposed of", unit="item", only_with=retirement.DISPOSAL)
def disposal_units(retired, released=0, disposal_start=0):
    """Items whose life ends in this year; from the first year of disposal on."""
    return retirement.from_the_start(retired + 0, released, disposal_start)


@row(label="Disposal of one item", unit="money / item")
def disposal_price(unit_price, disposal_share=0, disposal_cost=0):
    """A share of the price, an amount of its own, or both; nothing where neither is told."""
    return unit_price * disposal_share + disposal_cost


@row(label="Billets", unit="person", measure="billets")
def billets(in_service, people_per_item=0):
    """People who serve with the items in service; none where nobody is told."""
    return in_service * people_per_item
