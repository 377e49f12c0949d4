"""A price in the pack's constant prices, with its cost growth.

Each cost assumption that is quoted in another price year or currency, or that grows from estimate to outturn, gets
one row here; everything else in the model reads this row in place of the quote.

Each cost has a *basis*: estimate, contract or outturn. Cost growth from estimate to outturn applies to estimates only,
for a contract holds its growth already. So an early estimate for one option is no fair race against a contract for
another until both have growth applied; set a growth to 1 to see the quotes as they were made.
"""

from __future__ import annotations

from estimator.calculators.roles import Role
from estimator.calculators.row import row

SCOPE = "price"
LABEL = "Prices"


@row(label="{label}: at the pack's prices", role=Role.PRICE_IN_USE)
def at_pack_prices(amount, factor=1, cost_growth=1):
    """The quote, brought to the pack's price year and currency, times its expected growth from estimate to outturn."""
    return amount * factor * cost_growth
