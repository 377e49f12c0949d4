"""A standing unit: people, their equipment, and what they cost each year.

A unit (cyber, space operations, electromagnetic warfare, command, analysts) is formed at a steady rate from
`first_order_year`, so its people grow in a straight line from those who stand there already (`existing_people`) to the
full number. Only people on top of the existing ones count. A part of a joint unit may serve in the services
(`outside_share`), and a part may stand in authorised strength already (`authorised_share`): it is not taken out of the
services a second time. `attributed_share` is the part of a unit that serves several purposes which counts for this
option; an ally may supply a share. Costs: equipment of one unit, renewed at the end of
its life, a yearly amount a head, and a yearly amount a unit. Pay is apart.
"""

from __future__ import annotations

from estimator.calculators.row import row
from estimator.calculators.shared import deliveries, payments, renewal, staffing
from estimator.expression.functions import sum_of

SCOPE = "element"
LABEL = "Standing unit"
ITEM = "unit"
INCLUDES = (deliveries, renewal, payments, staffing)
USUAL = ("equipment_price", "cost_per_head")
MARKS = {"kind": "unit"}


@row(label="Units that count for the option", unit="unit")
def quantity(units, attributed_share=1, supplied_by_ally=0):
    """Units wanted, by the part that serves this option, without the share that the ally supplies."""
    return units * attributed_share * (1 - supplied_by_ally)


@row(label="Orders a year that count", unit="unit / year")
def orders_per_year(units_per_year, attributed_share=1, supplied_by_ally=0):
    """Pace of forming the units, by the same shares as the units themselves."""
    return units_per_year * attributed_share * (1 - supplied_by_ally)


@row(label="New people of one unit", unit="person / unit")
def new_people_per_unit(people_per_unit, existing_people=0):
    """People of a full unit less those who stand there already."""
    return people_per_unit - existing_people


@row(label="People on top at full strength", unit="person", measure="own_people")
def own_people(quantity, new_people_per_unit):
    """People that the option adds to those who stand there already, once the unit is full."""
    return quantity * new_people_per_unit


@row(label="People that the ally supplies", unit="person", measure="ally_people_with_support")
def ally_people(units, new_people_per_unit, attributed_share=1, supplied_by_ally=0):
    """People of the ally who do the same task while it supports."""
    return units * attributed_share * supplied_by_ally * new_people_per_unit


@row(label="Units equipped", unit="item")
def procurement_units(ordered):
    """Equipment is ordered as the unit is formed."""
    return ordered + 0


@row(label="Units equipped anew", unit="item")
def replacement_units(renewed):
    """Equipment in place of that whose life ends."""
    return renewed + 0


@row(label="Price of the equipment of one unit", unit="money / item")
def unit_price(equipment_price=0):
    """Nil where the yearly cost a head or a unit holds the equipment."""
    return equipment_price + 0


@row(label="Price of new equipment of one unit", unit="money / item")
def replacement_price(unit_price):
    """As in the first buy."""
    return unit_price + 0


@row(label="New people of the unit", unit="person")
def billets(in_service, new_people_per_unit):
    """People on top of those who stand there already, growing as the unit is formed."""
    return in_service * new_people_per_unit


@row(label="Billets", unit="person", measure="billets")
def own_billets(billets, outside_share=0):
    """Those of them in the unit's own service."""
    return billets * (1 - outside_share)


@row(
    label="Billets outside, {service_label}",
    unit="person",
    each="recruiting_service",
    measure="billets",
    gather={"part": {"scope": "service", "measure": "posted_from", "service": "{service}"}},
)
def billets_in_service(billets, part, outside_share=0):
    """Those of them who serve in the services, as these post people to joint units."""
    return billets * outside_share * sum_of(part)


@row(label="Billets in authorised strength", unit="person", measure="authorised_billets")
def authorised_billets(own_billets, authorised_share=0):
    """Billets whose posts the growth of authorised strength holds already: nobody is taken from elsewhere for them."""
    return own_billets * authorised_share


@row(
    label="Billets outside in authorised strength, {service_label}",
    unit="person",
    each="recruiting_service",
    measure="authorised_billets",
)
def authorised_billets_in_service(billets_in_service, authorised_share=0):
    """The same of those who serve in the services."""
    return billets_in_service * authorised_share


@row(label="Person-years supported", unit="person * year")
def upkeep_units(billets, one_year):
    """People of the unit over this year; the yearly cost a head (systems, networks, exercises) applies to them."""
    return billets * one_year


@row(label="Yearly cost of one head")
def upkeep_price(cost_per_head=0):
    """Systems, networks and exercises by the head, without pay."""
    return cost_per_head + 0


@row(label="Yearly cost of one unit")
def support_price(cost_per_unit=0):
    """What the unit as a whole costs in a year, without pay and what is counted by the head."""
    return cost_per_unit + 0


@row(label="Unit-years supported", unit="item * year")
def support_units(in_service, one_year):
    """Units over this year; the yearly cost of a unit as a whole applies to them."""
    return in_service * one_year
