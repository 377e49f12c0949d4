"""Pay of the people that an element needs.

A calculator gives `billets` (by year, persons of the element's service). Pay is its own row, so that totals stand with
and without it; an unfilled billet saves nothing. Pay of billets within authorised strength is in the budget's personnel
whether or not the option is chosen; only that of billets on top counts against the ceiling.
"""

from __future__ import annotations

from estimator.calculators.row import row


@row(
    label="Pay",
    unit="money",
    measure="pay",
    phase="operation",
    part="manpower",
    wire={"pay_per_person": "manpower.{service}.pay_per_person"},
)
def pay_outlay(billets, pay_per_person, one_year):
    """Pay and provisions of all billets, at the service's cost of one person a year in constant prices."""
    return billets * pay_per_person * one_year
