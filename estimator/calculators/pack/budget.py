"""The defence budget's ceiling, what is bound, and the headroom that is left. All in then-year money.

    headroom = ceiling - commitments
    commitments = personnel + materiel baseline - what of it can be redirected + change in host-nation support

The *ceiling* is a share of gross domestic product. *Personnel and provisions* are the published budgets, then carried
on by wage growth alone: an unfilled post saves nothing here. The *materiel baseline* is payments on earlier contracts
plus general materiel, at the real level of the base year, renewed as contracts run off; it does not melt away. A
*redirectable share* of it rises in equal steps from nil in the decision year to its limit, over the run-off of the
existing contracts.

Host-nation support lies within general materiel, so only its change against the base year, at constant prices, is
added; the same for base realignment, whose base-year level stands outside the ceiling unless `realignment_counted`
says otherwise. Dearer imports through a weaker currency do not raise the baseline. Supplementary budgets are outside,
and so are coast guard and pensions that a NATO-like measure would add.

The ministry's "70 to 80 percent fixed" is pay plus earlier contracts over the whole budget. It is `fixed_share` here:
a check on the published years, never a factor on materiel.
"""

from __future__ import annotations

from estimator.calculators.roles import Role
from estimator.calculators.row import row
from estimator.expression.functions import divide_or, maximum, minimum, previous, value_at, where

SCOPE = "pack"
LABEL = "Budget"


@row(
    label="Ceiling as a share of gross domestic product",
    unit="1",
    shown="fine share",
    reads={"gdp_share": Role.GDP_SHARE},
)
def ceiling_share(gdp_share, gdp_share_rise):
    """The share of gross domestic product that the initial budget may reach: one share, plus a rise by year."""
    return gdp_share + gdp_share_rise


@row(label="Ceiling of the defence budget", unit="money_then", role=Role.CEILING)
def ceiling(gdp, ceiling_share):
    """The largest initial defence budget of the year. Supplementary budgets are outside."""
    return gdp * ceiling_share


@row(label="Personnel and provisions", unit="money_then", role=Role.PERSONNEL)
def personnel(personnel, personnel_actual, wage_level, last_budget_year, year):
    """Pay, provisions and retirement grants: published budgets, then last year's amount at this year's wages.

    The number of people is taken as unchanged; an unfilled post saves nothing.
    """
    carried = previous(personnel, 0) * (wage_level / previous(wage_level, 1))
    return where(year <= last_budget_year, personnel_actual, carried)


@row(label="Year with a published budget", unit="1", shown="flag")
def published(first_budget_year, last_budget_year, year):
    """1 in the fiscal years whose initial budget is published in its three parts."""
    return (first_budget_year <= year) * (year <= last_budget_year)


@row(label="Published materiel budget", unit="money_then")
def materiel_published(earlier_contracts, general_materiel, published):
    """Payments on earlier contracts plus general materiel, initial budget; nil where the parts are not published."""
    return (earlier_contracts + general_materiel) * published


@row(label="Real level of the materiel baseline", unit="money")
def materiel_level(materiel_published, price_index, year, base_year):
    """Materiel budget of the base year, in the pack's constant prices."""
    return value_at(materiel_published, year, base_year) / value_at(price_index, year, base_year)


@row(label="Materiel baseline", unit="money_then", role=Role.MATERIEL)
def materiel_baseline(materiel_level, price_index):
    """Earlier contracts plus general materiel at the base year's real level, renewed as contracts run off."""
    return materiel_level * price_index


@row(label="Run-off of existing contracts so far", unit="1", shown="share")
def run_off(year, decision_year, run_off_years):
    """How far the contracts that existed at the decision have run off: nil in that year, 1 at the end."""
    return minimum(1, maximum(0, year - decision_year) / run_off_years)


@row(label="Redirectable share of the materiel baseline", unit="1", shown="share")
def redirectable_share(redirectable_limit, run_off):
    """Share of the baseline that can be given to something else: nil in the decision year, then rising to its limit."""
    return redirectable_limit * run_off


@row(label="Redirectable materiel", unit="money_then", role=Role.REDIRECTABLE)
def redirectable(materiel_baseline, redirectable_share):
    """What of the materiel baseline can be given to something else in this year."""
    return materiel_baseline * redirectable_share


@row(label="Price change since the last support budget", unit="1", shown="index")
def ally_support_prices(price_level, year, last_support_year):
    """Prices against the last published year of host-nation support; 1 up to it, so that published sums stand."""
    return where(year <= last_support_year, 1, price_level / value_at(price_level, year, last_support_year))


@row(label="Host-nation support and realignment", unit="money_then")
def ally_support(host_nation_support, realignment, ally_support_prices, support_rise, price_index):
    """Cost sharing for the ally's forces plus realignment: published, then at constant prices, plus a rise by year."""
    return (host_nation_support + realignment) * ally_support_prices + support_rise * price_index


@row(label="Real level of support", unit="money")
def ally_support_level(ally_support, price_index, year, base_year):
    """Host-nation support and realignment of the base year, in the pack's constant prices."""
    return value_at(ally_support, year, base_year) / value_at(price_index, year, base_year)


@row(label="Change in host-nation support and realignment", unit="money_then", role=Role.SUPPORT_CHANGE)
def support_change(ally_support, ally_support_level, price_index):
    """Against the base year at constant prices; its base-year level is in the baseline or outside the ceiling."""
    return ally_support - ally_support_level * price_index


@row(label="Realignment counted under the ceiling", unit="money_then", role=Role.REALIGNMENT)
def realignment_base(realignment, realignment_counted, price_level, year, base_year):
    """Base-year level of realignment at this year's prices, as far as it is counted under the ceiling."""
    rise = price_level / value_at(price_level, year, base_year)
    return realignment_counted * value_at(realignment, year, base_year) * rise


@row(label="Commitments", unit="money_then")
def commitments(personnel, materiel_baseline, redirectable, support_change, realignment_base):
    """What is bound before any option: the ceiling less the headroom, whatever the ceiling is."""
    return personnel + materiel_baseline - redirectable + support_change + realignment_base


@row(label="Headroom", unit="money_then", role=Role.HEADROOM)
def headroom(ceiling, commitments):
    """What an option may use in this year. Where it is not positive there is no headroom."""
    return ceiling - commitments


@row(label="Headroom, constant prices", unit="money")
def real_headroom(headroom, price_index):
    """The headroom in the pack's constant prices."""
    return headroom / price_index


@row(label="Published initial budget", unit="money_then")
def published_budget(personnel_actual, materiel_published, published):
    """Personnel, earlier contracts and general materiel as published; nil where the parts are not published."""
    return personnel_actual * published + materiel_published


@row(label="Fixed share of the published budget", unit="1", shown="share")
def fixed_share(personnel_actual, earlier_contracts, published_budget):
    """Pay plus payments on earlier contracts over the whole budget; nil where no parts are published.

    A check against the published 80 percent (FY2019) and 71 percent (FY2023), never a factor.
    Source: Ministry of Finance, Fiscal System Council, November 2023.
    """
    return divide_or(personnel_actual + earlier_contracts, published_budget, 0)
