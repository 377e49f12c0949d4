"""Replacement of things that live shorter than the capability that they serve.

A satellite lives five years, the constellation thirty. `item_life` is the life of one item, `service_life` (of the
deliveries) the time for which its place is kept filled. Items are ordered again in the same order and at the same
rate as in the first buy, one item life later, again and again until the place is given up. The first buy is
procurement, every later one is operation (replacement).

The build-up must fit into one item life, which a check row proves: at a lower rate the number could never be held.
The closed form, with the fiscal year split into generation and position, needs no balance from year to year. The last
generation may serve a shorter time, where the service life is no multiple of the item life. Losses in use that nobody
replaces are made good by the next renewal (see losses); drone orbits renew only what losses have left.
"""

from __future__ import annotations

from estimator.calculators.row import row
from estimator.expression.functions import ceiling, floor, lagged, maximum, minimum


@row(label="Generation ordered in this year", unit="1", shown="count")
def generation(year, first_order_year, item_life, setback=0):
    """0 while the first buy is ordered, 1 when it is ordered again, and so on; negative before the first order."""
    return floor((year - first_order_year - setback) / ceiling(item_life))


@row(label="Years into the generation", unit="year")
def generation_position(year, first_order_year, generation, item_life, setback=0):
    """Years since the first order of this generation: 0 in its first year."""
    return year - first_order_year - setback - generation * ceiling(item_life)


@row(label="Replacement still worth while", unit="1", shown="flag")
def replacement_open(generation, item_life, service_life):
    """1 in a generation after the first that begins before the places are given up."""
    return (1 <= generation) * (generation * ceiling(item_life) < ceiling(service_life))


@row(label="Ordered so far in the generation", unit="item")
def generation_ordered(quantity, orders_per_year, generation_position, one_year):
    """Orders of this generation up to and including this year."""
    return minimum(quantity, orders_per_year * (generation_position + one_year))


@row(label="Ordered in the generation before this year", unit="item")
def generation_before(quantity, orders_per_year, generation_position):
    """Orders of this generation up to the year before."""
    return minimum(quantity, orders_per_year * generation_position)


@row(label="Ordered again", unit="item", measure="renewed")
def renewed(generation_ordered, generation_before, replacement_open):
    """Items ordered in this year in place of items whose life ends."""
    return maximum(0, generation_ordered - generation_before) * replacement_open


@row(label="Places filled up again", unit="item")
def refilled(renewed, lead_time, item_life, one_year, lost_in_a_year=0):
    """Items delivered in this year in place of those that losses have taken since the place was filled last."""
    return lagged(renewed, ceiling(lead_time)) * (1 - (1 - lost_in_a_year) ** (ceiling(item_life) / one_year))


@row(label="Life of the last generation", unit="year")
def last_life(service_life, item_life, unreplaced_loss=0):
    """Years from the last renewal of a place until it is given up."""
    renewals = ceiling(ceiling(service_life) / ceiling(item_life)) - 1
    return (0 < unreplaced_loss) * (ceiling(service_life) - renewals * ceiling(item_life))


@row(label="Build-up fits into one life", unit="1", measure="check")
def build_up_fits(quantity, orders_per_year, item_life):
    """1 if the yearly rate holds the number: rate times the life of one item is at least the quantity."""
    return quantity <= orders_per_year * ceiling(item_life)
