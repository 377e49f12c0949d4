"""Foreign money of some price year, in the pack's constant prices, by year of payment.

First the price is escalated in its own currency to the payment year, then converted at that year's exchange rate,
then brought to the pack's constant prices by the home price index. Where foreign prices outrun home prices at an
unchanged rate, a foreign purchase becomes dearer from year to year. The price year must lie within the columns.
"""

from __future__ import annotations

from estimator.calculators.roles import Role
from estimator.calculators.row import row
from estimator.expression.functions import value_at

SCOPE = "price_base"
LABEL = "Foreign prices"
MARKS = {"currency": "foreign"}


@row(label="Foreign price escalation", shown="index", wire={"foreign_level": "currency.{currency}.price_level"})
def escalation(foreign_level, year, price_year, link):
    """Then-year foreign money of this year per foreign money of the price year."""
    return foreign_level / value_at(foreign_level, year, price_year) * link


@row(
    label="Constant money of the pack per foreign money of this price year",
    shown="index",
    wire={"exchange_rate": "currency.{currency}.exchange_rate"},
    role=Role.PRICE_FACTOR,
)
def factor(escalation, exchange_rate, price_index):
    """Escalated in its own currency, converted at the rate of the payment year, brought to the pack's prices."""
    return escalation * exchange_rate / price_index
