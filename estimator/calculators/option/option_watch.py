"""What the option holds: stations, station-years, hulls freed, cost on an equal watch.

Two ships hold 0.67 of two stations, two sites hold 2: no fair race. So cost stands also per station-year and on an
equal watch: with every station-year that the option leaves to the baseline, before its service and in it, at what one
costs there. What an option does not hold, the yardstick ships keep holding (`yardstick` in `pack.toml`). Ships of an
ally (`ally` in `pack.toml`) that keep the same watch are freed by what new elements hold.
"""

from __future__ import annotations

from estimator.calculators.roles import Role
from estimator.calculators.row import row
from estimator.expression.functions import divide_or, largest, maximum, minimum, only_where, sum_of, total

SCOPE = "option"
PLACE = 4
LABEL = "Watch"


@row(label="Stations held", unit="station", gather={"parts": {"measure": "stations"}})
def stations(parts):
    """Stations that the option's elements hold in this year, availability taken into account."""
    return sum_of(parts)


@row(
    label="Stations held at full strength",
    unit="station",
    metric="Stations held",
    better="more",
    role=Role.STATIONS_HELD,
)
def stations_held(stations):
    """Stations times availability with everything in service."""
    return largest(stations)


@row(label="Station-years in the horizon, by year", unit="station * year")
def station_years_by_year(stations, in_horizon, one_year):
    """Station-years that the option holds in this year of the horizon."""
    return stations * in_horizon * one_year


@row(label="Station-years in the horizon", unit="station * year")
def station_years(station_years_by_year):
    """Station-years that the option holds in the horizon."""
    return total(station_years_by_year)


@row(label="Cost per station-year", unit="money / station / year", metric="Per station-year", better="less")
def cost_per_station_year(life_cycle_cost, station_years):
    """Life-cycle cost in the horizon over the station-years held in it."""
    return only_where(0 < station_years, divide_or(life_cycle_cost, station_years, 0))


@row(
    label="Station-years missing, by year",
    unit="station * year",
    wire={"baseline_stations": "{baseline_option}.stations"},
)
def missing_by_year(stations, baseline_stations, in_horizon, one_year):
    """Station-years that the baseline holds in this year of the horizon and the option does not."""
    return maximum(0, baseline_stations - stations) * in_horizon * one_year


@row(label="Station-years missing in the horizon", unit="station * year")
def missing_station_years(missing_by_year):
    """Station-years of the baseline that the option does not hold, those before its service included."""
    return total(missing_by_year)


@row(
    label="Cost of the missing station-years",
    unit="money",
    wire={"baseline_cost": "{baseline_option}.life_cycle_cost", "baseline_years": "{baseline_option}.station_years"},
)
def cost_of_missing(missing_station_years, baseline_cost, baseline_years):
    """The missing station-years, each at what one costs the baseline."""
    return divide_or(missing_station_years * baseline_cost, baseline_years, 0)


@row(label="Equal-watch cost", unit="money", metric="Equal watch", better="less", role=Role.EQUAL_WATCH_COST)
def equal_watch_cost(life_cycle_cost, station_years, cost_of_missing):
    """Life-cycle cost with the missing station-years of the horizon, each at what one costs the baseline."""
    return only_where(0 < station_years, life_cycle_cost + cost_of_missing)


@row(
    label="Stations left to {yardstick}s", unit="station", wire={"baseline_stations": "{baseline_option}.stations_held"}
)
def stations_uncovered(stations_held, baseline_stations):
    """Stations of the baseline that the option does not hold."""
    return maximum(0, baseline_stations - stations_held)


@row(label="Hulls of watch in the option", unit="ship", gather={"parts": {"measure": "watch_hulls"}})
def own_watch_hulls(parts=0):
    """Existing hulls that the option itself keeps on watch."""
    return sum_of(parts)


@row(label="Hulls of watch", unit="ship", wire={"station_yield": "yardstick.station_yield"})
def watch_hulls(stations_uncovered, station_yield, own_watch_hulls):
    """Hulls that stay tied to the watch: the option's own and those for the stations it does not hold, unrounded."""
    return own_watch_hulls + stations_uncovered / station_yield


@row(
    label="{yardstick}s freed",
    unit="ship",
    metric="Ships freed",
    better="more",
    wire={"baseline_hulls": "{baseline_option}.watch_hulls"},
    role=Role.YARDSTICKS_FREED,
)
def yardsticks_freed(watch_hulls, baseline_hulls):
    """Hulls of watch that the option frees against the baseline, unrounded; negative if it takes more."""
    return baseline_hulls - watch_hulls


@row(
    label="Stations held by new elements",
    unit="station",
    gather={"parts": {"measure": "stations", "funding": "!attributed"}},
    needs_setting="ally",
)
def new_stations(parts=0):
    """Stations that elements hold which are not there anyway."""
    return sum_of(parts)


@row(label="Stations held by new elements at full strength", unit="station", needs_setting="ally")
def new_stations_held(new_stations=0):
    """The same with everything in service."""
    return largest(new_stations)


@row(
    label="{yardstick}s of the ally freed",
    unit="ship",
    metric="Ally's freed",
    better="more",
    wire={"stations_wanted": "{baseline_option}.stations_held"},
    needs_setting="ally",
)
def allied_yardsticks_freed(ally_watch_hulls, stations_wanted, new_stations_held=0):
    """Hulls that the ally keeps on the same watch, by the part of the baseline's stations that new elements hold."""
    return ally_watch_hulls * minimum(1, divide_or(new_stations_held, stations_wanted, 0))


@row(
    label="Hulls of watch freed in the year",
    unit="ship",
    wire={
        "baseline_hulls": "{baseline_option}.watch_hulls",
        "baseline_stations": "{baseline_option}.stations",
        "station_yield": "yardstick.station_yield",
    },
)
def freed_in_year(baseline_hulls, own_watch_hulls, baseline_stations, stations, station_yield, in_horizon):
    """Hulls that the option frees by what it holds in this year; nil before it serves."""
    tied = own_watch_hulls + maximum(0, baseline_stations - stations) / station_yield
    return maximum(0, baseline_hulls - tied) * in_horizon


@row(
    label="People in crews of freed {yardstick}s",
    unit="person",
    measure="freed_people",
    service="{yardstick_service}",
    wire={"crew": "yardstick.crew", "crews_per_hull": "yardstick.crews_per_hull"},
)
def freed_people(freed_in_year, crew, crews_per_hull):
    """Crews of the hulls that the option frees in this year; they stay with their ships unless the pack says else."""
    return freed_in_year * crews_per_hull * crew


@row(label="People in crews of freed {yardstick}s at the peak", unit="person", role=Role.FREED_PEOPLE)
def freed_people_peak(freed_people):
    """The same in the peak year; none of them counts as people that can be spared unless the pack says so."""
    return largest(freed_people)


@row(
    label="Own people in the service of the {yardstick}s",
    unit="person",
    gather={"parts": {"measure": "billets", "service": "{yardstick_service}", "funding": "!attributed"}},
)
def own_watch_people(in_horizon, parts=0):
    """Billets that the option needs in the service that crews the yardstick ships."""
    return sum_of(parts) * in_horizon


@row(label="Own people in that service at the peak", unit="person")
def own_watch_people_peak(own_watch_people):
    """The same in the peak year."""
    return largest(own_watch_people)


@row(
    label="{yardstick} crews freed",
    unit="crew",
    metric="Crews freed",
    better="more",
    wire={"freed": "{yardstick}s_freed", "crew": "yardstick.crew", "crews_per_hull": "yardstick.crews_per_hull"},
    role=Role.CREWS_FREED,
)
def yardstick_crews_freed(freed, crew, crews_per_hull, own_watch_people_peak=0):
    """Crews of the freed hulls, less the option's own people in the same service counted in such crews."""
    return freed * crews_per_hull - own_watch_people_peak / crew


@row(
    label="People in {yardstick} crews",
    unit="crew",
    metric="People as crews",
    better="less",
    wire={"crew": "yardstick.crew"},
)
def people_in_yardstick_crews(people, crew):
    """The option's people of all services, counted in crews of the yardstick ship."""
    return people / crew
