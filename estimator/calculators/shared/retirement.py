"""What leaves service and has to be disposed of; for elements whose disposal costs something."""

from __future__ import annotations

from estimator.calculators.row import row
from estimator.expression.functions import ceiling, lagged


@row(label="Retired", unit="item", measure="retired")
def retired(delivered, service_life):
    """What leaves service in this year, its life being over."""
    return lagged(delivered, ceiling(service_life))
