"""Drones that keep round-the-clock orbits: someone always looks.

An orbit held day and night needs several aircraft (one on station, one on its way, others in upkeep) and people for
flying, launch and recovery, and reading what the sensors see. An ally may supply a share of the orbits. Losses by
accident are bought again in the year of the loss (`losses_per_hour`), so at the end of a life only what they have left
is renewed: of a buy the share exp(−yearly chance of loss × life). Aircraft bought for lost ones are renewed in their
turn, once. Hours on station may have a cost of their own (`cost_per_hour`), besides the upkeep of each aircraft.
Losses to enemy fire are left out, so orbits must stand off beyond defences.
"""

from __future__ import annotations

from estimator.calculators.row import row
from estimator.calculators.shared import deliveries, hours, payments, renewal, staffing
from estimator.expression.functions import ceiling, divide_or, equals, exponential, floor, lagged, maximum, minimum

SCOPE = "element"
LABEL = "Drone orbits"
ITEM = "aircraft"
USUAL = ("hours_per_orbit", "bases", "people_per_orbit")
HOURS = "hours_per_orbit or losses_per_hour or cost_per_hour"
INCLUDES = (deliveries, renewal, payments, staffing)
MARKS = {"kind": "orbits"}


@row(label="Own orbits", unit="orbit")
def own_orbits(orbits, supplied_by_ally=0):
    """Round-the-clock orbits to hold without those that the ally flies."""
    return orbits * (1 - supplied_by_ally)


@row(
    label="Looks of own drones at full strength",
    unit="1 / minute",
    measure="drone_looks",
    only_with="drone_search_time",
)
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


@row(label="Flying hours on station", unit="hour", only_with=HOURS)
def station_hours(orbits_held, hours_per_orbit, one_year):
    """Hours on station in this year; flights to and from the orbit are left out."""
    return orbits_held * hours_per_orbit * one_year


FLYING = hours.paid_by_the_hour("flying", "Flying hours", "station_hours", "orbit")


@row(label="Drones lost by accident", unit="aircraft")
def lost(station_hours, losses_per_hour=0):
    """Expected losses in this year at the peacetime rate."""
    return station_hours * losses_per_hour


@row(label="Drones contracted, first buy", unit="item")
def procurement_units(ordered):
    """The first aircraft in each place."""
    return ordered + 0


@row(label="Chance that a drone is lost in a year", unit="1 / year", only_with=HOURS)
def yearly_loss(own_orbits, hours_per_orbit, quantity, losses_per_hour=0):
    """Losses of a year with all orbits held, over the drones that hold them."""
    return divide_or(own_orbits * hours_per_orbit * losses_per_hour, quantity, 0)


@row(label="Share of a buy that is left at the end of its life", unit="1", shown="share")
def left_share(item_life, yearly_loss=0):
    """Drones that no accident has taken by the age at which they are renewed; the others were bought again before."""
    return exponential(-yearly_loss * ceiling(item_life))


@row(label="Drones of the first buy renewed", unit="item")
def first_buy_renewed(renewed, left_share, generation):
    """Places whose drone reaches the end of its life: of each generation what accidents have left."""
    return renewed * left_share ** maximum(0, generation)


@row(label="Drones bought for lost ones renewed", unit="item")
def losses_renewed(lost, left_share, item_life, first_in_service):
    """Drones bought for lost ones that reach the end of their own life while orbits are held; once, no second time."""
    return left_share * lagged(lost, ceiling(item_life)) * first_in_service


@row(label="Drones contracted, replacement", unit="item")
def replacement_units(first_buy_renewed, losses_renewed, lost):
    """Aircraft in place of those whose life ends and of those lost in this year."""
    return first_buy_renewed + losses_renewed + lost


@row(label="Price of one replacement", unit="money / item")
def replacement_price(unit_price):
    """As in the first buy."""
    return unit_price + 0


@row(label="Bases contracted", unit="site")
def facilities_units(year, first_order_year, bases=0, supplied_by_ally=0, setback=0):
    """Hangars and control rooms, contracted with the first aircraft."""
    return bases * (1 - supplied_by_ally) * equals(year, floor(first_order_year + setback))


@row(label="Drone-years operated", unit="item * year")
def upkeep_units(in_service, one_year):
    """Aircraft in service over this year."""
    return in_service * one_year


@row(label="Billets", unit="person", measure="billets")
def billets(orbits_held, people_per_orbit=0):
    """Crews, launch and recovery, and analysts of all shifts, for the orbits held."""
    return orbits_held * people_per_orbit
