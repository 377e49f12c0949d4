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

An ally's ships on the same watch act with its support only (*Watch of the ally*): every number of leakers is
p × with + (1 − p) × without, p the chance of support in a limited or in an all-out attack.

Kill chance: P = 1 − (1 − pk)^shots, the standard form for independent shots. Left out: shots after a look, damage to
the defence, fragments, missiles that would have missed, storms over all stations at once.

*Cost per effect* is the life-cycle cost over the missiles that the option itself stops on one first day; it stays
blank where the option stops none.
"""

from __future__ import annotations

from typing import Any

from estimator.calculators.option.allied_watch import HELPED, expected
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


@row(label="Rounds for one station", unit="round / station", gather={"rounds": {"measure": "upper_rounds"}})
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


def _past_upper(raid, kill_chance, common_cause, stations_up, engaged, by_ally=0):
    """Expected missiles past the upper tier: the raid less kill chance × stations that work × engaged by each."""
    return raid - kill_chance * common_cause * (stations_up * engaged + (sum_of(by_ally) if by_ally else 0))


def _by_ally(raid, stations_wanted, in_reach, stations_up, engaged, limit, rounds, shots, allied):
    """Missiles engaged by the ally: at each of its stations the least of what is left, its limit, its rounds."""
    left = maximum(0, raid * in_reach - stations_up * engaged) / stations_wanted
    return allied * minimum(left, limit, rounds / shots)


def _past_both(past_upper, kill_chance, common_cause, by_ally):
    """Expected missiles past the stations and the ally's ships."""
    return past_upper - kill_chance * common_cause * by_ally


def _by_patriot(kill_chance, past, cover, targets):
    """Expected missiles that Patriot stops: those that come down under its cover, as far as there are rounds."""
    return kill_chance * minimum(past * cover, targets)


def _leakers(past, by_patriot, chance=0, helped=0):
    """Expected missiles of the raid that no tier stops, over the ally's support given and not given."""
    return expected(past - by_patriot, helped, chance)


STATION, MISSILE = "missile / station", "missile"
ALL_OUT, LIMITED = "support_probability_all_out", "support_probability_limited"
DAY = ("raid_first_day", "first_day", "First day", "engagement_limit_day")
SALVO = ("raid_first_salvo", "first_salvo", "First salvo", "engagement_limit")
SMALL = ("limited_raid", "limited", "Limited raid", "engagement_limit")
AFTER = ("raid_after_strike_{}", "after_{}", "First day after strike, {{{}_label}}", "engagement_limit_day")
"""A raid: the row of its missiles, the end of its rows' names, its words, what a station may engage of it."""
LACKING = (
    "patriot_cover",
    "patriot_targets",
    "rounds_per_station",
    ALL_OUT,
    LIMITED,
    "helped",
    "by_ally",
    "allied_stations_helped",
    "allied_rounds_helped",
)
OPTIONAL = dict.fromkeys(LACKING, 0.0)
"""What a pack or an option may be without: a lower tier, rounds, an ally."""


def _row(function: Formula, names: tuple[str, ...], name: str, label: str, **more: Any) -> RowDefinition:
    """A row of missiles over named arguments, if `more` says nothing else."""
    named = tuple(Argument(each, OPTIONAL.get(each)) for each in names)
    return row_over(function, named, **{"name": name, "label": label, "unit": MISSILE, **more})


def _engaged_by_station(raid: str, kind: str, words: str, limit: str, **more: Any) -> RowDefinition:
    names = (raid, "stations_wanted", "in_reach", limit, "rounds_per_station", "upper_shots")
    return _row(_engaged, names, f"engaged_{kind}", f"{words}: engaged by a station", unit=STATION, **more)


def _engaged_by_ally(raid: str, kind: str, words: str, limit: str, **more: Any) -> RowDefinition:
    engaged = f"engaged_{kind}"
    names = (raid, "stations_wanted", "in_reach", "stations_up", engaged, limit, "allied_rounds_helped", "upper_shots")
    label = f"{words}: engaged by the ally's ships"
    return _row(
        _by_ally,
        (*names, "allied_stations_helped"),
        f"by_ally_{kind.removesuffix(f'_{HELPED}')}_{HELPED}",
        label,
        each=HELPED,
        **more,
    )


def _past_stations(raid: str, kind: str, words: str, _limit: str, *more_names: str, **more: Any) -> RowDefinition:
    names = (raid, "upper_kill_chance", "common_cause", "stations_up", f"engaged_{kind}", *more_names)
    return _row(_past_upper, names, f"past_upper_{kind}", f"{words}: past the upper tier", **more)


def _stopped_by_patriot(kind: str, words: str, **more: Any) -> RowDefinition:
    names = ("patriot_kill_chance", f"past_upper_{kind}", "patriot_cover", "patriot_targets")
    return _row(_by_patriot, names, f"stopped_by_patriot_{kind}", f"{words}: stopped by Patriot", **more)


def _not_stopped(kind: str, words: str, name: str, *more_names: str, **more: Any) -> RowDefinition:
    names = (f"past_upper_{kind}", f"stopped_by_patriot_{kind}", *more_names)
    return _row(_leakers, names, name, f"{words}: expected leakers", **more)


def _raid(
    raid: str, kind: str, words: str, limit: str, chance: str, short: str, role: Role
) -> tuple[RowDefinition, ...]:
    """The rows of one raid: engaged by a station, past the upper tier, stopped by Patriot, leakers."""
    reads = {raid: Role.LIMITED_RAID} if raid == SMALL[0] else {}
    metric = "expected_leakers" + ("" if kind == DAY[1] else f"_{kind}")
    helped = {"helped": {"scope": "option", "measure": f"leakers_{kind}"}}
    said: dict[str, Any] = {"metric": True, "short": short, "marks": {"better": "less"}, "role": role, "gather": helped}
    return (
        _engaged_by_station(raid, kind, words, limit, reads=reads),
        _past_stations(raid, kind, words, limit),
        _stopped_by_patriot(kind, words),
        _not_stopped(kind, words, metric, chance, "helped", **said),
    )


def _raid_with_ally(raid: str, kind: str, words: str, limit: str) -> tuple[RowDefinition, ...]:
    """The rows of the same raid with the ally's ships: engaged by them, past both, stopped by Patriot, leakers."""
    by_ally, with_ally, spoken = f"by_ally_{kind}_{HELPED}", f"{kind}_{HELPED}", f"{words}, {{{HELPED}_label}}"
    both = (f"past_upper_{kind}", "upper_kill_chance", "common_cause", by_ally)
    past = f"past_upper_{with_ally}"
    return (
        _engaged_by_ally(raid, kind, words, limit),
        _row(_past_both, both, past, f"{spoken}: past the upper tier", each=HELPED),
        _stopped_by_patriot(with_ally, spoken, each=HELPED),
        _not_stopped(with_ally, spoken, f"leakers_{with_ally}", each=HELPED, marks={"measure": f"leakers_{kind}"}),
    )


def _after_strike() -> tuple[RowDefinition, ...]:
    """The rows of the first day that is left after the strike, with and without support; with it the ally's ships."""
    raid, kind, words, limit = of = tuple(each.format("support") for each in AFTER)
    helped = tuple(each.format(HELPED) for each in AFTER)
    gathered = {"by_ally": {"scope": "option", "measure": "by_ally_after", "support": "{support}"}}
    marks = {"better": "less", "measure": "leakers_after_strike"}
    name = f"expected_leakers_{raid.removeprefix('raid_')}"
    return (
        _engaged_by_station(raid, kind, words, limit, each="support"),
        _engaged_by_ally(*helped, marks={"measure": "by_ally_after"}),
        _past_stations(*of, "by_ally", each="support", gather=gathered),
        _stopped_by_patriot(kind, words, each="support"),
        _not_stopped(kind, words, name, each="support", metric=True, short="Left, {support_short}", marks=marks),
    )


ENGAGED, PAST_UPPER, BY_PATRIOT, LEAKERS = _raid(*DAY, ALL_OUT, "Leakers", Role.LEAKERS)
ENGAGED_SALVO, PAST_SALVO, BY_PATRIOT_SALVO, LEAKERS_SALVO = _raid(
    *SALVO, ALL_OUT, "Leakers, salvo", Role.LEAKERS_FIRST_SALVO
)
ENGAGED_LIMITED, PAST_LIMITED, BY_PATRIOT_LIMITED, LEAKERS_LIMITED = _raid(
    *SMALL, LIMITED, "Leakers, limited", Role.LEAKERS_LIMITED
)
BY_ALLY, PAST_BOTH, BY_PATRIOT_BOTH, LEAKERS_BOTH = _raid_with_ally(*DAY)
BY_ALLY_SALVO, PAST_BOTH_SALVO, BY_PATRIOT_BOTH_SALVO, LEAKERS_BOTH_SALVO = _raid_with_ally(*SALVO)
BY_ALLY_LIMITED, PAST_BOTH_LIMITED, BY_PATRIOT_BOTH_LIMITED, LEAKERS_BOTH_LIMITED = _raid_with_ally(*SMALL)
ENGAGED_AFTER, BY_ALLY_AFTER, PAST_AFTER, BY_PATRIOT_AFTER, LEAKERS_AFTER = _after_strike()


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
