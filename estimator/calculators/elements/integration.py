"""An enabler that an ally supplies in part: what it saves, what it costs, and what it brings if support comes.

An enabler (satellite images, tankers, jamming) would cost `own_price` a year if bought alone. The ally supplies the
share `ally_share`; the buyer pays a part of its value (`charge_share`) and posts liaison people. What is saved is sure;
whether support comes is a chance. What the ally brings to a strike (looks, rounds, jamming, command, people of its
units) counts in the calculator of the strike with support only. Left out: bargaining over host-nation support, and the
cost of building the enabler late after support has failed.
"""

from __future__ import annotations

from estimator.calculators.row import row
from estimator.calculators.shared import payments, staffing

SCOPE = "element"
LABEL = "Enabler supplied by an ally"
ITEM = "unit"
INCLUDES = (payments, staffing)
MARKS = {"kind": "integration"}


@row(label="Arrangement in force", unit="1", shown="flag", measure="first_in_service")
def in_force(year, arrangement_start, arrangement_years):
    """1 in the years in which the ally's support is arranged."""
    return (arrangement_start <= year) * (year < arrangement_start + arrangement_years)


@row(label="Arrangement complete", unit="1", shown="flag", measure="service_share")
def complete(in_force):
    """1 in the years of the arrangement: the ally's means exist already."""
    return in_force * 1


@row(label="Value of what the ally supplies in a year", unit="money / year")
def value_supplied(own_price, ally_share):
    """What the supplied share would cost in a year if it were bought alone."""
    return own_price * ally_share


@row(label="Years of support", unit="year")
def support_units(in_force, one_year):
    """One in each year of the arrangement."""
    return in_force * one_year


@row(label="Charge for a year of support", unit="money / year")
def support_price(value_supplied, charge_share):
    """The part of the value that is paid to the ally, equipment for the exchange of data included."""
    return value_supplied * charge_share


@row(label="Cost avoided", unit="money", measure="avoided")
def cost_avoided(value_supplied, support_price, support_units):
    """Value supplied less the charge, by year: what need not be spent."""
    return (value_supplied - support_price) * support_units


@row(label="Looks of the ally at full support", unit="1 / minute", measure="ally_looks_with_support")
def ally_looks(ally_revisit, looks_passed_on=0):
    """Looks a minute at one place that the ally passes on while it supports."""
    return looks_passed_on / ally_revisit


@row(label="Jamming that the ally brings", unit="1", shown="share", measure="ally_electromagnetic_with_support")
def jamming_lent(jamming_brought=0):
    """Share of the electromagnetic task that the ally does for the option's rounds while it supports."""
    return jamming_brought + 0


@row(label="Command that the ally brings", unit="1", shown="share", measure="ally_command_with_support")
def command_lent(command_brought=0):
    """Share of the command task (plans, targets, timing) that the ally does for the option while it supports."""
    return command_brought + 0


@row(label="Rounds that the ally brings", unit="1", shown="share", measure="ally_rounds_with_support")
def rounds_lent(rounds_brought=0):
    """Rounds of each kind that the ally hands to the option's shooters while it supports, over the option's own."""
    return rounds_brought + 0


@row(label="Billets", unit="person", measure="billets")
def billets(in_force, liaison_people=0):
    """Liaison and exchange teams."""
    return in_force * liaison_people
