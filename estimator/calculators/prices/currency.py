"""Prices and exchange rate of one foreign currency by fiscal year.

The price level is a published index up to `last_price_year`, carried on by an assumed inflation after it. The
exchange rate is that at which the government draws up its budgets, as published up to `last_budget_rate_year`, since
budget and options are money of budgets; where a pack names no such rate, or after its last year, it is the market's
mean of the fiscal year up to `last_rate_year`; after that a forward rate that holds in `forward_year`. From there on
the rate may follow purchasing power: with `parity_share` 1 it makes up for the whole difference between home and
foreign inflation, with 0 it stays where it is. `rate_multiplier` moves the whole forward path, as in a weaker home
currency.

Left out: hedging, and what a year's payments cost above or below the budget rate, which funds outside the defence
budget meet. The market's rate stands beside.
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


@row(label="Year with a published budget rate", unit="1", shown="flag")
def at_budget_rate(year, last_budget_rate_year=0):
    """1 up to the last year whose budget rate is published; none where the pack names no budget rate."""
    return (0 < last_budget_rate_year) * (year <= last_budget_rate_year)


@row(label="Exchange rate", unit="money_then / foreign_then")
def exchange_rate(
    at_budget_rate, rate_actual, forward_rate, rate_multiplier, parity, year, last_rate_year, budget_rate=0
):
    """Then-year home money per then-year foreign money: the budget's rate, then the market's, then the forward rate."""
    market = where(year <= last_rate_year, rate_actual, forward_rate * rate_multiplier * parity)
    return where(at_budget_rate, budget_rate, market)


@row(label="Exchange rate of the market", unit="money_then / foreign_then", beside="exchange_rate")
def market_rate(exchange_rate, rate_actual, year, last_rate_year, last_budget_rate_year=0):
    """The market's mean of the fiscal year, to hold the budget rate against; nothing is converted at it."""
    return where(0 < last_budget_rate_year, where(year <= last_rate_year, rate_actual, exchange_rate), 0)
