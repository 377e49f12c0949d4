"""Losses in use: a part of what serves is lost in each year, by accident or wear, and is bought again or not.

`loss_rate` is the chance that an item is lost in a year, `losses_per_hour` that in an hour of use; both may be given.
Where losses are replaced (`losses_replaced`), an item is bought in the year of each loss at the quoted price, and the
number in service stays; the new item serves out the life of the one in whose place it comes. Where they are not, fewer
and fewer are in service, which shortens the life of the whole: what is left of a delivery after n years is (1 − yearly
loss) to the power n. Upkeep, people, hours and disposal follow those that are left. An item that is delivered or
bought again in a year is not lost in the same year. Where items are renewed within the life of their place, a renewal
fills the place up again. Without a rate of loss none of these rows is there. Losses to the enemy are left out.
"""

from __future__ import annotations

from estimator.calculators.row import RowDefinition, reading, row, row_over
from estimator.expression.functions import ceiling, lagged, previous, where

LOSSES = "loss_rate or losses_per_hour"
"""What is told of losses; where neither is, nothing is lost."""


def _in_a_year(loss_rate, hours, losses_per_hour):
    """The chance that an item is lost in a year: by the year, and by the hours that it is used."""
    return loss_rate + hours * losses_per_hour


def yearly_loss(hours: str, module: str) -> RowDefinition:
    """The row of losses a year, for the calculator whose item has its hours of a year under this name."""
    arguments = (*reading(loss_rate=0), *reading(hours, losses_per_hour=0))
    marks = {"only_with": LOSSES}
    said = {"label": "Losses a year of one item", "unit": "1 / year", "marks": marks, "module": module}
    return row_over(_in_a_year, arguments, name="yearly_loss", **said)


@row(label="Losses a year that nobody replaces", unit="1 / year")
def unreplaced_loss(yearly_loss=0, losses_replaced=0):
    """The chance that an item is lost in a year where lost items are not bought again; nil where they are."""
    return yearly_loss * (1 - losses_replaced)


@row(label="Share lost in a year", unit="1", shown="share")
def lost_in_a_year(one_year, unreplaced_loss=0):
    """What a year takes of the items in service where nobody replaces them."""
    return unreplaced_loss * one_year


@row(label="Years of losses before the end", unit="1", shown="count")
def years_of_losses(service_life, one_year, unreplaced_loss=0, last_life=0):
    """The years of a life, or those since the last renewal, as a number."""
    return (0 < unreplaced_loss) * where(0 < last_life, last_life, ceiling(service_life)) / one_year


@row(label="Share of what retires that was lost before", unit="1", shown="share")
def lost_share(lost_in_a_year=0, years_of_losses=0):
    """What losses have taken by the end of a life, or since the last renewal: 1 − (1 − yearly loss) to its years."""
    return 1 - (1 - lost_in_a_year) ** years_of_losses


@row(label="Given up at the end of a life", unit="item")
def given_up(delivered, service_life, unreplaced_loss=0, lost_share=0):
    """What losses have left of the items whose life ends in this year."""
    return (0 < unreplaced_loss) * lagged(delivered, ceiling(service_life)) * (1 - lost_share)


@row(label="In service as losses leave them", unit="item")
def kept_in_use(kept_in_use, delivered, unreplaced_loss=0, lost_in_a_year=0, refilled=0, given_up=0):
    """Last year's less losses, with what is delivered or renewed, without what retires; at the end of the year."""
    left = previous(kept_in_use, 0) * (1 - lost_in_a_year)
    return (0 < unreplaced_loss) * (left + delivered + refilled - given_up)


@row(label="Lost and replaced", unit="item")
def lost_replaced(in_service, one_year, yearly_loss=0, losses_replaced=0):
    """Expected losses of the year that are bought again."""
    return in_service * yearly_loss * one_year * losses_replaced
