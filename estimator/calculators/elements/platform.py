"""Moored platforms: a site at sea, with rotations, guard ships, weather and a link to shore.

All rows of a site hold here too, counted in platforms. In addition the hull is run and kept by a marine contractor
(`support_price`), guard ships stay near it all year, and it may lie no farther from the shore radar than its link
reaches. Towing for overhaul is inside the material availability.
"""

from __future__ import annotations

from estimator.calculators.elements import site
from estimator.calculators.row import row
from estimator.calculators.shared import deliveries, retirement
from estimator.calculators.shared.bought_once import BOUGHT_ONCE

SCOPE = "element"
LABEL = "Moored missile-defence platforms"
ITEM = "platform"
USUAL = ("support_price", "stations_per_item", "material_availability", "distance_to_shore", "link_reach")
INCLUDES = (deliveries, retirement, *BOUGHT_ONCE, site)


@row(label="Platform-years of marine operation", shown="count", only_with="support_price")
def support_units(in_service, one_year):
    """Platform-years of marine operation: hull, moorings, tugs, marine crew under contract and overhauls."""
    return in_service * one_year


@row(label="Guard ships", unit="ship")
def guard_ships(in_service, guard_ships_per_platform=0):
    """Guard ships bound to the platforms, counting those in port between turns."""
    return in_service * guard_ships_per_platform


@row(label="Guard ships: outlay", unit="money", measure="outlay", phase="operation", part="unit_operations")
def guard_outlay(guard_ships, guard_price, one_year):
    """Yearly cost of the guard ships, capital charge included, pay of their crews excluded."""
    return guard_ships * guard_price * one_year


@row(label="Guard ships: obligation", unit="money", measure="obligation", phase="operation", part="unit_operations")
def guard_obligation(guard_outlay):
    """Yearly contracts: the obligation falls in the year of the outlay."""
    return guard_outlay + 0


@row(label="Crews of guard ships", unit="person")
def guard_crews(guard_ships, people_per_guard_ship=0):
    """People aboard the guard ships; they come from ships that exist and are no billets of this option."""
    return guard_ships * people_per_guard_ship


@row(label="Within reach of the link", unit="1", measure="check", only_with="distance_to_shore or link_reach")
def link_in_reach(distance_to_shore, link_reach):
    """1 if the platform lies within the reach of its command link to shore."""
    return distance_to_shore <= link_reach
