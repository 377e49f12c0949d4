"""Pay of the people that an element needs, and training of those who must be found for them.

A calculator gives `billets` (by year, persons of the element's service). Pay is its own row, so that totals stand with
and without it; an unfilled billet saves nothing. Pay of billets within authorised strength is in the budget's personnel
whether or not the option is chosen; only that of billets on top counts against the ceiling. Training is a part of pay:
published totals leave out both. Where training cannot begin before a year (`training_start`), who fills a billet
earlier is trained in that year.
"""

from __future__ import annotations

from typing import Any

from estimator.calculators.row import row
from estimator.calculators.shared.retirement import from_the_start
from estimator.expression.functions import cumulative, maximum, previous


def entrants(billets: Any, loss_rate: Any, one_year: Any, there_already: Any = 0) -> Any:
    """Who must be found in a year for billets: their growth, unless people are there, and losses to replace."""
    return maximum(0, billets - previous(billets, 0)) * (1 - there_already) + billets * loss_rate * one_year


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


@row(label="Entrants who wait for training to begin", unit="person", wire={"loss_rate": "manpower.{service}.loss_rate"})
def waiting_entrants(billets, loss_rate, one_year, training_start=0, people_there=0):
    """Who must be found in this year, where training cannot begin before a year; none where it does not wait."""
    return (0 < training_start) * entrants(billets, loss_rate, one_year, people_there)


@row(label="Entrants trained so far", unit="person")
def trained_so_far(year, waiting_entrants=0, training_start=0):
    """All found up to this year, from the first year of training on."""
    return (0 < training_start) * (training_start <= year) * cumulative(waiting_entrants)


@row(
    label="Training of entrants",
    unit="money",
    measure="pay",
    phase="operation",
    part="manpower",
    kind="training",
    wire={"loss_rate": "manpower.{service}.loss_rate"},
)
def training_outlay(billets, loss_rate, one_year, training_price=0, people_there=0, trained_so_far=0, training_start=0):
    """Basic and first trade training of those who fill new billets and of those who replace losses on them."""
    due = entrants(billets, loss_rate, one_year, people_there)
    return from_the_start(due, trained_so_far, training_start) * training_price
