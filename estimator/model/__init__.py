"""From a pack to a graph: instances, wiring by name, order, units and shapes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from estimator.calculators.row import RowDefinition
from estimator.errors import PackError, Problem
from estimator.expression import NO_UNIT
from estimator.model.checking import Wired, checked
from estimator.model.findings import Findings
from estimator.model.graph import YEAR, Model, ModelRow
from estimator.model.instances import check_price_years, givens, instantiate, price_base_givens, require_options
from estimator.model.kept import find_graph, graph_key, keep_graph
from estimator.model.needs.lacking import note_what_is_missing
from estimator.model.needs.unread import note_unread_values
from estimator.model.ordering import openings, ordered
from estimator.model.own_metrics import with_own_metrics
from estimator.model.planning import Planned
from estimator.model.roles import placed_roles, role_names
from estimator.model.row_units import filled_unit
from estimator.model.unbought import note_options_without_elements, note_prices_without_quantity
from estimator.model.wiring import Wiring
from estimator.pack import read_files, read_texts
from estimator.pack.reading.kept import find_pack, keep_pack
from estimator.pack.records import Assumption, Pack
from estimator.pack.unread import Unread

__all__ = ["YEAR", "Model", "ModelRow", "build_model", "load_pack"]


def build_model(pack: Pack, options: Sequence[str] | None = None) -> Model:
    """Wire a pack's rows into a model.

    `options` are those to show (default: all of the pack's); the baseline and the reference option are always built.
    Raises WiringError with all problems of the pack (unknown arguments with the nearest names, circles as chains, units
    with the factor between them, …), each cause once, and UnknownNameError for an option that is not there.
    """
    shown = require_options(pack, tuple(options) if options else None)
    key = graph_key(pack, shown)
    model = find_graph(key, pack, shown, _inputs(pack)) if key else None
    if model is None:
        model = replace(_built(pack, shown), key=key)
        keep_graph(key, model)
    return model


def _built(pack: Pack, shown: tuple[str, ...]) -> Model:
    findings = Findings()
    wiring, wired = _wired(pack, shown, findings)
    starts = openings(wired.rows, findings)
    done, order = with_own_metrics(wiring, checked(wired), wired.order.rows, _with_references(pack, shown))
    findings.require_none()
    final = {id: replace(row, opening=starts[id]) if id in starts else row for id, row in done.items()}
    used = {each for row in final.values() for each in row.precedents}
    kept = {id: each for id, each in wired.inputs.items() if each.layer != "given" or id in used}
    metrics = _metrics(each for id, each in wiring.plans.items() if id not in wiring.left_out)
    return Model(
        pack,
        shown,
        kept,
        final,
        order,
        wired.order.rings,
        dict(wiring.absent),
        metric_labels={id: each.label for id, each in metrics.items()},
        metric_shorts={id: each.short for id, each in metrics.items()},
        metric_units=_metric_units(wiring.plans, final),
        roles=placed_roles(wiring),
        role_names=role_names(wiring),
    )


def load_pack(folder: Path) -> Pack:
    """Read a pack. Raises PackError with all problems of its files and, as far as these can be read, of its wiring."""
    texts = read_texts(folder)
    kept = find_pack(texts)
    if kept:
        return kept
    reading = read_files(texts)
    if reading.pack is None or reading.problems:
        wiring = _wiring_problems(reading.pack, reading.unread) if reading.pack else ()
        raise PackError((*reading.problems, *wiring))
    keep_pack(texts, reading.pack)
    return reading.pack


def _wiring_problems(pack: Pack, unread: Unread) -> tuple[Problem, ...]:
    """Every problem of wiring a pack as far as its files could be read; those of the files themselves are left out."""
    findings = Findings()
    wiring, wired = _wired(pack, pack.settings.options, findings, unread)
    openings(wired.rows, findings)
    with_own_metrics(wiring, checked(wired), wired.order.rows, _with_references(pack, pack.settings.options))
    return findings.problems


def _with_references(pack: Pack, shown: Sequence[str]) -> tuple[str, ...]:
    """The options shown, the baseline and the reference option."""
    return tuple(dict.fromkeys((*shown, pack.settings.baseline_option, pack.settings.reference_option)))


def _wired(
    pack: Pack, shown: tuple[str, ...], findings: Findings, unread: Unread | None = None
) -> tuple[Wiring, Wired]:
    """The rows of a pack in order, with what is wrong so far in the findings."""
    check_price_years(pack, findings)
    built = _with_references(pack, shown)
    inputs = _inputs(pack)
    wiring = Wiring(pack, instantiate(pack, built, findings, unread), inputs, findings, unread)
    rows = wiring.resolve_all()
    note_prices_without_quantity(wiring)
    note_unread_values(wiring)
    note_what_is_missing(wiring)
    rows = wiring.without_lacking(rows)
    note_options_without_elements(pack, built, findings)
    order = ordered(rows, findings, wiring.place_of_circle)
    return wiring, Wired(rows, inputs, order, findings, lambda row: wiring.plans[row].place)


def _inputs(pack: Pack) -> dict[str, Assumption]:
    """All that rows may read: what the pack's structure gives, its assumptions, what its prices give."""
    return {**givens(pack), **pack.assumptions, **price_base_givens(pack)}


def _is_metric(planned: Planned) -> bool:
    return planned.instance.scope == "option" and planned.definition.metric


def _metrics(plans: Iterable[Planned]) -> dict[str, RowDefinition]:
    """The definition of each metric, by id: those of one calculator together, in the order in which they come."""
    metrics = [each.definition for each in plans if _is_metric(each)]
    modules = list(dict.fromkeys(each.module for each in metrics))
    metrics.sort(key=lambda each: modules.index(each.module))
    return {each.name: each for each in metrics}


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
