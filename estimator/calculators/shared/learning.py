"""What a series costs as it is learned: by unit or by cumulative average, with a change of slope on the way.

The quoted price stands for a series of `reference_quantity` items (all that are bought, if nothing is said), so items
bought as quoted cost what was quoted. By *cumulative average* the mean price of the first n items falls by the slope
with each doubling of n (Wright), so all n cost n to the power 1 + ln(slope) / ln 2. By *unit* (`learning_by_unit`)
the price of the n-th item does (Crawford); the sum over n is taken as the area under the curve from a half to n and a
half. From item number `learning_changes_at` on the slope is `later_slope`; neither curve jumps there. Without a slope
each item costs the quoted price and none of these rows is there. Loss of learning in a gap between orders is left
out.

Source: T. P. Wright, Factors Affecting the Cost of Airplanes, Journal of the Aeronautical Sciences, 1936; J. R.
Crawford, Learning Curve, Ship Curve, Ratios, Related Data, 1944; US GAO, Cost Estimating and Assessment Guide,
GAO-20-195G, 2020, appendix on learning curves.
"""

from __future__ import annotations

from typing import Any

from estimator.calculators.row import RowDefinition, reading, row, row_over
from estimator.expression.functions import divide_or, logarithm, maximum, minimum, previous, where


@row(label="Exponent of the learning curve", unit="1", shown="ratio")
def learning_exponent(learning_slope=0, doubling=2):
    """1 + ln(slope) / ln 2: what a series costs grows with its number to this power; nil where nothing is learned."""
    slope = where(0 < learning_slope, learning_slope, 1)
    return (0 < learning_slope) * (1 + logarithm(slope) / logarithm(doubling))


@row(label="Exponent of the later learning curve", unit="1", shown="ratio")
def later_exponent(learning_exponent, later_slope=0, doubling=2):
    """The same for the slope that holds later on; that of the first curve where the slope does not change."""
    slope = where(0 < later_slope, later_slope, 1)
    return where(0 < later_slope, 1 + logarithm(slope) / logarithm(doubling), learning_exponent)


@row(label="Items ordered so far, as a number", unit="1", shown="count")
def series_so_far(ordered_so_far, one_item, learning_exponent):
    """Where the series stands at the end of the year."""
    return (0 < learning_exponent) * ordered_so_far / one_item


@row(label="Items for which the price is quoted, as a number", unit="1", shown="count")
def series_quoted(quantity, one_item, learning_exponent, reference_quantity=0):
    """The series whose mean price is the quoted one: all that are bought, if nothing is said."""
    return (0 < learning_exponent) * where(0 < reference_quantity, reference_quantity, quantity) / one_item


@row(label="Item from which the slope changes, as a number", unit="1", shown="count")
def series_change(series_quoted, quantity, one_item, learning_exponent, learning_changes_at=0):
    """The last item of the first slope; beyond all items where the slope does not change."""
    beyond = maximum(quantity / one_item, series_quoted)
    return (0 < learning_exponent) * where(0 < learning_changes_at, learning_changes_at / one_item, beyond)


def as_learned(ordered: Any, learning_exponent: Any, priced_so_far: Any) -> Any:
    """Orders of a year in items of the quoted price: as ordered, or what they add to a series that is learned."""
    return where(0 < learning_exponent, priced_so_far - previous(priced_so_far, 0), ordered)


def _first(number, series_change, learning_exponent, learning_by_unit, doubling):
    """Up to the change of slope: the cost of a series of this number in first items.

    By unit the area under the curve, by cumulative average the power of the number.
    """
    up_to, half = minimum(number, series_change), 1 / doubling
    area = ((up_to + half) ** learning_exponent - half**learning_exponent) / learning_exponent
    return (0 < learning_exponent) * where(0 < learning_by_unit, area, up_to**learning_exponent)


def _later_area(number, series_change, later_exponent, learning_by_unit, doubling):
    """From the change of slope on, by unit: the area under the later curve, in first items of that curve."""
    half = 1 / doubling
    whole = (maximum(number, series_change) + half) ** later_exponent - (series_change + half) ** later_exponent
    return (0 < learning_by_unit) * (0 < later_exponent) * whole / later_exponent


def _in_all(number, first, area, series_change, learning_exponent, later_exponent, learning_by_unit):
    """The cost of the whole series in first items: by unit a sum, by cumulative average a product."""
    level = series_change ** (learning_exponent - later_exponent)
    grown = divide_or(maximum(number, series_change), series_change, 0) ** later_exponent
    return (0 < learning_exponent) * where(0 < learning_by_unit, first + area * level, first * grown)


def _series(name: str, words: str) -> tuple[RowDefinition, ...]:
    """The three rows that tell what a series of a number costs, in first items."""
    first = reading(f"series_{name}", "series_change", "learning_exponent", learning_by_unit=0, doubling=2)
    later = reading(f"series_{name}", "series_change", "later_exponent", learning_by_unit=0, doubling=2)
    read = (f"series_{name}", f"first_of_{name}", f"later_of_{name}", "series_change", "learning_exponent")
    whole = (*reading(*read, "later_exponent"), *reading(learning_by_unit=0))
    said = {"unit": "1", "shown": "count"}
    return (
        row_over(_first, first, name=f"first_of_{name}", label=f"{words}: up to the change of slope", **said),
        row_over(_later_area, later, name=f"later_of_{name}", label=f"{words}: after the change of slope", **said),
        row_over(_in_all, whole, name=f"cost_of_{name}", label=f"{words}: cost in first items", **said),
    )


SO_FAR = _series("so_far", "Series so far")
QUOTED = _series("quoted", "Series as quoted")


@row(label="Ordered so far, in items of the quoted price", unit="item")
def priced_so_far(cost_of_so_far, cost_of_quoted, series_quoted, one_item):
    """Orders so far in items of the quoted mean price: early ones count for more than one, late ones for less."""
    return divide_or(cost_of_so_far, cost_of_quoted, 0) * series_quoted * one_item
