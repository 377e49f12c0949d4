"""Prices and exchange rate of one foreign currency by fiscal year.

The price level is a published index up to `last_price_year`, carried on by an assumed inflation after it. The
exchange rate is the published mean of the fiscal year up to `last_rate_year`; after it a forward rate that holds in
`forward_year`. From there on the rate may follow purchasing power: with `parity_share` 1 it makes up for the whole
difference between home and foreign inflation, with 0 it stays where it is. `rate_multiplier` moves the whole forward
path, as in a weaker home currency.

Left out: hedging, and the government's own planning rates, which differ from the market's within a year.
"""

from __future__ import annotations

from estimator.calculators.row import row
from estimator.expression.functions import previous, value_at, where

SCOPE = "currency"
LABEL = "Currency"


@row(label="Foreign price level", unit="1", shown="index")
def price_level(price_level, price_level_actual, inflation, inflation_shift, year, last_price_year):
    """The foreign price index: published, then carried on by inflation. Defence prices of their own are left out."""
    carried = previous(price_level, 0) * (1 + inflation + inflation_shift)
    return where(year <= last_price_year, price_level_actual, carried)


@row(label="Home prices over foreign prices", unit="1", shown="ratio", wire={"home_level": "economy.price_level"})
def price_ratio(home_level, price_level):
    """Home price level over foreign price level; it falls while foreign inflation is higher."""
    return home_level / price_level


@row(label="Drift of the forward rate", unit="1", shown="index")
def parity(price_ratio, parity_share, year, forward_year):
    """What relative purchasing-power parity does to the rate after the forward year, to the share that is assumed."""
    return (price_ratio / value_at(price_ratio, year, forward_year)) ** parity_share


@row(label="Exchange rate", unit="money_then / foreign_then")
def exchange_rate(rate_actual, forward_rate, rate_multiplier, parity, year, last_rate_year):
    """Then-year home money per then-year foreign money, mean of the fiscal year: published, then forward."""
    return where(year <= last_rate_year, rate_actual, forward_rate * rate_multiplier * parity)
