"""What a strike does: enablers that stand, looks that find, launchers destroyed, aim points hit.

An enabler (cyber, electromagnetic, command, analysts, space) *stands* by min(1, people ÷ people needed), with the
option's own people, today's, and with support those of the ally. There is no effect without its enabler: rounds get
through between `arrival_bare` and `arrival_supported` as cyber and electromagnetic units stand; the time to decide lies
between slow and fast as command and analysts stand; satellites look by the share of space operations that stands; and
looks reach the shooters as far as their link stands. How launchers are then hunted stands in *Launchers hunted*.

Every effect of an option that an ally helps stands twice, with and without support, and the expected one is
p × with + (1 − p) × without: nothing inside is mixed. Support reaches only options with an element of integration. A
limited raid is one salvo: unless striking before a launch is assumed nothing is hunted in it, so support in a limited
attack acts on `fixed_targets_hit_limited` and on the ally's watch alone. The ally's own shooters are not counted.

Sources of the method: Gulf War Air Power Survey, 1993, and RAND MR-1408, 2001, on hunting mobile missiles.
"""

from __future__ import annotations

from estimator.calculators.option.allied_watch import expected
from estimator.calculators.option.hunt import HERE
from estimator.calculators.roles import Role
from estimator.calculators.row import row
from estimator.expression.functions import divide_or, maximum, minimum, sum_of, total

SCOPE = "option"
MARKS = {"needs": "strike"}
LABEL = "Strike"


@row(
    label="Share of {enabler_label} that stands, {support_label}",
    unit="1",
    shown="share",
    each="support enabler",
    gather={
        "own": {"measure": "own_people", "serves": "{enabler}"},
        "lent": {"measure": "ally_people_{support}", "serves": "{enabler}"},
        "brought": {"measure": "ally_{enabler}_{support}"},
    },
)
def enabler_stands_support(enabler_people_needed, enabler_people_today=0, own=0, lent=0, brought=0):
    """People for the task at full strength, today's and the ally's, over those needed; and what the ally brings."""
    people = enabler_people_today + sum_of(own) + sum_of(lent)
    return minimum(1, people / enabler_people_needed + sum_of(brought))


@row(label="Help for rounds to get through, {support_label}", unit="1", shown="share", each="support")
def penetration_help_support(cyber_weight, cyber_stands_support, electromagnetic_stands_support):
    """Mean of the cyber and the electromagnetic units that stand, by the weight of cyber."""
    return cyber_weight * cyber_stands_support + (1 - cyber_weight) * electromagnetic_stands_support


@row(label="Time from sight to launch order, {support_label}", unit="minute", each="support")
def decide_time_support(decide_time_slow, decide_time_fast, command_stands_support, analysts_stands_support):
    """Slow without command and analysts, fast with both, in between by the mean of what stands."""
    standing = (command_stands_support + analysts_stands_support) / 2
    return decide_time_slow - maximum(0, decide_time_slow - decide_time_fast) * standing


@row(
    label="Looks of satellites that find, {support_label}",
    unit="1 / minute",
    each="support",
    gather={"rates": {"measure": "satellite_looks"}},
)
def satellite_finds_support(existing_revisit, satellite_detect, satellite_link, space_stands_support, rates=0):
    """Looks a minute, of satellites in orbit anyway and of the option's own, that identify and are passed on."""
    return (1 / existing_revisit + sum_of(rates)) * satellite_detect * satellite_link * space_stands_support


@row(label="Looks of drones that find", unit="1 / minute", gather={"rates": {"measure": "drone_looks"}})
def drone_finds(drone_detect, drone_link, rates):
    """Looks a minute of the option's own drones that detect, identify and are passed on."""
    return sum_of(rates) * drone_detect * drone_link


@row(
    label="Looks of the ally that find, {support_label}",
    unit="1 / minute",
    each="support",
    gather={"rates": {"measure": "ally_looks_{support}"}},
)
def ally_finds_support(ally_detect, ally_link, rates=0):
    """Looks a minute that the ally passes on, of those that detect and identify."""
    return sum_of(rates) * ally_detect * ally_link


@row(label="Looks of all sensors that find, {support_label}", unit="1 / minute", each="support")
def finds_support(satellite_finds_support, drone_finds=0, ally_finds_support=0):
    """Λ: looks a minute that would find a launcher in the open, of all sensors; they come at random times."""
    return satellite_finds_support + drone_finds + ally_finds_support


@row(
    label="Chance that a round of {kind_label} arrives, {support_label}",
    unit="1",
    shown="share",
    each="support strike_kind",
    wire={"bare": "{kind_group}.arrival_bare", "supported": "{kind_group}.arrival_supported"},
)
def kind_arrival_support(bare, supported, penetration_help_support):
    """It works and gets through: between bare and supported by the help of cyber and electromagnetic units."""
    return bare + (supported - bare) * penetration_help_support


@row(
    label="Rounds of {kind_label} that hit fixed aim points, {support_label}",
    unit="missile",
    each="support strike_kind",
    wire={"rounds": "{kind_group}.fixed_rounds"},
    gather={"brought": {"measure": "ally_rounds_{support}"}},
    measure="fixed_hits",
)
def kind_fixed_hits_support(rounds, kind_arrival_support, brought=0):
    """Rounds of the first day for fixed aim points, the ally's with them, times the chance that one arrives."""
    return rounds * (1 + sum_of(brought)) * kind_arrival_support


def _both(measure: str) -> dict[str, dict[str, str]]:
    """Where an expected effect finds what it is without support and, if an ally helps, with it."""
    return {
        each: {"scope": "option", "measure": measure, "support": f"{word}_support"}
        for each, word in (("alone", "without"), ("helped", "with"))
    }


@row(
    label="Launchers found in time in one exposure",
    unit="1",
    shown="share",
    metric="Found in time",
    better="more",
    gather=_both("launchers_found"),
)
def launchers_found_in_time(alone, launchers_ready, support_probability_all_out, helped=0):
    """Share of the ready launchers found early enough for the fastest kind of round that hunts them, all classes."""
    found = expected(sum_of(alone), [sum_of(helped)] if helped else [], support_probability_all_out)
    return found / launchers_ready


@row(label="Fixed targets only", unit="1", shown="flag", role=Role.FIXED_TARGETS_ONLY)
def fixed_targets_only(launchers_found_in_time, next_to_nil):
    """1 where the chance to find a launcher in time is next to nil, so that only fixed targets are within reach."""
    return launchers_found_in_time < next_to_nil


@row(
    label="Mobile launchers destroyed on the first day, {support_label}",
    unit="launcher",
    each="support",
    metric="Mobile, {support_short}",
    better="more",
    measure="destroyed",
    gather={"kills": {**HERE, "measure": "launchers_killed"}},
)
def expected_launchers_destroyed_support(kills=0):
    """Mobile launchers of all classes found, hit in time and destroyed on the first day, as far as rounds last."""
    return sum_of(kills)


@row(
    label="Mobile launchers destroyed on the first day",
    unit="launcher",
    metric="Launchers hit",
    better="more",
    role=Role.LAUNCHERS_DESTROYED,
    gather=_both("destroyed"),
)
def expected_launchers_destroyed(alone, support_probability_all_out, helped=0):
    """Mobile launchers destroyed on the first day of all-out war, over support given and not given."""
    return expected(alone[0], helped, support_probability_all_out)


@row(
    label="First day after strike, {support_label}",
    unit="missile",
    each="support",
    measure="raid_after_strike",
    gather={"saved": {**HERE, "measure": "missiles_saved"}},
)
def raid_after_strike_support(raid_first_day, saved=0):
    """Missiles of the first day that still come: without those that are never launched."""
    return raid_first_day - sum_of(saved)


@row(label="Missiles never launched", unit="missile", gather=_both("raid_after_strike"))
def missiles_not_launched(alone, raid_first_day, support_probability_all_out, helped=0):
    """Missiles of the first day whose launchers the strike destroyed first, over support given and not given."""
    return raid_first_day - expected(alone[0], helped, support_probability_all_out)


@row(
    label="First day after strike: expected leakers",
    unit="missile",
    metric="Leakers left",
    better="less",
    role=Role.LEAKERS_AFTER_STRIKE,
    gather=_both("leakers_after_strike"),
)
def expected_leakers_after_strike(alone, support_probability_all_out, helped=0):
    """Missiles of the first day after strike that no tier stops, over support given and not given."""
    return expected(alone[0], helped, support_probability_all_out)


@row(
    label="Fixed targets hit, {support_label}",
    unit="aim_point",
    each="support",
    metric="Fixed, {support_short}",
    better="more",
    measure="fixed_targets",
    gather={"hits": {**HERE, "measure": "fixed_hits"}},
)
def fixed_targets_hit_support(rounds_per_aim_point, fixed_aim_points, hits=0):
    """Rounds that arrive over the hits wanted on one aim point; no more than there are aim points at missile bases."""
    return minimum(fixed_aim_points, sum_of(hits) / rounds_per_aim_point)


@row(
    label="Fixed targets hit",
    unit="aim_point",
    metric="Fixed targets hit",
    better="more",
    role=Role.FIXED_TARGETS,
    gather=_both("fixed_targets"),
)
def fixed_targets_hit(alone, support_probability_all_out, helped=0):
    """Fixed aim points hit as often as wanted on the first day of all-out war: punishment, and so deterrence."""
    return expected(alone[0], helped, support_probability_all_out)


@row(label="Fixed targets hit in a limited attack", unit="aim_point", gather=_both("fixed_targets"))
def fixed_targets_hit_limited(alone, support_probability_limited, helped=0):
    """The same in a limited attack, in which the ally's support is less sure; nothing else depends on it there."""
    return expected(alone[0], helped, support_probability_limited)


@row(
    label="More launchers destroyed than by striking alone from this chance of support on",
    unit="1",
    each="alone",
    measure="flip",
    by="support_probability_all_out",
    over="expected_launchers_destroyed",
    wire={"alone": "{alone}.expected_launchers_destroyed"},
)
def support_to_match(alone, expected_launchers_destroyed_with_support, expected_launchers_destroyed_without_support):
    """The chance of support at which an option that the ally helps destroys as many launchers as the one alone.

    Above 1 the one alone destroys more at any chance; where support changes nothing it is 2.
    """
    helped, unhelped = expected_launchers_destroyed_with_support, expected_launchers_destroyed_without_support
    return divide_or(alone - unhelped, helped - unhelped, 2)


@row(label="Cost of enablers avoided by year", unit="money", gather={"parts": {"measure": "avoided"}})
def enabler_costs_avoided(parts, in_horizon):
    """What the enablers that the ally supplies would cost if bought alone, less its charge, in the years compared."""
    return sum_of(parts) * in_horizon


@row(label="Cost of enablers avoided", unit="money", metric="Enablers avoided", better="more")
def enabler_cost_avoided(enabler_costs_avoided):
    """What the enablers that the ally supplies need not cost over the years compared, its charge taken off."""
    return total(enabler_costs_avoided)
