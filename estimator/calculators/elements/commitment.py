"""A contract signed before the decision that an option does not use: what is lost and what leaving it costs.

What was paid is sunk. Of what is bound and unpaid a share falls due when the contract is cancelled; the rest is saved.
The settlement is agreed in the decision year and paid in equal parts over some years. An option that converts the
contract to its own use gives `sunk_cost` and `committed_cost` to the element that uses it instead.
"""

from __future__ import annotations

from estimator.calculators.row import row
from estimator.expression.functions import cumulative, equals

SCOPE = "element"
LABEL = "Contract that is cancelled"


@row(label="Sunk money", unit="money", measure="sunk")
def sunk_money(paid_cost):
    """Paid before the decision year; never part of an option's totals."""
    return paid_cost + 0


@row(label="Cost of cancelling", unit="money", measure="committed")
def cancelling_cost(unpaid_cost, cancel_share):
    """The share of the unpaid part that falls due all the same; committed money, shown apart from new money."""
    return unpaid_cost * cancel_share


@row(label="Years of the settlement", unit="1", shown="flag")
def settling(year, decision_year, settlement_years):
    """1 in the years in which the settlement is paid."""
    return (decision_year <= year) * (year < decision_year + settlement_years)


@row(label="Cancelling: outlay", unit="money", measure="outlay", phase="procurement", paid_by="baseline")
def cancelling_outlay(cancelling_cost, settling, settlement_years, one_year):
    """Equal yearly parts of the settlement, out of what the budget's baseline holds for the contract."""
    return cancelling_cost * settling * one_year / settlement_years


@row(label="Cancelling: obligation", unit="money", measure="obligation", phase="procurement", paid_by="baseline")
def cancelling_obligation(cancelling_cost, year, decision_year):
    """The settlement is entered into in the decision year."""
    return cancelling_cost * equals(year, decision_year)


@row(label="Cancelling: unpaid", unit="money", measure="unpaid", phase="procurement", paid_by="baseline")
def cancelling_unpaid(cancelling_obligation, cancelling_outlay):
    """The settlement not yet paid at the end of the year."""
    return cumulative(cancelling_obligation) - cumulative(cancelling_outlay)
