"""What a kind of element must be told, read off its rows: always, along with something optional, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, Final

from estimator.calculators import Calculator, calculators, modules, rows_of
from estimator.calculators.asked import STREAMS, Asked, asked
from estimator.calculators.row import Argument, RowDefinition
from estimator.expression import Node, Reference, references
from estimator.expression.nodes import Constant, as_node
from estimator.model.folding import NIL, fold, is_nil
from estimator.model.graph import YEAR
from estimator.model.instances import GIVEN

NOT_ASKED: Final = frozenset({YEAR, *GIVEN})
SERVICE: Final = "{service}"
SHARED: Final = ".shared."
ONE_YEAR: Final = 1.0  # what `one_year` is, which stands in for years of payment
OF_A_STREAM: Final = re.compile(
    r"units|price|contract_years|profile|rate_\d|spread_\w+|paid|outlay|obligation|unpaid|later"
)


@dataclass(frozen=True, slots=True)
class CalculatorInput:
    """A name that rows of a calculator read and that none of them supplies.

    `default` is what holds where nothing has the name; None where there is none. `always` is true for one that no
    element can do without; the others are asked for only along with optional ones. `asked` is what an analyst is told
    of it, None for one that nobody types.
    """

    name: str
    default: float | None
    always: bool
    readers: tuple[RowDefinition, ...]
    asked: Asked | None = None

    @property
    def without(self) -> str:
        """What holds where it is left out: words, else the default; empty for one that cannot be, or has none."""
        if self.default is None or self.always:
            return ""
        return (self.asked.without if self.asked else "") or f"{self.default:g}"


def calculator_inputs(calculator: Calculator) -> list[CalculatorInput]:
    """What its rows read from outside: what is always needed first, then in the order of the rows.

    What the program itself gives every pack (the years of pack.toml) is left out, what pack-wide rows compute, unless a
    pack may do without these, and what shared rows would compute that the kind does not have.
    """
    needed = _Bare(calculator).needed()
    made = [
        CalculatorInput(
            name,
            _weakest(default for _, default in readers),
            name in needed,
            tuple(row for row, _ in readers),
            asked(calculator.name, name),
        )
        for name, readers in _read_from_outside(calculator).items()
    ]
    return sorted(made, key=lambda each: (not each.always, each.default is not None))


def _read_from_outside(calculator: Calculator) -> dict[str, list[tuple[RowDefinition, float | None]]]:
    """The names that rows read and none of them supplies, each with those rows and what holds there without it."""
    supplied = {row.name for row in calculator.rows} | NOT_ASKED
    found: dict[str, list[tuple[RowDefinition, float | None]]] = {}
    for row in calculator.rows:
        for each in row.arguments:
            elsewhere = each.name in supplied or each.name in {*row.gather, *row.wire}
            if not elsewhere and (asked(calculator.name, each.name) or each.name not in _rows_of_others()):
                found.setdefault(each.name, []).append((row, _default(row, each)))
    return found


def described_inputs() -> dict[str, dict[str, str]]:
    """What each kind of element is told, with meaning, unit and what holds without it: for editors."""
    kinds = (each for each in calculators().values() if each.scope == "element")
    return {each.name: {told.name: _described(each, told) for told in typed_inputs(each)} for each in kinds}


def typed_inputs(calculator: Calculator) -> list[CalculatorInput]:
    """The inputs that somebody may type: those with a meaning, of streams that are paid."""
    inputs = (each for each in calculator_inputs(calculator) if each.asked)
    return [each for each in inputs if not is_never_paid(calculator, each.name)]


def _described(calculator: Calculator, told: CalculatorInput) -> str:
    asked_for = told.asked or Asked("1", told.name, 1)
    unit = asked_for.unit_here(calculator.item, "MONEY_YEAR")
    without = "always needed" if told.always else f"without it {told.without}" if told.without else ""
    return f"{asked_for.meaning_here(calculator.item)} [{unit}]{f'; {without}' if without else ''}"


@lru_cache(maxsize=1024)
def needed_with(calculator: Calculator, *optional: str) -> frozenset[str]:
    """Names that an element cannot do without once it gives some optional ones, those always needed counted in."""
    told = _Bare(calculator, frozenset(optional)).needed()
    return frozenset(told & _read_from_outside(calculator).keys() - set(optional))


def is_never_paid(calculator: Calculator, name: str) -> bool:
    """True for an input or a row of a stream of payments for which the kind gives no units: nobody prices it."""
    stream, _, rest = name.partition("_")
    own = {row.name for row in calculator.rows}
    return stream in STREAMS and f"{stream}_units" not in own and bool(OF_A_STREAM.fullmatch(rest))


def needs_people(calculator: Calculator) -> bool:
    """True for a kind whose rows read what its service has, such as the pay of one person."""
    return any(SERVICE in target for row in calculator.rows for target in row.wire.values())


@lru_cache(maxsize=1)
def _rows_of_others() -> frozenset[str]:
    """The names of rows that the whole pack has, or that kinds of element share."""
    wide = (row.name for each in calculators().values() if each.scope == "pack" for row in each.rows)
    shared = (row.name for each in modules().values() if SHARED in each.__name__ for row in rows_of(each))
    return frozenset((*wide, *shared))


def _default(row: RowDefinition, argument: Argument) -> float | None:
    """What holds where nothing has the name: one year in place of another number, nil where the row goes with it."""
    if argument.default is None and argument.instead:
        return ONE_YEAR
    return 0.0 if argument.default is None and argument.name in row.terms else argument.default


def _weakest(defaults: Iterable[float | None]) -> float | None:
    """The default, unless some row has none."""
    given = list(defaults)
    return None if None in given else given[0]


@dataclass
class _Bare:
    """The rows of a calculator traced for an element that is told nothing optional but what is `given`."""

    calculator: Calculator
    given: frozenset[str] = frozenset()
    made: dict[str, Node] = field(default_factory=dict)
    active: set[str] = field(default_factory=set)

    @cached_property
    def rows(self) -> Mapping[str, RowDefinition]:
        return {row.name: row for row in self.calculator.rows}

    def needed(self) -> set[str]:
        """Names without which such an element cannot be computed."""
        kept = [self._row(name) for name in self.rows]
        return {id for each in kept if not is_nil(each) for id in references(each)} - self.rows.keys()

    def _row(self, name: str) -> Node:
        if name in self.active:
            return Reference(name)
        if name not in self.made:
            self.active.add(name)
            row = self.rows[name]
            told = self.calculator.is_told(row, self.given.__contains__)
            self.made[name] = self._traced(row) if told else NIL
            self.active.discard(name)
        return self.made[name]

    def _traced(self, row: RowDefinition) -> Node:
        return fold(as_node(row.function(*(self._argument(row, each) for each in row.arguments))))

    def _argument(self, row: RowDefinition, argument: Argument) -> Any:
        name = argument.name
        if name in row.gather:
            return (Reference(name),)
        if name in row.wire:
            return Reference(row.wire[name])
        if name in self.rows:
            made = self._row(name)
            return made if is_nil(made) else Reference(name)
        if argument.instead and name not in self.given:
            return Reference(argument.instead)
        return Reference(name) if argument.default is None or name in self.given else Constant(argument.default)
