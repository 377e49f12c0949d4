"""Ground-launched missiles: batteries of launchers with their command post, loaders and magazines.

A battery has launchers, a launcher has cells; reload vehicles carry further rounds. The missiles are their own
element. People are those of the battery times a factor for regiment, guards and upkeep (`support_factor`). Magazines
are as many as the stock of rounds needs. Batteries move, so land is bought for what `places_per_order` says, if at all.
"""

from __future__ import annotations

from estimator.calculators.row import row
from estimator.calculators.shared import deliveries, learning
from estimator.calculators.shared.bought_once import BOUGHT_ONCE
from estimator.expression.functions import ceiling, equals, floor

SCOPE = "element"
LABEL = "Ground launch batteries"
ITEM = "battery"
USUAL = ("launchers_per_battery", "cells_per_launcher", "stock_rounds", "crew_per_battery")
INCLUDES = (deliveries, *BOUGHT_ONCE)
MARKS = {"kind": "launchers"}


@row(label="Cells of one battery", unit="cell / battery")
def cells_per_battery(launchers_per_battery=0, cells_per_launcher=0):
    """Launchers of a battery times the cells of a launcher."""
    return launchers_per_battery * cells_per_launcher


@row(label="Launch cells at full strength", unit="cell")
def launch_cells(quantity, cells_per_battery=0):
    """Cells of all batteries, once all are in service."""
    return quantity * cells_per_battery


@row(label="Batteries contracted", unit="item")
def procurement_units(ordered, learning_exponent=0, priced_so_far=0):
    """Launchers, command post and vehicles, without missiles."""
    return learning.as_learned(ordered + 0, learning_exponent, priced_so_far)


@row(label="Rounds to store", unit="missile")
def stored_rounds(stock_rounds=0, more_rounds=0, further_rounds=0):
    """Stocks of up to three kinds of missile that the magazines hold."""
    return stock_rounds + more_rounds + further_rounds


@row(label="Magazines", unit="site")
def magazines(rounds_per_magazine, stored_rounds=0):
    """Whole magazines for the stocks of rounds."""
    return ceiling(stored_rounds / rounds_per_magazine)


@row(label="Magazines contracted", unit="site")
def facilities_units(year, first_order_year, magazines=0, setback=0):
    """All magazines are contracted with the first battery."""
    return magazines * equals(year, floor(first_order_year + setback))


@row(label="Battery-years operated", unit="item * year")
def upkeep_units(in_service, one_year):
    """Batteries in service over this year."""
    return in_service * one_year


@row(label="Billets", unit="person", measure="billets")
def billets(in_service, crew_per_battery=0, support_factor=1):
    """Soldiers of the batteries with their share of regiment, guards and upkeep."""
    return in_service * crew_per_battery * support_factor
