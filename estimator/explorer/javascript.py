"""An expression as a JavaScript function: a reader over the closed list of operations.

All numbers of a model stand in one array `v`; a function gets the places of what it writes and reads from a table, so
that rows of one *shape* share a function. It returns 0, or NaN where Python would raise: `f` gathers each number that
may be infinite or none, times nil, which is nil for all others. Both branches are computed, as NumPy does. Not seen is
what overflows inside a minimum or a choice, beyond 1e308, and leaves a number after all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from estimator.expression import Constant, Node, Operation, Reference
from estimator.expression.operations import WHOLE_SERIES

JAVASCRIPT: dict[str, str] = {
    "add": "({0}+{1})",
    "subtract": "({0}-{1})",
    "multiply": "({0}*{1})",
    "divide": "({0}/{1})",
    "negate": "(-{0})",
    "power": "raised({0},{1})",
    "sum_of": "",  # as many terms as there are: joined by +
    "minimum": "Math.min({0},{1})",
    "maximum": "Math.max({0},{1})",
    "ceiling": "ceiling({0})",
    "floor": "floor({0})",
    "exponential": "Math.exp({0})",
    "logarithm": "Math.log({0})",
    "less": "less({0},{1})",
    "at_most": "atMost({0},{1})",
    "equals": "equals({0},{1})",
    "where": "where({0},{1},{2})",
    "divide_or": "divideOr({0},{1},{2})",
    "only_where": "onlyWhere({0},{1})",
    "previous": "(y>0?v[{0}+y-1]:{1})",
    "cumulative": "cumulative(v,{0},{to})",
    "trailing_total": "trailingTotal(v,{0},{1},{to})",
    "lagged": "lagged(v,{0},{1},{to})",
    "total": "total(v,{0})",
    "largest": "largest(v,{0})",
    "smallest": "smallest(v,{0})",
    "value_at": "valueAt(v,{0},{1},{2})",
    "first_year": "firstYear(v,{0},{1})",
    "last_year": "lastYear(v,{0},{1})",
}
"""The operations; `{to}` is where one along the years writes. The functions stand in `script/engine.js`."""

MAY_FAIL = frozenset({"divide", "power", "exponential", "logarithm", "divide_or"})
ALONG_THE_YEARS = frozenset({"cumulative", "trailing_total", "lagged"})
PLACES_OF_ROWS = {"value_at": (0, 1), "first_year": (0, 1), "last_year": (0, 1)}
YEAR_BY_YEAR, FIRST = "+y", ""


@dataclass(frozen=True)
class Printed:
    """A function's text, the ids that it reads in the order of its places, and how many spare rows it needs."""

    text: str
    reads: tuple[str, ...]
    spare: int


@dataclass
class _Printer:
    """Prints one expression. `wide` tells whether an id is by year; what is worked out before the loop gathers."""

    wide: Mapping[str, bool]
    by_year: bool
    reads: dict[str, str] = field(default_factory=dict)
    before: list[str] = field(default_factory=list)
    spare: int = 0

    def place(self, id: str) -> str:
        """The name of the place of an id."""
        return self.reads.setdefault(id, f"p{len(self.reads)}")

    def is_wide(self, node: Node) -> bool:
        """True for an expression with a value for each year."""
        if isinstance(node, Reference):
            return self.wide[node.id]
        if not isinstance(node, Operation):
            return False
        if node.name in WHOLE_SERIES:
            return node.name in ALONG_THE_YEARS
        return node.name == "previous" or any(map(self.is_wide, node.arguments))

    def number(self, node: Node, column: str) -> str:
        """The text of one number: of the year `y`, or of the first year."""
        if isinstance(node, Constant):
            return f"{node.value:g}"
        if isinstance(node, Reference):
            return f"v[{self.place(node.id)}{column if self.wide[node.id] else FIRST}]"
        if not isinstance(node, Operation):
            raise TypeError(type(node))
        if node.name in WHOLE_SERIES:
            return self._whole(node, column)
        if column and not self.is_wide(node):
            return self._kept(self.number(node, FIRST))
        if node.name == "previous":
            return self._previous(node, column)
        parts = [self.number(each, column) for each in node.arguments]
        if node.name == "only_where":
            parts[1] = _flagged(parts[1])
        text = f"({'+'.join(parts)})" if node.name == "sum_of" else JAVASCRIPT[node.name].format(*parts)
        return _flagged(text) if node.name in MAY_FAIL else text

    def _previous(self, node: Operation, column: str) -> str:
        target, opening = node.arguments
        first = self.number(opening, FIRST)
        return JAVASCRIPT["previous"].format(self._series(target), first) if column else first

    def _whole(self, node: Operation, column: str) -> str:
        rows = PLACES_OF_ROWS.get(node.name, (0,))
        parts = [
            self._series(each) if place in rows else self.number(each, FIRST)
            for place, each in enumerate(node.arguments)
        ]
        if node.name not in ALONG_THE_YEARS:
            return self._kept(JAVASCRIPT[node.name].format(*parts))
        to = f"SPARE+{self.spare}*Y"
        self.spare += 1
        self.before.append(f"{JAVASCRIPT[node.name].format(*parts, to=to)};")
        return f"v[{to}{column}]"

    def _series(self, node: Node) -> str:
        if not isinstance(node, Reference):
            raise TypeError(f"an operation along the years reads a row, not {type(node).__name__}")
        return self.place(node.id)

    def _kept(self, text: str) -> str:
        name = f"c{len(self.before)}"
        self.before.append(f"const {name}={text};")
        return name


def _flagged(text: str) -> str:
    return f"(q={text},f+=q*0,q)"


def function_of(node: Node, by_year: bool, wide: Mapping[str, bool]) -> Printed:
    """The function that computes a row, `(v, p, k)`: values, table of places, where the row's line begins in it."""
    printer = _Printer(wide, by_year)
    text = printer.number(node, YEAR_BY_YEAR if by_year else FIRST)
    doubtful = isinstance(node, Operation) and node.name == "only_where"
    check = "" if doubtful else ";f+=q*0"
    stored = f"v[o{YEAR_BY_YEAR if by_year else FIRST}]=q={text}{check}"
    loop = f"for(let y=0;y<Y;y++){{{stored}}}" if by_year else f"{stored};"
    return _function(printer, "v,p,k", loop)


def function_in_ring(node: Node, wide: Mapping[str, bool]) -> Printed:
    """The function that computes one year of a row of a ring, `(v, p, k, y)`; nothing in it runs along the years."""
    printer = _Printer(wide, by_year=True)
    return _function(printer, "v,p,k,y", f"v[o+y]=q={printer.number(node, YEAR_BY_YEAR)};f+=q*0;")


def _function(printer: _Printer, arguments: str, body: str) -> Printed:
    places = "".join(f",{name}=p[k+{at}]" for at, name in enumerate(printer.reads.values(), 1))
    text = f"({arguments})=>{{const o=p[k]{places};let f=0,q=0;{''.join(printer.before)}{body}return f}}"
    return Printed(text, tuple(printer.reads), printer.spare)
