"""Contracts of the whole budget: new future obligations, contract base, pay's share, burden carried forward.

Four figures by which a budget is read beside its outlays. *New future obligations* are what contracts signed in a year
leave to later years. The *contract base* is general materiel, which is paid in its year, plus new future obligations:
all that is signed. The *burden carried forward* is what is signed and unpaid at the end of a year. *Pay as a share* is
personnel and provisions over the whole.

They stand for the years in which they are published, and as a baseline to which an option is added: contracts and
burden of the base year over its materiel, times the materiel baseline. A budget that signs far more than it pays, as
one that builds up does, lies above that baseline. All in then-year money; a pack that publishes none of this has none
of these rows.
"""

from __future__ import annotations

from estimator.calculators.row import row
from estimator.expression.functions import divide_or, value_at

SCOPE = "pack"
MARKS = {"needs": "budget"}
LABEL = "Contracts of the budget"


@row(label="Contracts of the budget are published", unit="1", shown="flag")
def contracts_known(first_obligations_year=0):
    """1 in a pack that publishes the future obligations of its budgets."""
    return 0 < first_obligations_year


@row(label="Year with published obligations", unit="1", shown="flag")
def obligations_published(contracts_known, year, last_budget_year, first_obligations_year=0):
    """1 in the fiscal years whose new future obligations are published beside the parts of the budget."""
    return contracts_known * (first_obligations_year <= year) * (year <= last_budget_year)


@row(label="New future obligations as published", unit="money_then")
def new_obligations_published(obligations_published, new_obligations=0):
    """What the contracts of the year leave to later years, as budgeted; nil where it is not published."""
    return new_obligations * obligations_published


@row(label="Contract base as published", unit="money_then")
def contract_base_published(new_obligations_published, general_materiel, obligations_published):
    """General materiel plus new future obligations: all contracts of the year; nil where they are not published."""
    return new_obligations_published + general_materiel * obligations_published


@row(label="Pay as a share of the published budget", unit="1", shown="share")
def pay_share_published(personnel_actual, published_budget, obligations_published):
    """Personnel and provisions over the whole initial budget; nil where obligations are not published."""
    return divide_or(personnel_actual * obligations_published, published_budget, 0)


@row(label="Year with a published burden", unit="1", shown="flag")
def burden_known(year, first_burden_year=0, last_burden_year=0):
    """1 in the fiscal years for which the future obligations outstanding are published."""
    return (0 < first_burden_year) * (first_burden_year <= year) * (year <= last_burden_year)


@row(label="Burden carried forward as published", unit="money_then")
def burden_published(burden_known, burden_carried=0):
    """Future obligations outstanding as the budget of the year is drawn up, old and new; nil where not published."""
    return burden_carried * burden_known


@row(label="Materiel against the base year", unit="1", shown="index")
def materiel_against_base(contracts_known, materiel_baseline, materiel_published, year, base_year):
    """The materiel baseline over the published materiel of the base year."""
    return contracts_known * divide_or(materiel_baseline, value_at(materiel_published, year, base_year), 0)


@row(label="New future obligations before any option", unit="money_then")
def new_obligations_baseline(new_obligations_published, materiel_against_base, year, base_year):
    """Those of the base year, in proportion to the materiel baseline: contracts are renewed as they run off."""
    return value_at(new_obligations_published, year, base_year) * materiel_against_base


@row(label="Contract base before any option", unit="money_then")
def contract_base_baseline(contract_base_published, materiel_against_base, year, base_year):
    """All contracts of the base year, in proportion to the materiel baseline."""
    return value_at(contract_base_published, year, base_year) * materiel_against_base


@row(label="Burden carried forward before any option", unit="money_then")
def burden_baseline(burden_published, materiel_against_base, year, base_year):
    """Future obligations outstanding in the base year, in proportion to the materiel baseline."""
    return value_at(burden_published, year, base_year) * materiel_against_base


@row(label="Pay as a share of the budget before any option", unit="1", shown="share")
def pay_share_baseline(contracts_known, personnel, materiel_baseline):
    """Personnel and provisions over personnel and the materiel baseline."""
    return contracts_known * personnel / (personnel + materiel_baseline)
