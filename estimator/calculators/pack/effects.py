"""Chances and limits of engagements, the same for all options: a station, its rounds, a Patriot unit, a strike round.

Kill chance of n independent shots: 1 − (1 − p)^n. What shots have in common is kept apart (`common_cause`), since it
hits all stations at once. Effects are those of one year, `reference_year`: the missiles that stay out of the upper
tier's reach and the rounds in the national stock are given by year.

The national stock follows from purchases, which are published as money, over the price of a round, delivered after
`stock_lead_time`, and from rounds held before. Rounds fired in tests or renewed for age are taken to be replaced.

Season: `weather_loss` is a mean over the year. Where a raid falls in the season of storms with another chance than the
season's share of the year, weather meets it oftener or less often; over the year nothing changes.
"""

from __future__ import annotations

from estimator.calculators.row import row
from estimator.expression.functions import ceiling, cumulative, lagged, maximum, sum_of, value_at

SCOPE = "pack"
MARKS = {"needs": "threat"}
LABEL = "Single engagements"


@row(label="Kill chance of the upper tier", unit="1", shown="share")
def upper_kill_chance(upper_pk, upper_shots):
    """1 − (1 − pk)^shots for one missile engaged while nothing common fails."""
    return 1 - (1 - upper_pk) ** upper_shots


@row(label="Share of missiles out of the upper tier's reach, by year", unit="1", shown="share")
def out_of_reach_by_year(glide_share=0, cruise_share=0, submarine_share=0):
    """Missiles that glide, cruise or come from a submarine; each kind passes the upper tier."""
    return sum_of([glide_share, cruise_share, submarine_share])


@row(label="Share of missiles out of the upper tier's reach, by kind", unit="1", shown="share")
def out_of_reach(year, reference_year=0, out_of_reach_by_year=0):
    """Missiles that glide, cruise or come from a submarine, in the reference year; each kind passes the upper tier."""
    return value_at(out_of_reach_by_year, year, reference_year)


@row(label="Share of missiles that the upper tier can reach", unit="1", shown="share")
def in_reach(out_of_reach=0, out_of_reach_multiplier=1, upper_reachable=1):
    """What a station may reach at all, less the kinds that pass it."""
    return maximum(0, upper_reachable - out_of_reach * out_of_reach_multiplier)


@row(label="Most engagements of a station in one salvo", unit="missile / station")
def engagement_limit(simultaneous_engagements, engagement_waves):
    """Missiles that one station can engage at a time, times the waves of engagements that a salvo leaves time for."""
    return simultaneous_engagements * engagement_waves


@row(label="Upper-tier rounds bought for the national stock", unit="round")
def stock_bought(stock_round_price, stock_purchases=0):
    """Rounds that the year's purchases stand for: money over the price of a round."""
    return stock_purchases / stock_round_price


@row(label="Upper-tier rounds bought so far", unit="round")
def stock_bought_so_far(stock_bought=0):
    """Rounds bought up to and including this year, since purchases are counted."""
    return cumulative(stock_bought)


@row(label="National stock of upper-tier rounds", unit="round")
def upper_stock(stock_lead_time, stock_bought_so_far=0, stock_before=0):
    """Rounds of earlier purchases, and those bought since as far as they are delivered."""
    return stock_before + lagged(stock_bought_so_far, ceiling(stock_lead_time))


@row(label="National stock, rounds ready in the reference year", unit="round")
def ready_stock(year, reference_year=0, upper_stock=0, stock_ready_share=1):
    """Stock of the reference year times the share that is aboard ships on their stations or reaches them in time."""
    return value_at(upper_stock, year, reference_year) * stock_ready_share


@row(label="Weather in a raid over weather in the year, less one", unit="1", shown="ratio")
def season_excess(raid_in_winter=0, winter_share=0, winter_factor=1):
    """How much oftener the sea stops a watch in a raid than over the year: nil where raids keep to no season.

    In winter the sea stops a watch `winter_factor` times as often as over the year, in the other seasons less often, so
    that the mean of the year stays.
    """
    return (raid_in_winter - winter_share) * (winter_factor - 1) / (1 - winter_share)


@row(label="Kill chance of Patriot", unit="1", shown="share")
def patriot_kill_chance(patriot_pk=0, patriot_shots=1):
    """1 − (1 − pk)^shots for one missile engaged; nil in a pack without a lower tier."""
    return 1 - (1 - patriot_pk) ** patriot_shots


@row(label="Ground that one Patriot unit defends", unit="kilometer ** 2 / battery")
def circle_area(circle_constant=0, defended_radius=0):
    """Pi times the square of the radius defended against this threat: a circle is the best case."""
    return circle_constant * defended_radius * defended_radius
