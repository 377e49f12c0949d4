"""Anything that has a price and an upkeep: items bought at a pace, kept for a life, and given up.

For who knows no more of a thing than what it costs to buy and to keep. It needs a quantity, a price, when and how
fast it is ordered, how long it takes and how long it serves; all else is optional, and what is not told leaves no
row: no crews, no stations, no sites. *Upkeep* is an amount a year, a share of the price a year, hours of use at a
cost per hour, or the sum of these. *Losses in use* come by the year or by the hour. Where they are replaced, a new
item is bought in the year of each loss; where they are not, fewer and fewer are in use, which shortens the life of
the whole. *Learning* makes early items dearer than late ones (see learning). *Disposal* is an amount or a share of
the price, works are built with the order, and people may serve with each item. What replaces a lost item serves out
the life of its place; refits and renewal at the end of a life are left out: they are elements of their own.

Source of the parts: US Department of Defense, Operating and Support Cost-Estimating Guide, 2020.
"""

from __future__ import annotations

from estimator.calculators.row import reading, row, row_over
from estimator.calculators.shared import deliveries, fielding, learning, payments, retirement, staffing
from estimator.expression.functions import ceiling, previous, where

SCOPE = "element"
LABEL = "Thing bought and kept"
ITEM = "item"
INCLUDES = (deliveries, retirement, learning, fielding, payments, staffing)
MARKS = {"kind": "bought"}


@row(label="Contracted, in items of the quoted price", unit="item")
def procurement_units(ordered, learning_exponent=0, priced_so_far=0):
    """Orders of this year; where the series is learned, in items of the quoted mean price."""
    return learning.as_learned(ordered, learning_exponent, priced_so_far)


@row(label="Losses a year of one item", unit="1 / year")
def yearly_loss(loss_rate=0, hours_per_item=0, losses_per_hour=0):
    """The chance that an item is lost in a year: by the year, and by the hours that it is used."""
    return loss_rate + hours_per_item * losses_per_hour


@row(label="Losses a year that nobody replaces", unit="1 / year")
def unreplaced_loss(yearly_loss=0, losses_replaced=0):
    """The same where lost items are not bought again; nil where they are."""
    return yearly_loss * (1 - losses_replaced)


@row(label="Share of a delivery that is left at the end of its life", unit="1", shown="share")
def left_share(service_life, one_year, unreplaced_loss=0):
    """What losses have left of the items delivered together: (1 − yearly loss) to the years of their life."""
    return (1 - unreplaced_loss * one_year) ** (ceiling(service_life) / one_year)


@row(label="In use", unit="item", measure="kept_in_use")
def kept_in_use(kept_in_use, in_service, delivered, retired, one_year, left_share=1, unreplaced_loss=0):
    """Items in service without those that were lost and not replaced, at the end of the year."""
    kept = previous(kept_in_use, 0) * (1 - unreplaced_loss * one_year) + delivered - retired * left_share
    return where(0 < unreplaced_loss, kept, in_service)


@row(label="Lost and replaced", unit="item")
def replacement_units(in_service, one_year, yearly_loss=0, losses_replaced=0):
    """Expected losses of the year that are bought again."""
    return in_service * yearly_loss * one_year * losses_replaced


@row(label="Price of a replacement", unit="money / item")
def replacement_price(unit_price):
    """The quoted price: nothing is learned on single items."""
    return unit_price + 0


@row(label="Hours of use", unit="hour", measure="hours")
def hours_used(kept_in_use, one_year, hours_per_item=0):
    """Hours in this year of all items in use."""
    return kept_in_use * hours_per_item * one_year


@row(label="Item-years of upkeep", unit="item * year")
def upkeep_units(kept_in_use, one_year):
    """Items in use over this year."""
    return kept_in_use * one_year


@row(label="Upkeep of one item in a year", unit="money / item / year")
def upkeep_price(unit_price, upkeep_share=0, yearly_upkeep=0, hours_per_item=0, cost_per_hour=0):
    """A share of the price, an amount of its own, hours of use at a cost per hour, or the sum of them."""
    return unit_price * upkeep_share + yearly_upkeep + hours_per_item * cost_per_hour


@row(label="Items with works of their own", unit="item")
def facilities_units(ordered, works_per_item=0):
    """Buildings and works, begun with the order."""
    return ordered * works_per_item


@row(label="Disposed of", unit="item")
def disposal_units(retired, left_share=1, released=0, disposal_start=0):
    """Items whose life ends in this year, as many as losses have left; from the first year of disposal on."""
    return retirement.from_the_start(retired, released, disposal_start) * left_share


@row(label="Disposal of one item", unit="money / item")
def disposal_price(unit_price, disposal_share=0, disposal_cost=0):
    """A share of the price, an amount of its own, or both; nothing where neither is told."""
    return unit_price * disposal_share + disposal_cost


@row(label="Billets", unit="person", measure="billets")
def billets(kept_in_use, people_per_item=0):
    """People who serve with the items in use; none where nobody is told."""
    return kept_in_use * people_per_item


def _within_the_year(one_year):
    """Paid in the year in which it falls due: contracts over several years are those of the buy alone."""
    return one_year + 0


PAID_WITHIN_THE_YEAR = tuple(
    row_over(
        _within_the_year,
        reading("one_year"),
        name=f"{stream}_contract_years",
        label=f"{words}: years of payment",
        unit="year",
    )
    for stream, words in {
        "upkeep": "Upkeep",
        "replacement": "Replacement",
        "spares": "First spares",
        "facilities": "Facilities",
        "disposal": "Disposal",
    }.items()
)
