"""Missile-defence sites on land: system, works, watch teams, guards, availability.

A site is bought with its radar and launchers (`unit_price`), its works (`facilities_price`) and the first training of
its teams (`introduction_price`). Its people are watch teams for every shift, guards and support. It holds its stations
for the share of the year in which its material is up, its link stands and, offshore, the sea allows; a site of which
neither is told, such as a base or a depot, holds none. The protection of
the site against attack is left out.

Source of the method: Ministry of Defense estimate for two Aegis Ashore units of 30 July 2018 (acquisition, training,
operation over 30 years).
"""

from __future__ import annotations

from estimator.calculators.row import row
from estimator.calculators.shared import deliveries, learning, retirement, watchkeeping
from estimator.calculators.shared.bought_once import BOUGHT_ONCE

WATCH = "stations_per_item or material_availability or weather_downtime"

SCOPE = "element"
LABEL = "Missile-defence sites on land"
ITEM = "site"
USUAL = ("stations_per_item", "material_availability", "people_per_team", "watch_teams", "guards", "support_people")
INCLUDES = (deliveries, retirement, *BOUGHT_ONCE)


@row(label="Bought", unit="item")
def procurement_units(ordered, learning_exponent=0, priced_so_far=0):
    """Orders of this year: radar, launchers, command and control, first spares."""
    return learning.as_learned(ordered + 0, learning_exponent, priced_so_far)


@row(label="Works begun", unit="item")
def facilities_units(ordered, works_per_order=0):
    """Works (buildings, roads, power, launch pads) begun with the order."""
    return ordered * works_per_order


@row(label="First training of teams", unit="item")
def introduction_units(ordered, trainings_per_order=0):
    """First training of the teams, contracted with the order."""
    return ordered * trainings_per_order


@row(label="Share of the year able to engage", unit="1", shown="share", only_with=WATCH)
def availability(material_availability, link_availability=1, weather_downtime=0):
    """Share of the year in which material, link and, offshore, weather all allow an engagement; independent causes."""
    return material_availability * link_availability * (1 - weather_downtime)


@row(label="Stations held", unit="station", measure="stations", only_with=WATCH)
def stations(in_service, availability, stations_per_item):
    """Stations held on a year's mean."""
    return in_service * availability * stations_per_item


@row(label="Launch cells", unit="cell")
def launch_cells(quantity, cells_per_item=0):
    """Launch cells of all, for the rounds to be bought."""
    return quantity * cells_per_item


@row(label="People present at one", unit="person / item")
def people_present(people_per_team=0, watch_teams=0, guards=0, support_people=0):
    """Watch teams of all shifts, guards and support at one site or platform."""
    return people_per_team * watch_teams + guards + support_people


@row(label="Billets", unit="person", measure="billets")
def billets(in_service, people_present=0, rotation_factor=1):
    """People of all in service; offshore, people ashore between turns come on top by the rotation factor."""
    return in_service * people_present * rotation_factor


@row(label="Years of upkeep", shown="count")
def upkeep_units(in_service, one_year):
    """Years in service of all: operation and maintenance of the system."""
    return in_service * one_year


@row(label="Disposed of", unit="item", only_with=retirement.DISPOSAL)
def disposal_units(retired, released=0, disposal_start=0):
    """Those whose life ends in this year."""
    return retirement.from_the_start(retired + 0, released, disposal_start)


@row(label="Price of disposal of one", unit="money / item")
def disposal_price(unit_price, disposal_share=0):
    """Disposal as a share of the price."""
    return unit_price * disposal_share


@row(label="Places held at full strength", unit="station", measure="station_sites", only_with=WATCH)
def station_sites(quantity, stations_per_item, material_availability):
    """Stations that all hold, planned upkeep and overhaul taken off, before link and weather."""
    return quantity * stations_per_item * material_availability


@row(label="Places that work in a raid, at full strength", unit="station", measure="full_stations", needs="threat")
def full_stations(station_sites, weather_downtime=0, season_excess=0):
    """Places that weather lets work when a raid comes; the link fails for all at once and counts apart."""
    return watchkeeping.working_in_a_raid(station_sites, station_sites * (1 - weather_downtime), season_excess)
