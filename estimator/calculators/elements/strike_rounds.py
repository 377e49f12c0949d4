"""Strike missiles of one kind: how many the aim points ask for, how many fly on the first day, and for how long.

Rounds = aim points × hits wanted ÷ (reliability × penetration). Fixed aim points are tunnel mouths, command posts and
stores at known bases; mobile launchers are aim points only in so far as they are found in time. The first day's
rounds are limited by the stock and by what the launchers can fire in a day. The element has no cost.
"""

from __future__ import annotations

from estimator.calculators.row import row
from estimator.expression.functions import ceiling, divide_or, minimum

SCOPE = "element"
LABEL = "Strike missiles that the aim points ask for"
ITEM = "missile"
MARKS = {"kind": "strike_rounds"}


@row(label="Fixed aim points", unit="aim_point")
def fixed_aim_points(missile_bases, aim_points_per_base, fixed_share=0):
    """The part of all aim points at missile bases and their command that this kind of missile serves."""
    return missile_bases * aim_points_per_base * fixed_share


@row(label="Mobile aim points", unit="aim_point")
def mobile_aim_points(launchers_ready, mobile_share=0):
    """Launchers, and what is taken for one, that this kind of missile is to engage at most."""
    return launchers_ready * mobile_share


@row(label="Chance that one round hits", unit="1", shown="share")
def chance_of_hit(reliability, penetration):
    """The round works and defences do not stop it."""
    return reliability * penetration


@row(label="Rounds that the aim points ask for", unit="missile", measure="rounds_needed")
def rounds_needed(fixed_aim_points, mobile_aim_points, rounds_per_aim_point, chance_of_hit):
    """Whole missiles so that, on average, every aim point is hit as often as wanted."""
    return ceiling((fixed_aim_points + mobile_aim_points) * rounds_per_aim_point / chance_of_hit)


@row(label="Share of the aim points that the stock serves", unit="1", shown="share", measure="stock_share")
def stock_share(stock_rounds, rounds_needed):
    """Stock over rounds asked for, at most 1."""
    return minimum(1, divide_or(stock_rounds, rounds_needed, 1))


@row(label="Rounds that launchers can fire in a day", unit="missile")
def daily_rounds(firing_cells, loads_per_day):
    """Launch cells or stations under aircraft times loads of a day."""
    return firing_cells * loads_per_day


@row(label="Rounds of the first day", unit="missile", measure="strike_rounds")
def first_day_rounds(stock_rounds, daily_rounds):
    """What stock and launchers allow at full strength; rounds that fail are part of the chance of a hit."""
    return minimum(stock_rounds, daily_rounds)


@row(label="Flight time", unit="minute")
def flight_time(target_distance, missile_speed, launch_delay=0):
    """Distance to the target area over mean speed, and before it the time for an aircraft to reach the launch point."""
    return launch_delay + target_distance / missile_speed


@row(label="Rounds of the first day for mobile launchers", unit="missile", measure="launcher_rounds")
def launcher_rounds(first_day_rounds, share_for_launchers):
    """What of the first day's rounds is set aside for launchers; the rest goes to fixed aim points."""
    return first_day_rounds * share_for_launchers


@row(label="The same times flight time", unit="missile * minute", measure="strike_flight")
def flight(launcher_rounds, flight_time):
    """For the mean flight time of the rounds against launchers, over all kinds of an option."""
    return launcher_rounds * flight_time


@row(label="Rounds for mobile launchers that hit, expected", unit="missile", measure="launcher_hits")
def launcher_hits(launcher_rounds, chance_of_hit):
    """For the mean chance of a hit of the rounds against launchers, over all kinds of an option."""
    return launcher_rounds * chance_of_hit


@row(label="Rounds for fixed aim points that hit, expected", unit="missile", measure="fixed_hits")
def fixed_hits(first_day_rounds, launcher_rounds, chance_of_hit):
    """Rounds of the first day that are left for fixed aim points, times the chance of a hit."""
    return (first_day_rounds - launcher_rounds) * chance_of_hit
