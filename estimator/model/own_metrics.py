"""Metrics that a pack defines itself, laid on a graph that is wired and checked: their words found, their rows made.

They come last because what they add up may be one value or come by the year, which only a checked graph knows; nothing
but another metric of the pack reads them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from estimator.calculators import calculators, declared
from estimator.calculators.option import own_metrics as written
from estimator.calculators.option.own_metrics import OF, OVER, OWN, SIDES
from estimator.calculators.roles import Role
from estimator.errors import UnitError, did_you_mean
from estimator.expression import Constant, Node, Reference, references
from estimator.expression.functions import sum_of, total
from estimator.model.graph import ModelRow, RowShape
from estimator.model.instances import Instance, option_instance
from estimator.model.named_quantities import Quantities, Quantity
from estimator.model.planning import Planned, model_row
from estimator.model.reasons import NOTHING_TO_DIVIDE_BY
from estimator.model.row_units import row_unit
from estimator.model.wiring import Wiring
from estimator.pack.records import OwnMetric, Place


@dataclass(frozen=True)
class Side:
    """What a metric counts, or what it is divided by: the sum and its conditions; `absent` says why there is none."""

    node: Node
    conditions: tuple[Node, ...] = ()
    absent: str = ""
    wrong: bool = False


def with_own_metrics(
    wiring: Wiring, rows: Mapping[str, ModelRow], order: Sequence[str], built: Sequence[str]
) -> tuple[dict[str, ModelRow], tuple[str, ...]]:
    """The rows of a checked graph and their order, with those of the pack's own metrics for each option built.

    Notes words that nothing of any option has, circles, units that do not fit and names that are taken.
    """
    metrics = wiring.pack.metrics
    if not metrics:
        return dict(rows), tuple(order)
    made = _Making(wiring, rows)
    sound = list(made.without_circles())
    for option in built:
        instance = option_instance(wiring.pack, wiring.pack.options[option], calculators()[OWN], tuple(built))
        for id in sound:
            made.make(instance, metrics[id])
    if set(built) >= set(wiring.pack.settings.options):  # a word may be of an option that is not built
        made.note_unknown(built)
    return _beside_their_options(made.rows, tuple(rows), built), (*order, *(id for id in made.rows if id not in rows))


def _beside_their_options(
    rows: Mapping[str, ModelRow], before: Collection[str], built: Sequence[str]
) -> dict[str, ModelRow]:
    """The rows with the new ones behind the last row of their option."""
    last = {rows[id].group: id for id in before}
    known, new = frozenset(before), dict[str, list[str]]()
    for id in rows:
        if id not in known:
            new.setdefault(last.get(rows[id].group, ""), []).append(id)
    order = [each for id in before for each in (id, *new.get(id, ()))]
    return {id: rows[id] for id in (*order, *new.get("", ()))}


class _Making:
    """Makes the rows of metrics, option by option. State: `rows` so far, and the words that an option knew."""

    def __init__(self, wiring: Wiring, rows: Mapping[str, ModelRow]) -> None:
        self.rows = dict(rows)
        self._wiring, self._findings, self._metrics = wiring, wiring.findings, wiring.pack.metrics
        self._quantities = Quantities(wiring, self.rows)
        self._definitions = {each.name: each for each in written.definitions(self._metrics.values())}
        self._understood: set[tuple[str, str, str]] = set()
        self._taken: set[str] = set()
        self._circular: set[str] = set()
        self._called = {(row.group, said): row.id for row in rows.values() for said in _called(row)}
        self._units: dict[str, tuple[str, str]] = {}

    def without_circles(self) -> Iterator[str]:
        """The metrics in an order in which each comes after those that it reads; a circle is noted and left out."""
        done: dict[str, bool] = {}

        def visit(id: str, path: tuple[str, ...]) -> bool:
            if id in path:
                self._note_circle((*path[path.index(id) :], id))
                return False
            if id not in done:
                read = (each for each in (*self._metrics[id].of, *self._metrics[id].over) if each in self._metrics)
                done[id] = all(visit(each, (*path, id)) for each in read)
            return done[id]

        for id in self._metrics:
            visit(id, ())
        self._circular |= {id for id, sound in done.items() if not sound}
        return (id for id, sound in done.items() if sound)

    def _note_circle(self, chain: Sequence[str]) -> None:
        first = self._metrics[chain[0]]
        says = f"metrics read one another in a circle: {' → '.join(chain)}"
        self._note(first, OF, ("circle", *sorted(chain)), says, "take one of them out of `of` or `over`")

    def _note(self, metric: OwnMetric, key: str, cause: Sequence[str], says: str, hint: str) -> None:
        place = metric.places.get(key) or metric.places.get("", Place())
        self._findings.note(("metric", *cause), place, f"metric.{metric.id}: {says}", hint)

    def make(self, instance: Instance, metric: OwnMetric) -> None:
        """The rows of one metric of one option; why it does not apply is kept where it does not."""
        if self._is_taken(instance, metric):
            self._taken.add(metric.id)
            return
        of = self._side(instance, metric, OF)
        over = self._side(instance, metric, OVER) if metric.over else None
        planned = self._planned(instance, metric.id)
        if of.wrong or (over and over.wrong):
            self._wiring.wrong.add(planned.id)
            return
        absent = of.absent or (over.absent if over else "")
        if absent:
            self._wiring.absent[planned.id] = absent
        else:
            self._add(planned, written.value(of.node, over.node if over else None, _conditions(of, over)), metric)

    def _is_taken(self, instance: Instance, metric: OwnMetric) -> bool:
        """True where a row, an assumption or an element of the option has the name already."""
        for name in written.names(metric):
            id = f"{instance.group}.{name}"
            known = {**self._wiring.plans, **self._wiring.inputs}
            if id in known or id in {element.id for element in instance.elements}:
                says = f'"{id}" is the id of something else already'
                self._note(metric, "", ("taken", metric.id), says, "give the metric another name")
                return True
        for key, said in (("label", metric.label), ("short", metric.short)):
            if other := self._called.get((instance.group, said.casefold())):
                says = f'{key} = "{said}" is what {other.rpartition(".")[2]} is called: two rows would look like one'
                self._note(metric, key, ("called", metric.id), says, "call the metric something else")
                return True
        return False

    def _side(self, instance: Instance, metric: OwnMetric, side: str) -> Side:
        words = getattr(metric, side)
        meanings = {word: self._quantities.meaning(instance.group, word) for word in words}
        self._understood |= {(metric.id, side, word) for word, each in meanings.items() if each.known}
        parts = [part for each in meanings.values() for part in each.parts]
        if any(each.wrong for each in meanings.values()) or not self._is_of_one_unit(metric, side, parts):
            return Side(Constant(0), wrong=True)
        absent = next((each.absent for each in meanings.values() if each.absent), "")
        if absent or not parts:
            return Side(Constant(0), absent=absent or (NOTHING_TO_DIVIDE_BY if side == OVER else ""))
        conditions = tuple(each.condition for each in parts if each.condition is not None)
        return Side(self._sum(instance, metric, side, parts), conditions)

    def _is_of_one_unit(self, metric: OwnMetric, side: str, parts: Sequence[Quantity]) -> bool:
        """False, and noted, where parts differ in unit: within an option, or from those of another option."""
        for each in parts:
            unit, first = self._units.setdefault(f"{metric.id}.{side}", (each.unit, each.id))
            if unit != each.unit:
                says = f'{side} adds up what is not in one unit: {first} in "{unit}", {each.id} in "{each.unit}"'
                hint = 'name what is in one unit, or one element with it, as in "ships.in_service"'
                self._note(metric, side, ("unit", metric.id, side), says, hint)
                return False
        return True

    def _sum(self, instance: Instance, metric: OwnMetric, side: str, parts: Sequence[Quantity]) -> Node:
        """The parts added up, in rows of their own where there are several or they come by the year."""
        single = [each.node for each in parts if not each.by_year]
        by_year = [each.node for each in parts if each.by_year]
        if not by_year and len(single) == 1:
            return single[0]
        if by_year:
            (horizon,) = self._wiring.pack_wide[declared(Role.IN_HORIZON).name]
            inside = written.in_the_years(sum_of(by_year), Reference(horizon))
            planned = self._planned(instance, f"{metric.id}_{side}_{written.BY_YEAR}")
            single.append(total(self._add(planned, inside, metric, "by_year")))
        if len(single) == 1:
            return single[0]
        return self._add(self._planned(instance, f"{metric.id}_{side}"), sum_of(single), metric)

    def _planned(self, instance: Instance, name: str) -> Planned:
        planned = Planned(instance, self._definitions[name], instance.words)
        self._wiring.plans[planned.id] = planned
        return planned

    def _add(self, planned: Planned, expression: Node, metric: OwnMetric, shape: RowShape = "scalar") -> Node:
        """Keep a row with its unit and shape; a stated unit that the formula does not give is noted."""
        read = references(expression)
        row = model_row(planned.id, planned, expression, read, {**planned.instance.marks, **planned.definition.marks})
        try:
            unit = row_unit(row, self._known(read))
        except UnitError as problem:
            hint = f'leave the unit out, or write it without a prefix, such as "{self._home} / hour"'
            self._note(metric, "unit", ("stated", metric.id), str(problem), hint)
            unit = ""
        self.rows[planned.id] = replace(row, unit=unit, shape=shape)
        return Reference(planned.id)

    @property
    def _home(self) -> str:
        return self._wiring.pack.settings.money

    def _known(self, ids: Sequence[str]) -> dict[str, str]:
        inputs = self._wiring.inputs
        return {id: self.rows[id].unit if id in self.rows else inputs[id].normal_unit for id in ids}

    def _means(self, built: Sequence[str], word: str) -> bool:
        """True for a word that means something for an option; metrics in a circle are never made to find out."""
        return any(self._quantities.meaning(option, word).known for option in built)

    def note_unknown(self, built: Sequence[str]) -> None:
        """Note words that mean nothing for any option."""
        known = {word for option in built for word in self._quantities.words(option)}
        for metric in (each for id, each in self._metrics.items() if id not in self._taken):
            for side in SIDES:
                for word in getattr(metric, side):
                    is_clear = word in self._metrics or (metric.id in self._circular and self._means(built, word))
                    if (metric.id, side, word) not in self._understood and not is_clear:
                        says = f'{side} names "{word}", which nothing of any option is called'
                        hint = did_you_mean(word, sorted(known)) or "estimator list rows shows all ids"
                        self._note(metric, side, ("unknown", metric.id, side, word), says, hint)


def _called(row: ModelRow) -> tuple[str, ...]:
    """What tables call a row that is a metric of the program: its label and its short one."""
    return (row.label.casefold(), row.definition.short.casefold()) if row.definition.metric else ()


def _conditions(of: Side, over: Side | None) -> tuple[Node, ...]:
    return (*of.conditions, *(over.conditions if over else ()))
