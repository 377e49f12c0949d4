"""What leaves service and has to be disposed of; for elements whose disposal costs something.

Disposal follows retirement. Where it cannot begin before a year (`disposal_start`: a yard that is not free, a site that
is not ready), what retires earlier waits and is disposed of in that year.
"""

from __future__ import annotations

from typing import Any

from estimator.calculators.row import row
from estimator.expression.functions import (
    ceiling,
    cumulative,
    divide_or,
    equals,
    lagged,
    previous,
    total,
    value_at,
    where,
)

DISPOSAL = "disposal_share or disposal_cost"
"""What is told of the price of disposal; where neither is, nothing is disposed of."""


def from_the_start(due: Any, waited: Any, start: Any) -> Any:
    """What falls due in a year; where it cannot begin before a start, what has waited for it by then."""
    return where(0 < start, waited - previous(waited, 0), due)


@row(label="Retired", unit="item", measure="retired")
def retired(delivered, service_life, lost_share=0):
    """What leaves service in this year, its life being over: as many as losses in use have left."""
    return lagged(delivered, ceiling(service_life)) * (1 - lost_share)


@row(label="Retired and free for disposal so far", unit="item")
def released(retired, year, disposal_start=0):
    """What has retired up to this year, from the first year of disposal on; none where disposal does not wait."""
    return (0 < disposal_start) * (disposal_start <= year) * cumulative(retired)


@row(label="All that waits is disposed of within the columns", unit="1", measure="check")
def check_disposed(released, retired, year, last_column_year, disposal_start=0):
    """1 if disposal begins early enough for all that retires to be disposed of in the columns."""
    free = value_at(released, year, last_column_year)
    return where(0 < disposal_start, equals(divide_or(free, total(retired), 1), 1), 0)
