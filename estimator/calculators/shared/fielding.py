"""What fields a thing besides its price: first spares, a test of the whole, land and its neighbours, software.

Published prices hold some of these and leave out others. An element gives what its price leaves out and nothing else;
what it does not give leaves no row. First spares are a share of the price of what is ordered. The system test is a
firing of the whole chain, with target and range. Measures for land and community are bought with the place, software is
kept up as long as the item serves. Test firings in later years are rounds (see munitions).

Source of the list: elements of US GAO, Cost Estimating and Assessment Guide, GAO-20-195G, 2020, and of US Department of
Defense, Operating and Support Cost-Estimating Guide, 2020.
"""

from __future__ import annotations

from estimator.calculators.row import row


@row(label="First spares, in items", shown="count")
def spares_units(ordered, spares_share=0):
    """Spares bought with the orders, counted in items by their share of the price of one."""
    return ordered * spares_share


@row(label="System tests", shown="count")
def trial_units(ordered, trials_per_order=0):
    """Firings of the whole chain before service, contracted with the order."""
    return ordered * trials_per_order


@row(label="Places with measures for land and community", shown="count")
def land_units(ordered, places_per_order=0):
    """Places for which land, compensation and community measures are paid, begun with the order."""
    return ordered * places_per_order


@row(label="Years of software upkeep", shown="count")
def software_units(in_service, one_year, programmes_per_item=0):
    """Item-years with a programme of their own to keep up after delivery."""
    return in_service * one_year * programmes_per_item
