"""What a word of a pack's own metric means for an option: rows and assumptions of a checked graph.

A word is a row of the option, `element.row`, a full id, a measure of the elements, or a row that elements have.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from estimator.calculators import declared
from estimator.calculators.roles import Role
from estimator.expression import Node, Operation, Reference
from estimator.model.graph import ModelRow
from estimator.model.instances import elements_of, needs_conversion
from estimator.model.reasons import NOTHING_SUPPLIES
from estimator.model.wiring import Wiring
from estimator.pack.records import Element

ENDS = "only_where"


@dataclass(frozen=True)
class Quantity:
    """A row or an assumption that is read: its value, the condition under which it has one, its unit and shape."""

    id: str
    node: Node
    unit: str
    by_year: bool = False
    condition: Node | None = None


@dataclass(frozen=True)
class Meaning:
    """What a word means for an option: quantities that are added up, none where all of them are nil.

    `absent` says why it does not apply; `known` is false for a word that nothing of the option is called by, `wrong`
    true where another mistake of the pack is in the way.
    """

    parts: tuple[Quantity, ...] = ()
    absent: str = ""
    known: bool = True
    wrong: bool = False


UNKNOWN = Meaning(absent=NOTHING_SUPPLIES, known=False)


class Quantities:
    """Finds what words mean. State: the rows so far, to which the pack's own metrics are added as they are made."""

    def __init__(self, wiring: Wiring, rows: Mapping[str, ModelRow]) -> None:
        """Look among the rows of a checked graph and the inputs of its wiring."""
        self._wiring, self._rows = wiring, rows
        self._price_in_use = declared(Role.PRICE_IN_USE).name

    def meaning(self, option: str, word: str) -> Meaning:
        """What a word means for an option."""
        found = (self._of_all(ids) for ids in self._candidates(option, word))
        return next((each for each in found if each.known), UNKNOWN)

    def words(self, option: str) -> Iterator[str]:
        """Every word that means something for an option, but full ids."""
        plans = self._wiring.plans
        yield from (plan.definition.name for plan in plans.values() if plan.instance.group == option)
        for element in elements_of(self._wiring.pack, option):
            names = [plan.definition.name for plan in plans.values() if plan.instance.group == element.id]
            yield from (*names, *(f"{element.key}.{each}" for each in (*names, *element.assumptions)))

    def _candidates(self, option: str, word: str) -> Iterator[list[str]]:
        elements = elements_of(self._wiring.pack, option)
        yield [f"{option}.{word}"]
        head, _, tail = word.partition(".")
        if tail:
            yield [_of_element(each, tail) for each in elements if each.key == head]
            yield [word]
            return
        groups = [each.id for each in elements]
        yield self._wiring.marked.fitting(groups, {"measure": word})
        yield [f"{each}.{word}" for each in groups]

    def _of_all(self, ids: list[str]) -> Meaning:
        """The quantities of some ids together; those that do not apply count for nothing beside others."""
        found = [each for each in map(self._of, ids) if each.known]
        if any(each.wrong for each in found):
            return Meaning(wrong=True)
        held = [each for each in found if not each.absent]
        if held:
            return Meaning(tuple(part for each in held for part in each.parts))
        return found[0] if found else UNKNOWN

    def _of(self, id: str) -> Meaning:
        wiring = self._wiring
        price = f"{id}_{self._price_in_use}"
        if id in wiring.inputs and needs_conversion(wiring.pack, wiring.inputs[id]) and price in self._rows:
            id = price
        if id in self._rows:
            return Meaning((_quantity(self._rows[id]),), wrong=not self._rows[id].unit)
        if id in wiring.inputs:
            given = wiring.inputs[id]
            return Meaning((Quantity(id, Reference(id), given.normal_unit, given.is_by_year),))
        if id in wiring.nil:
            return Meaning()
        if id in wiring.absent:
            return Meaning(absent=wiring.absent[id], wrong=id in wiring.wrong)
        return Meaning(wrong=True) if id in wiring.plans else UNKNOWN


def _of_element(element: Element, name: str) -> str:
    """The full id of a row of an element, or of an assumption that it has itself or by its system."""
    return element.assumptions.get(name, f"{element.id}.{name}")


def _quantity(row: ModelRow) -> Quantity:
    """A row as it can be read: one that may be nothing by its value and its condition, each written out."""
    ends = row.expression
    if isinstance(ends, Operation) and ends.name == ENDS:
        condition, value = ends.arguments
        return Quantity(row.id, value, row.unit, row.shape == "by_year", condition)
    return Quantity(row.id, Reference(row.id), row.unit, row.shape == "by_year")
