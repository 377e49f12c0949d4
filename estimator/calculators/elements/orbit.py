"""Drones that keep round-the-clock orbits: someone always looks.

An orbit held day and night needs several aircraft (one on station, one on its way, others in upkeep) and people for
flying, launch and recovery, and reading what the sensors see. An ally may supply a share of the orbits. Aircraft are
replaced at the end of their lives, and losses by accident are bought again (`losses_per_hour`); losses to enemy fire
are left out, so orbits must stand off beyond defences.
"""

from __future__ import annotations

from estimator.calculators.row import row
from estimator.calculators.shared import deliveries, payments, renewal, staffing
from estimator.expression.functions import ceiling, equals, minimum

SCOPE = "element"
LABEL = "Drone orbits"
ITEM = "aircraft"
INCLUDES = (deliveries, renewal, payments, staffing)
MARKS = {"kind": "orbits"}


@row(label="Own orbits", unit="orbit")
def own_orbits(orbits, supplied_by_ally=0):
    """Round-the-clock orbits to hold without those that the ally flies."""
    return orbits * (1 - supplied_by_ally)


@row(label="Looks of own drones at full strength", unit="1 / minute", measure="drone_looks")
def drone_looks(own_orbits, drone_search_time):
    """Looks a minute at one place: own orbits over the time in which one orbit searches the whole area."""
    return own_orbits / drone_search_time


@row(label="Drones to hold the orbits", unit="aircraft")
def quantity(own_orbits, aircraft_per_orbit):
    """Whole aircraft so that every own orbit is held day and night."""
    return ceiling(own_orbits * aircraft_per_orbit)


@row(label="Orbits held", unit="orbit", measure="orbits_held")
def orbits_held(in_service, aircraft_per_orbit, own_orbits):
    """Own orbits that the aircraft in service hold, no more than are wanted."""
    return minimum(own_orbits, in_service / aircraft_per_orbit)


@row(label="Flying hours on station", unit="hour")
def station_hours(orbits_held, hours_per_orbit, one_year):
    """Hours on station in this year; flights to and from the orbit are left out."""
    return orbits_held * hours_per_orbit * one_year


@row(label="Drones lost by accident", unit="aircraft")
def lost(station_hours, losses_per_hour=0):
    """Expected losses in this year at the peacetime rate."""
    return station_hours * losses_per_hour


@row(label="Drones contracted, first buy", unit="item")
def procurement_units(ordered):
    """The first aircraft in each place."""
    return ordered + 0


@row(label="Drones contracted, replacement", unit="item")
def replacement_units(renewed, lost):
    """Aircraft in place of those whose life ends and of those lost in this year."""
    return renewed + lost


@row(label="Price of one replacement", unit="money / item")
def replacement_price(unit_price):
    """As in the first buy."""
    return unit_price + 0


@row(label="Bases contracted", unit="site")
def facilities_units(bases, year, first_order_year, supplied_by_ally=0):
    """Hangars and control rooms, contracted with the first aircraft."""
    return bases * (1 - supplied_by_ally) * equals(year, first_order_year)


@row(label="Drone-years operated", unit="item * year")
def upkeep_units(in_service, one_year):
    """Aircraft in service over this year."""
    return in_service * one_year


@row(label="Billets", unit="person", measure="billets")
def billets(orbits_held, people_per_orbit):
    """Crews, launch and recovery, and analysts of all shifts, for the orbits held."""
    return orbits_held * people_per_orbit
