"""How many strike missiles the aim points ask for, against the stock that is bought.

Rounds = aim points × hits wanted ÷ (reliability × penetration). Fixed aim points are tunnel mouths, command posts and
stores at known bases; mobile launchers are aim points only in so far as they are found in time. The element has no
cost.
"""

from __future__ import annotations

from typing import Any

from estimator.calculators.row import row
from estimator.expression.functions import ceiling, divide_or, minimum

SCOPE = "element"
LABEL = "Strike missiles that the aim points ask for"
ITEM = "missile"
MARKS = {"kind": "strike_rounds"}


@row(label="Fixed aim points", unit="aim_point")
def fixed_aim_points(bases_targeted: Any, aim_points_per_base: Any) -> Any:
    """Aim points at missile bases and their command."""
    return bases_targeted * aim_points_per_base


@row(label="Mobile aim points", unit="aim_point")
def mobile_aim_points(mobile_launchers: Any, share_engaged: Any) -> Any:
    """Launchers that are found in time to be shot at, at most."""
    return mobile_launchers * share_engaged


@row(label="Chance that one round hits", unit="1")
def chance_of_hit(reliability: Any, penetration: Any) -> Any:
    """The round works and defences do not stop it."""
    return reliability * penetration


@row(label="Rounds that the aim points ask for", unit="missile", measure="rounds_needed")
def rounds_needed(fixed_aim_points: Any, mobile_aim_points: Any, hits_wanted: Any, chance_of_hit: Any) -> Any:
    """Whole missiles so that, on average, every aim point is hit as often as wanted."""
    return ceiling((fixed_aim_points + mobile_aim_points) * hits_wanted / chance_of_hit)


@row(label="Share of the aim points that the stock serves", unit="1", measure="stock_share")
def stock_share(stock_rounds: Any, rounds_needed: Any) -> Any:
    """Stock over rounds asked for, at most 1."""
    return minimum(1, divide_or(stock_rounds, rounds_needed, 1))
