"""Orders, deliveries and service life of a quantity that is bought over some years.

Orders start in `first_order_year` and run at `orders_per_year` until `quantity` is ordered; each is delivered
`lead_time` years later and serves `service_life` years. Closed forms of the fiscal year are used instead of
balances, so every year has the same formula. Losses in use are told apart (see losses).

Two events set the start back: a risk that strikes (`risk_strikes`, by `risk_delay` years) and a seller who does not
offer when asked (`offered`, `offer_delay`). In a draw the event happens or not; at the point stands its chance, so the
start shifts by the expected years, a part of a year's orders included.
"""

from __future__ import annotations

from estimator.calculators.roles import Role
from estimator.calculators.row import row
from estimator.expression.functions import (
    ceiling,
    divide_or,
    equals,
    lagged,
    maximum,
    minimum,
    previous,
    trailing_total,
    value_at,
    where,
)


@row(label="Years by which the start is set back", unit="year", measure="setback")
def setback(risk_strikes=0, risk_delay=0, offered=1, offer_delay=0):
    """Years of delay if the risk strikes, and if the seller does not offer when asked; expected years at the point."""
    return risk_strikes * risk_delay + (1 - offered) * offer_delay


@row(label="Ordered so far", unit="item", reads={"quantity": Role.QUANTITY})
def ordered_so_far(quantity, orders_per_year, first_order_year, year, one_year, setback=0):
    """Orders up to and including this year, at a steady yearly rate until the quantity is reached."""
    return maximum(0, minimum(quantity, orders_per_year * (year - first_order_year - setback + one_year)))


@row(label="Ordered", unit="item", measure="ordered")
def ordered(ordered_so_far):
    """Orders placed in this year: the obligation is entered into here."""
    return ordered_so_far - previous(ordered_so_far, 0)


@row(label="Delivered", unit="item", measure="delivered")
def delivered(ordered, lead_time):
    """Deliveries in this year, a whole number of years after the order."""
    return lagged(ordered, ceiling(lead_time))


@row(label="In service", unit="item", measure="in_service")
def in_service(delivered, service_life, unreplaced_loss=0, kept_in_use=0):
    """What has been delivered and not yet retired, at the end of the year; as many as losses in use leave."""
    return where(0 < unreplaced_loss, kept_in_use, trailing_total(delivered, ceiling(service_life)))


@row(label="Places filled", unit="item")
def places_filled(delivered, service_life, unreplaced_loss=0):
    """What has been delivered and not yet retired, lost or not: it says when all is there."""
    return (0 < unreplaced_loss) * trailing_total(delivered, ceiling(service_life))


@row(label="First in service", unit="1", measure="first_in_service")
def first_in_service(in_service):
    """1 in the years in which at least some is in service."""
    return 0 < in_service


@row(label="Share in service", unit="1", shown="share", measure="service_share")
def service_share(in_service, quantity, unreplaced_loss=0, places_filled=0):
    """What is in service over the whole quantity, losses left out; 1 where there is nothing to deliver."""
    return divide_or(where(0 < unreplaced_loss, places_filled, in_service), quantity, 1)


@row(label="All retired within the columns", unit="1", measure="check")
def check_retired(in_service, year, last_column_year):
    """1 if nothing is in service in the last column; a life beyond it would fall out of the whole-life total."""
    return equals(value_at(in_service, year, last_column_year), 0)
