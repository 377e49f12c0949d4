"""The defence budget's ceiling, what is bound, and the headroom that is left. All in then-year money.

    headroom = ceiling - commitments
    commitments = personnel + materiel baseline - what of it can be redirected + support + realignment + other claims

The *ceiling* is a share of gross domestic product. *Personnel and provisions* are the published budgets, then carried
on by wages, by what pay must rise to fill posts, and by the part of pay that follows strength. The *materiel baseline*
is payments on earlier contracts plus general materiel of the base year, renewed as contracts run off. It grows in real
terms (`materiel_real_growth`) up to `growth_until` and keeps its share of gross domestic product after it, since growth
compounded over decades would break any ceiling; and the part that is bought abroad moves with foreign prices and the
exchange rate. A *redirectable share* of it rises in equal steps from nil in the decision year to its limit, over the
run-off of the existing contracts.

Host-nation support lies within general materiel, so only its change against the base year, at constant prices, is
added. Realignment stands outside materiel: its base-year level is subtracted as far as it counts under the ceiling, and
its change as well. `other_claims` are what neither growth nor a higher ceiling pays for. Payments on contracts signed
before the decision are in the baseline: what an option still has to pay on them is no outlay against headroom.
Supplementary budgets are outside, and so are coast guard and pensions that a NATO-like measure would add.

The ministry's "70 to 80 percent fixed" is pay plus earlier contracts over the whole budget. It is
`published_fixed_share` here: a check on the published years, never a factor on materiel.
"""

from __future__ import annotations

from estimator.calculators.roles import Role
from estimator.calculators.row import row
from estimator.expression.functions import ceiling as next_whole
from estimator.expression.functions import divide_or, maximum, minimum, sum_of, value_at, where

SCOPE = "pack"
MARKS = {"needs": "budget"}
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


@row(label="Strength of all services", unit="person", gather={"parts": {"scope": "service", "measure": "strength"}})
def strength_total(parts):
    """Uniformed people of all services at the end of the year, before any option."""
    return sum_of(parts)


@row(
    label="Posts less people of all services",
    unit="person",
    gather={"parts": {"scope": "service", "measure": "vacancies"}},
)
def vacancies_total(parts):
    """Authorised posts of all services less their strength."""
    return sum_of(parts)


@row(label="Fill rate of all services", unit="1", shown="share")
def fill_rate_total(strength_total, vacancies_total):
    """Strength over authorised strength of all services, before any option."""
    return strength_total / (strength_total + vacancies_total)


@row(label="Pay that follows strength, against the last published year", unit="1", shown="ratio")
def strength_factor(strength_total, year, last_budget_year, personnel_fixed_share=1):
    """1 while strength is that of the last published budget; only the part of pay that is not fixed falls with it."""
    change = strength_total / value_at(strength_total, year, last_budget_year) - 1
    return 1 + (1 - personnel_fixed_share) * change


@row(label="Pay raised to fill posts, against the last published year", unit="1", shown="ratio")
def recruiting_factor(fill_rate_total, year, last_budget_year, recruiting_pay=0):
    """Pay per head rises by so much for each point of fill rate lost since the last published budget."""
    return 1 + recruiting_pay * (value_at(fill_rate_total, year, last_budget_year) - fill_rate_total)


@row(label="Wages against the last published year", unit="1", shown="index")
def wages_since(wage_level, year, last_budget_year):
    """Pay per head against that of the last published budget, then-year."""
    return wage_level / value_at(wage_level, year, last_budget_year)


@row(label="Last published personnel and provisions", unit="money_then")
def last_personnel(personnel_actual, year, last_budget_year):
    """Personnel and provisions of the last published budget."""
    return value_at(personnel_actual, year, last_budget_year)


@row(label="Personnel and provisions", unit="money_then", role=Role.PERSONNEL)
def personnel(
    year, last_budget_year, personnel_actual, last_personnel, wages_since, strength_factor=1, recruiting_factor=1
):
    """Pay, provisions and retirement grants: published budgets, then the last of them at this year's wages.

    Only a part of it falls with strength, and pay rises where posts stay empty, so a shortfall costs or saves. Neither
    moves it in a pack that says nothing of people.
    """
    carried = last_personnel * wages_since * strength_factor * recruiting_factor
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


@row(label="Foreign money against the base year, constant prices", unit="1", shown="index")
def foreign_money_index(year, base_year, materiel_foreign_money=0):
    """What foreign money costs in home money, against the base year: its own prices and the exchange rate.

    1 where the pack names no foreign money.
    """
    base = value_at(materiel_foreign_money, year, base_year)
    return divide_or(materiel_foreign_money, base, 1)


@row(label="Prices of materiel against the base year, constant prices", unit="1", shown="index")
def materiel_prices(foreign_money_index, materiel_foreign_share=0):
    """The part bought at home keeps its real price; the part bought abroad moves with foreign money."""
    return 1 - materiel_foreign_share + materiel_foreign_share * foreign_money_index


@row(label="Years of growth so far", unit="1", shown="years")
def years_grown(year, base_year, growing, one_year, growth_until=0):
    """Years from the base year to this one, at the latest to the year in which growth ends."""
    return maximum(0, where(growing, year, growth_until) - base_year) / one_year


@row(label="Real growth of materiel since the base year", unit="1", shown="index")
def materiel_growth(years_grown, materiel_real_growth=0):
    """Real growth compounded over the years of growth so far."""
    return (1 + materiel_real_growth) ** years_grown


@row(label="Materiel that grows", unit="money_then")
def materiel_grown(materiel_level, materiel_growth, materiel_prices, price_index):
    """The base year's materiel with its real growth, at this year's prices at home and abroad."""
    return materiel_level * materiel_growth * materiel_prices * price_index


@row(label="Materiel when growth ends", unit="money_then")
def last_grown(materiel_grown, year, growth_until=0):
    """The materiel budget of the year in which growth ends; nil where the pack names none."""
    return value_at(materiel_grown, year, growth_until)


@row(label="Gross domestic product when growth ends", unit="money_then")
def last_growing_gdp(gdp, year, growth_until=0):
    """Gross domestic product of the year in which growth ends; nil where the pack names none."""
    return value_at(gdp, year, growth_until)


@row(label="Materiel baseline", unit="money_then", role=Role.MATERIEL)
def materiel_baseline(materiel_grown, gdp, growing, last_grown, last_growing_gdp):
    """Earlier contracts plus general materiel, renewed: it grows, then keeps its share of gross domestic product."""
    return where(growing, materiel_grown, divide_or(last_grown, last_growing_gdp, 0) * gdp)


@row(label="Run-off of existing contracts so far", unit="1", shown="share")
def run_off(year, decision_year, run_off_years):
    """How far the contracts that existed at the decision have run off: nil in that year, 1 at the end."""
    return minimum(1, maximum(0, year - decision_year) / run_off_years)


@row(label="Whole years in which existing contracts run off", unit="year")
def run_off_whole(run_off_years):
    """The next whole number of years."""
    return next_whole(run_off_years)


@row(label="Share of existing contracts paid in this year", unit="1", shown="share")
def contracts_paid(year, decision_year, run_off_whole, one_year):
    """Contracts signed before the decision are paid in equal parts from the decision year on, over their run-off."""
    return (decision_year <= year) * (year < decision_year + run_off_whole) * one_year / run_off_whole


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


@row(label="Other claims, then-year", unit="money_then", role=Role.OTHER_CLAIMS)
def claims(price_index, other_claims=0):
    """What others need of the ceiling that neither growth nor a higher ceiling pays for."""
    return other_claims * price_index


@row(label="Commitments", unit="money_then")
def commitments(personnel, materiel_baseline, redirectable, support_change, realignment_base, claims):
    """What is bound before any option: the ceiling less the headroom, whatever the ceiling is."""
    return personnel + materiel_baseline - redirectable + support_change + realignment_base + claims


@row(label="Headroom", unit="money_then", role=Role.HEADROOM)
def headroom(ceiling, commitments):
    """What an option may use in this year. Where it is not positive there is no headroom."""
    return ceiling - commitments


@row(label="Headroom with nothing redirected", unit="money_then")
def headroom_as_it_stands(headroom, redirectable):
    """What is left of the ceiling if nothing of the materiel baseline is given up."""
    return headroom - redirectable


@row(label="Headroom, constant prices", unit="money")
def real_headroom(headroom, price_index):
    """The headroom in the pack's constant prices."""
    return headroom / price_index


@row(label="Published initial budget", unit="money_then")
def published_budget(personnel_actual, materiel_published, published):
    """Personnel, earlier contracts and general materiel as published; nil where the parts are not published."""
    return personnel_actual * published + materiel_published


@row(label="Fixed share of the published budget", unit="1", shown="share")
def published_fixed_share(personnel_actual, earlier_contracts, published_budget):
    """Pay plus payments on earlier contracts over the whole budget; nil where no parts are published.

    A check against the published 80 percent (FY2019) and 71 percent (FY2023), never a factor.
    Source: Ministry of Finance, Fiscal System Council, November 2023.
    """
    return divide_or(personnel_actual + earlier_contracts, published_budget, 0)
