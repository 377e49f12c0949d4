"""A constellation of reconnaissance satellites, sized by how often it must look at one place.

Revisit time falls in proportion to the number of satellites: a constellation of known size and revisit time sets the
scale (`reference_satellites`, `reference_revisit`), the wanted revisit time gives the number, unless the number is
given (`satellites`). An ally may supply a share. Satellites are ordered at the launch rate, or faster where that could
not hold the number, and replaced at the end of their short lives until the constellation is given up. Ground sites are
built with the first order; operators stand watch there, and analysts are needed in proportion to the satellites in
service. Satellites may be lost before the end of their lives (see losses), and their hours of operation have a cost
(see hours). Left out: weather (radar sees through cloud), gaps in the pattern of passes, data relay, and losses to
enemy action.

Source of the method: revisit in inverse proportion to number, as in published plans of constellations over Korea; the
spread of their constants is the range of `reference_satellites`.
"""

from __future__ import annotations

from estimator.calculators.row import row
from estimator.calculators.shared import deliveries, hours, losses, payments, renewal, staffing
from estimator.expression.functions import ceiling, divide_or, equals, floor, maximum, where

SCOPE = "element"
LABEL = "Satellite constellation"
ITEM = "satellite"
USUAL = (
    "reference_revisit",
    "reference_satellites",
    "wanted_revisit",
    "ground_sites",
    "operators_per_site",
    "analysts_per_satellite",
)
INCLUDES = (deliveries, renewal, hours, losses, payments, staffing)
MARKS = {"kind": "satellites"}


@row(label="Revisit time times number of satellites", unit="minute * satellite", measure="satellite_minutes")
def revisit_constant(reference_revisit=0, reference_satellites=0):
    """What stays the same when a constellation of this kind grows: twice the satellites, half the revisit time."""
    return reference_revisit * reference_satellites


@row(label="Satellites for the wanted revisit time", unit="satellite", measure="satellites_needed")
def satellites_needed(satellites=0, revisit_constant=0, wanted_revisit=0, extra_satellites=0):
    """Whole satellites so that one place is seen again after the wanted time, or as given; and those beyond."""
    by_revisit = ceiling(divide_or(revisit_constant, wanted_revisit, 0))
    return where(0 < satellites, satellites, by_revisit) + extra_satellites


@row(label="Own satellites", unit="satellite")
def quantity(satellites_needed, supplied_by_ally=0):
    """Whole satellites to buy: those needed without the share that the ally supplies."""
    return ceiling(satellites_needed * (1 - supplied_by_ally))


@row(label="Satellites ordered a year", unit="satellite / year")
def orders_per_year(launches_per_year, quantity, item_life):
    """The launch rate, or the rate that holds the number against the life of a satellite, if that is higher."""
    return maximum(launches_per_year, quantity / ceiling(item_life))


@row(label="Looks of own satellites at full strength", unit="1 / minute", measure="satellite_looks")
def satellite_looks(quantity, revisit_constant=0):
    """Looks a minute at one place by the own satellites, once all are up."""
    return divide_or(quantity, revisit_constant, 0)


@row(label="Looks of the ally's satellites", unit="1 / minute", measure="ally_looks_with_support")
def ally_looks(satellites_needed, revisit_constant=0, supplied_by_ally=0):
    """Looks a minute at one place by the share of satellites that the ally supplies."""
    return divide_or(satellites_needed * supplied_by_ally, revisit_constant, 0)


@row(label="Price of one satellite in orbit", unit="money / item")
def unit_price(satellite_price, launch_price=0):
    """Satellite and its launch."""
    return satellite_price + launch_price


@row(label="Satellites contracted, first buy", unit="item")
def procurement_units(ordered):
    """The first satellite in each place; later ones are replacement."""
    return ordered + 0


@row(label="Satellites contracted, replacement", unit="item")
def replacement_units(renewed, lost_replaced=0):
    """Satellites in place of those whose life ends, and of those lost in this year where losses are replaced."""
    return renewed + lost_replaced


@row(label="Price of one replacement in orbit", unit="money / item")
def replacement_price(unit_price):
    """As in the first buy; learning and new types are left out."""
    return unit_price + 0


@row(label="Own ground sites", unit="site")
def own_ground_sites(ground_sites=0, supplied_by_ally=0):
    """Ground sites to build: without the share that the ally supplies."""
    return ceiling(ground_sites * (1 - supplied_by_ally))


@row(label="Ground sites contracted", unit="site")
def facilities_units(year, first_order_year, own_ground_sites=0, setback=0):
    """All ground sites are contracted with the first satellites."""
    return own_ground_sites * equals(year, floor(first_order_year + setback))


@row(label="Satellite-years operated", unit="item * year")
def upkeep_units(in_service, one_year):
    """Satellites in service over this year."""
    return in_service * one_year


@row(label="Operators", unit="person")
def operators(first_in_service, own_ground_sites=0, operators_per_site=0):
    """People on watch at the ground sites, all shifts, from the first satellite on."""
    return own_ground_sites * operators_per_site * first_in_service


@row(label="Image analysts", unit="person")
def analysts(in_service, analysts_per_satellite=0):
    """People who read the images, all shifts, in proportion to the own satellites in service."""
    return in_service * analysts_per_satellite


@row(label="Billets", unit="person", measure="billets")
def billets(operators=0, analysts=0):
    """Operators and analysts."""
    return operators + analysts
