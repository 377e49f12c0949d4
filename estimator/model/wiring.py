"""Wiring by argument name: from row definitions to expressions over full ids.

Rows are resolved on demand, each once: to a row, to nil (nothing supplies it), or to absent with a reason (an option
has no element of that kind). A row that is asked for while it is being resolved reads last year's value of itself.
What is wrong is noted, and the rows that rest on it are left out, so that one mistake makes one problem.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

from estimator.calculators import declared
from estimator.calculators.roles import Role
from estimator.calculators.row import Argument, RowDefinition
from estimator.errors import ModelError, did_you_mean
from estimator.expression import Constant, Node, Reference, references
from estimator.expression.nodes import as_node
from estimator.model.findings import Findings, code_place
from estimator.model.folding import NIL, fold, is_nil
from estimator.model.gathering import MarkedRows
from estimator.model.graph import YEAR, ModelRow
from estimator.model.instances import Instance, needs_conversion
from estimator.model.planning import Planned, Words, expanded, model_row, pack_wide, replaced
from estimator.model.reasons import SERVICE, lacks_service, nothing_gives
from estimator.model.subjects import left_out_subjects
from estimator.pack.records import Assumption, Pack, Place
from estimator.pack.unread import Unread

MISSING = "?"
HELD = "!"
"""Before a name that a row cannot have because of a mistake that is noted already."""
NONE_OF_PACK = "-"
"""Before an id of a subject that the pack leaves out."""


@dataclass(frozen=True)
class Absent:
    """A row that does not apply, and why; `wrong` by a mistake, `left_out` with a subject that the pack leaves out."""

    reason: str
    wrong: bool = False
    left_out: bool = False


class Wiring:
    """Resolves the planned rows of one pack. State: what is resolved so far, and what is wrong with it."""

    def __init__(
        self,
        pack: Pack,
        instances: list[Instance],
        inputs: Mapping[str, Assumption],
        findings: Findings,
        unread: Unread | None = None,
    ) -> None:
        """Plan every row; nothing is resolved yet. `unread` is what the pack's files hold beyond the pack."""
        self.pack, self.inputs, self.findings, self.reading = pack, inputs, findings, unread is not None
        self.unread = unread or Unread()
        self.subjects = left_out_subjects(pack, unread)
        self.plans: dict[str, Planned] = {}
        for instance in instances:
            self._plan(instance)
        self.marked = MarkedRows(self.plans)
        self.pack_wide = pack_wide(pack, (*inputs, *sorted(self.unread.ids - inputs.keys())), self.plans)
        self.rows: dict[str, ModelRow] = {}
        self.absent: dict[str, str] = {}
        self.wrong: set[str] = set()
        self.left_out: set[str] = set()
        self.nil: set[str] = set()
        self.missing: dict[str, dict[str, list[str]]] = {}
        self.meant: dict[str, set[str]] = {}
        self.unbought: set[str] = set()
        self._active: set[str] = set()
        self._price_in_use = declared(Role.PRICE_IN_USE).name

    def _plan(self, instance: Instance) -> None:
        for definition in instance.calculator.rows:
            try:
                made = list(expanded(self.pack, instance, definition, self.unread))
            except ModelError as problem:
                self.findings.about_code(definition, str(problem), instance.row_id(definition.name))
                continue
            for filled, words in made:
                planned = Planned(instance, filled, words)
                id = planned.id
                if id in self.plans or id in self.inputs:
                    self._note_twice(planned)
                else:
                    self.plans[id] = planned

    def _note_twice(self, planned: Planned) -> None:
        other = self.inputs.get(planned.id)
        says = f'"{planned.id}" is defined twice: a row and an assumption or two rows share the name'
        hint = "rename the assumption" if other else f"rename the row of {code_place(planned.definition)}"
        self.findings.note(("twice", planned.id), other.place if other else planned.place, says, hint)

    def resolve_all(self) -> dict[str, ModelRow]:
        """Resolve every row but unused price rows; return those kept, in the order of the plans.

        A price row that nothing reads stands all the same `beside` one of its group that is used.

        Notes every argument that nothing supplies, every wire that leads nowhere or that no row asks for.
        """
        self._check_wires()
        for id, planned in self.plans.items():
            if planned.instance.scope not in ("price", "price_base", "currency"):
                self.resolve(id)
        for id, planned in self.plans.items():
            if f"{planned.instance.group}.{planned.definition.marks.get('beside')}" in self.rows:
                self.resolve(id)
        kept = {id: self.rows[id] for id in self.plans if id in self.rows}
        return self._without_loose_ends(kept) if self.wrong else kept

    def without_lacking(self, rows: dict[str, ModelRow]) -> dict[str, ModelRow]:
        """The rows without those of options whose elements lack something: of a part of them nothing is to be said."""
        options = (each.instance for each in self.plans.values() if each.instance.scope == "option")
        lacking = {*self.missing, *self.unbought}
        lame = {each.group for each in options if any(part.id in lacking for part in each.elements)}
        return (
            self._without_loose_ends({id: row for id, row in rows.items() if row.group not in lame}) if lame else rows
        )

    def _without_loose_ends(self, rows: dict[str, ModelRow]) -> dict[str, ModelRow]:
        """Rows of a ring may read one that turned out wrong: they go, and what rests on them."""
        known = {YEAR, *self.inputs, *rows}
        kept = {id: row for id, row in rows.items() if known.issuperset(row.precedents)}
        return kept if len(kept) == len(rows) else self._without_loose_ends(kept)

    def _check_wires(self) -> None:
        """A `[from]` whose name no row of the calculator asks for is a misspelling."""
        elements = (each.instance for each in self.plans.values() if each.instance.scope == "element")
        for instance in {each.group: each for each in elements}.values():
            asked = {argument.name for row in instance.calculator.rows for argument in row.arguments}
            for name in instance.own_wires:
                if name not in asked:
                    self._note_unasked(instance, name, asked)

    def _note_unasked(self, instance: Instance, name: str, asked: set[str]) -> None:
        hint = did_you_mean(name, sorted(asked - {row.name for row in instance.calculator.rows}))
        self.meant.setdefault(instance.group, set()).update(each for each in asked if f'"{each}"' in hint)
        place = instance.places.get(f"from.{name}", instance.place)
        says = f'{instance.group}: no row of {instance.calculator.name} asks for "{name}"'
        self.findings.note(("unasked", instance.group, name), place, says, hint or "take the wire out")

    def resolve(self, id: str) -> Node | Absent:
        """What a reference to a row becomes: the reference, nil, or absent."""
        if id in self.absent:
            return Absent(self.absent[id], id in self.wrong, id in self.left_out)
        if id in self.nil:
            return NIL
        if id in self.rows or id in self._active:
            return Reference(id)
        self._active.add(id)
        try:
            return self._trace(id, self.plans[id])
        except ModelError as problem:
            self.findings.about_code(self.plans[id].definition, str(problem), id)
            return self._left_out(id, Absent("its definition is wrong", wrong=True))
        finally:
            self._active.discard(id)

    def _trace(self, id: str, planned: Planned) -> Node | Absent:
        if not self._is_told(planned):
            self.nil.add(id)
            return NIL
        bound: list[Any] = []
        for argument in planned.definition.arguments:
            value = self._bind(planned, argument)
            if isinstance(value, Absent):
                return self._left_out(id, self._leaving_out(planned) or value)
            bound.append(value)
        expression = fold(_call(planned.definition, bound))
        read = references(expression)
        lacking = [each for each in read if each.startswith((MISSING, HELD))]
        if lacking:
            missing = [each[len(MISSING) :] for each in lacking if each.startswith(MISSING)]
            self._note_missing(planned, missing)
            return self._left_out(id, Absent(f"nothing supplies {', '.join(each[1:] for each in lacking)}", wrong=True))
        if is_nil(expression) and not planned.definition.metric:
            self.nil.add(id)
            return NIL
        marks = {**self.marked.marks[id], **self._flipped_by(planned)}
        self.rows[id] = model_row(id, planned, expression, read, marks)
        return Reference(id)

    def _is_told(self, planned: Planned) -> bool:
        """False for a row of a term of which the element itself says nothing: neither a value, nor a wire."""
        instance = planned.instance
        own = instance.names.keys() | instance.wires.keys()
        return instance.calculator.is_told(
            planned.definition, lambda name: name in own or bool(self._under_own_group(instance, name))
        )

    def _leaving_out(self, planned: Planned) -> Absent | None:
        """The argument that only a subject of the pack would supply, if the row has one: it is none of the pack's."""
        given = planned.definition
        for argument in (each for each in given.arguments if each.default is None and each.name not in given.gather):
            wired = given.wire.get(argument.name, "")
            if why := self.subjects.why_no_id(wired) if wired else self.subjects.why_no_row(argument.name):
                return Absent(why, left_out=True)
        return None

    def _left_out(self, id: str, why: Absent) -> Absent:
        self.absent[id] = why.reason
        if why.wrong:
            self.wrong.add(id)
        if why.left_out:
            self.left_out.add(id)
        return why

    def _note_missing(self, planned: Planned, names: Sequence[str]) -> None:
        """Keep what nothing supplies: it is told in one message for each element, and for each file of the pack."""
        for name in names:
            if not self.unread.may_supply(name) and not self.is_doubtful(planned.instance):
                self.missing.setdefault(planned.instance.group, {}).setdefault(name, []).append(planned.id)

    def is_doubtful(self, instance: Instance) -> bool:
        """True for an element whose system or service is a mistake that reading the files has reported."""
        service = instance.marks.get("service", "")
        lacks = (instance.system and instance.system not in self.pack.systems) or service not in (
            "",
            *self.pack.services,
        )
        return bool(lacks) and self.reading

    def _flipped_by(self, planned: Planned) -> dict[str, str]:
        """The full id of the assumption that a flip row is a value of (its mark `by`)."""
        name = planned.definition.marks.get("by", "")
        found = self._find(planned, name) if name else None
        return {"by": found} if found else {}

    def _bind(self, planned: Planned, argument: Argument) -> Any:
        if argument.name in planned.definition.gather:
            return self._gathered(planned, argument)
        id = self._find(planned, argument.name)
        if id is None and argument.instead:
            id = self._find(planned, argument.instead)
        if id is None:
            return self._unsupplied(argument)
        found = self._read(id, planned)
        if not isinstance(found, Absent):
            return found
        if found.wrong:  # the other arguments are looked at all the same
            return Reference(HELD + id)
        return found if argument.default is None else Constant(argument.default)

    def _unsupplied(self, argument: Argument) -> Node | Absent:
        """The default; without one it is missing, unless it would be a row of a subject that the pack leaves out."""
        if argument.default is not None:
            return Constant(argument.default)
        why = self.subjects.why_no_row(argument.name)
        return Absent(why, left_out=True) if why else Reference(MISSING + argument.name)

    def _read(self, id: str, planned: Planned) -> Node | Absent:
        """The node for an id; a price comes as its converted row, and what could not be read as a name that is held."""
        if id == YEAR:
            return Reference(YEAR)
        if id.startswith(NONE_OF_PACK):
            return Absent(self.subjects.why_no_id(id[1:]), left_out=True)
        if id in self.plans:
            return self.resolve(id)
        assumption = self.inputs.get(id)
        if assumption is None:
            return Reference(id if id.startswith((HELD, MISSING)) else HELD + id)
        converted = f"{id}_{self._price_in_use}"
        if planned.instance.scope != "price" and converted in self.plans and needs_conversion(self.pack, assumption):
            return self.resolve(converted)
        return Reference(id)

    def _find(self, planned: Planned, name: str) -> str | None:
        """The full id that an argument name means, or None."""
        instance = planned.instance
        if name in planned.definition.wire:
            return self._wired(planned, name, planned.definition.wire[name])
        if name == YEAR:
            return YEAR
        if name in instance.wires:
            return self._wired(planned, name, instance.wires[name])
        for each in dict.fromkeys((replaced(name, planned.words), name)):
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
            last = self.inputs.get(found[-1])
            hint = f'rename one of them, or wire one: [from] {name} = "{found[0]}"'
            place = last.place if last else planned.place
            self.findings.note(
                ("ambiguous", name), place, f'"{name}" may be {" and ".join(found)}', hint, (planned.id,)
            )
            return HELD + name
        return found[0] if found else None

    def _wired(self, planned: Planned, name: str, target: str) -> str:
        """A wired id, the first that is there of those joined by `or`: within the option, then in the whole pack."""
        tried = self._tried(planned, target)
        for each in tried:
            if each in self.plans or each in self.inputs:
                return each
        own = name not in planned.definition.wire
        if not own and self.subjects.why_no_id(tried[-1]):
            return NONE_OF_PACK + tried[-1]
        if not own and lacks_service(planned, target):
            return MISSING + SERVICE  # a row that comes to nothing needs none
        if not any(self._may_be_there(each) for each in tried) and (own or not self.is_doubtful(planned.instance)):
            group, _, last = tried[-1].rpartition(".")
            if own or group.partition(".")[0] in self.pack.options:
                self._note_wire(planned, name, tried[-1], planned.instance.places.get(f"from.{name}", planned.place))
            else:
                self.missing.setdefault(group, {}).setdefault(last, []).append(planned.id)
        return HELD + name

    def _note_wire(self, planned: Planned, name: str, id: str, place: Place) -> None:
        cause = ("wire", id)
        if self.findings.again(cause, place):
            return
        known, within = [*self.plans, *self.inputs], f"{planned.instance.marks.get('option', '')}."
        stem = id.partition(".")[0] + "."
        near = [each for each in known if each.startswith((stem, within + stem))]
        near = near or [each for each in known if each in self.inputs or each.startswith(within)]
        hint = did_you_mean(id, near) or f"Expected the id of a row or an assumption for {name}."
        self.findings.note(cause, place, f'{planned.id} is wired to "{id}", which does not exist', hint)

    def _tried(self, planned: Planned, target: str) -> list[str]:
        """The full ids that a wire may mean, the likeliest first."""
        option = planned.instance.marks.get("option", "")
        ids = target.format_map(Words(planned.words)).split(" or ")
        return [each for id in ids for each in (f"{option}.{id}", id)]

    def _may_be_there(self, id: str) -> bool:
        """True for an id that only another mistake keeps away."""
        return self.unread.may_hold(id) or id.rpartition(".")[0] in self.findings.unbuilt

    def place_of_circle(self, chain: Sequence[str]) -> Place:
        """Where a circle of rows can be cut: at a wire of an element, else at the first of its rows."""
        for id, read in pairwise(chain):
            planned = self.plans[id]
            for name, target in planned.instance.wires.items():
                if f"from.{name}" in planned.instance.places and read in self._tried(planned, target):
                    return planned.instance.places[f"from.{name}"]
        return code_place(self.plans[chain[0]].definition)

    def _gathered_from(self, planned: Planned, scope: str) -> set[str]:
        """The groups whose rows are gathered: the option's own, those of all services, else the option's elements."""
        if scope == "option":
            return {planned.instance.group}
        if scope == "service":
            return self._service_groups
        return {element.id for element in planned.instance.elements}

    @cached_property
    def _service_groups(self) -> set[str]:
        return {each.instance.group for each in self.plans.values() if each.instance.scope == "service"}

    def _gathered(self, planned: Planned, argument: Argument) -> tuple[Node, ...] | Absent:
        wanted = {
            key: value.format_map(Words(planned.words))
            for key, value in planned.definition.gather[argument.name].items()
        }
        groups = self._gathered_from(planned, wanted.pop("scope", ""))
        resolved = [self.resolve(id) for id in self.marked.fitting(groups, wanted)]
        wrong = [each for each in resolved if isinstance(each, Absent) and each.wrong]
        if wrong:  # a total of what is left would say something else, and may not even be of the same shape
            return wrong[0]
        found = [each for each in resolved if not isinstance(each, Absent) and not is_nil(each)]
        if found or argument.default is not None:
            return tuple(found)
        gone = (each for each in resolved if isinstance(each, Absent) and each.left_out)
        return next(gone, Absent(nothing_gives(wanted, self.pack.services)))


def _call(definition: RowDefinition, bound: list[Any]) -> Node:
    try:
        return as_node(definition.function(*bound))
    except TypeError as problem:
        raise ModelError(f"cannot be traced: {problem}") from None
