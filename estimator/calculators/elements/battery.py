"""Mobile air-defence batteries: delivery, price, crews and the area they cover.

Area is the circle that one unit defends, times batteries, less what overlaps and what falls outside the land. How many
people live under them, today's units counted in, is reckoned for the whole option (see Missiles stopped).
Missiles are a separate stock (see munitions), wired from `rounds_wanted`, so the price stands with and without them.
Height, terrain and the direction of attack are left out: a circle is the best case.
"""

from __future__ import annotations

from estimator.calculators.row import row
from estimator.calculators.shared import deliveries, learning, retirement
from estimator.calculators.shared.bought_once import BOUGHT_ONCE

SCOPE = "element"
LABEL = "Air-defence batteries"
ITEM = "battery"
USUAL = ("launchers_per_battery", "rounds_per_launcher", "people_per_battery", "circle_area", "overlap")
INCLUDES = (deliveries, retirement, *BOUGHT_ONCE)


@row(label="Bought", unit="item")
def procurement_units(ordered, learning_exponent=0, priced_so_far=0):
    """Orders of this year: radar, control station, launchers; no missiles."""
    return learning.as_learned(ordered + 0, learning_exponent, priced_so_far)


@row(label="Battery sites built", unit="item")
def facilities_units(ordered, works_per_order=0):
    """Shelters, magazines and quarters begun with the order."""
    return ordered * works_per_order


@row(label="Years to order all", unit="year")
def years_to_order(quantity, orders_per_year):
    """Years from the first order to the last at the steady rate."""
    return quantity / orders_per_year


@row(label="Launchers", unit="launcher")
def launchers(quantity, launchers_per_battery=0):
    """Launchers of all batteries."""
    return quantity * launchers_per_battery


@row(label="Rounds to load all launchers", unit="missile")
def rounds_wanted(launchers=0, rounds_per_launcher=0):
    """Missiles to load all launchers once; reloads are left out."""
    return launchers * rounds_per_launcher


@row(label="Rounds of one battery", unit="missile / item")
def rounds_per_battery(launchers_per_battery=0, rounds_per_launcher=0):
    """Missiles to load the launchers of one battery once."""
    return launchers_per_battery * rounds_per_launcher


@row(label="Price of one battery with its missiles", unit="money / item")
def price_with_missiles(unit_price, rounds_per_battery=0, round_price=0):
    """System and one load of missiles, as batteries are quoted; wire the missiles' price from their stock."""
    return unit_price + rounds_per_battery * round_price


@row(label="Billets", unit="person", measure="billets")
def billets(in_service, people_per_battery=0, support_people_per_battery=0):
    """Crews and support of the batteries in service."""
    return in_service * (people_per_battery + support_people_per_battery)


@row(label="Battery-years of upkeep", shown="count")
def upkeep_units(in_service, one_year):
    """Battery-years in service: spares, repair, training; no pay."""
    return in_service * one_year


@row(label="Area covered", unit="kilometer ** 2", measure="area")
def covered_area(in_service, circle_area=0, overlap=0):
    """Circles of the batteries in service without overlap; two sets of circles can never tile a land."""
    return in_service * circle_area * (1 - overlap)


@row(label="Disposed of", unit="item", only_with=retirement.DISPOSAL)
def disposal_units(retired, released=0, disposal_start=0):
    """Batteries whose life ends in this year."""
    return retirement.from_the_start(retired + 0, released, disposal_start)


@row(label="Price of disposal of one battery", unit="money / item")
def disposal_price(unit_price, disposal_share=0):
    """Disposal as a share of the price."""
    return unit_price * disposal_share


@row(label="Units at full strength", unit="item", measure="patriot_units")
def units_at_full_strength(quantity):
    """Batteries that count among the units that defend people, once all are in service."""
    return quantity + 0
