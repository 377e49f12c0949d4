"""Strike missiles of one kind: how many the aim points ask for, how many fly on the first day, and for how long.

Rounds = aim points × hits wanted ÷ (reliability × penetration). Fixed aim points are tunnel mouths, command posts and
stores at known bases; mobile launchers are aim points only in so far as they are found in time. The first day's
rounds are limited by the stock and by what the launchers can fire in a day. The element has no cost.
"""

from __future__ import annotations

from estimator.calculators.row import row
from estimator.expression.functions import ceiling, maximum, minimum

SCOPE = "element"
LABEL = "Strike missiles that the aim points ask for"
ITEM = "missile"
USUAL = ("fixed_share",)
MARKS = {"kind": "strike_rounds"}


@row(label="Chance that one round arrives, without help", unit="1", shown="share")
def arrival_bare(reliability, penetration_bare):
    """The round works and defences do not stop it, while no cyber or electromagnetic unit helps."""
    return reliability * penetration_bare


@row(label="Chance that one round arrives, with all help", unit="1", shown="share")
def arrival_supported(reliability, penetration_bare, penetration_supported):
    """The round works and defences do not stop it, while cyber and electromagnetic units blind and confuse them."""
    return reliability * maximum(penetration_bare, penetration_supported)


@row(label="Rounds that the aim points ask for", unit="missile", measure="rounds_needed")
def rounds_needed(
    fixed_aim_points, launchers_ready, rounds_per_aim_point, arrival_supported, fixed_share=0, mobile_share=0
):
    """Whole missiles so that, on average, the aim points of this kind are hit as often as wanted while all help stands.

    Aim points are this kind's shares of those at missile bases and of launchers, with what is taken for one.
    """
    aim_points = fixed_aim_points * fixed_share + launchers_ready * mobile_share
    return ceiling(aim_points * rounds_per_aim_point / arrival_supported)


@row(label="Rounds that launchers can fire in a day", unit="missile")
def daily_rounds(firing_cells, loads_per_day):
    """Launch cells or stations under aircraft times loads of a day."""
    return firing_cells * loads_per_day


@row(label="Rounds of the first day", unit="missile")
def first_day_rounds(stock_rounds, daily_rounds):
    """What stock and launchers allow at full strength; rounds that fail are part of the chance of a hit."""
    return minimum(stock_rounds, daily_rounds)


@row(label="Flight time", unit="minute")
def flight_time(target_distance, missile_speed, launch_delay=0):
    """Distance to the target area over mean speed, and before it the time for an aircraft to reach the launch point."""
    return launch_delay + target_distance / missile_speed


@row(label="Rounds of the first day for mobile launchers", unit="missile")
def launcher_rounds(first_day_rounds, share_for_launchers=0):
    """What of the first day's rounds is set aside for launchers."""
    return first_day_rounds * share_for_launchers


@row(label="Rounds of the first day for fixed aim points", unit="missile")
def fixed_rounds(first_day_rounds, launcher_rounds=0):
    """What of the first day's rounds is left for fixed aim points."""
    return first_day_rounds - launcher_rounds
