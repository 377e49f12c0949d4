"""Ships bought to hold stations: hulls, series price, crews, upkeep, refit and disposal.

Ships of which no watch is told hold no station, and those of which no crew is told need nobody: price and upkeep are
enough. Hulls for a station day and night follow from the share of the year that one hull is on watch (see
watchkeeping). A series may be learned, by cumulative average or by unit (see learning): ships bought as quoted cost
what was quoted, and each year's orders cost what they add to the series. Ships that shoot on
a radar ashore engage nothing while that radar or the link to it fails (`radar_availability`, `link_availability`); more
hulls do not help against it. Crews under training and yards' capacity are left out.
"""

from __future__ import annotations

from estimator.calculators.row import row
from estimator.calculators.shared import crewing, deliveries, learning, retirement, watchkeeping
from estimator.calculators.shared.bought_once import BOUGHT_ONCE
from estimator.expression.functions import ceiling, divide_or, lagged, previous

SCOPE = "element"
LABEL = "Fleet of ships that hold stations"
ITEM = "ship"
USUAL = (
    "stations_wanted",
    "stations_per_hull",
    "material_watch_share",
    "crews_per_hull",
    "crew_endurance_share",
    "people_per_crew",
)
INCLUDES = (deliveries, retirement, watchkeeping, crewing, *BOUGHT_ONCE)


@row(label="Hulls to hold the stations, unrounded", unit="item", only_with=watchkeeping.WATCH)
def hulls_needed(stations_wanted, station_yield):
    """Hulls that would hold the stations wanted day and night, all year, before rounding."""
    return stations_wanted / station_yield


@row(label="Ships to hold the stations", unit="item")
def ships_to_hold(hulls_needed):
    """Whole ships needed so that every station wanted is always held."""
    return ceiling(hulls_needed)


@row(label="Margin left by whole hulls", unit="item")
def rounding_margin(ships_to_hold, hulls_needed):
    """How far the need could grow before one more whole ship is wanted: near 0 the answer is about to flip."""
    return ships_to_hold - hulls_needed


@row(
    label="One more ship from this loss to weather on",
    unit="1",
    measure="flip",
    by="weather_loss",
    over="ships_to_hold",
    only_with=watchkeeping.WATCH,
)
def weather_loss_for_one_more(stations_wanted, ships_to_hold, watch_share, stations_per_hull):
    """The share of the watch lost to weather above which the stations take one more whole ship; 1 for no station."""
    return 1 - divide_or(stations_wanted, ships_to_hold * watch_share * stations_per_hull, 0)


@row(label="Time in which a radar or link ashore fails", unit="1", shown="share", measure="remote_outage")
def remote_outage(link_availability=1, radar_availability=1):
    """Share of the time in which ships that need a radar ashore cannot shoot; nothing where they have their own."""
    return 1 - link_availability * radar_availability


@row(label="Stations held", unit="station", measure="stations")
def stations(in_service, station_yield, remote_outage=0):
    """Stations held by the ships in service, on a year's mean; not capped at the stations wanted."""
    return in_service * station_yield * (1 - remote_outage)


@row(label="Launch cells of the whole series", unit="cell")
def launch_cells(quantity, cells_per_ship=0):
    """Vertical launch cells of all ships of the series, for the rounds to be bought."""
    return quantity * cells_per_ship


@row(label="Ships ordered, at the quoted price", unit="item")
def procurement_units(ordered, learning_exponent=0, priced_so_far=0):
    """This year's orders in ships of the quoted mean price: the first of a learned series counts for more than one."""
    return learning.as_learned(ordered + 0, learning_exponent, priced_so_far)


@row(label="Series begun", unit="1")
def series_begun(ordered_so_far):
    """1 from the first order on."""
    return 0 < ordered_so_far


@row(label="Series start-up", unit="1", shown="count")
def introduction_units(series_begun, series_startups=0):
    """The start-up of the series (design, tooling, trials), paid once, from the year of the first order."""
    return series_startups * (series_begun - previous(series_begun, 0))


@row(label="Refit falls within the service life", unit="1", shown="flag")
def refitted_in_life(refit_age, service_life, refits_per_ship=0):
    """1 where a ship reaches the age of the refit before its life ends; nil where refits are inside the upkeep."""
    return (ceiling(refit_age) < ceiling(service_life)) * (0 < refits_per_ship)


@row(label="Ships in mid-life refit", unit="item")
def refit_units(delivered, refit_age, refitted_in_life, refits_per_ship=0):
    """Ships that reach the age of the refit within their life; none where refits are inside the upkeep."""
    return refits_per_ship * lagged(delivered, ceiling(refit_age)) * refitted_in_life


@row(label="Ships disposed of", unit="item", only_with=retirement.DISPOSAL)
def disposal_units(retired, released=0, disposal_start=0):
    """Ships whose life ends in this year."""
    return retirement.from_the_start(retired + 0, released, disposal_start)


@row(label="Price of disposal of one ship", unit="money / item")
def disposal_price(unit_price, disposal_share=0):
    """Disposal as a share of the ship's price."""
    return unit_price * disposal_share


@row(
    label="Places held in turn at full strength", unit="station", measure="station_sites", only_with=watchkeeping.WATCH
)
def station_sites(quantity, watch_share, stations_per_hull, radar_availability=1):
    """Stations that all ships hold in turn while the radar that they need stands, before weather and link."""
    return quantity * watch_share * stations_per_hull * radar_availability


@row(label="Places that work in a raid, at full strength", unit="station", measure="full_stations", needs="threat")
def full_stations(station_sites, quantity, station_yield, radar_availability=1, season_excess=0):
    """Places that weather lets work when a raid comes; the link fails for all at once and counts apart."""
    return watchkeeping.working_in_a_raid(station_sites, quantity * station_yield * radar_availability, season_excess)
