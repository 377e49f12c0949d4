"""From quantities ordered to obligations and outlays, by type of contract.

A contract signed in a year is an *obligation* of that year; it is paid in equal parts over the years of its
type (`contract.ship_years`), the year of signature first, or within that year where no years are told, as they must be
for the buy. Buys, works, introduction, refits and replacements may be
paid at *spend-out rates* instead, the shares paid in the first to the eighth year of a contract (`procurement_rate_1`
…, wired to those of the type), which must add to 1; or by a *profile* given outright (`procurement_profile`), the share
of all that is ordered which is paid in each fiscal year. The spread is taken on the quantity and multiplied by the
price *of the payment year*, so a price in dollars is converted at the rate of the year in which it is paid.
Prices arrive here in the pack's constant prices. What is bound and not yet paid at the end of a year is the burden
carried into later years.

A calculator gives `procurement_units`, `introduction_units` (series start-up, first training of crews),
`facilities_units`, `upkeep_units`, `refit_units`, `replacement_units`, `support_units` or `disposal_units` (by year, in
what they count) and the price of one, and what fields it besides (`spares_units`, `trial_units`, `land_units`,
`software_units`); streams that it does not give are left out. Sunk money (`sunk_cost`) is taken off
procurement; what is bound but unpaid is `committed_cost`, paid as the existing contracts run off.
"""

from __future__ import annotations

from typing import Any

from estimator.calculators.row import Argument, Formula, RowDefinition, row, row_over
from estimator.expression.functions import (
    ceiling,
    cumulative,
    divide_or,
    equals,
    lagged,
    maximum,
    minimum,
    previous,
    total,
    trailing_total,
    where,
)

BUY = "procurement"
"""The stream whose years of payment must be told; every other is paid within the year where nothing is said."""
CONTRACTS = ("procurement", "facilities", "refit", "introduction", "replacement")
"""The streams of contracts over several years, which may be paid at rates of their own or by a profile."""
RATED_YEARS = (3, 5, 7)
"""The contract years from which a row of its own spreads what is paid: each row takes two years."""


def _paid(units: Any, contract_years: Any, one_year: Any) -> Any:
    """Quantity paid for in this year: equal parts over the years of the contract."""
    return trailing_total(units, ceiling(contract_years)) / ceiling(contract_years) * one_year


def _paid_as_given(units, contract_years, one_year, rate, next_rate, later, profile):
    """Quantity paid for in this year: by a profile given outright, at spend-out rates, else in equal parts."""
    in_parts = _paid(units, contract_years, one_year)
    unless_profile = where(0 < rate, _paid_at_rates(units, one_year, rate, next_rate, later), in_parts)
    return where(0 < total(profile), total(units) * profile, unless_profile)


def _paid_at_rates(units: Any, one_year: Any, rate: Any, next_rate: Any, later: Any) -> Any:
    """Paid two neighbouring years of a contract at their rates, and what its later years pay two years further on."""
    return units * rate + previous(units, 0) * next_rate + lagged(later, one_year + one_year)


def _times(units, price):
    """Quantity times the price of one in this year, in constant prices."""
    return units * price


def _define(
    name: str, label: str, function: Formula, arguments: tuple[Argument, ...], unit: str, **marks: str
) -> RowDefinition:
    """A row over named arguments; without a unit of its own it counts what is paid for."""
    return row_over(function, arguments, name=name, label=label, unit=unit, marks=marks, shown="" if unit else "count")


def _later(obligation, contract_years, one_year, contracts_known=0):
    """What contracts signed in this year leave to later years: all but the part paid in the year of signature.

    Counted only where the pack publishes the obligations of its whole budget, to be added to those.
    """
    return obligation * (1 - one_year / ceiling(contract_years)) * contracts_known


def _later_as_given(obligation, contract_years, one_year, contracts_known, rate):
    """What contracts signed in this year leave to later years: all but the part paid in the year of signature.

    Counted only where the pack publishes the obligations of its whole budget, to be added to those. A profile by
    fiscal year knows no contract of its own, so it leaves what equal parts would.
    """
    return obligation * (1 - where(0 < rate, rate, one_year / ceiling(contract_years))) * contracts_known


def _unpaid(units, paid, price):
    """Ordered and not yet paid at the end of the year, at this year's price: the burden carried into later years."""
    return (cumulative(units) - cumulative(paid)) * price


def stream(name: str, words: str, phase: str, part: str, price: str, gross: str = "") -> tuple[RowDefinition, ...]:
    """The four rows of one stream of payments: quantity paid, outlay, obligation, unpaid.

    With `gross="gross_"` the money rows count before sunk money is taken off, and others read them. A stream of
    contracts (see `CONTRACTS`) may be paid at rates or by a profile, and says so in its row of the quantity paid.
    """
    units, paid = Argument(f"{name}_units", 0.0), Argument(f"{name}_paid")
    marks, cost = {"phase": phase, "part": part}, Argument(price)

    def money(what: str, function: Formula, *arguments: Argument) -> RowDefinition:
        label = f"{words}: {what}" + (" with sunk money" if gross else "")
        name_ = f"{name}_{gross}{what}"
        return _define(name_, label, function, (*arguments, cost), "money", measure=gross + what, **marks)

    spread, spread_by = (_paid_as_given, _spread_arguments(name)) if name in CONTRACTS else (_paid, ())
    arguments = (units, _contract_years(name), Argument("one_year"), *spread_by)
    return (
        _define(f"{name}_paid", f"{words}: quantity paid for", spread, arguments, "", measure="paid", **marks),
        money("outlay", _times, paid),
        money("obligation", _times, units),
        money("unpaid", _unpaid, units, paid),
    )


def _contract_years(name: str) -> Argument:
    """The years over which the contracts of a stream are paid."""
    return Argument(f"{name}_contract_years", instead="" if name == BUY else "one_year")


def _spread_arguments(name: str) -> tuple[Argument, ...]:
    """The first two rates, what later years pay, and the profile; nil where the pack gives none."""
    given = (f"{name}_rate_1", f"{name}_rate_2", f"{name}_spread_3", f"{name}_profile")
    return tuple(Argument(each, 0.0) for each in given)


def spread_at_rates(name: str, words: str) -> tuple[RowDefinition, ...]:
    """The rows that spread one stream over the third to the eighth year of its contracts, two years each."""
    return tuple(_spread_row(name, words, year) for year in RATED_YEARS)


def _spread_row(name: str, words: str, year: int) -> RowDefinition:
    later = f"{name}_spread_{year + 2}" if year + 2 in RATED_YEARS else f"{name}_spread_none"
    given = (f"{name}_rate_{year}", f"{name}_rate_{year + 1}", later)
    arguments = (Argument(f"{name}_units", 0.0), Argument("one_year"), *(Argument(each, 0.0) for each in given))
    label = f"{words}: paid at the rates of contract year {year} and later"
    return _define(f"{name}_spread_{year}", label, _paid_at_rates, arguments, "")


def left_to_later_years(name: str, words: str) -> RowDefinition:
    """The row that says what the obligations of one stream leave to the years after their signature."""
    arguments = (Argument(f"{name}_obligation"), _contract_years(name), Argument("one_year"))
    rate = (Argument(f"{name}_rate_1", 0.0),) if name in CONTRACTS else ()
    function = _later_as_given if name in CONTRACTS else _later
    return _define(
        f"{name}_later",
        f"{words}: left to later years",
        function,
        (*arguments, Argument("contracts_known", 0.0), *rate),
        "money",
        measure="later",
    )


PROCUREMENT_PAID, PROCUREMENT_GROSS, PROCUREMENT_GROSS_OBLIGATION, PROCUREMENT_GROSS_UNPAID = stream(
    "procurement", "Procurement", "procurement", "", "unit_price", gross="gross_"
)


@row(label="Sunk money", unit="money", measure="sunk")
def sunk_money(sunk_cost=0):
    """Paid before the decision year for what this element buys; never part of an option's totals."""
    return sunk_cost + 0


@row(label="Committed money", unit="money", measure="committed")
def committed_money(procurement_gross_outlay, sunk_money, committed_cost=0):
    """Signed before the decision year and unpaid at it; part of the option's totals, shown apart from new money."""
    left = maximum(0, total(procurement_gross_outlay) - sunk_money)
    return committed_cost * minimum(1, divide_or(left, committed_cost, 0))


@row(label="Share of procurement signed before the decision", unit="1", shown="share")
def settled_share(sunk_money, committed_money, procurement_gross_outlay):
    """What is sunk or committed, over the whole of procurement."""
    return minimum(1, divide_or(sunk_money + committed_money, total(procurement_gross_outlay), 0))


@row(label="Procurement: outlay", unit="money", measure="outlay", phase="procurement")
def procurement_outlay(procurement_gross_outlay, settled_share):
    """Payments on what is still to be signed: the whole of procurement without what is sunk or committed."""
    return procurement_gross_outlay * (1 - settled_share)


@row(label="Procurement: obligation", unit="money", measure="obligation", phase="procurement")
def procurement_obligation(procurement_gross_obligation, settled_share):
    """Contracts signed in this year, without the part that is sunk or was signed before the decision."""
    return procurement_gross_obligation * (1 - settled_share)


@row(label="Procurement: unpaid", unit="money", measure="unpaid", phase="procurement")
def procurement_unpaid(procurement_gross_unpaid, settled_share):
    """Ordered since the decision and not yet paid at the end of the year."""
    return procurement_gross_unpaid * (1 - settled_share)


@row(label="Signed contracts: outlay", unit="money", measure="outlay", phase="procurement", paid_by="baseline")
def committed_outlay(committed_money, contracts_paid):
    """Payments on contracts signed before the decision, on their own schedule, whatever is delayed.

    The budget's materiel baseline holds them already.
    """
    return committed_money * contracts_paid


@row(label="Signed contracts: what leaving them would save", unit="money", measure="avoidable")
def avoidable_outlay(committed_outlay, cancel_share=0):
    """Payments on signed contracts less the share that falls due even if they are cancelled."""
    return committed_outlay * (1 - cancel_share)


@row(label="Signed contracts: unpaid", unit="money", measure="unpaid", phase="procurement", paid_by="baseline")
def committed_unpaid(committed_money, committed_outlay, year, decision_year):
    """Signed before the decision and not yet paid at the end of the year."""
    return committed_money * (decision_year <= year) - cumulative(committed_outlay)


FACILITIES_PAID, FACILITIES_OUTLAY, FACILITIES_OBLIGATION, FACILITIES_UNPAID = stream(
    "facilities", "Facilities", "facilities", "", "facilities_price"
)
UPKEEP_PAID, UPKEEP_OUTLAY, UPKEEP_OBLIGATION, UPKEEP_UNPAID = stream(
    "upkeep", "Upkeep", "operation", "maintenance", "upkeep_price"
)
SUPPORT_PAID, SUPPORT_OUTLAY, SUPPORT_OBLIGATION, SUPPORT_UNPAID = stream(
    "support", "Sustaining support", "operation", "sustaining_support", "support_price"
)
REFIT_PAID, REFIT_OUTLAY, REFIT_OBLIGATION, REFIT_UNPAID = stream(
    "refit", "Mid-life refit", "operation", "system_improvements", "refit_price"
)
INTRODUCTION_PAID, INTRODUCTION_OUTLAY, INTRODUCTION_OBLIGATION, INTRODUCTION_UNPAID = stream(
    "introduction", "Introduction", "procurement", "", "introduction_price"
)
REPLACEMENT_PAID, REPLACEMENT_OUTLAY, REPLACEMENT_OBLIGATION, REPLACEMENT_UNPAID = stream(
    "replacement", "Replacement", "operation", "replacement", "replacement_price"
)
SPARES_PAID, SPARES_OUTLAY, SPARES_OBLIGATION, SPARES_UNPAID = stream(
    "spares", "First spares", "procurement", "", "unit_price"
)
TRIAL_PAID, TRIAL_OUTLAY, TRIAL_OBLIGATION, TRIAL_UNPAID = stream(
    "trial", "System test", "procurement", "", "trial_price"
)
LAND_PAID, LAND_OUTLAY, LAND_OBLIGATION, LAND_UNPAID = stream(
    "land", "Land and community", "facilities", "", "land_price"
)
SOFTWARE_PAID, SOFTWARE_OUTLAY, SOFTWARE_OBLIGATION, SOFTWARE_UNPAID = stream(
    "software", "Software upkeep", "operation", "system_improvements", "software_price"
)
DISPOSAL_PAID, DISPOSAL_OUTLAY, DISPOSAL_OBLIGATION, DISPOSAL_UNPAID = stream(
    "disposal", "Disposal", "disposal", "", "disposal_price"
)


PROCUREMENT_SPREAD = spread_at_rates("procurement", "Procurement")
FACILITIES_SPREAD = spread_at_rates("facilities", "Facilities")
REFIT_SPREAD = spread_at_rates("refit", "Mid-life refit")
INTRODUCTION_SPREAD = spread_at_rates("introduction", "Introduction")
REPLACEMENT_SPREAD = spread_at_rates("replacement", "Replacement")
PROCUREMENT_LATER = left_to_later_years("procurement", "Procurement")
FACILITIES_LATER = left_to_later_years("facilities", "Facilities")
UPKEEP_LATER = left_to_later_years("upkeep", "Upkeep")
SUPPORT_LATER = left_to_later_years("support", "Sustaining support")
REFIT_LATER = left_to_later_years("refit", "Mid-life refit")
INTRODUCTION_LATER = left_to_later_years("introduction", "Introduction")
REPLACEMENT_LATER = left_to_later_years("replacement", "Replacement")
DISPOSAL_LATER = left_to_later_years("disposal", "Disposal")


@row(label="Everything ordered is paid within the columns", unit="1", measure="check")
def check_procurement_paid(procurement_paid, procurement_units=0):
    """1 if the quantity paid over all years is the quantity ordered; a contract beyond the last column fails."""
    return equals(divide_or(total(procurement_paid), total(procurement_units), 1), 1)
