"""How much of a round-the-clock station one hull holds.

A hull is on watch for the smaller of two shares of the year: what upkeep, dock and training leave
(`material_watch_share`), and what its crews can stand (`crews_per_hull` times `crew_endurance_share`). Weather
takes a part of that. Transit is inside the material share, as in the ministry's count of watch days (November 2020).
Calculators of ships on station include these rows.
"""

from __future__ import annotations

from typing import Any

from estimator.calculators.row import row
from estimator.expression.functions import maximum, minimum

WATCH = "stations_wanted or stations_per_hull or material_watch_share or crew_endurance_share or weather_loss"
"""What is told of a watch; ships of which none of it is told hold no station, and have no row of it."""


def working_in_a_raid(held: Any, working: Any, season_excess: Any) -> Any:
    """Places that weather lets work when a raid comes: more of them stand still in a season of storms.

    Every calculator that holds stations has a row of it, with its own word for weather.
    """
    return maximum(0, held - (held - working) * (1 + season_excess))


@row(label="Share of the year on watch", unit="1", shown="share", only_with=WATCH)
def watch_share(material_watch_share, crews_per_hull, crew_endurance_share):
    """Share of the year one hull can stand watch: what its material allows or what its crews can stand, if less.

    Source of the method: Ministry of Defense count of watch days of sea-based Aegis alternatives, November 2020.
    """
    return minimum(material_watch_share, crews_per_hull * crew_endurance_share)


@row(label="Share of the year on station and able to engage", unit="1", shown="share", only_with=WATCH)
def on_station_share(watch_share, weather_loss=0):
    """The share on watch less the part of it in which the sea stops the watch."""
    return watch_share * (1 - weather_loss)


@row(label="Stations held by one hull", unit="station / item", only_with=WATCH)
def station_yield(on_station_share, stations_per_hull):
    """Stations that one hull in service holds on a year's mean; its reciprocal is the hulls for one station."""
    return on_station_share * stations_per_hull
