"""Missiles destroyed before they are launched: mobile launchers found and hit in time, fixed aim points hit.

A launcher stands in the open for an exposure time. What is left after the decision and the flight of the missile is the
window: W = max(0, exposure − decide − fly). Looks in the window are W ÷ revisit = n + f, n whole looks and a further
one with chance f; found in time = 1 − (1 − p)^n × (1 − p·f), with p the chance that one look detects and identifies.
Own satellites, own drones and the ally's support miss independently; the ally supports with a stated probability.

Each launch is one exposure, so a launcher that fires k times is hunted k times. Launchers destroyed are limited by the
stock of rounds, which decoys use up. The first salvo is thinned only if striking before a launch is assumed
(`strike_before_launch`); later salvos come from the launchers that are left, on average over the reloads of the day.
Left out: flushing of launchers by the strike itself, repair, and the effect of fixed aim points on launches.

Source of the method: the window of vulnerability in the literature on hunting mobile missiles (Gulf War Air Power
Survey, 1993; RAND MR-1408, 2001; MacDonald on space-based radar, 2020).
"""

from __future__ import annotations

from estimator.calculators.roles import Role
from estimator.calculators.row import Argument, Formula, RowDefinition, row, row_over
from estimator.expression.functions import divide_or, floor, maximum, minimum, sum_of, where
from estimator.units import Pure

SCOPE = "option"
MARKS = {"needs": "threat"}
LABEL = "Launchers destroyed"


@row(label="Strike rounds for launchers", unit="missile", gather={"rounds": {"measure": "launcher_rounds"}})
def strike_rounds_ready(rounds):
    """Strike missiles of all kinds set aside for mobile launchers and fired on the first day, at full strength."""
    return sum_of(rounds)


@row(label="Mean flight time of these rounds", unit="minute", gather={"flights": {"measure": "strike_flight"}})
def strike_flight_time(flights, strike_rounds_ready):
    """Flight time to the launchers' areas, averaged over the rounds of all kinds."""
    return divide_or(sum_of(flights), strike_rounds_ready, 0)


@row(label="Chance that one such round hits", unit="1", shown="share", gather={"hits": {"measure": "launcher_hits"}})
def strike_round_success(hits, strike_rounds_ready):
    """Chance that a round works, gets through and hits, averaged over the rounds of all kinds."""
    return divide_or(sum_of(hits), strike_rounds_ready, 0)


@row(label="Kill chance against a launcher that is found", unit="1", shown="share")
def launcher_kill_chance(strike_round_success, rounds_per_target):
    """1 − (1 − chance that one round hits)^rounds fired at it."""
    return 1 - (1 - strike_round_success) ** rounds_per_target


@row(label="Looks of the option's satellites", unit="1 / minute", gather={"rates": {"measure": "satellite_looks"}})
def satellite_looks(rates):
    """Looks a minute at one place by the option's own satellites at full strength."""
    return sum_of(rates)


@row(label="Looks of the option's drones", unit="1 / minute", gather={"rates": {"measure": "drone_looks"}})
def drone_looks(rates):
    """Looks a minute at one place by the option's own drones at full strength."""
    return sum_of(rates)


@row(label="Looks of the ally", unit="1 / minute", gather={"rates": {"measure": "ally_looks"}})
def ally_looks(rates):
    """Looks a minute at one place that the ally passes on if it supports."""
    return sum_of(rates)


def _window(exposure, decide_time, strike_flight_time):
    """Time in which a launcher must be seen for a missile to arrive in time: max(0, exposure − decide − fly)."""
    return maximum(0, exposure - decide_time - strike_flight_time)


def _satellite_looks(window, existing_revisit, satellite_looks):
    """Looks that fall into the window, on average: by the satellites in orbit anyway and by the option's own."""
    return window / existing_revisit + window * satellite_looks


def _looks(window, rate):
    """Looks that fall into the window, on average: window over revisit time."""
    return window * rate


def _seen(looks, detect):
    """Chance that at least one of n + f looks detects and identifies: 1 − (1 − p)^n × (1 − p·f)."""
    return 1 - (1 - detect) ** floor(looks) * (1 - detect * (looks - floor(looks)))


def _found(by_satellites, by_drones, by_ally, support_probability):
    """Chance that satellites, drones or, if it supports, the ally see the launcher in time; they miss independently."""
    return 1 - (1 - by_satellites) * (1 - by_drones) * (1 - support_probability * by_ally)


def _hit(match, launcher_kill_chance):
    """Chance that a launcher is found and destroyed in one exposure."""
    return match * launcher_kill_chance


def _lost(hit, exposures):
    """Chance that a launcher is destroyed in any exposure of the first day, stock of rounds permitting."""
    return 1 - (1 - hit) ** exposures


def _left_last(hit, reloads):
    """Launchers left after an exposure for each reload of the day: (1 − h) to the power of the reloads."""
    return (1 - hit) ** reloads


def _left_later(hit, left_last, reloads):
    """Launchers left, on average over the later salvos of the day: the mean of (1 − h), (1 − h)², … over reloads."""
    return where(0 < hit, minimum(1, divide_or((1 - hit) * (1 - left_last), hit * reloads, 1)), 1)


def _define(
    name: str,
    label: str,
    function: Formula,
    arguments: tuple[str, ...],
    unit: str = "1",
    shown: Pure = "share",
    optional: tuple[str, ...] = (),
) -> RowDefinition:
    """A row over named arguments, a share or a chance; those in `optional` are nil where no element gives them."""
    named = tuple(Argument(each, 0.0 if each in optional else None) for each in arguments)
    return row_over(function, named, name=name, label=label, unit=unit, shown=shown)


def _sensor(kind: str, words: str, sensor: str, who: str) -> tuple[RowDefinition, RowDefinition]:
    """Looks in the window and the chance to be seen, for one sensor and one class of launcher."""
    looks = f"{sensor}_looks_{kind}"
    return (
        _define(looks, f"{words}: looks of {who}", _looks, (f"window_{kind}", f"{sensor}_looks"), shown="count"),
        _define(f"{sensor}_seen_{kind}", f"{words}: seen by {who}", _seen, (looks, f"{sensor}_detect")),
    )


def _satellites(kind: str, words: str) -> tuple[RowDefinition, RowDefinition]:
    """The same for satellites, to which those in orbit anyway add."""
    looks, rates = f"satellite_looks_{kind}", (f"window_{kind}", "existing_revisit", "satellite_looks")
    return (
        _define(looks, f"{words}: looks of satellites", _satellite_looks, rates, "1", "count", ("satellite_looks",)),
        _define(f"satellite_seen_{kind}", f"{words}: seen by satellites", _seen, (looks, "satellite_detect")),
    )


def _class(kind: str, words: str) -> tuple[RowDefinition, ...]:
    """The rows of one class of mobile launcher."""
    seen = tuple(f"{sensor}_seen_{kind}" for sensor in ("satellite", "drone", "ally"))
    window = (f"exposure_{kind}", "decide_time", "strike_flight_time")
    found = (*seen, "support_probability")
    last = f"left_last_{kind}"
    return (
        _define(f"window_{kind}", f"{words}: window", _window, window, "minute", ""),
        *_satellites(kind, words),
        *_sensor(kind, words, "drone", "drones"),
        *_sensor(kind, words, "ally", "the ally"),
        _define(f"found_{kind}", f"{words}: found in time", _found, found, optional=seen[1:]),
        _define(f"hit_{kind}", f"{words}: destroyed in one exposure", _hit, (f"found_{kind}", "launcher_kill_chance")),
        _define(f"lost_{kind}", f"{words}: destroyed on the first day", _lost, (f"hit_{kind}", "exposures")),
        _define(last, f"{words}: left in the last salvo", _left_last, (f"hit_{kind}", "reloads")),
        _define(f"left_later_{kind}", f"{words}: left in later salvos", _left_later, (f"hit_{kind}", last, "reloads")),
    )


(
    WINDOW_SHORT,
    SAT_LOOKS_SHORT,
    SAT_SEEN_SHORT,
    DRONE_LOOKS_SHORT,
    DRONE_SEEN_SHORT,
    ALLY_LOOKS_SHORT,
    ALLY_SEEN_SHORT,
    FOUND_SHORT,
    HIT_SHORT,
    LOST_SHORT,
    LAST_SHORT,
    LEFT_SHORT,
) = _class("short", "Short exposure")
(
    WINDOW_TYPICAL,
    SAT_LOOKS_TYPICAL,
    SAT_SEEN_TYPICAL,
    DRONE_LOOKS_TYPICAL,
    DRONE_SEEN_TYPICAL,
    ALLY_LOOKS_TYPICAL,
    ALLY_SEEN_TYPICAL,
    FOUND_TYPICAL,
    HIT_TYPICAL,
    LOST_TYPICAL,
    LAST_TYPICAL,
    LEFT_TYPICAL,
) = _class("typical", "Typical exposure")
(
    WINDOW_LONG,
    SAT_LOOKS_LONG,
    SAT_SEEN_LONG,
    DRONE_LOOKS_LONG,
    DRONE_SEEN_LONG,
    ALLY_LOOKS_LONG,
    ALLY_SEEN_LONG,
    FOUND_LONG,
    HIT_LONG,
    LOST_LONG,
    LAST_LONG,
    LEFT_LONG,
) = _class("long", "Long exposure")


def _mix(short, typical, long, share_short, part_typical, part_long):
    """The mean of the three classes, by their shares of the launchers."""
    return short * share_short + typical * part_typical + long * part_long


def _mixed(name: str, label: str, start: str) -> RowDefinition:
    """A row that averages the three classes."""
    classes = ("short", "typical", "long")
    values = tuple(f"{start}_{kind}" for kind in classes)
    return _define(name, label, _mix, (*values, "share_short", "part_typical", "part_long"))


FOUND = _mixed("found_in_time", "Launchers found in time, one exposure", "found")
HIT = _mixed("hit_in_time", "Launchers destroyed in one exposure", "hit")
LOST = _mixed("lost_on_first_day", "Launchers destroyed on the first day, stock permitting", "lost")
LEFT = _mixed("left_in_later_salvos", "Launchers left in later salvos, stock permitting", "left_later")


@row(label="Launchers that the rounds can destroy", unit="launcher")
def launchers_within_stock(strike_rounds_ready, rounds_per_hunt, launcher_kill_chance):
    """Rounds set aside for mobile launchers over the rounds that each costs, times the kill chance."""
    return strike_rounds_ready / rounds_per_hunt * launcher_kill_chance


@row(label="Launchers found in time to destroy", unit="launcher")
def launchers_lost_unlimited(launchers_ready, lost_on_first_day):
    """Mobile launchers that would be destroyed on the first day if rounds never ran out."""
    return launchers_ready * lost_on_first_day


@row(
    label="Mobile launchers destroyed on the first day",
    unit="launcher",
    metric=True,
    better="more",
    role=Role.LAUNCHERS_DESTROYED,
)
def expected_launchers_destroyed(launchers_lost_unlimited, launchers_within_stock):
    """Mobile launchers found, hit in time and destroyed on the first day, as far as rounds last."""
    return minimum(launchers_lost_unlimited, launchers_within_stock)


@row(label="Share that the stock allows", unit="1", shown="share")
def stock_factor(expected_launchers_destroyed, launchers_lost_unlimited):
    """Launchers destroyed over those that could be if rounds never ran out; 1 where there are none."""
    return divide_or(expected_launchers_destroyed, launchers_lost_unlimited, 1)


@row(label="First salvo thinned by", unit="1", shown="share")
def first_salvo_thinned(strike_before_launch, stock_factor, hit_in_time):
    """Share of the first salvo that is never launched; nil unless striking before a launch is assumed."""
    return strike_before_launch * stock_factor * hit_in_time


@row(label="Later salvos thinned by", unit="1", shown="share")
def later_salvos_thinned(stock_factor, left_in_later_salvos):
    """Share of the later salvos that is never launched, since their launchers are gone."""
    return stock_factor * (1 - left_in_later_salvos)


@row(label="First day after strike", unit="missile")
def raid_after_strike(raid_first_salvo, first_salvo_thinned, raid_first_day, later_salvos_thinned):
    """Missiles of the first day that still come."""
    later = raid_first_day - raid_first_salvo
    return raid_first_salvo * (1 - first_salvo_thinned) + later * (1 - later_salvos_thinned)


@row(label="Missiles never launched", unit="missile")
def missiles_not_launched(raid_first_day, raid_after_strike):
    """Missiles of the first day whose launchers the strike destroyed first."""
    return raid_first_day - raid_after_strike


@row(label="Fixed aim points hit as often as wanted", unit="aim_point", gather={"hits": {"measure": "fixed_hits"}})
def fixed_aim_points_hit(hits, rounds_per_aim_point, fixed_aim_points):
    """Rounds for fixed aim points that hit, over the hits wanted on one; no more than there are aim points."""
    return minimum(fixed_aim_points, sum_of(hits) / rounds_per_aim_point)


@row(
    label="Hit at all from this exposure on",
    unit="minute",
    measure="flip",
    by="exposure_typical",
    over="expected_launchers_destroyed",
)
def exposure_to_be_hit(decide_time, strike_flight_time):
    """Time in the open above which a launcher of the typical class can be hit: the decision and the flight."""
    return decide_time + strike_flight_time
