"""A graph that was wired and found sound, as JSON and back, so that it need not be wired again.

What is kept is the wiring alone. The numbers come from the pack at hand: overrides change values, never the graph. What
of an assumption decides the wiring (id, label, unit, shape, growth) is part of the key. The functions of rows come from
the calculators, named by calculator and place.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from estimator import cache
from estimator.calculators import calculators
from estimator.calculators.option.own_metrics import OWN, definitions
from estimator.calculators.roles import Role
from estimator.calculators.row import RowDefinition
from estimator.expression import OPERATIONS, Constant, Node, Operation, Reference
from estimator.model.graph import YEAR, Model, ModelRow
from estimator.pack.reading.kept import MISTAKES
from estimator.pack.records import Assumption, Pack

SHAPES: Final = ("scalar", "by_year")
Form = int | float | tuple[Any, ...]
"""A formula whose references are places in a list of ids; a float is a constant."""


def graph_key(pack: Pack, shown: Sequence[str]) -> str:
    """The key of a pack's graph for the options shown; empty where nothing is kept."""
    if not cache.key_of("graph"):
        return ""
    inputs = [(id, each.label, each.is_by_year, each.normal_unit, each.growth) for id, each in pack.assumptions.items()]
    return cache.key_of("graph", pack.digest, *map(repr, (shown, pack.settings, pack.options, inputs)))


def find_graph(key: str, pack: Pack, shown: tuple[str, ...], inputs: Mapping[str, Assumption]) -> Model | None:
    """The graph kept under a key, over a pack and all inputs that it may have; None if there is none that is sound."""
    found = cache.find(key)
    if found is None:
        return None
    try:
        return _model(json.loads(found), pack, shown, inputs, key)
    except MISTAKES:
        return None


def keep_graph(key: str, model: Model) -> None:
    """Keep a graph under its key."""
    if key:
        cache.keep(key, json.dumps(_written(model), separators=(",", ":")).encode())


def _written(model: Model) -> dict[str, Any]:
    """A graph as JSON: forms of formulas, marks and tokens once each, rows that name them by their place."""
    forms, words = _Table(), _Table()
    places = {_body(each): (name, place) for name, place, each in _definitions(model.pack)}
    rows = [_row_written(row, places, forms, words) for row in model.rows.values()]
    return {
        "forms": forms.held,
        "words": words.held,
        "rows": rows,
        "inputs": list(model.inputs),
        "order": model.order,
        "rings": model.rings,
        "absent": dict(model.absent),
        "labels": dict(model.metric_labels),
        "shorts": dict(model.metric_shorts),
        "units": dict(model.metric_units),
        "roles": [[role.name, owner, service, id] for (role, owner, service), id in model.roles.items()],
        "role_names": [[role.name, service, name] for (role, service), name in model.role_names.items()],
    }


class _Table:
    """Things of JSON, each held once and named by its place."""

    def __init__(self) -> None:
        self.held: list[Any] = []
        self._places: dict[str, int] = {}

    def place(self, thing: Any) -> int:
        text = json.dumps(thing)
        if text not in self._places:
            self._places[text] = len(self.held)
            self.held.append(thing)
        return self._places[text]


def _row_written(row: ModelRow, places: Mapping[Any, tuple[str, int]], forms: _Table, words: _Table) -> list[Any]:
    definition = row.definition
    return [
        *(row.id, row.label, row.unit, row.shape, row.scope, row.group, row.precedents),
        *(words.place(dict(row.marks)), words.place(dict(row.tokens))),
        *(places[_body(definition)], definition.name, definition.label, definition.short),
        words.place(dict(definition.marks)),
        _formula_written(row.expression, forms),
        None if row.opening is None else _formula_written(row.opening, forms),
    ]


def _sources(pack: Pack) -> dict[str, Sequence[RowDefinition]]:
    """The definitions of every calculator, and of the pack's own metrics, by the calculator's name."""
    own = definitions(pack.metrics.values())
    return {name: own or made.rows if name == OWN else made.rows for name, made in calculators().items()}


def _definitions(pack: Pack) -> Iterator[tuple[str, int, RowDefinition]]:
    for name, rows in _sources(pack).items():
        yield from ((name, place, each) for place, each in enumerate(rows))


def _body(row: RowDefinition) -> tuple[Any, ...]:
    """All of a definition but name, label, short label and marks, which a row of the model has filled in."""
    mappings = (sorted(each.items()) for each in (row.wire, row.reads))
    gathered = [(name, sorted(marks.items())) for name, marks in sorted(row.gather.items())]
    plain = (row.unit, row.function, row.arguments, row.doc, row.metric, row.each, row.module, row.role, row.shown)
    return (*plain, repr(gathered), *map(repr, mappings))


def _formula_written(node: Node, forms: _Table) -> list[Any]:
    ids: list[str] = []
    return [forms.place(_form(node, ids)), *ids]


def _form(node: Node, ids: list[str]) -> Any:
    """The form of an expression: a number, an operation with its arguments, or null for the next of the ids."""
    if isinstance(node, Constant):
        return node.value
    if isinstance(node, Operation):
        return [node.name, *(_form(each, ids) for each in node.arguments)]
    if not isinstance(node, Reference):
        raise TypeError(type(node))
    ids.append(node.id)
    return None


def _model(
    raw: Mapping[str, Any], pack: Pack, shown: tuple[str, ...], inputs: Mapping[str, Assumption], key: str
) -> Model:
    """The graph that was written. Raises one of MISTAKES for what never was."""
    kept = {id: inputs[id] for id in raw["inputs"]}
    known = frozenset((YEAR, *kept, *(each[0] for each in raw["rows"])))
    forms = [_Form(each) for each in raw["forms"]]
    sources = _sources(pack)
    rows = {each[0]: _row(each, forms, raw["words"], sources, known) for each in raw["rows"]}
    order = tuple(raw["order"])
    if order != tuple(dict.fromkeys(order)) or set(order) != set(rows):
        raise ValueError("the order is not that of the rows")
    return Model(
        pack,
        shown,
        kept,
        rows,
        order,
        tuple(tuple(ring) for ring in raw["rings"]),
        raw["absent"],
        metric_labels=raw["labels"],
        metric_shorts=raw["shorts"],
        metric_units=raw["units"],
        roles={(Role[role], owner, service): id for role, owner, service, id in raw["roles"]},
        role_names={(Role[role], service): name for role, service, name in raw["role_names"]},
        key=key,
    )


def _row(
    raw: Sequence[Any],
    forms: Sequence[_Form],
    words: Sequence[Mapping[str, str]],
    sources: Mapping[str, Sequence[RowDefinition]],
    known: frozenset[str],
) -> ModelRow:
    id, label, unit, shape, scope, group, precedents, marks, tokens, place, name, said, short, own, formula, opening = (
        raw
    )
    kinds = {*map(type, (id, label, unit, scope, group, name, said, short))}
    if shape not in SHAPES or not known.issuperset(precedents) or kinds != {str}:
        raise ValueError(id)
    return ModelRow(
        id,
        label,
        unit,
        shape,
        _node(formula, forms, known),
        _definition(sources[place[0]][place[1]], {"name": name, "label": said, "short": short, "marks": words[own]}),
        scope,
        group,
        tuple(precedents),
        words[marks],
        None if opening is None else _node(opening, forms, known),
        words[tokens],
    )


def _definition(source: RowDefinition, filled: Mapping[str, Any]) -> RowDefinition:
    same = all(getattr(source, name) == each for name, each in filled.items())
    return source if same else replace(source, **filled)


def _node(raw: Sequence[Any], forms: Sequence[_Form], known: frozenset[str]) -> Node:
    place: int = raw[0]
    ids = raw[1:]
    if not known.issuperset(ids):
        raise ValueError("a formula reads what is not there")
    return forms[place].of(ids)


class _Form:
    """A form of formulas, held to the closed list of operations once."""

    def __init__(self, raw: Any) -> None:
        self.reads = 0
        self._raw = self._checked(raw)

    def _checked(self, raw: Any) -> Form:
        """The form with the place of its id in place of each null."""
        if raw is None:
            self.reads += 1
            return self.reads - 1
        if not isinstance(raw, list):
            return float(raw)
        name, *arguments = raw
        if name not in OPERATIONS:
            raise ValueError(f"{name} is no operation")
        return (name, *map(self._checked, arguments))

    def of(self, ids: Sequence[str]) -> Node:
        """The formula that reads these ids."""
        if len(ids) != self.reads:
            raise ValueError("a formula reads more or less than its form")
        return _built(self._raw, ids)


def _built(form: Form, ids: Sequence[str]) -> Node:
    if isinstance(form, tuple):
        return Operation(form[0], tuple([_built(each, ids) for each in form[1:]]))
    return Reference(ids[form]) if isinstance(form, int) else Constant(form)
