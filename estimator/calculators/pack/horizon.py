"""The comparison horizon among the columns of the sheets."""

from __future__ import annotations

from estimator.calculators.roles import Role
from estimator.calculators.row import row

SCOPE = "pack"
LABEL = "Horizon"


@row(label="Within the comparison horizon", unit="1", shown="flag", role=Role.IN_HORIZON)
def in_horizon(year, first_year, last_year):
    """1 in the fiscal years that the comparison covers. Columns before hold history, later ones the rest of a life."""
    return (first_year <= year) * (year <= last_year)
