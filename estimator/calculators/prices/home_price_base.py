"""Home money of another year, in the pack's constant prices.

One unit of home money of a price year is divided by the price index of that year. A quote in home money already holds
its exchange rate, so nothing foreign is added. The price year must lie within the columns.
"""

from __future__ import annotations

from estimator.calculators.roles import Role
from estimator.calculators.row import row
from estimator.expression.functions import value_at

SCOPE = "price_base"
LABEL = "Home prices of another year"
MARKS = {"currency": "home"}


@row(label="Constant money of the pack per money of this price year", shown="index", role=Role.PRICE_FACTOR)
def factor(price_index, year, price_year, link):
    """Brings a home price from its own price year to the pack's, by the home GDP deflator."""
    return link / value_at(price_index, year, price_year)
