"""When an option can act, and how much of it stands in the year for which effects are asked.

Effects are those at full strength. Beside them stand the first year in which every element that the effect needs, the
ally's included, reaches `operational_share` of its full strength, and the share that the least complete element reaches
in the year of the threat (`reference_year`). An option that only keeps up what is there has no first year.
"""

from __future__ import annotations

from estimator.calculators.row import row
from estimator.expression.functions import first_year, largest, only_where, value_at

SCOPE = "option"
PLACE = 1
MARKS = {"needs": "effects.reference_year"}
LABEL = "Strength"


@row(label="Operational", unit="1", shown="flag")
def operational(operational_share, chain_share):
    """1 in the years in which no element is below the share of its full strength that counts as operational."""
    return operational_share <= chain_share


@row(
    label="First operational year",
    unit="year",
    metric="First operational",
    better="less",
    gather={"built": {"measure": "service_share", "funding": "!attributed"}},
)
def first_operational_year(operational, year, built):
    """The first fiscal year in which every needed element is operational; none where nothing is built."""
    return only_where(0 < largest(operational), first_year(operational, year))


@row(label="Strength in the year of the effects", unit="1", shown="share", metric="Strength", better="more")
def strength_in_reference_year(chain_share, year, reference_year):
    """Share of its full strength that the least complete element has in the year for which effects are asked."""
    return value_at(chain_share, year, reference_year)
