"""The raid and the launchers behind it: one picture of the threat for all options.

A saturation raid is the missiles that come toward the defended country on the first day: a first salvo from the
launchers that are ready, and later salvos after each launcher has moved and been loaded again. A limited raid is a
single small salvo. Launchers fall into three classes by the time for which they stand in the open
(short, typical, long). Left out: cruise missiles, drones, nuclear effects on the defence itself, and raids after the
first day.
"""

from __future__ import annotations

from estimator.calculators.roles import Role
from estimator.calculators.row import row
from estimator.expression.functions import floor, maximum, minimum

SCOPE = "pack"
MARKS = {"needs": "threat"}
LABEL = "Threat"


@row(label="Mobile launchers in reach", unit="launcher")
def mobile_launchers(medium_range_launchers, longer_range_launchers):
    """Launchers whose missiles reach the defended country, of all classes."""
    return medium_range_launchers + longer_range_launchers


@row(label="Missiles that one launch of all ready launchers sends", unit="missile")
def launch_capacity(mobile_launchers, launchers_ready, launch_reliability, missiles_per_launch):
    """Launchers that are ready, times the chance that a missile leaves and flies, times missiles a launch."""
    return mobile_launchers * launchers_ready * launch_reliability * missiles_per_launch


@row(label="First salvo", unit="missile", reads={"saturation_raid": Role.SATURATION_RAID})
def first_salvo(saturation_raid, launch_capacity):
    """Missiles of the saturation raid that come in the first salvo."""
    return minimum(saturation_raid, launch_capacity)


@row(label="Later salvos, missiles", unit="missile")
def later_missiles(saturation_raid, first_salvo):
    """Missiles of the saturation raid that come after launchers were loaded again."""
    return saturation_raid - first_salvo


@row(label="Loads of one launcher on the first day", unit="1", shown="count")
def reloads(first_day, reload_time, missiles_per_launcher):
    """Whole times a launcher can move, load and fire again in the day, as far as it has missiles."""
    return maximum(0, minimum(floor(first_day / reload_time), missiles_per_launcher - 1))


@row(label="Exposures of one launcher on the first day", unit="1", shown="count")
def exposures(reloads):
    """Times a launcher stands in the open: once for the first salvo and once for each later one."""
    return 1 + reloads


@row(label="Share of launchers exposed for a long time, as counted", unit="1", shown="share")
def part_long(share_short, share_long):
    """The long class, no more than the short class leaves."""
    return minimum(share_long, 1 - share_short)


@row(label="Share of launchers exposed for a typical time", unit="1", shown="share")
def part_typical(share_short, part_long):
    """What the other two classes leave."""
    return 1 - share_short - part_long


@row(label="Shares of the launcher classes add up", unit="1", measure="check")
def shares_fit(share_short, share_long):
    """1 if the short and the long class together are no more than all launchers."""
    return share_short + share_long <= 1
