"""What an option costs: outlays by phase, in the horizon and over its whole life.

Each total adds up the rows of the option's elements that carry the phase's mark, so nothing is counted twice or
forgotten. Outlays are in constant prices; then-year money and present value are views of the same rows. Totals have two
*scopes*: the comparison horizon, and the whole life of each option to its last retirement, disposal and payment, which
the columns must reach (a check row proves it).

*Pay* is a row of its own, so totals stand with and without it. *Sunk* money was paid before the decision year and never
counts; *committed* money was signed before it and is unpaid: it is in the totals, shown apart, and since the budget's
baseline holds it, its payments are no outlay against headroom; all else is new. Rounds (interceptors, missiles) are
marked, so that they can be left out as published totals do. Replacements are operation, not acquisition; since some
options renew and others last, they stand apart and are not in the cost of a year's operation.

The *first operational year* is two metrics: the first element in service, and the complete chain, in which every
element that the effect needs is in full service.
"""

from __future__ import annotations

from functools import reduce

from estimator.calculators.roles import Role
from estimator.calculators.row import row
from estimator.expression.functions import (
    divide_or,
    equals,
    first_year,
    largest,
    minimum,
    only_where,
    sum_of,
    total,
    value_at,
)

SCOPE = "option"
PLACE = 1
LABEL = "Costs"


@row(
    label="Development",
    unit="money",
    gather={"outlays": {"measure": "outlay", "phase": "development"}},
    role=Role.DEVELOPMENT,
)
def development(outlays=0):
    """Outlays for development of all elements, constant prices."""
    return sum_of(outlays)


@row(
    label="Procurement",
    unit="money",
    gather={"outlays": {"measure": "outlay", "phase": "procurement"}},
    role=Role.PROCUREMENT,
)
def procurement(outlays=0):
    """Outlays for the first buy of all elements, without sunk money, constant prices."""
    return sum_of(outlays)


@row(
    label="Facilities",
    unit="money",
    gather={"outlays": {"measure": "outlay", "phase": "facilities"}},
    role=Role.FACILITIES,
)
def facilities(outlays=0):
    """Outlays for buildings, works and land, constant prices."""
    return sum_of(outlays)


@row(
    label="Operation without pay",
    unit="money",
    gather={"outlays": {"measure": "outlay", "phase": "operation"}},
    role=Role.OPERATION_WITHOUT_PAY,
)
def operation_without_pay(outlays=0):
    """Outlays for upkeep, support, refits and replacements, constant prices."""
    return sum_of(outlays)


@row(
    label="Of it replacement",
    unit="money",
    gather={"outlays": {"measure": "outlay", "phase": "operation", "part": "replacement"}},
)
def replacement(outlays=0):
    """Outlays in place of what wears out, is lost or fired, constant prices; part of operation."""
    return sum_of(outlays)


@row(label="Pay", unit="money", gather={"pays": {"measure": "pay"}}, role=Role.PAY)
def pay(pays=0):
    """Pay, provisions and training of all billets of the option, constant prices. An unfilled billet saves nothing."""
    return sum_of(pays)


@row(label="Training of entrants in it", unit="money", gather={"pays": {"measure": "pay", "kind": "training"}})
def training(pays=0):
    """Training of those who fill the option's billets, a part of pay."""
    return sum_of(pays)


@row(label="Disposal", unit="money", gather={"outlays": {"measure": "outlay", "phase": "disposal"}}, role=Role.DISPOSAL)
def disposal(outlays=0):
    """Outlays for disposal, constant prices."""
    return sum_of(outlays)


@row(label="Acquisition", unit="money")
def acquisition(development, procurement, facilities):
    """Development, procurement and facilities of the first buy; replacements are operation."""
    return development + procurement + facilities


@row(label="Operation", unit="money")
def operation(operation_without_pay, pay):
    """Operation with pay."""
    return operation_without_pay + pay


@row(label="Outlays without pay", unit="money")
def outlays_without_pay(acquisition, operation_without_pay, disposal):
    """All phases without pay, constant prices."""
    return acquisition + operation_without_pay + disposal


@row(label="Outlays", unit="money", role=Role.OUTLAYS)
def outlays(outlays_without_pay, pay):
    """All phases with pay, constant prices."""
    return outlays_without_pay + pay


@row(label="Obligations", unit="money", gather={"parts": {"measure": "obligation"}})
def obligations(parts=0):
    """Contracts signed in this year for all elements, without pay and sunk money, at this year's prices."""
    return sum_of(parts)


@row(label="Burden carried into later years", unit="money", gather={"parts": {"measure": "unpaid"}})
def burden(parts=0):
    """Signed and unpaid at the end of the year: what later years have to pay, at this year's prices and rates."""
    return sum_of(parts)


@row(label="Outlays in the horizon", unit="money")
def horizon_outlays(outlays, in_horizon):
    """Outlays in the years that the comparison covers."""
    return outlays * in_horizon


@row(label="Outlays in the horizon, then-year", unit="money_then")
def horizon_outlays_then(horizon_outlays, price_index):
    """The same in the money of each year."""
    return horizon_outlays * price_index


@row(label="Outlays in the horizon, discounted", unit="money")
def horizon_outlays_discounted(horizon_outlays, discount_factor):
    """The same at the social discount rate, to the decision year."""
    return horizon_outlays * discount_factor


@row(label="Outlays in the horizon without pay", unit="money")
def horizon_outlays_without_pay(outlays_without_pay, in_horizon):
    """Outlays without pay in the years that the comparison covers; published totals leave pay out."""
    return outlays_without_pay * in_horizon


@row(label="Acquisition in the horizon", unit="money")
def horizon_acquisition(acquisition, in_horizon):
    """Acquisition outlays in the years that the comparison covers."""
    return acquisition * in_horizon


@row(label="Acquisition cost", unit="money", metric="Acquisition", better="less", role=Role.ACQUISITION_COST)
def acquisition_cost(horizon_acquisition):
    """Development, procurement and facilities in the horizon, first buy, constant prices, sunk money out."""
    return total(horizon_acquisition)


@row(
    label="Least share of an element in service",
    unit="1",
    shown="share",
    gather={"shares": {"measure": "service_share"}},
)
def chain_share(shares):
    """The smallest share of its full strength at which any element stands in this year, the ally's included."""
    return reduce(minimum, shares)


@row(label="All elements in service", unit="1")
def chain_complete(chain_share):
    """1 in the years in which every element that the effect needs is in full service."""
    return 1 <= chain_share


@row(label="Years of full service in the horizon", unit="1", shown="flag")
def full_service(chain_complete, in_horizon):
    """1 in the years of the horizon in which all elements are in service."""
    return chain_complete * in_horizon


@row(label="Operation in years of full service", unit="money")
def full_service_operation(operation, full_service, replacement=0):
    """Operation with pay, without replacements, in the years in which all elements are in service."""
    return (operation - replacement) * full_service


@row(label="Number of years of full service", unit="1", shown="years")
def years_of_full_service(full_service):
    """How many years of the horizon have all elements in service."""
    return total(full_service)


@row(
    label="Operation cost per year", unit="money", metric="Operation a year", better="less", role=Role.YEARLY_OPERATION
)
def operation_cost_per_year(full_service_operation, years_of_full_service):
    """Mean of operation with pay, without replacements, over the years in which all elements are in service."""
    return only_where(0 < years_of_full_service, divide_or(total(full_service_operation), years_of_full_service, 0))


@row(label="Replacement in the horizon", unit="money")
def horizon_replacement(in_horizon, replacement=0):
    """Outlays for replacements in the years that the comparison covers."""
    return replacement * in_horizon


@row(label="Replacement cost", unit="money", metric="Replacement", better="less")
def replacement_cost(horizon_replacement):
    """Replacements in the horizon, constant prices: in life-cycle cost, but not in a year's operation."""
    return total(horizon_replacement)


@row(label="Life-cycle cost", unit="money", metric="Life cycle", better="less", role=Role.LIFE_CYCLE_COST)
def life_cycle_cost(horizon_outlays):
    """All phases in the horizon, constant prices, undiscounted, with pay and rounds, sunk money out."""
    return total(horizon_outlays)


@row(label="Life-cycle cost without pay", unit="money", metric="Cost without pay", better="less", needs="manpower")
def life_cycle_cost_without_pay(horizon_outlays_without_pay):
    """The same without pay."""
    return total(horizon_outlays_without_pay)


@row(label="Life-cycle cost, then-year", unit="money_then", metric="Then-year cost", better="less")
def life_cycle_cost_then_year(horizon_outlays_then):
    """The same in the money of each year."""
    return total(horizon_outlays_then)


@row(label="Present value", unit="money", metric="Present value", better="less")
def present_value(horizon_outlays_discounted):
    """The same, discounted to the decision year at the social discount rate."""
    return total(horizon_outlays_discounted)


@row(label="Whole-life cost", unit="money", metric="Whole-life cost", better="less", role=Role.WHOLE_LIFE_COST)
def whole_life_cost(outlays):
    """All phases to the last retirement and disposal, constant prices, sunk money out."""
    return total(outlays)


@row(label="Pay over the whole life", unit="money")
def whole_life_pay(pay):
    """Pay to the last retirement; published totals leave it out."""
    return total(pay)


@row(label="Outlays for rounds", unit="money", gather={"outlays": {"measure": "outlay", "kind": "rounds"}})
def rounds(outlays=0):
    """Outlays for rounds of every kind in all phases; published totals of launchers leave them out."""
    return sum_of(outlays)


@row(label="Rounds over the whole life", unit="money")
def whole_life_rounds(rounds):
    """Rounds to the last retirement, constant prices."""
    return total(rounds)


@row(label="Sunk cost", unit="money", metric="Sunk cost", gather={"parts": {"measure": "sunk"}}, role=Role.SUNK_COST)
def sunk_cost(parts=0):
    """Paid before the decision year for this option; never in its totals."""
    return sum_of(parts)


@row(
    label="Committed cost",
    unit="money",
    metric="Committed cost",
    gather={"parts": {"measure": "committed"}},
    role=Role.COMMITTED_COST,
)
def committed_cost(parts=0):
    """Signed before the decision year and unpaid at it; in the option's totals, not new money."""
    return sum_of(parts)


@row(label="Peak-year outlay", unit="money", metric="Peak outlay", better="less", role=Role.PEAK_OUTLAY)
def peak_year_outlay(horizon_outlays):
    """The largest yearly outlay in the horizon, constant prices."""
    return largest(horizon_outlays)


@row(label="Year of the peak", unit="1")
def at_peak(horizon_outlays, peak_year_outlay):
    """1 in the years whose outlay is the largest (nine decimals)."""
    return 1 <= divide_or(horizon_outlays, peak_year_outlay, 0)


@row(label="First year at the peak", unit="year")
def first_at_peak(at_peak, year):
    """The first fiscal year with the largest outlay; 0 if the option has none."""
    return first_year(at_peak, year)


@row(label="Peak year", unit="year", metric="Peak year")
def peak_year(first_at_peak):
    """The fiscal year of the largest outlay."""
    return only_where(0 < first_at_peak, first_at_peak)


@row(
    label="Cost against {reference_label}",
    unit="1",
    shown="ratio",
    metric="Cost ratio",
    better="less",
    wire={"reference_cost": "{reference_option}.life_cycle_cost"},
    role=Role.COST_AGAINST_REFERENCE,
)
def cost_vs_reference(life_cycle_cost, reference_cost):
    """Life-cycle cost over that of the reference option, where that one costs anything."""
    return only_where(0 < reference_cost, divide_or(life_cycle_cost, reference_cost, 0))


@row(label="First element in service: flag", unit="1", gather={"flags": {"measure": "first_in_service"}})
def any_in_service(flags):
    """1 in the years in which at least one element is in service."""
    return 0 < sum_of(flags)


@row(label="First element in service: year", unit="year")
def first_service_year(any_in_service, year):
    """The first fiscal year with an element in service; 0 if none."""
    return first_year(any_in_service, year)


@row(label="First element year", unit="year", metric="First element", better="less", role=Role.FIRST_ELEMENT)
def first_element_year(first_service_year):
    """The fiscal year in which the first element enters service."""
    return only_where(0 < first_service_year, first_service_year)


@row(label="Complete chain: year", unit="year")
def full_service_year(chain_complete, year):
    """The first fiscal year with every element in full service; 0 if none."""
    return first_year(chain_complete, year)


@row(label="Complete chain year", unit="year", metric="Ready", better="less", role=Role.COMPLETE_CHAIN)
def complete_chain_year(full_service_year):
    """The fiscal year in which every element that the effect needs is in full service."""
    return only_where(0 < full_service_year, full_service_year)


@row(
    label="Outlays of all elements", unit="money", gather={"outlays": {"measure": "outlay"}, "pays": {"measure": "pay"}}
)
def element_outlays(outlays=0, pays=0):
    """Every outlay and pay row of every element, whatever its phase: the children of the totals."""
    return sum_of(outlays) + sum_of(pays)


@row(label="Phases add up to the elements", unit="1", measure="check")
def check_phases(outlays, element_outlays):
    """1 if the phases together are the sum of all elements' outlays over the whole life."""
    return equals(divide_or(total(outlays), total(element_outlays), 1), 1)


@row(label="Everything signed is paid within the columns", unit="1", measure="check")
def check_burden(burden, life_cycle_cost, year, last_column_year):
    """1 if nothing is left unpaid in the last column: obligations and outlays balance over the whole life."""
    return equals(divide_or(value_at(burden, year, last_column_year), life_cycle_cost, 0), 0)
