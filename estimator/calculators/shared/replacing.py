"""Items bought in place of those lost in use, for elements that are bought once and not renewed (see losses)."""

from __future__ import annotations

from estimator.calculators.row import row
from estimator.calculators.shared.losses import LOSSES


@row(label="Bought again", unit="item")
def replacement_units(lost_replaced=0):
    """Items in place of those lost in this year."""
    return lost_replaced + 0


@row(label="Price of one bought again", unit="money / item", only_with=LOSSES)
def replacement_price(unit_price):
    """The quoted price: nothing is learned on single items."""
    return unit_price + 0
