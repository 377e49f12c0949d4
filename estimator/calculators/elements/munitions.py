"""Stocks of missiles: rounds to fill launch cells or as counted, price, renewal, tests, readiness.

Rounds are given (`rounds`) or follow from launch cells times the share of cells that hold this round. The price of one
round is the quoted price times the government-to-government surcharge and a quantity effect: each doubling of the
purchase against the quoted one multiplies the price by `quantity_slope`. Some rounds are fired in tests and replaced;
at the age of renewal only those not yet fired are renewed. Rounds bought for fired ones outlive the stock: their own
renewal is left out, as is wartime use. All rows are marked as rounds, so that totals can leave them out.
"""

from __future__ import annotations

from estimator.calculators.row import row
from estimator.calculators.shared import deliveries, payments
from estimator.expression.functions import ceiling, divide_or, equals, exponential, floor, lagged, logarithm, where

SCOPE = "element"
LABEL = "Stock of missiles"
ITEM = "missile"
USUAL = ("rounds",)
MARKS = {"kind": "rounds"}
INCLUDES = (deliveries, payments)


@row(label="Rounds to be held", unit="item")
def quantity(rounds=0, launch_cells=0, rounds_per_cell=0, load_share=1):
    """Rounds as counted, and rounds for the share of launch cells that hold this kind."""
    return rounds + launch_cells * rounds_per_cell * load_share


@row(label="Exponent of the quantity effect", unit="1", shown="ratio")
def quantity_exponent(quantity_slope=1, doubling=2):
    """ln(slope) / ln 2: nil if the price does not depend on the quantity."""
    return logarithm(quantity_slope) / logarithm(doubling)


@row(label="Quantity effect on the price", unit="1", shown="ratio")
def quantity_factor(quantity, reference_quantity, quantity_exponent):
    """Price at this quantity over the quoted price, which stands for a purchase of `reference_quantity`; 1 for none."""
    return (where(0 < quantity, quantity, reference_quantity) / reference_quantity) ** quantity_exponent


@row(label="Price of one round as paid", unit="money / item")
def unit_price(round_price, quantity_factor=1, surcharge=0):
    """Quoted price with quantity effect and the seller government's surcharge."""
    return round_price * quantity_factor * (1 + surcharge)


@row(label="Bought", unit="item")
def procurement_units(ordered):
    """First buy: orders of this year."""
    return ordered + 0


@row(label="Share of the rounds not fired in tests by the age of renewal", unit="1", shown="share")
def unfired_share(quantity, renewal_age, test_firings=0):
    """exp(−firings a year × age ÷ rounds): tests take rounds of every age alike; those fired were replaced before."""
    return exponential(-divide_or(test_firings * ceiling(renewal_age), quantity, 0))


@row(label="Renewal falls within the service life", unit="1", shown="flag")
def renewed_in_life(renewal_age, service_life, renewals_per_round=0):
    """1 where rounds reach the age of renewal before the stock is given up; nil without renewals."""
    return (ceiling(renewal_age) < ceiling(service_life)) * (0 < renewals_per_round)


@row(label="Renewed", unit="item")
def renewal_units(delivered, renewal_age, unfired_share, renewed_in_life, renewals_per_round=0):
    """Rounds that reach the age of renewal in this year, before the stock is given up, and were not fired in tests."""
    return renewals_per_round * unfired_share * lagged(delivered, ceiling(renewal_age)) * renewed_in_life


@row(label="Fired in tests", unit="item")
def fired_units(first_in_service, one_year, test_firings=0):
    """Rounds fired in tests while the stock is in service, and replaced."""
    return first_in_service * test_firings * one_year


@row(label="Rounds replaced, in new ones", unit="item")
def replacement_units(renewal_units, fired_units, replacement_share=1):
    """Rounds renewed for age, by what making one good costs over a new one, and new ones for rounds fired in tests."""
    return renewal_units * replacement_share + fired_units


@row(label="Price of replacing one round", unit="money / item")
def replacement_price(unit_price):
    """The price of a new round; it is operation, never first buy."""
    return unit_price + 0


@row(label="Series start-up", unit="1", shown="count")
def introduction_units(year, first_order_year, setback=0, series_startups=0):
    """The maker's set-up for series production, paid once with the first order."""
    return series_startups * equals(year, floor(first_order_year + setback))


@row(label="Round-years of upkeep", shown="count")
def upkeep_units(in_service, one_year):
    """Rounds held, for storage, inspection and recertification."""
    return in_service * one_year


@row(label="Upkeep of one round in a year", unit="money / item / year")
def upkeep_price(unit_price, recertification_share=0, yearly_upkeep=0):
    """Storage, inspection and recertification: a yearly share of the price, an amount of their own, or both."""
    return unit_price * recertification_share + yearly_upkeep


@row(label="Upper-tier rounds at full strength", unit="item", measure="upper_rounds")
def upper_rounds(quantity, upper_tier=0):
    """Rounds that meet a raid above the atmosphere; `upper_tier` is 1 for such a round."""
    return quantity * upper_tier


@row(label="Lower-tier rounds at full strength", unit="item", measure="lower_rounds")
def lower_rounds(quantity, lower_tier=0):
    """Rounds that meet a raid near the ground; `lower_tier` is 1 for such a round."""
    return quantity * lower_tier
