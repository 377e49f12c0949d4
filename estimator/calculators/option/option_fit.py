"""Does the option fit under the ceiling? Outlays against headroom, years over it, break-even share of GDP.

All terms are in then-year money. An option's outlays here leave out what is spent anyway (`funding = "attributed"`),
payments on contracts signed before the decision, which are in the budget's baseline, and pay, except for billets on top
of authorised strength: the rest is in the budget's personnel already. A year is *over*
where outlays exceed the headroom; where the headroom is not positive any outlay is over, and no ratio is shown. Years
without an outlay of the option are not counted.

The *break-even share* is the share of gross domestic product from which the option fits in all its outlay years: the
largest of (commitments + outlays) ÷ GDP over those years, in closed form since the commitments do not depend on the
ceiling, with the year that sets it.

Contracts, new future obligations, burden carried forward and pay's share of the budget stand with the option beside
those before any option, where the pack publishes them.
"""

from __future__ import annotations

from estimator.calculators.roles import Role
from estimator.calculators.row import row
from estimator.expression.functions import divide_or, first_year, largest, maximum, only_where, sum_of, total, where

SCOPE = "option"
MARKS = {"needs": "budget"}
PLACE = 2
LABEL = "Budget"


@row(
    label="Outlays that need new room",
    unit="money",
    gather={"outlays": {"measure": "outlay", "funding": "!attributed", "paid_by": "!baseline"}},
)
def charged_outlays(outlays=0):
    """Outlays without pay, without what is spent anyway and without payments on contracts signed before the decision.

    Those contracts are in the budget's baseline, year by year.
    """
    return sum_of(outlays)


@row(
    label="Pay on top of authorised strength",
    unit="money",
    gather={"pays": {"measure": "pay", "funding": "!attributed"}},
)
def pay_on_top(on_top_part=0, pays=0):
    """Pay of billets beyond authorised strength; the rest is in the budget's personnel already."""
    return sum_of(pays) * on_top_part


@row(
    label="Payments on signed contracts that could be saved",
    unit="money",
    gather={"parts": {"measure": "avoidable", "funding": "!attributed"}},
)
def avoidable_outlays(parts=0):
    """Payments on contracts signed before the decision, less what falls due whatever is decided."""
    return sum_of(parts)


@row(label="New money by year", unit="money")
def new_outlays(charged_outlays, pay_on_top, avoidable_outlays, in_horizon):
    """What the option costs in the year beyond what is spent or owed anyway, constant prices."""
    return (charged_outlays + pay_on_top + avoidable_outlays) * in_horizon


@row(label="New money", unit="money", metric="New money", better="less", role=Role.NEW_MONEY)
def new_money(new_outlays):
    """Life-cycle cost less what is spent anyway, pay within authorised strength, and what is owed in any case."""
    return total(new_outlays)


@row(label="Outlays against the ceiling", unit="money_then", role=Role.CHARGED)
def charged_then(charged_outlays, pay_on_top, price_index):
    """What the option takes out of the budget in this year, then-year money."""
    return (charged_outlays + pay_on_top) * price_index


@row(
    label="Contracts signed by the option",
    unit="money_then",
    gather={"contracts": {"measure": "obligation", "funding": "!attributed", "paid_by": "!baseline"}},
)
def contracts_signed(price_index, contracts_known, contracts=0):
    """Contracts of the year without pay, what is spent anyway and what was signed before the decision, then-year."""
    return sum_of(contracts) * price_index * contracts_known


@row(label="Contract base with the option", unit="money_then")
def contract_base_with_option(contract_base_baseline=0, contracts_signed=0):
    """General materiel and new future obligations before any option, plus the option's own contracts."""
    return contract_base_baseline + contracts_signed


@row(
    label="New future obligations with the option",
    unit="money_then",
    gather={"parts": {"measure": "later", "funding": "!attributed"}},
)
def new_obligations_with_option(price_index, new_obligations_baseline=0, parts=0):
    """Those before any option, plus what the option's contracts of the year leave to later years."""
    return new_obligations_baseline + sum_of(parts) * price_index


@row(
    label="Burden carried forward with the option",
    unit="money_then",
    gather={"unpaid": {"measure": "unpaid", "funding": "!attributed", "paid_by": "!baseline"}},
)
def burden_with_option(burden_baseline, contracts_known, price_index, unpaid=0):
    """Future obligations outstanding before any option, plus what the option has signed and not yet paid."""
    return burden_baseline + sum_of(unpaid) * price_index * contracts_known


@row(label="Pay as a share of the budget with the option", unit="1", shown="share")
def pay_share_with_option(contracts_known, personnel, materiel_baseline, pay_on_top, charged_then, price_index):
    """Personnel with the option's pay on top, over personnel, the materiel baseline and the option's outlays."""
    whole = personnel + materiel_baseline + charged_then
    return contracts_known * (personnel + pay_on_top * price_index) / whole


@row(label="Year with an outlay", unit="1", shown="flag")
def charged_flag(charged_then, in_horizon):
    """1 in the years of the horizon in which the option spends."""
    return (0 < charged_then) * in_horizon


@row(label="Headroom left after the option", unit="money_then")
def headroom_left(headroom, charged_then):
    """Headroom less the option's outlays; negative where it breaks the ceiling."""
    return headroom - charged_then


@row(label="Over headroom", unit="1", shown="flag", role=Role.OVER_HEADROOM)
def over_headroom(headroom_left, charged_flag):
    """1 where the option spends more than the headroom; a year without headroom counts as over."""
    return (headroom_left < 0) * charged_flag


@row(label="Years over headroom", unit="1", shown="years", metric="Years over", role=Role.YEARS_OVER)
def years_over_headroom(over_headroom):
    """Years of the horizon in which the option's outlays exceed headroom."""
    return total(over_headroom)


@row(label="First year over headroom: year", unit="year")
def first_over_year(over_headroom, year):
    """The first fiscal year in which the option exceeds headroom; 0 if none."""
    return first_year(over_headroom, year)


@row(label="First year over headroom", unit="year", metric="First year over")
def first_year_over_headroom(first_over_year):
    """The first fiscal year in which the option exceeds headroom; a dash means it never does."""
    return only_where(0 < first_over_year, first_over_year)


@row(label="Years with an outlay", unit="1", shown="years")
def charged_years(charged_flag):
    """How many years of the horizon the option needs new room in."""
    return total(charged_flag)


@row(label="Most headroom left", unit="money_then")
def most_headroom_left(headroom_left):
    """The largest headroom after the option of all years."""
    return largest(headroom_left)


@row(label="Headroom left, below the most", unit="money_then")
def below_most_left(most_headroom_left, headroom_left, charged_flag):
    """By how much less is left than in the easiest year, in the years in which the option spends."""
    return (most_headroom_left - headroom_left) * charged_flag


@row(label="Tightest year, below the most", unit="money_then")
def most_below(below_most_left):
    """By how much less is left in the tightest year than in the easiest."""
    return largest(below_most_left)


@row(label="Least headroom left", unit="money_then", metric="Least headroom", better="more")
def least_headroom_left(charged_years, most_headroom_left, most_below):
    """Headroom less the option's outlays in its tightest year, then-year; a dash means it needs no new room."""
    return only_where(0 < charged_years, most_headroom_left - most_below)


@row(label="Tightest year", unit="1", shown="flag")
def at_least_left(below_most_left, most_below):
    """1 in the outlay years with the least headroom left (nine decimals)."""
    return 1 <= divide_or(below_most_left, most_below, 0)


@row(label="First of the tightest years", unit="year")
def first_at_least_left(at_least_left, year):
    """The first fiscal year with the least headroom left; 0 if none."""
    return first_year(at_least_left, year)


@row(label="Year of the least headroom left", unit="year", metric="Tightest year")
def least_headroom_year(first_at_least_left):
    """The fiscal year in which the least headroom is left; a dash means the option needs no new room."""
    return only_where(0 < first_at_least_left, first_at_least_left)


@row(label="Outlays over gross domestic product", unit="1", shown="fine share")
def charged_gdp_share(charged_then, gdp, charged_flag):
    """What the option takes out of the budget, over gross domestic product of the year."""
    return charged_then / gdp * charged_flag


@row(label="Added share of GDP", unit="1", shown="fine share", metric="Added GDP share", better="less")
def added_gdp_share(charged_gdp_share):
    """The largest outlay of a year over that year's gross domestic product."""
    return largest(charged_gdp_share)


@row(label="Share of headroom", unit="1", shown="share", role=Role.SHARE_OF_HEADROOM)
def share_of_headroom(charged_then, headroom, charged_flag):
    """Outlays over headroom in the years with headroom; nil elsewhere."""
    return divide_or(charged_then * charged_flag, maximum(headroom, 0), 0)


@row(label="Spends with headroom", unit="1", shown="flag")
def headroom_flag(headroom, charged_flag):
    """1 in the years in which the option spends and there is headroom."""
    return (0 < headroom) * charged_flag


@row(label="Years with headroom", unit="1", shown="years")
def years_with_headroom(headroom_flag):
    """How many of the option's outlay years have any headroom."""
    return total(headroom_flag)


@row(label="Peak share of headroom", unit="1", shown="share", metric="Peak of headroom", role=Role.PEAK_SHARE)
def peak_share_of_headroom(share_of_headroom, years_with_headroom):
    """The largest outlay over headroom among years with headroom; a dash means no headroom or no outlay.

    Options are not ranked by it: a year without headroom has no share, so a deeper deficit may show a smaller number.
    """
    return only_where(0 < years_with_headroom, largest(share_of_headroom))


@row(label="Share of GDP at which the year fits", unit="1", shown="fine share")
def break_even_share(commitments, charged_then, gdp, charged_flag):
    """Commitments and outlays over GDP in the years in which the option spends."""
    return (commitments + charged_then) / gdp * charged_flag


@row(label="Largest break-even share", unit="1", shown="fine share")
def largest_break_even(break_even_share):
    """The share of GDP at which every outlay year of the option fits."""
    return largest(break_even_share)


@row(
    label="Break-even share of GDP",
    unit="1",
    shown="fine share",
    metric="Break-even share",
    better="less",
    role=Role.BREAK_EVEN_SHARE,
)
def break_even_gdp_share(largest_break_even):
    """From this share of GDP on the option fits in all its outlay years; a dash means it needs no new room."""
    return only_where(0 < largest_break_even, largest_break_even)


@row(label="Sets the break-even", unit="1")
def at_break_even(break_even_share, largest_break_even):
    """1 in the years that set the break-even share (nine decimals)."""
    return 1 <= divide_or(break_even_share, largest_break_even, 0)


@row(label="First year that sets the break-even", unit="year")
def first_at_break_even(at_break_even, year):
    """The first fiscal year that needs the break-even share; 0 if none."""
    return first_year(at_break_even, year)


@row(label="Break-even year", unit="year", metric="Year of break-even", role=Role.BREAK_EVEN_YEAR)
def break_even_year(first_at_break_even):
    """The fiscal year that sets the break-even share; a dash means the option needs no new room."""
    return only_where(0 < first_at_break_even, first_at_break_even)


@row(label="Money to redirect for the year to fit", unit="money_then")
def redirecting_needed(charged_then, headroom, redirectable, charged_flag):
    """What of the materiel baseline would have to be given up for the option to fit in this year."""
    return maximum(0, charged_then - headroom + redirectable) * charged_flag


@row(label="Redirectable limit at which the year fits", unit="1", shown="share")
def redirectable_limit_by_year(redirecting_needed, materiel_baseline, run_off):
    """The redirectable limit at which the year fits; 2 where nothing has run off yet and money is needed."""
    return where(0 < redirecting_needed, divide_or(redirecting_needed, materiel_baseline * run_off, 2), 0)


@row(
    label="Fits the budget from this redirectable limit on",
    unit="1",
    measure="flip",
    by="redirectable_limit",
    over="years_over_headroom",
)
def redirectable_limit_to_fit(redirectable_limit_by_year):
    """The redirectable limit from which the option fits in all its outlay years; above 1 it never does."""
    return largest(redirectable_limit_by_year)


@row(
    label="Fits the budget from this share of GDP on",
    unit="1",
    measure="flip",
    by="gdp_share",
    over="years_over_headroom",
)
def gdp_share_to_fit(largest_break_even):
    """The share of GDP from which the option fits in all its outlay years: its break-even share."""
    return largest_break_even + 0
