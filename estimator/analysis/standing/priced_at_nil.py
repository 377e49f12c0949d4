"""Prices that are written down as 0: what is bought for nothing may well come out cheapest."""

from __future__ import annotations

from estimator.model.graph import Model
from estimator.model.instances import elements_of


def priced_at_nil(model: Model) -> tuple[str, ...]:
    """The ids of prices of 0 that rows of the options' elements read; what is spent anyway has none of its own."""
    elements = (element for option in model.options for element in elements_of(model.pack, option))
    groups = {element.id for element in elements if element.funding == "new"}
    read = {id for row in model.rows.values() if row.group in groups for id in row.precedents}
    converted = (model.rows[id] for id in read if id in model.rows and model.rows[id].scope == "price")
    read |= {id for row in converted for id in row.precedents}
    costs = (each for each in model.inputs.values() if each.basis and "/" in each.unit and each.value == 0)
    return tuple(each.id for each in costs if each.id in read)
