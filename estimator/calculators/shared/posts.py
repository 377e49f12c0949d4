"""Posts and people of a service, whether it recruits or others post people to it."""

from __future__ import annotations

from estimator.calculators.roles import Role
from estimator.calculators.row import row
from estimator.expression.functions import maximum


@row(label="Fill rate", unit="1", shown="share", role=Role.FILL_RATE)
def fill_rate(strength, authorised):
    """Strength over authorised strength, before any option."""
    return strength / authorised


@row(label="Posts less people", unit="person", measure="vacancies")
def vacancies(strength, authorised):
    """Authorised posts less strength at the end of the year; negative where more people serve than there are posts."""
    return authorised - strength


@row(label="Shortfall", unit="person", role=Role.SHORTFALL)
def shortfall(vacancies):
    """Authorised posts that nobody fills at the end of the year."""
    return maximum(0, vacancies)


@row(label="Pay and provisions of one person, constant prices")
def pay_per_person(pay_per_member, real_wage_index):
    """Yearly cost of one member in constant prices: pay, allowances, provisions, retirement grants.

    Training of entrants is a row of its own; housing and pensions paid by others are left out.
    """
    return pay_per_member * real_wage_index
