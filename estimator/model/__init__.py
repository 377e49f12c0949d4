"""From a pack to a graph: instances, wiring by name, order, units and shapes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from estimator.expression import NO_UNIT
from estimator.model.checking import checked, filled_unit
from estimator.model.graph import YEAR, Model, ModelRow
from estimator.model.instances import givens, instantiate, price_base_givens, require_options, require_price_years
from estimator.model.ordering import openings, ordered
from estimator.model.roles import placed_roles, role_names
from estimator.model.wiring import Planned, Wiring
from estimator.pack.records import Pack

__all__ = ["YEAR", "Model", "ModelRow", "build_model"]


def build_model(pack: Pack, options: Sequence[str] | None = None) -> Model:
    """Wire a pack's rows into a model.

    `options` are those to show (default: all of the pack's); the baseline and the reference option are always built.
    Raises ModelError (unknown argument with the nearest names, a cycle as a chain, units with the factor between
    them) and UnknownNameError.
    """
    shown = require_options(pack, tuple(options) if options else None)
    require_price_years(pack)
    settings = pack.settings
    built = tuple(dict.fromkeys((*shown, settings.baseline_option, settings.reference_option)))
    inputs = {**givens(pack), **pack.assumptions, **price_base_givens(pack)}
    wiring = Wiring(pack, instantiate(pack, built), inputs)
    rows = wiring.resolve_all()
    order = ordered(rows)
    starts = openings(rows)
    done = checked(rows, inputs, order.rows)
    final = {id: replace(row, opening=starts.get(id)) for id, row in done.items()}
    used = {each for row in final.values() for each in row.precedents}
    kept = {id: each for id, each in inputs.items() if each.layer != "given" or id in used}
    labels = {each.definition.name: each.definition.label for each in wiring.plans.values() if _is_metric(each)}
    return Model(
        pack,
        shown,
        kept,
        final,
        order.rows,
        order.rings,
        dict(wiring.absent),
        metric_labels=labels,
        metric_units=_metric_units(wiring.plans, final),
        roles=placed_roles(wiring),
        role_names=role_names(wiring),
    )


def _is_metric(planned: Planned) -> bool:
    return planned.instance.scope == "option" and planned.definition.metric


def _metric_units(plans: Mapping[str, Planned], rows: Mapping[str, ModelRow]) -> dict[str, str]:
    """The unit of each metric id: of a row that has it, else as declared."""
    found: dict[str, str] = {}
    for id, planned in plans.items():
        if _is_metric(planned):
            name = planned.definition.name
            found[name] = (
                rows[id].unit
                if id in rows
                else found.get(name) or filled_unit(planned.definition.unit, planned.instance.tokens) or NO_UNIT
            )
    return found
