"""Gross domestic product, prices, wages and discounting by fiscal year.

Gross domestic product is the published then-year figure up to `last_actual_year`. After it each year is the year
before times one plus real growth times one plus the change of the deflator. Both rates come from an official
projection; two scalars (`growth_shift`, `deflator_shift`) move all forecast years at once, in percentage points a
year.

The price index is the home GDP deflator, 1 in the pack's price year; it turns constant prices into then-year prices.
Pay follows a wage index of its own up to `growth_until`, and gross domestic product per head after it: over decades the
forces' pay can neither outrun what others earn nor fall behind it. The discount rate is real, so it applies to constant
prices.

Left out: business cycles, and any effect of defence spending on growth. Where a published series changes vintage the
older years keep the older vintage; the assumption's note says so.
"""

from __future__ import annotations

from estimator.calculators.roles import Role
from estimator.calculators.row import row
from estimator.expression.functions import maximum, previous, value_at, where

SCOPE = "pack"
LABEL = "Economy"
OUTPUT = "economy.gdp_actual or budget"
PAY = "economy.wage_growth or manpower or budget"
SHIFTS = "economy.deflator_shift or economy.growth_shift or budget or manpower"
"""Of what a pack must say something for these rows to be its own."""


@row(label="Forecast year", unit="1", shown="flag", needs=SHIFTS)
def forecast(year, last_actual_year=0, decision_year=0):
    """1 in the years that the shifts of growth and prices move: after the last actual, from the decision year on."""
    return (last_actual_year < year) * (decision_year <= year)


@row(label="Real growth", unit="1", shown="share", reads={"growth_shift": Role.GROWTH_SHIFT}, needs=OUTPUT)
def growth_in_use(real_growth, growth_shift=0, forecast=0):
    """Real growth of gross domestic product over the year before, with the shift in forecast years."""
    return real_growth + growth_shift * forecast


@row(label="Change of prices", unit="1", shown="share")
def inflation_in_use(deflator_change, deflator_shift=0, forecast=0):
    """Change of the GDP deflator over the year before, with the shift in forecast years."""
    return deflator_change + deflator_shift * forecast


@row(label="Gross domestic product, then-year", unit="money_then", needs=OUTPUT)
def gdp(gdp, gdp_actual, growth_in_use, inflation_in_use, year, last_actual_year):
    """Nominal gross domestic product of the fiscal year: published, then carried on by growth and prices.

    Actuals must reach into the columns, since the forecast starts from the last of them.
    """
    return where(year <= last_actual_year, gdp_actual, previous(gdp, 0) * (1 + growth_in_use) * (1 + inflation_in_use))


@row(label="Price level", unit="1", shown="index")
def price_level(price_level, inflation_in_use):
    """The home GDP deflator, chained from its yearly changes; 1 in the year before the first column."""
    return previous(price_level, 1) * (1 + inflation_in_use)


@row(label="Price index", shown="index")
def price_index(price_level, year, price_year, home_link):
    """Then-year money per constant money: 1 in the pack's price year. Defence prices of their own are left out."""
    return price_level / value_at(price_level, year, price_year) * home_link


@row(label="Gross domestic product, constant prices", unit="money", needs=OUTPUT)
def real_gdp(gdp, price_index):
    """Gross domestic product in the pack's constant prices."""
    return gdp / price_index


@row(label="Year of growth", unit="1", shown="flag", needs=PAY)
def growing(year, growth_until=0):
    """1 up to the year in which materiel stops growing and pay its own path; always 1 where the pack names none."""
    return where(0 < growth_until, year <= growth_until, 1)


@row(label="Growth of gross domestic product per head, then-year", unit="1", shown="share", needs=PAY)
def growth_per_head(growth_in_use=0, inflation_in_use=0, population_growth=0):
    """Growth of then-year gross domestic product over the year before, per head of the population."""
    return (1 + growth_in_use) * (1 + inflation_in_use) / (1 + population_growth) - 1


@row(label="Wage growth", unit="1", shown="share", needs=PAY)
def wage_growth_in_use(wage_growth, deflator_shift=0, forecast=0, growth_per_head=0, growing=1):
    """Growth of pay per head: as assumed up to `growth_until`, then that of gross domestic product per head.

    A shift of prices moves wages as much; a shift of real growth moves them only after that year.
    """
    return where(growing, wage_growth + deflator_shift * forecast, growth_per_head)


@row(label="Wage level", unit="1", shown="index", needs=PAY)
def wage_level(wage_level, wage_growth_in_use):
    """Pay of the forces per head, then-year, chained; 1 in the year before the first column."""
    return previous(wage_level, 1) * (1 + wage_growth_in_use)


@row(label="Wage index, then-year", unit="1", shown="index", needs=PAY)
def wage_index(wage_level, year, price_year):
    """Then-year pay per head against the pack's price year."""
    return wage_level / value_at(wage_level, year, price_year)


@row(label="Wage index, constant prices", unit="1", shown="index", needs=PAY)
def real_wage_index(wage_index, price_index, home_link):
    """Pay per head in constant prices against the pack's price year: above 1 where pay outruns prices."""
    return wage_index * home_link / price_index


@row(label="Discount factor", unit="1", shown="index")
def discount_factor(discount_rate, year, decision_year, one_year):
    """Value in the decision year of one unit of constant money in this year; 1 up to the decision year.

    Source: the usual present-value formula at a real rate, as in OMB Circular A-94, section 8.
    """
    return 1 / (1 + discount_rate) ** (maximum(0, year - decision_year) / one_year)
