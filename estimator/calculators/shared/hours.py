"""Hours of use of what is in service, at a cost per hour besides the upkeep of each item.

Flying hours, days at sea told in hours, operating hours of a radar or of a satellite: `hours_per_item` in a year, each
at `cost_per_hour`. Losses may come by the hour as well (see losses). Whose published cost of an hour holds the upkeep
gives an upkeep of 0.
"""

from __future__ import annotations

from estimator.calculators.row import RowDefinition, reading, row, row_over
from estimator.calculators.shared import losses


def _at_cost(hours, cost_per_hour):
    """Hours of this year at their cost, besides the upkeep of each item; nil where an hour has no cost."""
    return hours * cost_per_hour


def _bound(outlay):
    """Bound and paid in the year of the hours."""
    return outlay + 0


def paid_by_the_hour(name: str, words: str, hours: str, module: str) -> tuple[RowDefinition, ...]:
    """The two money rows of a calculator's hours, which stand in its row of this name: outlay and obligation."""
    marks, said = {"phase": "operation", "part": "unit_operations"}, {"unit": "money", "module": module}
    outlay, bound = f"{name}_outlay", f"{name}_obligation"
    paid = reading(**{hours: 0, "cost_per_hour": 0})
    return (
        row_over(_at_cost, paid, name=outlay, label=f"{words}: outlay", marks={"measure": "outlay", **marks}, **said),
        row_over(
            _bound,
            reading(**{outlay: 0}),
            name=bound,
            label=f"{words}: obligation",
            marks={"measure": "obligation", **marks},
            **said,
        ),
    )


@row(label="Hours of use", unit="hour", measure="hours", only_with="hours_per_item or cost_per_hour or losses_per_hour")
def hours_used(in_service, hours_per_item, one_year):
    """Hours in this year of all items in service."""
    return in_service * hours_per_item * one_year


PAID = paid_by_the_hour("hours", "Hours of use", "hours_used", __name__.rpartition(".")[2])
YEARLY_LOSS = losses.yearly_loss("hours_per_item", __name__.rpartition(".")[2])
