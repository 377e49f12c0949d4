"""Wiring by argument name: from row definitions to expressions over full ids.

Rows are resolved on demand, each once: to a row, to nil (nothing supplies it), or to absent with a reason (an option
has no element of that kind). A row that is asked for while it is being resolved reads last year's value of itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from estimator.calculators import declared
from estimator.calculators.roles import Role
from estimator.calculators.row import Argument, RowDefinition
from estimator.errors import ModelError, did_you_mean
from estimator.expression import Constant, Node, Reference, TracingError, references
from estimator.expression.nodes import as_node
from estimator.model.folding import NIL, fold, is_nil
from estimator.model.graph import YEAR, ModelRow
from estimator.model.instances import Instance, needs_conversion
from estimator.model.reasons import nothing_gives
from estimator.pack.records import Assumption, Pack

MISSING = "?"


@dataclass(frozen=True)
class Planned:
    """A row to be: its instance and its definition with all templates filled."""

    instance: Instance
    definition: RowDefinition
    words: Mapping[str, str]


@dataclass(frozen=True)
class Absent:
    """A row that does not apply, and why."""

    reason: str


class Wiring:
    """Resolves the planned rows of one pack. State: what is resolved so far."""

    def __init__(self, pack: Pack, instances: list[Instance], inputs: Mapping[str, Assumption]) -> None:
        """Plan every row; nothing is resolved yet."""
        self.pack, self.inputs = pack, inputs
        self.plans: dict[str, Planned] = {}
        for instance in instances:
            for definition, words in _expanded(pack, instance):
                id = instance.row_id(definition.name)
                if id in self.plans or id in inputs:
                    raise ModelError(f'"{id}" is defined twice: a row and an assumption or two rows share the name')
                self.plans[id] = Planned(instance, definition, words)
        self.by_group: dict[str, list[str]] = {}
        for id, planned in self.plans.items():
            self.by_group.setdefault(planned.instance.group, []).append(id)
        self.places = {id: place for place, id in enumerate(self.plans)}
        self.marks = {id: _marks(planned) for id, planned in self.plans.items()}
        self.pack_wide = _pack_wide(pack, inputs, self.plans)
        self.rows: dict[str, ModelRow] = {}
        self.absent: dict[str, str] = {}
        self.nil: set[str] = set()
        self.problems: list[str] = []
        self._active: set[str] = set()

    def resolve_all(self) -> dict[str, ModelRow]:
        """Resolve every row but unused price rows; return those kept, in the order of the plans.

        Raises ModelError with every argument that nothing supplies.
        """
        for id, planned in self.plans.items():
            if planned.instance.scope not in ("price", "price_base", "currency"):
                self.resolve(id)
        self._require_known_wires()
        if self.problems:
            raise ModelError("\n".join(dict.fromkeys(self.problems)))
        return {id: self.rows[id] for id in self.plans if id in self.rows}

    def _require_known_wires(self) -> None:
        """A `[from]` whose name no row of the calculator asks for is a misspelling."""
        seen: set[str] = set()
        for planned in self.plans.values():
            instance = planned.instance
            if instance.scope != "element" or instance.group in seen:
                continue
            seen.add(instance.group)
            asked = {argument.name for row in instance.calculator.rows for argument in row.arguments}
            for name in instance.own_wires:
                if name not in asked:
                    hint = did_you_mean(name, asked)
                    self._note(
                        planned, f'{instance.group}: no row of {instance.calculator.name} asks for "{name}". {hint}'
                    )

    def resolve(self, id: str) -> Node | Absent:
        """What a reference to a row becomes: the reference, nil, or absent."""
        if id in self.absent:
            return Absent(self.absent[id])
        if id in self.nil:
            return NIL
        if id in self.rows or id in self._active:
            return Reference(id)
        self._active.add(id)
        try:
            return self._trace(id, self.plans[id])
        finally:
            self._active.discard(id)

    def _trace(self, id: str, planned: Planned) -> Node | Absent:
        bound: list[Any] = []
        for argument in planned.definition.arguments:
            value = self._bind(planned, argument)
            if isinstance(value, Absent):
                self.absent[id] = value.reason
                return value
            bound.append(value)
        expression = fold(_call(id, planned.definition, bound))
        missing = [each[len(MISSING) :] for each in references(expression) if each.startswith(MISSING)]
        if missing:
            self.absent[id] = self._problem(id, planned, missing)
            return Absent(self.absent[id])
        if is_nil(expression) and not planned.definition.metric:
            self.nil.add(id)
            return NIL
        self.rows[id] = _model_row(id, planned, expression, self._flipped_by(planned))
        return Reference(id)

    def _problem(self, id: str, planned: Planned, missing: list[str]) -> str:
        """Note that nothing supplies some arguments, with the nearest names."""
        known = {*self.pack_wide, *planned.instance.names, *planned.instance.wires, *self._own_names(planned)}
        for name in missing:
            if name not in planned.instance.wires and name not in planned.definition.wire:
                self._note(planned, f"{id}: {_unsupplied(planned, name, known)}")
        return f"nothing supplies {', '.join(missing)}"

    def _own_names(self, planned: Planned) -> list[str]:
        return [each.name for each in planned.instance.calculator.rows]

    def _flipped_by(self, planned: Planned) -> dict[str, str]:
        """The full id of the assumption that a flip row is a value of (its mark `by`)."""
        name = planned.definition.marks.get("by", "")
        found = self._find(planned, name) if name else None
        return {"by": found} if found else {}

    def _bind(self, planned: Planned, argument: Argument) -> Any:
        if argument.name in planned.definition.gather:
            return self._gathered(planned, argument)
        id = self._find(planned, argument.name)
        if id is None:
            return Reference(MISSING + argument.name) if argument.default is None else Constant(argument.default)
        found = self._read(id, planned)
        if isinstance(found, Absent) and argument.default is not None:
            return Constant(argument.default)
        return found

    def _read(self, id: str, planned: Planned) -> Node | Absent:
        """The node for an id; a price comes as its converted row."""
        if id == YEAR:
            return Reference(YEAR)
        if id in self.plans:
            return self.resolve(id)
        assumption = self.inputs[id]
        converted = f"{id}_{declared(Role.PRICE_IN_USE).name}"
        if planned.instance.scope != "price" and converted in self.plans and needs_conversion(self.pack, assumption):
            return self.resolve(converted)
        return Reference(id)

    def _find(self, planned: Planned, name: str) -> str | None:
        """The full id that an argument name means, or None."""
        instance = planned.instance
        if name in planned.definition.wire:
            return self._wired(planned, planned.definition.wire[name])
        if name == YEAR:
            return YEAR
        if name in instance.wires:
            return self._wired(planned, instance.wires[name])
        for each in dict.fromkeys((_replaced(name, planned.words), name)):
            found = self._under_own_group(instance, each) or instance.names.get(each) or self._anywhere(planned, each)
            if found:
                return found
        return None

    def supplier(self, planned: Planned, argument: str) -> str | None:
        """The full id of what supplies an argument of a planned row, or None."""
        return self._find(planned, argument)

    def _under_own_group(self, instance: Instance, name: str) -> str | None:
        own = instance.row_id(name)
        return own if own in self.plans else None

    def _anywhere(self, planned: Planned, name: str) -> str | None:
        found = self.pack_wide.get(name, ())
        if len(found) > 1:
            where = " and ".join(found)
            raise ModelError(
                f'{planned.instance.row_id(planned.definition.name)}: "{name}" may be {where}; wire one of them'
            )
        return found[0] if found else None

    def _note(self, planned: Planned, problem: str) -> None:
        """Keep a problem, with the place of the element that it stands in."""
        place = planned.instance.place
        self.problems.append(f"{place}: {problem}" if place else problem)

    def _wired(self, planned: Planned, target: str) -> str | None:
        """A wired id, the first that is there of those joined by `or`: within the option, then in the whole pack."""
        option = planned.instance.marks.get("option", "")
        for id in target.format_map(_Words(planned.words)).split(" or "):
            for each in (f"{option}.{id}", id):
                if each in self.plans or each in self.inputs:
                    return each
        known = [*self.plans, *self.inputs]
        where = planned.instance.row_id(planned.definition.name)
        self._note(planned, f'{where} is wired to "{id}", which does not exist. {did_you_mean(id, known)}'.rstrip())
        return None

    def _gathered(self, planned: Planned, argument: Argument) -> tuple[Node, ...] | Absent:
        wanted = {
            key: value.format_map(_Words(planned.words))
            for key, value in planned.definition.gather[argument.name].items()
        }
        own_rows = wanted.pop("scope", "") == "option"
        groups = {planned.instance.group} if own_rows else {element.id for element in planned.instance.elements}
        found = []
        for id in sorted((id for group in groups for id in self.by_group.get(group, ())), key=self.places.__getitem__):
            if _fits(self.marks[id], wanted):
                node = self.resolve(id)
                if not isinstance(node, Absent) and not is_nil(node):
                    found.append(node)
        if not found and argument.default is None:
            return Absent(nothing_gives(wanted, self.pack.services))
        return tuple(found)


def _unsupplied(planned: Planned, name: str, known: Iterable[str]) -> str:
    """What is missing, with the nearest names; what a foreign currency needs is asked for by its table."""
    if planned.instance.scope != "currency":
        return f'no row or assumption supplies "{name}". {did_you_mean(name, known)}'.rstrip()
    stem, _, currency = planned.instance.group.partition(".")
    return f'prices in {currency.upper()} need the assumption "{name}", a table [{currency}.{name}] of {stem}.toml'


class _Words(dict[str, str]):
    """Template words; an unknown one is an error of the calculator's author."""

    def __missing__(self, key: str) -> str:
        raise ModelError(f'the template word "{{{key}}}" is not known here; known are {", ".join(self)}')


def _call(id: str, definition: RowDefinition, bound: list[Any]) -> Node:
    try:
        return as_node(definition.function(*bound))
    except TracingError as problem:
        raise TracingError(f"{id} (calculators/{definition.module}.py): {problem}") from None
    except TypeError as problem:
        raise ModelError(f"{id} (calculators/{definition.module}.py) cannot be traced: {problem}") from None


def _marks(planned: Planned) -> dict[str, str]:
    return {**planned.instance.marks, **planned.definition.marks}


def _fits(marks: Mapping[str, str], wanted: Mapping[str, str]) -> bool:
    for key, value in wanted.items():
        found = marks.get(key, "")
        if (found == value[1:]) if value.startswith("!") else (found != value):
            return False
    return True


def _expanded(pack: Pack, instance: Instance) -> Iterable[tuple[RowDefinition, Mapping[str, str]]]:
    """The definitions of an instance, one a service where asked, with names and labels filled in."""
    for definition in instance.calculator.rows:
        if definition.each != "service":
            yield _filled(definition, instance, instance.words), instance.words
            continue
        for service in pack.services.values():
            words = {**instance.words, "service": service.id, "service_label": service.label}
            filled = _filled(definition, instance, words)
            yield replace(filled, marks={**filled.marks, "service": service.id}), words


def _filled(definition: RowDefinition, instance: Instance, words: Mapping[str, str]) -> RowDefinition:
    name = _replaced(definition.name, words) if instance.scope == "option" else definition.name
    spoken = {key: word.replace("_", " ") if key == "yardstick" else word for key, word in words.items()}
    label = definition.label.format_map(_Words(spoken))
    return replace(definition, name=name, label=label[:1].upper() + label[1:])


def _replaced(name: str, words: Mapping[str, str]) -> str:
    """`people_service` is `people_msdf`, `yardsticks_freed` is `destroyers_freed`."""
    swaps = {
        "service": words.get("service", ""),
        "yardstick": words.get("yardstick", ""),
        "yardsticks": words.get("yardstick", "") + "s",
        "reference": words.get("reference_option", ""),
    }
    return "_".join(swaps.get(part) or part for part in name.split("_"))


def _pack_wide(pack: Pack, inputs: Mapping[str, Assumption], plans: Mapping[str, Planned]) -> dict[str, list[str]]:
    """Pack-wide ids by their last word; the layer of an override does not make a system's value pack-wide."""
    own = {*pack.systems, *pack.options}
    found: dict[str, list[str]] = {}
    for id, assumption in inputs.items():
        if id.count(".") == 1 and id.split(".")[0] not in {*own, "prices"}:
            found.setdefault(assumption.key, []).append(id)
    for id, planned in plans.items():
        if planned.instance.scope == "pack":
            found.setdefault(planned.definition.name, []).append(id)
    return found


def _model_row(id: str, planned: Planned, expression: Node, more_marks: Mapping[str, str]) -> ModelRow:
    instance = planned.instance
    group = instance.group.rsplit(".", 1)[0] if instance.scope == "price" else instance.group
    return ModelRow(
        id=id,
        label=planned.definition.label,
        unit=planned.definition.unit,
        shape="scalar",
        expression=expression,
        definition=planned.definition,
        scope=instance.scope,
        group=group,
        precedents=references(expression),
        marks={**_marks(planned), **more_marks},
        tokens=dict(instance.tokens),
    )
