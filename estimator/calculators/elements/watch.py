"""Existing ships that hold stations: the hulls, crews and money tied to the watch.

Nothing is bought. The hulls tied to the stations follow from the same shares of the year as for new ships; they are not
rounded, because a fleet rotates through the stations. Their upkeep and pay are spent anyway: give the element
`funding = "attributed"`, so that the option shows them without new money. `watch_start` and `watch_years` say when.
"""

from __future__ import annotations

from estimator.calculators.row import row
from estimator.calculators.shared import crewing, payments, staffing, watchkeeping

SCOPE = "element"
LABEL = "Watch by existing ships"
ITEM = "ship"
USUAL = ("people_per_crew", "hulls_available")
INCLUDES = (watchkeeping, crewing, payments, staffing)


@row(label="On watch", unit="1", shown="flag", measure="first_in_service")
def on_watch(year, watch_start, watch_years):
    """1 in the years of the watch."""
    return (watch_start <= year) * (year < watch_start + watch_years)


@row(label="Chain complete", unit="1", shown="flag", measure="service_share")
def complete(on_watch):
    """1 in the years of the watch: existing ships need no delivery."""
    return on_watch * 1


@row(label="Hulls tied to the stations, unrounded", unit="item", measure="watch_hulls")
def hulls_tied(stations_wanted, station_yield):
    """Existing hulls that the stations keep from other tasks."""
    return stations_wanted / station_yield


@row(label="Stations held", unit="station", measure="stations")
def stations(stations_wanted, on_watch):
    """Stations held in the years of the watch."""
    return stations_wanted * on_watch


@row(label="Hulls on this task", unit="item", measure="in_service")
def in_service(hulls_tied, on_watch):
    """Hulls tied to the stations, by year."""
    return hulls_tied * on_watch


@row(label="Crews serve already", unit="1", shown="flag")
def people_there(on_watch):
    """1 in the years of the watch: nobody is trained for it but those who replace losses."""
    return on_watch * 1


@row(label="The fleet has the hulls", unit="1", measure="check", only_with="hulls_available")
def hulls_suffice(hulls_tied, hulls_available):
    """1 if no more hulls are tied than the fleet has."""
    return hulls_tied <= hulls_available


@row(label="Places held in turn at full strength", unit="station", measure="station_sites")
def station_sites(hulls_tied, watch_share, stations_per_hull):
    """Stations that the hulls tied hold in turn, before weather."""
    return hulls_tied * watch_share * stations_per_hull


@row(label="Places that work in a raid, at full strength", unit="station", measure="full_stations", needs="threat")
def full_stations(station_sites, hulls_tied, station_yield, season_excess=0):
    """Places that weather lets work when a raid comes."""
    return watchkeeping.working_in_a_raid(station_sites, hulls_tied * station_yield, season_excess)
