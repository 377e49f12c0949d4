"""The unit and the shape of one row, worked out from those of what it reads.

Every operation demands conversion factor 1 between its arguments; a row's declared unit must be the unit that its
formula gives.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from estimator import units
from estimator.errors import UnitError
from estimator.expression import NO_UNIT, OPERATIONS, Constant, Node, Operation, Reference
from estimator.expression.operations import require_same
from estimator.model.graph import ModelRow, RowShape
from estimator.pack.nouns import MISSILE
from estimator.pack.records import Pack

WORD = re.compile(r"[a-z_]+")
COMPARING = ("less", "at_most", "equals")
FLIP = "flip"  # the measure of rows that say at which value of an assumption something changes


def declared_unit(row: ModelRow) -> str:
    """The declared unit in normal form, its tokens filled; empty if the row leaves it to its formula."""
    return filled_unit(row.unit, row.tokens)


def filled_unit(text: str, tokens: Mapping[str, str]) -> str:
    """A unit with `money`, `money_then` and `item` filled in, in normal form; empty text stays empty."""
    if not text:
        return ""
    unit = units.read(WORD.sub(lambda match: tokens.get(match[0], match[0]), text))
    if unit.scale != 1:
        raise UnitError(f'a row is in base units, not "{text}"')
    return unit.normal


def unit_tokens(pack: Pack, item: str = "", missile: str = "") -> dict[str, str]:
    """What fills the words of units; where a raid brings no missiles, these have its unit, or that of `missile`."""
    settings = pack.settings
    filled = {"money": settings.money, "money_then": settings.money_then, "item": item or "item"}
    if settings.threat_unit == MISSILE:
        return filled
    called = missile or settings.threat_unit
    return {**filled, MISSILE: called, "item": called if item == MISSILE else filled["item"]}


def is_flag(row: ModelRow) -> bool:
    """True for a row that is 1 or 0 by what it is: a check of the model, or a comparison."""
    node = row.expression
    return row.marks.get("measure") == "check" or (isinstance(node, Operation) and node.name in COMPARING)


def says_what_it_is(row: ModelRow) -> bool:
    """False for a pure number of which nobody can know whether it is a share, a count, a ratio …

    A unit that is left out comes with the assumptions of a pack, so that nothing is asked of its row.
    """
    settled = row.definition.shown or is_flag(row) or row.marks.get("measure") == FLIP
    return bool(settled) or filled_unit(row.definition.unit, row.tokens) != NO_UNIT


def unit_of(node: Node, known: Mapping[str, str]) -> str | None:
    """The unit of an expression, given the units of what it reads; None for a literal 0."""
    if isinstance(node, Constant):
        return None if node.value == 0 else NO_UNIT
    if isinstance(node, Reference):
        return known[node.id]
    if isinstance(node, Operation):
        return OPERATIONS[node.name].unit([unit_of(argument, known) for argument in node.arguments])
    raise TypeError(type(node))


def shape_of(node: Node, known: Mapping[str, RowShape]) -> RowShape:
    """The shape of an expression."""
    if isinstance(node, Reference):
        return known[node.id]
    if not isinstance(node, Operation):
        return "scalar"
    rule = OPERATIONS[node.name].shape
    if rule != "join":
        return rule
    return "by_year" if any(shape_of(each, known) == "by_year" for each in node.arguments) else "scalar"


def row_unit(row: ModelRow, known: Mapping[str, str]) -> str:
    """The unit of a row, given those of what it reads. Raises UnitError where they do not fit."""
    computed, declared = unit_of(row.expression, known), declared_unit(row)
    if computed is not None and declared:
        try:
            require_same(computed, declared)
        except UnitError as problem:
            says = f"the formula gives {computed}, the row says {declared}: {problem}"
            raise UnitError(says, problem.pair) from None
    return declared or computed or NO_UNIT


def unit_despite(row: ModelRow) -> str:
    """The declared unit of a row whose formula is wrong, so that its readers are still checked; empty if unknown."""
    try:
        return declared_unit(row)
    except UnitError:
        return ""
