"""How likely nothing of a limited raid leaks through: the binomial over the missiles of each station's area.

A station works over its area or not; areas are independent but for what all share (`common_cause`) and for the link of
an option that has one. What a station does not stop meets Patriot, as in *Missiles stopped*. Where an ally helps,
its ships stand in as likely in one area as in another, and the chance is p × with + (1 − p) × without its support, p
that of a limited attack.
"""

from __future__ import annotations

from typing import Any

from estimator.calculators.option.allied_watch import HELPED, expected
from estimator.calculators.roles import Role
from estimator.calculators.row import row
from estimator.expression.functions import divide_or

SCOPE = "option"
MARKS = {"needs": "threat"}
LABEL = "No leaker in a limited raid"


@row(label="Missiles of the limited raid at one station, as a number", unit="1", shown="count")
def missiles_at_station(limited_raid, stations_wanted, one_station, one_missile):
    """The exponent of the binomial: missiles that each station's area receives."""
    return limited_raid / stations_wanted * one_station / one_missile


@row(label="Chance that Patriot stops a missile past the upper tier", unit="1", shown="share")
def patriot_stop_chance(past_upper_limited, stopped_by_patriot_limited=0):
    """Stopped by Patriot over those past the upper tier, limited raid."""
    return divide_or(stopped_by_patriot_limited, past_upper_limited, 0)


@row(label="No leaker in an area without upper tier", unit="1", shown="share")
def clean_unheld(missiles_at_station, patriot_stop_chance=0):
    """Chance that the lower tier alone stops all missiles of one station's area."""
    return patriot_stop_chance**missiles_at_station


@row(label="Chance that a working station stops a missile of its area", unit="1", shown="share")
def station_stop_chance(upper_kill_chance, engaged_limited, stations_wanted, limited_raid):
    """Kill chance times the share of its missiles of the limited raid that a station engages."""
    return upper_kill_chance * divide_or(engaged_limited * stations_wanted, limited_raid, 0)


@row(label="No leaker in the area of a station that works", unit="1", shown="share")
def clean_held(station_stop_chance, missiles_at_station, patriot_stop_chance=0):
    """Chance that the two tiers stop all missiles of one station's area while the station works (binomial)."""
    return (1 - (1 - station_stop_chance) * (1 - patriot_stop_chance)) ** missiles_at_station


def _clean(stations: Any, stations_wanted: Any, clean_held: Any, clean_unheld: Any) -> Any:
    return clean_unheld + stations / stations_wanted * (clean_held - clean_unheld)


@row(label="No leaker in one area", unit="1", shown="share")
def clean_area(own_stations_up, watch_stations_up, stations_wanted, clean_held, clean_unheld=0):
    """Chance that nothing leaks in one station's area, over the cases that a station works there or not."""
    return _clean(own_stations_up + watch_stations_up, stations_wanted, clean_held, clean_unheld)


@row(label="No leaker in one area, {helped_label}", unit="1", shown="share", each=HELPED)
def clean_area_helped(clean_area, clean_held, allied_cover_helped=0):
    """The same where a ship of the ally stands in, whether or not the area's own station works."""
    return clean_area + allied_cover_helped * (clean_held - clean_area)


@row(label="No leaker anywhere, and the link is cut", unit="1", shown="share")
def clean_without_link(watch_stations_up, stations_wanted, clean_held, areas, clean_unheld=0, link_cut=0):
    """Chance that the link is cut and nothing leaks all the same: only the baseline's watch engages."""
    return link_cut * _clean(watch_stations_up, stations_wanted, clean_held, clean_unheld) ** areas


@row(label="No leaker anywhere, and the link is cut, {helped_label}", unit="1", shown="share", each=HELPED)
def clean_without_link_helped(
    watch_stations_up, stations_wanted, clean_held, areas, allied_cover_helped=0, clean_unheld=0, link_cut=0
):
    """The same with ships of the ally, which need no link."""
    alone = _clean(watch_stations_up, stations_wanted, clean_held, clean_unheld)
    return link_cut * (alone + allied_cover_helped * (clean_held - alone)) ** areas


@row(label="Stations wanted, as a number", unit="1", shown="count")
def areas(stations_wanted, one_station):
    """Areas into which the raid falls: one for each station."""
    return stations_wanted / one_station


def _no_leaker(
    common_cause: Any, clean_area: Any, areas: Any, clean_without_link: Any, clean_unheld: Any, link_cut: Any
) -> Any:
    both = (1 - link_cut) * clean_area**areas + clean_without_link
    return common_cause * both + (1 - common_cause) * clean_unheld**areas


@row(
    label="Chance of no leaker, limited raid, {helped_label}", unit="1", shown="share", each=HELPED, measure="no_leaker"
)
def no_leaker_limited_helped(
    common_cause, clean_area_helped, areas, clean_without_link_helped=0, clean_unheld=0, link_cut=0
):
    """Chance that nothing of the limited raid leaks while the ally's ships stand in."""
    return _no_leaker(common_cause, clean_area_helped, areas, clean_without_link_helped, clean_unheld, link_cut)


@row(
    label="Chance of no leaker, limited raid",
    unit="1",
    shown="share",
    metric="No leaker",
    better="more",
    role=Role.NO_LEAKER,
    gather={"helped": {"scope": "option", "measure": "no_leaker"}},
)
def chance_of_no_leaker_limited(
    common_cause,
    clean_area,
    areas,
    clean_without_link=0,
    clean_unheld=0,
    link_cut=0,
    support_probability_limited=0,
    helped=0,
):
    """Chance that nothing of the limited raid leaks: by both tiers, or the lower alone where a common cause strikes.

    Over the ally's support given and not given.
    """
    alone = _no_leaker(common_cause, clean_area, areas, clean_without_link, clean_unheld, link_cut)
    return expected(alone, helped, support_probability_limited)
