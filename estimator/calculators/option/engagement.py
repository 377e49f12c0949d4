"""How many missiles of a raid leak through: upper tier at sea or on land, then Patriot.

A raid is split evenly over the stations wanted. A station that is up engages no more than its share of the raid, its
ready rounds over the shots at each missile, and what it can engage at a time. `station_sites` are the places that an
option's elements hold in turn, planned upkeep taken off (hulls times the share of time on watch, or sites);
`full_stations` are the same times the chance that weather, link and the like let them work. Places that the option
leaves open by plan stay with the baseline's watch; a place that fails at random stays open, for no ship is there in
time. What gets past the upper tier meets Patriot, which stops it only over the ground that it covers and while rounds
last; a pack without such a lower tier leaves its numbers out, and its rows vanish.

Kill chance: P = 1 − (1 − pk)^shots, the standard form for independent shots; what shots have in common (a decoy, a
fault of radar or software) stands apart as a factor on the chance that a station works at all, so it strikes a whole
raid. The chance of no leaker is the binomial over the missiles of each station's area, station up or down. Left out:
shots after a look, damage to the defence, fragments, and missiles that would have missed.

*Cost per effect* is the life-cycle cost over the missiles that the option itself stops in the first day; it stays
blank where the option stops none.
"""

from __future__ import annotations

from dataclasses import replace

from estimator.calculators.roles import Role
from estimator.calculators.row import Argument, Formula, RowDefinition, row, row_over
from estimator.expression.functions import divide_or, maximum, minimum, only_where, sum_of

SCOPE = "option"
MARKS = {"needs": "threat"}
LABEL = "Missiles stopped"


@row(label="Places held by the option's elements", unit="station", gather={"sites": {"measure": "station_sites"}})
def held_places(sites=0):
    """Places that the option's elements hold in turn at full strength, before weather, upkeep of sites and link."""
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
def own_chance_up(held_places, common_cause, stations=0):
    """Stations over places, times the chance that nothing common to all shots fails."""
    return divide_or(sum_of(stations), held_places, 0) * common_cause


@row(
    label="Ready rounds at a place",
    unit="missile / station",
    gather={"rounds": {"measure": "upper_rounds"}, "stations": {"measure": "full_stations"}},
)
def own_rounds_per_place(rounds=0, stations=0):
    """Upper-tier rounds that stand ready at stations that are up, per station."""
    return divide_or(sum_of(rounds), sum_of(stations), 0)


@row(
    label="Cover by the option's Patriot units",
    unit="1",
    shown="share",
    gather={"covers": {"measure": "patriot_cover"}},
)
def own_patriot_cover(covers=0):
    """Share of the ground to defend that the option's own units cover at full strength, at most all."""
    return minimum(1, sum_of(covers))


@row(label="Share of missiles that come down under Patriot", unit="1", shown="share")
def patriot_cover(existing_patriot_cover=0, own_patriot_cover=0, patriot_availability=1):
    """Today's cover and the option's own beyond it, times the chance that a unit is ready."""
    return patriot_availability * (1 - (1 - existing_patriot_cover) * (1 - own_patriot_cover))


@row(label="Share of the Patriot cover that is the option's", unit="1", shown="share")
def own_patriot_share(patriot_cover, existing_patriot_cover=0, own_patriot_cover=0, patriot_availability=1):
    """What the option's units add to the cover, over the cover."""
    return divide_or(patriot_availability * (1 - existing_patriot_cover) * own_patriot_cover, patriot_cover, 0)


@row(label="Missiles for which Patriot has rounds", unit="missile", gather={"rounds": {"measure": "lower_rounds"}})
def patriot_targets(existing_patriot_rounds=0, patriot_usable=1, patriot_shots=1, rounds=0):
    """Ready rounds, today's and the option's, that stand where the raid falls, over the shots at each missile."""
    return (existing_patriot_rounds + sum_of(rounds)) * patriot_usable / patriot_shots


def _raid_share(raid, stations_wanted):
    """Missiles that each station's area receives: the raid split evenly over the stations wanted."""
    return raid / stations_wanted


def _engaged(share, reachable, rounds, shots, limit):
    """Missiles engaged by one station that is up: the least of its share in reach, its rounds over shots, its limit."""
    return minimum(share * reachable, rounds / shots, limit)


def _stopped(kill_chance, places, chance_up, engaged):
    """Expected missiles stopped: places times the chance that they work, times engaged, times the kill chance."""
    return kill_chance * places * chance_up * engaged


def _past_upper(raid, by_own, by_watch):
    """Expected missiles past the upper tier."""
    return raid - by_own - by_watch


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
    wire: dict[str, str] | None = None,
    role: Role | None = None,
    reads: dict[str, Role] | None = None,
) -> RowDefinition:
    return row_over(
        function,
        tuple(Argument(each) for each in arguments),
        name=name,
        label=label,
        unit=unit,
        wire=wire or {},
        metric=role is not None,
        marks={"better": "less"} if role else {},
        role=role,
        reads=reads or {},
    )


def _upper_tier(raid: str, kind: str, words: str, raid_role: Role | None = None) -> tuple[RowDefinition, ...]:
    """The rows of one raid up to what gets past the upper tier."""
    each, reach = "missile / station", ("upper_reachable",)
    ends = ("upper_shots", "engagement_limit")
    reads = {raid: raid_role} if raid_role else {}
    watch = {"rounds": "{baseline_option}.own_rounds_per_place", "chance_up": "{baseline_option}.own_chance_up"}
    return (
        _define(
            f"share_{kind}", f"{words}: missiles a station", _raid_share, (raid, "stations_wanted"), each, reads=reads
        ),
        _define(
            f"engaged_{kind}",
            f"{words}: engaged by an own station",
            _engaged,
            (f"share_{kind}", *reach, "own_rounds_per_place", *ends),
            each,
        ),
        _define(
            f"engaged_by_watch_{kind}",
            f"{words}: engaged by a station of the watch",
            _engaged,
            (f"share_{kind}", *reach, "rounds", *ends),
            each,
            {"rounds": watch["rounds"]},
        ),
        _define(
            f"stopped_{kind}",
            f"{words}: stopped by own stations",
            _stopped,
            ("upper_kill_chance", "own_places", "own_chance_up", f"engaged_{kind}"),
        ),
        _define(
            f"stopped_by_watch_{kind}",
            f"{words}: stopped by the baseline's watch",
            _stopped,
            ("upper_kill_chance", "watch_places", "chance_up", f"engaged_by_watch_{kind}"),
            wire={"chance_up": watch["chance_up"]},
        ),
    )


def _lower_tier(raid: str, kind: str, words: str, name: str, role: Role) -> tuple[RowDefinition, ...]:
    """The rows of one raid from the upper tier to the leakers."""
    return (
        _define(
            f"past_upper_{kind}",
            f"{words}: past the upper tier",
            _past_upper,
            (raid, f"stopped_{kind}", f"stopped_by_watch_{kind}"),
        ),
        _define(
            f"stopped_by_patriot_{kind}",
            f"{words}: stopped by Patriot",
            _by_patriot,
            ("patriot_kill_chance", f"past_upper_{kind}", "patriot_cover", "patriot_targets"),
        ),
        _define(
            name,
            f"{words}: expected leakers",
            _leakers,
            (f"past_upper_{kind}", f"stopped_by_patriot_{kind}"),
            role=role,
        ),
    )


SHARE, ENGAGED, ENGAGED_BY_WATCH, STOPPED, STOPPED_BY_WATCH = _upper_tier("raid_first_day", "first_day", "First day")
PAST_UPPER, BY_PATRIOT, LEAKERS = _lower_tier(
    "raid_first_day", "first_day", "First day", "expected_leakers", Role.LEAKERS
)
(SHARE_LIMITED, ENGAGED_LIMITED, ENGAGED_BY_WATCH_LIMITED, STOPPED_LIMITED, STOPPED_BY_WATCH_LIMITED) = _upper_tier(
    "limited_raid", "limited", "Limited raid", Role.LIMITED_RAID
)
PAST_UPPER_LIMITED, BY_PATRIOT_LIMITED, LEAKERS_LIMITED = _lower_tier(
    "limited_raid", "limited", "Limited raid", "expected_leakers_limited", Role.LEAKERS_LIMITED
)
(SHARE_AFTER, ENGAGED_AFTER, ENGAGED_BY_WATCH_AFTER, STOPPED_AFTER, STOPPED_BY_WATCH_AFTER) = _upper_tier(
    "raid_after_strike", "after", "First day after strike"
)
PAST_UPPER_AFTER, BY_PATRIOT_AFTER, LEAKERS_AFTER = _lower_tier(
    "raid_after_strike", "after", "First day after strike", "expected_leakers_after_strike", Role.LEAKERS_AFTER_STRIKE
)


@row(label="Missiles of the limited raid at one station, as a number", unit="1", shown="count")
def missiles_at_station(share_limited, one_station, one_missile):
    """The exponent of the binomial: missiles that each station's area receives."""
    return share_limited * one_station / one_missile


@row(label="Chance that Patriot stops a missile past the upper tier", unit="1", shown="share")
def patriot_stop_chance(stopped_by_patriot_limited, past_upper_limited):
    """Stopped by Patriot over those past the upper tier, limited raid."""
    return divide_or(stopped_by_patriot_limited, past_upper_limited, 0)


@row(label="No leaker in an area without upper tier", unit="1", shown="share")
def clean_unheld(patriot_stop_chance, missiles_at_station):
    """Chance that Patriot alone stops all missiles of one station's area."""
    return patriot_stop_chance**missiles_at_station


def _clean(kill_chance, engaged, share, patriot_stop, missiles):
    """Chance that the two tiers stop all missiles of one station's area while the station works (binomial)."""
    return (1 - (1 - kill_chance * divide_or(engaged, share, 0)) * (1 - patriot_stop)) ** missiles


def _clean_row(name: str, label: str, engaged: str) -> RowDefinition:
    """The row of one kind of station."""
    arguments = ("upper_kill_chance", engaged, "share_limited", "patriot_stop_chance", "missiles_at_station")
    return replace(_define(name, label, _clean, arguments, "1"), shown="share")


CLEAN_OWN = _clean_row("clean_own", "No leaker in the area of an own station that works", "engaged_limited")
CLEAN_WATCH = _clean_row(
    "clean_watch", "No leaker in the area of a station of the watch that works", "engaged_by_watch_limited"
)


@row(label="Share of areas with an own station that works", unit="1", shown="share")
def own_areas_up(own_places, own_chance_up, stations_wanted):
    """Places held times the chance that they work, over the stations wanted."""
    return own_places * own_chance_up / stations_wanted


@row(
    label="Share of areas with a station of the watch that works",
    unit="1",
    shown="share",
    wire={"chance_up": "{baseline_option}.own_chance_up"},
)
def watch_areas_up(watch_places, chance_up, stations_wanted):
    """Places of the baseline's watch times the chance that they work, over the stations wanted."""
    return watch_places * chance_up / stations_wanted


@row(label="No leaker in one area", unit="1", shown="share")
def clean_area(clean_unheld, own_areas_up, clean_own, watch_areas_up, clean_watch):
    """Chance that nothing leaks in one station's area, over the cases that a station works there or not."""
    return clean_unheld + own_areas_up * (clean_own - clean_unheld) + watch_areas_up * (clean_watch - clean_unheld)


@row(
    label="Chance of no leaker, limited raid", unit="1", shown="share", metric=True, better="more", role=Role.NO_LEAKER
)
def chance_of_no_leaker_limited(clean_area, stations_wanted, one_station):
    """Chance that nothing of the limited raid leaks in any area; areas are taken as independent."""
    return clean_area ** (stations_wanted / one_station)


@row(label="Missiles that the option stops", unit="missile")
def stopped_by_option(stopped_first_day, stopped_by_patriot_first_day, own_patriot_share, missiles_not_launched=0):
    """Missiles of the first day stopped by the option's own means or never launched because of its strike."""
    return stopped_first_day + own_patriot_share * stopped_by_patriot_first_day + missiles_not_launched


@row(label="Cost per missile stopped", metric=True, better="less", unit="money / missile")
def cost_per_missile_stopped(life_cycle_cost, stopped_by_option):
    """Life-cycle cost in the horizon over the missiles that the option itself stops in the first day."""
    return only_where(0 < stopped_by_option, divide_or(life_cycle_cost, stopped_by_option, 0))
