"""How many missiles of a raid leak through: upper tier at sea or on land, then Patriot.

Three raids: a limited one and the first salvo, each one salvo, and the first day with all its salvos, which are taken
as equal. A raid is split evenly over the stations wanted. A station that works engages no more than its share of the
raid in reach, what it can engage at a time in each salvo, and what the rounds of the day allow. Rounds are one national
stock and what the option buys, spread over the stations wanted, so that no option wins by a full magazine elsewhere.

`station_sites` are the places that an option's elements hold in turn, planned upkeep and long outages taken off (hulls
times the share of time on watch, or sites); the baseline's ships hold what is left open by plan, with their own
chance to work. `full_stations` are the places that weather lets work when a raid comes; a place that fails by chance
stays open, for no ship is there in time. What all stations share (decoys, software: `common_cause`) fails for all at
once, and so does the link of an option that has one (`link_availability`): without it none of its own stations engages.

What gets past the upper tier meets Patriot, which stops it only above the people whom it covers and while rounds last;
a pack without such a lower tier leaves its numbers out, and its rows vanish. Cover: units that are deployed and ready
stand over the most crowded places first, so that people covered are the ground in their circles, as a share of all
ground, to the power of `crowding` (the upper part of a Pareto distribution of density; 1 for people spread evenly).

Kill chance: P = 1 − (1 − pk)^shots, the standard form for independent shots. The chance of no leaker is the binomial
over the missiles of each station's area, station up or down; areas are independent but for what all share. Left out:
shots after a look, damage to the defence, fragments, missiles that would have missed, storms over all stations at once.

*Cost per effect* is the life-cycle cost over the missiles that the option itself stops on one first day; it stays
blank where the option stops none.
"""

from __future__ import annotations

from estimator.calculators.roles import Role
from estimator.calculators.row import Argument, Formula, RowDefinition, row, row_over
from estimator.expression.functions import divide_or, maximum, minimum, only_where, sum_of

SCOPE = "option"
MARKS = {"needs": "threat"}
LABEL = "Missiles stopped"


@row(label="Places held by the option's elements", unit="station", gather={"sites": {"measure": "station_sites"}})
def held_places(sites=0):
    """Places that the option's elements hold in turn at full strength, before weather and link."""
    return sum_of(sites)


@row(label="Places held, no more than wanted", unit="station")
def own_places(held_places, stations_wanted):
    """Places that count in a raid: no more than the stations wanted."""
    return minimum(held_places, stations_wanted)


@row(
    label="Places left to the baseline's watch",
    unit="station",
    wire={"baseline_places": "{baseline_option}.own_places"},
)
def watch_places(own_places, baseline_places, baseline_watch=1):
    """Places that the baseline holds and the option does not; `baseline_watch` 0 sends that watch elsewhere."""
    return baseline_watch * maximum(0, baseline_places - own_places)


@row(label="Chance that an own place works", unit="1", shown="share", gather={"stations": {"measure": "full_stations"}})
def own_chance_up(held_places, stations=0):
    """Places that weather lets work over places held, when a raid comes; link and common causes stand apart."""
    return divide_or(sum_of(stations), held_places, 0)


@row(label="Chance that the link is cut", unit="1", shown="share", gather={"links": {"measure": "link_availability"}})
def link_cut(links=0):
    """Chance that the option's link does not stand when a raid comes; nil for an option without a link."""
    stands = 1
    for link in links:
        stands = stands * link
    return 1 - stands


@row(label="Own stations that work while the link stands", unit="station")
def own_stations_up(own_places, own_chance_up):
    """Places that count times the chance that they work."""
    return own_places * own_chance_up


@row(
    label="Stations of the baseline's watch that work",
    unit="station",
    wire={"chance_up": "{baseline_option}.own_chance_up"},
)
def watch_stations_up(watch_places, chance_up):
    """Places left to the baseline's ships times the chance that one of them works."""
    return watch_places * chance_up


@row(label="Stations that work, expected", unit="station")
def stations_up(own_stations_up, watch_stations_up, link_cut=0):
    """Own stations while the link stands, and those of the baseline's watch; common causes stand apart."""
    return own_stations_up * (1 - link_cut) + watch_stations_up


@row(label="Rounds for one station", unit="missile / station", gather={"rounds": {"measure": "upper_rounds"}})
def rounds_per_station(stations_wanted, ready_stock=0, rounds=0):
    """What is ready of the national stock and the rounds that the option buys, over the stations wanted."""
    return (ready_stock + sum_of(rounds)) / stations_wanted


@row(
    label="Ground in the circles of ready Patriot units",
    unit="1",
    shown="share",
    gather={"units": {"measure": "patriot_units"}},
)
def patriot_ground(area_to_defend, circle_area=0, existing_patriot_units=0, patriot_availability=1, units=0):
    """Circles of today's units and the option's, times the share of units deployed and ready, over all ground."""
    return (existing_patriot_units + sum_of(units)) * patriot_availability * circle_area / area_to_defend


@row(label="People under Patriot units that are ready", unit="1", shown="share")
def patriot_cover(patriot_ground=0, crowding=1):
    """Share of people in the circles, most crowded places first: so many missiles of a raid come down there."""
    return minimum(1, patriot_ground) ** crowding


@row(
    label="Share of the Patriot cover that is the option's",
    unit="1",
    shown="share",
    wire={"today": "{baseline_option}.patriot_cover"},
)
def own_patriot_share(patriot_cover=0, today=0):
    """People whom the option's units cover beyond today's, over all covered."""
    return divide_or(patriot_cover - today, patriot_cover, 0)


@row(label="Missiles for which Patriot has rounds", unit="missile", gather={"rounds": {"measure": "lower_rounds"}})
def patriot_targets(existing_patriot_rounds=0, patriot_usable=1, patriot_shots=1, rounds=0):
    """Ready rounds, today's and the option's, that stand where the raid falls, over the shots at each missile."""
    return (existing_patriot_rounds + sum_of(rounds)) * patriot_usable / patriot_shots


@row(label="Most engagements of a station on the first day", unit="missile / station")
def engagement_limit_day(engagement_limit, raid_first_day, raid_first_salvo):
    """What one salvo allows, times the salvos of the day: missiles of the day over those of the first salvo."""
    return engagement_limit * divide_or(raid_first_day, raid_first_salvo, 1)


def _engaged(raid, stations_wanted, in_reach, limit, rounds, shots):
    """Missiles engaged by one station that works: the least of its share in reach, its limit, its rounds over shots."""
    return minimum(raid / stations_wanted * in_reach, limit, rounds / shots)


def _past_upper(raid, kill_chance, common_cause, stations_up, engaged):
    """Expected missiles past the upper tier: the raid less kill chance × stations that work × engaged by each."""
    return raid - kill_chance * common_cause * stations_up * engaged


def _by_patriot(kill_chance, past, cover, targets):
    """Expected missiles that Patriot stops: those that come down under its cover, as far as there are rounds."""
    return kill_chance * minimum(past * cover, targets)


def _leakers(past, by_patriot):
    """Expected missiles of the raid that no tier stops."""
    return past - by_patriot


def _define(
    name: str,
    label: str,
    function: Formula,
    arguments: tuple[str, ...],
    unit: str = "missile",
    role: Role | None = None,
    reads: dict[str, Role] | None = None,
    each: str = "",
    short: str = "",
) -> RowDefinition:
    """A row over named arguments; the leakers of a raid are a metric, of which less is better."""
    named = tuple(Argument(each, 0.0 if each in OPTIONAL else None) for each in arguments)
    metric = function is _leakers
    marks = {"better": "less", **({"measure": AFTER_STRIKE} if each else {})} if metric else {}
    said = {"name": name, "label": label, "short": short, "unit": unit, "metric": metric, "marks": marks, "role": role}
    return row_over(function, named, **said, each=each, reads=reads or {})


STATION, AFTER_STRIKE = "missile / station", "leakers_after_strike"
OPTIONAL = ("patriot_cover", "patriot_targets", "rounds_per_station")
"""What a pack or an option may be without: a lower tier, rounds."""


def _raid(
    raid: str, kind: str, words: str, limit: str, metric: str, short: str, role: Role | None = None, each: str = ""
) -> tuple[RowDefinition, ...]:
    """The rows of one raid: engaged by a station, past the upper tier, stopped by Patriot, leakers."""
    engaged, past, patriot = f"engaged_{kind}", f"past_upper_{kind}", f"stopped_by_patriot_{kind}"
    station = (raid, "stations_wanted", "in_reach", limit, "rounds_per_station", "upper_shots")
    upper = (raid, "upper_kill_chance", "common_cause", "stations_up", engaged)
    lower = ("patriot_kill_chance", past, "patriot_cover", "patriot_targets")
    reads = {raid: Role.LIMITED_RAID} if kind == "limited" else {}
    return (
        _define(engaged, f"{words}: engaged by a station", _engaged, station, STATION, reads=reads, each=each),
        _define(past, f"{words}: past the upper tier", _past_upper, upper, each=each),
        _define(patriot, f"{words}: stopped by Patriot", _by_patriot, lower, each=each),
        _define(metric, f"{words}: expected leakers", _leakers, (past, patriot), role=role, each=each, short=short),
    )


ENGAGED, PAST_UPPER, BY_PATRIOT, LEAKERS = _raid(
    "raid_first_day", "first_day", "First day", "engagement_limit_day", "expected_leakers", "Leakers", Role.LEAKERS
)
ENGAGED_SALVO, PAST_UPPER_SALVO, BY_PATRIOT_SALVO, LEAKERS_SALVO = _raid(
    "raid_first_salvo",
    "first_salvo",
    "First salvo",
    "engagement_limit",
    "expected_leakers_first_salvo",
    "Leakers, salvo",
    Role.LEAKERS_FIRST_SALVO,
)
ENGAGED_LIMITED, PAST_UPPER_LIMITED, BY_PATRIOT_LIMITED, LEAKERS_LIMITED = _raid(
    "limited_raid",
    "limited",
    "Limited raid",
    "engagement_limit",
    "expected_leakers_limited",
    "Leakers, limited",
    Role.LEAKERS_LIMITED,
)
ENGAGED_AFTER, PAST_UPPER_AFTER, BY_PATRIOT_AFTER, LEAKERS_AFTER = _raid(
    "raid_after_strike_support",
    "after_support",
    "First day after strike, {support_label}",
    "engagement_limit_day",
    "expected_leakers_after_strike_support",
    "Left, {support_short}",
    each="support",
)


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
    """Chance that Patriot alone stops all missiles of one station's area."""
    return patriot_stop_chance**missiles_at_station


@row(label="Chance that a working station stops a missile of its area", unit="1", shown="share")
def station_stop_chance(upper_kill_chance, engaged_limited, stations_wanted, limited_raid):
    """Kill chance times the share of its missiles of the limited raid that a station engages."""
    return upper_kill_chance * divide_or(engaged_limited * stations_wanted, limited_raid, 0)


@row(label="No leaker in the area of a station that works", unit="1", shown="share")
def clean_held(station_stop_chance, missiles_at_station, patriot_stop_chance=0):
    """Chance that the two tiers stop all missiles of one station's area while the station works (binomial)."""
    return (1 - (1 - station_stop_chance) * (1 - patriot_stop_chance)) ** missiles_at_station


@row(label="No leaker in one area", unit="1", shown="share")
def clean_area(own_stations_up, watch_stations_up, stations_wanted, clean_held, clean_unheld=0):
    """Chance that nothing leaks in one station's area, over the cases that a station works there or not."""
    return clean_unheld + (own_stations_up + watch_stations_up) / stations_wanted * (clean_held - clean_unheld)


@row(label="No leaker anywhere, and the link is cut", unit="1", shown="share")
def clean_without_link(watch_stations_up, stations_wanted, clean_held, areas, clean_unheld=0, link_cut=0):
    """Chance that the link is cut and nothing leaks all the same: only the baseline's watch engages."""
    return link_cut * (clean_unheld + watch_stations_up / stations_wanted * (clean_held - clean_unheld)) ** areas


@row(label="Stations wanted, as a number", unit="1", shown="count")
def areas(stations_wanted, one_station):
    """Areas into which the raid falls: one for each station."""
    return stations_wanted / one_station


@row(
    label="Chance of no leaker, limited raid",
    unit="1",
    shown="share",
    metric="No leaker",
    better="more",
    role=Role.NO_LEAKER,
)
def chance_of_no_leaker_limited(common_cause, clean_area, areas, clean_without_link=0, clean_unheld=0, link_cut=0):
    """Chance that nothing of the limited raid leaks: by both tiers, or Patriot alone where a common cause strikes."""
    both = (1 - link_cut) * clean_area**areas + clean_without_link
    return common_cause * both + (1 - common_cause) * clean_unheld**areas


@row(label="Missiles that the option's own stations stop", unit="missile")
def stopped_by_own_stations(upper_kill_chance, common_cause, own_stations_up, engaged_first_day, link_cut=0):
    """Missiles of the first day stopped by the option's own stations, expected."""
    return upper_kill_chance * common_cause * own_stations_up * (1 - link_cut) * engaged_first_day


@row(label="Missiles that the option stops", unit="missile")
def stopped_by_option(
    stopped_by_own_stations, stopped_by_patriot_first_day=0, own_patriot_share=0, missiles_not_launched=0
):
    """Missiles of the first day stopped by the option's own means or never launched because of its strike."""
    return stopped_by_own_stations + own_patriot_share * stopped_by_patriot_first_day + missiles_not_launched


@row(label="Cost per missile stopped", metric="Per missile", better="less", unit="money / missile")
def cost_per_missile_stopped(life_cycle_cost, stopped_by_option):
    """Life-cycle cost in the horizon over the missiles that the option itself stops on one first day."""
    return only_where(0 < stopped_by_option, divide_or(life_cycle_cost, stopped_by_option, 0))
