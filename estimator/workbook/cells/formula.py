"""The printer: an expression becomes the text of an Excel formula.

Excel reads `-a^2` as `(-a)^2` and `2^3^2` from the left; Python does neither. Parentheses are put where Excel
needs them, and where the order of adding would otherwise change. Comparisons, `ceiling` and `floor` round to
`decimals` first, as the arithmetic does. Only functions that Excel 2016, LibreOffice, Google Sheets and
IronCalc share are printed.

A printed formula of a row is a template: `THIS` stands for the letters of the cell's own column and `BEFORE` for those
of the column to its left, so that a row is printed once and filled in for each year.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Protocol

from estimator.errors import WorkbookError
from estimator.expression import Constant, Node, Operation, Reference

THIS, BEFORE = "\x01", "\x02"
ROUNDING = "decimals"
HELD = f"${THIS}"
OWN_COLUMN = re.compile(
    rf"""\"[^\"]*\"|'(?:[^']|'')*'!|(?<![A-Za-z0-9_.${THIS}{BEFORE}])(?P<letters>[A-Z]{{1,3}})\$?[0-9]+(?![A-Za-z0-9_.(!])"""
)
DASH = "–"
ADDING, MULTIPLYING, RAISING, NEGATING, WHOLE = range(5)
Printed = tuple[str, int]
OVER_SPANS = {"less": "<", "at_most": "<="}


class Addresses(Protocol):
    """Where rows and assumptions stand, as seen from one sheet."""

    def cell(self, id: str) -> str:
        """The cell of this column, or the name of a scalar."""

    def before(self, id: str) -> str:
        """The cell of the column to the left."""

    def years(self, id: str) -> str:
        """All years of a row."""

    def so_far(self, id: str) -> str:
        """The first year to this one, of a row."""

    def order(self, id: str) -> tuple[str, int] | None:
        """Sheet and row number of what has a cell in this column, for joining neighbours in a sum."""


def printed(node: Node, addresses: Addresses) -> str:
    """The formula of an expression, without the equals sign, with THIS and BEFORE for columns."""
    return Printer(addresses).text(node)


def moves_as_copied(template: str) -> bool:
    """True if a copy of the formula in the next column is the formula of that column, as spreadsheet programs copy.

    They move every column that no `$` holds; the formula of another column differs in its own letters and in those of
    the column to its left.
    """
    return HELD not in template and not any(each["letters"] for each in OWN_COLUMN.finditer(template))


def placed(template: str, column: str, before: str) -> str:
    """The formula of one column."""
    return template.replace(THIS, column).replace(BEFORE, before)


def counted(node: Node, addresses: Addresses) -> str:
    """The formula that counts the years in which all of some flags hold, the cells of `addresses` being spans of years.

    `node` is a total of one flag, or of a product of flags: comparisons by less or at most, or rows of flags. Raises
    WorkbookError for another expression.
    """
    if not (isinstance(node, Operation) and node.name == "total"):
        raise WorkbookError("only a total of flags can be counted over spans of years")
    printer = Printer(addresses)
    flags = [_flag_of_spans(printer, each) for each in _flattened("multiply", node.arguments)]
    return f"SUMPRODUCT({'*'.join(flags if len(flags) > 1 else (*flags, '1'))})"


def _flag_of_spans(printer: Printer, node: Node) -> str:
    """A flag over spans: the bare comparison, since IronCalc rounds no span; sums of money differ by more than that."""
    if isinstance(node, Reference):
        return printer.text(node)
    if not isinstance(node, Operation) or node.name not in OVER_SPANS:
        raise WorkbookError("only less, at most and rows of flags can be counted over spans of years")
    left, right = map(printer.text, node.arguments)
    return f"({left}{OVER_SPANS[node.name]}{right})"


class Printer:
    """Prints expressions that stand on one sheet."""

    def __init__(self, addresses: Addresses) -> None:
        """Print with these addresses."""
        self.addresses = addresses

    def text(self, node: Node, least: int = ADDING) -> str:
        """The text of a node, in parentheses if it binds looser than `least`."""
        text, level = self.part(node)
        return f"({text})" if level < least else text

    def right(self, node: Node, least: int) -> str:
        """The text of a right-hand operand; a leading minus is always in parentheses."""
        text = self.text(node, least)
        return f"({text})" if text.startswith("-") else text

    def part(self, node: Node) -> Printed:
        """The text of a node and how tightly it binds."""
        if isinstance(node, Constant):
            return _number(node.value)
        if isinstance(node, Reference):
            return self.addresses.cell(node.id), WHOLE
        if isinstance(node, Operation):
            return EXCEL[node.name](self, node.arguments)
        raise WorkbookError(f"{type(node).__name__} cannot be printed as a formula")

    def test(self, node: Node) -> str:
        """The text of a condition, as Excel's own true or false."""
        return self.truth(node) or f"{self.text(node)}<>0"

    def truth(self, node: Node) -> str:
        """The text of a flag as true or false; empty for what is a number."""
        if not isinstance(node, Operation):
            return ""
        if node.name in _SIGNS:
            return self._comparison(_SIGNS[node.name], *node.arguments)
        if node.name in _JOINS and all(_is_flag(each) for each in node.arguments):
            members = _flattened(node.name, node.arguments)
            return f"{_JOINS[node.name]}({','.join(self.truth(each) for each in members)})"
        if _is_opposite(node):
            return f"NOT({self.truth(node.arguments[1])})"
        return ""

    def _comparison(self, sign: str, left: Node, right: Node) -> str:
        if _is_nil(right):
            return f"ROUND({self.text(left)},{ROUNDING}){sign}0"
        if _is_nil(left):
            return f"ROUND({self.text(right)},{ROUNDING}){_MIRRORED[sign]}0"
        return f"ROUND({self.text(left)}-{self.right(right, MULTIPLYING)},{ROUNDING}){sign}0"

    def series(self, node: Node) -> str:
        """The id of the row that an operation along the years reads."""
        if not isinstance(node, Reference):
            raise WorkbookError("an operation along the years needs a plain row or assumption as its first argument")
        return node.id

    def rounded(self, node: Node) -> str:
        """A number of years, rounded as the arithmetic does; whole numbers need no rounding."""
        whole = isinstance(node, Operation) and node.name in ("ceiling", "floor")
        if whole or isinstance(node, Constant):
            return self.text(node)
        return f"ROUND({self.text(node)},{ROUNDING})"


_SIGNS = {"less": "<", "at_most": "<=", "equals": "="}
_MIRRORED = {"<": ">", "<=": ">=", "=": "="}
_JOINS = {"multiply": "AND", "maximum": "OR"}


def _number(value: float) -> Printed:
    text = f"{value:.15g}"
    return text, NEGATING if value < 0 else WHOLE


def _is_nil(node: Node) -> bool:
    return isinstance(node, Constant) and node.value == 0


def _is_opposite(node: Operation) -> bool:
    """True for `1 - flag`."""
    first, *rest = node.arguments
    return node.name == "subtract" and isinstance(first, Constant) and first.value == 1 and _is_flag(rest[0])


def _is_flag(node: Node) -> bool:
    """True for a comparison, or comparisons joined into one flag."""
    if not isinstance(node, Operation):
        return False
    joined = node.name in _JOINS and all(_is_flag(each) for each in node.arguments)
    return node.name in _SIGNS or joined or _is_opposite(node)


def _flattened(name: str, arguments: Sequence[Node]) -> list[Node]:
    """The members of a nest of the same operation, from left to right."""
    found: list[Node] = []
    for each in arguments:
        same = isinstance(each, Operation) and each.name == name
        found += _flattened(name, each.arguments) if same and isinstance(each, Operation) else [each]
    return found


Rule = Callable[[Printer, Sequence[Node]], Printed]


def _binary(sign: str, left_level: int, right_level: int) -> Rule:
    def rule(printer: Printer, arguments: Sequence[Node]) -> Printed:
        left, right = arguments
        return f"{printer.text(left, left_level)}{sign}{printer.right(right, right_level)}", left_level

    return rule


def _call(name: str) -> Rule:
    """A function of all arguments, nests of the same operation flattened."""

    def rule(printer: Printer, arguments: Sequence[Node]) -> Printed:
        return f"{name}({','.join(printer.text(each) for each in arguments)})", WHOLE

    return rule


def _of_all_years(name: str) -> Rule:
    def rule(printer: Printer, arguments: Sequence[Node]) -> Printed:
        return f"{name}({printer.addresses.years(printer.series(arguments[0]))})", WHOLE

    return rule


def _extreme(operation: str, name: str) -> Rule:
    def rule(printer: Printer, arguments: Sequence[Node]) -> Printed:
        if operation == "maximum" and all(_is_flag(each) for each in arguments):
            tests = [printer.truth(each) for each in _flattened(operation, arguments)]
            return f"IF(OR({','.join(tests)}),1,0)", WHOLE
        members = _flattened(operation, arguments)
        return f"{name}({','.join(printer.text(each) for each in members)})", WHOLE

    return rule


def _multiply(printer: Printer, arguments: Sequence[Node]) -> Printed:
    if all(_is_flag(each) for each in arguments):
        return _flag(printer, Operation("multiply", tuple(arguments)))
    return _binary("*", MULTIPLYING, RAISING)(printer, arguments)


def _flag(printer: Printer, node: Operation) -> Printed:
    return f"IF({printer.truth(node)},1,0)", WHOLE


def _comparison(name: str) -> Rule:
    def rule(printer: Printer, arguments: Sequence[Node]) -> Printed:
        return _flag(printer, Operation(name, tuple(arguments)))

    return rule


def _negate(printer: Printer, arguments: Sequence[Node]) -> Printed:
    return f"-{printer.right(arguments[0], WHOLE)}", NEGATING


def _power(printer: Printer, arguments: Sequence[Node]) -> Printed:
    base, exponent = arguments
    raised = f"{printer.text(base, WHOLE)}^{printer.text(exponent, WHOLE)}"
    if isinstance(exponent, Constant):
        return ("1", WHOLE) if exponent.value == 0 else (raised, RAISING)
    return f"IF({printer.text(exponent)}=0,1,{raised})", WHOLE


def _sum_of(printer: Printer, arguments: Sequence[Node]) -> Printed:
    if len(arguments) == 1:
        return printer.part(arguments[0])
    if len(arguments) == 2:
        return _binary("+", ADDING, MULTIPLYING)(printer, arguments)
    return f"SUM({','.join(_neighbours(printer, arguments))})", WHOLE


def _neighbours(printer: Printer, arguments: Sequence[Node]) -> list[str]:
    """The members of a sum; three or more cells one below the other become a range."""
    texts = [printer.text(each) for each in arguments]
    runs: list[list[int]] = []
    places = [printer.addresses.order(each.id) if isinstance(each, Reference) else None for each in arguments]
    for index, place in enumerate(places):
        last = places[index - 1] if index else None
        follows = place and last and place == (last[0], last[1] + 1)
        if follows:
            runs[-1].append(index)
        else:
            runs.append([index])
    return [part for run in runs for part in _run(texts, run)]


def _run(texts: Sequence[str], run: Sequence[int]) -> list[str]:
    first, last = texts[run[0]], texts[run[-1]]
    if len(run) > 2:
        return [f"{first}:{last.rsplit('!', 1)[-1]}"]
    return [texts[index] for index in run]


def _ceiling(printer: Printer, arguments: Sequence[Node]) -> Printed:
    return f"-INT(-ROUND({printer.text(arguments[0])},{ROUNDING}))", NEGATING


def _floor(printer: Printer, arguments: Sequence[Node]) -> Printed:
    return f"INT(ROUND({printer.text(arguments[0])},{ROUNDING}))", WHOLE


def _where(printer: Printer, arguments: Sequence[Node]) -> Printed:
    condition, then, otherwise = arguments
    return f"IF({printer.test(condition)},{printer.text(then)},{printer.text(otherwise)})", WHOLE


def _divide_or(printer: Printer, arguments: Sequence[Node]) -> Printed:
    above, below, otherwise = arguments
    quotient = f"{printer.text(above, MULTIPLYING)}/{printer.right(below, RAISING)}"
    return f"IF({printer.text(below)}=0,{printer.text(otherwise)},{quotient})", WHOLE


def _only_where(printer: Printer, arguments: Sequence[Node]) -> Printed:
    condition, value = arguments
    return f'IF({printer.test(condition)},{printer.text(value)},"{DASH}")', WHOLE


def _previous(printer: Printer, arguments: Sequence[Node]) -> Printed:
    return printer.addresses.before(printer.series(arguments[0])), WHOLE


def _cumulative(printer: Printer, arguments: Sequence[Node]) -> Printed:
    return f"SUM({printer.addresses.so_far(printer.series(arguments[0]))})", WHOLE


def _window(sign: str) -> Rule:
    """A sum over the years so far that lie within, or exactly at, a distance from this one.

    A product of spans would take the engines many times as long: they make a table of each, for every year anew.
    """

    def rule(printer: Printer, arguments: Sequence[Node]) -> Printed:
        series, span = arguments
        years, now = printer.addresses.so_far("year"), printer.addresses.cell("year")
        text = printer.rounded(span)
        start = f"{now}-({text})" if text.startswith("-") else f"{now}-{text}"
        wanted = f'"{sign}"&{start}' if sign else start
        return f"SUMIF({years},{wanted},{printer.addresses.so_far(printer.series(series))})", WHOLE

    return rule


def _value_at(printer: Printer, arguments: Sequence[Node]) -> Printed:
    series, axis, when = arguments
    years = printer.addresses.years(printer.series(axis))
    return f"SUMPRODUCT(({years}={printer.text(when)})*{printer.addresses.years(printer.series(series))})", WHOLE


def _first_year(printer: Printer, arguments: Sequence[Node]) -> Printed:
    flags, years = (printer.addresses.years(printer.series(each)) for each in arguments)
    none = f"COUNTIF({flags},1)+0*SUM({flags})=0"  # COUNTIF passes over an error, the sum does not
    return f"IF({none},0,INDEX({years},1,MATCH(1,{flags},0)))", WHOLE


def _last_year(printer: Printer, arguments: Sequence[Node]) -> Printed:
    flags, years = (printer.addresses.years(printer.series(each)) for each in arguments)
    return f"SUMPRODUCT(MAX(({flags}=1)*{years}))", WHOLE


EXCEL: dict[str, Rule] = {
    "add": _binary("+", ADDING, MULTIPLYING),
    "subtract": _binary("-", ADDING, MULTIPLYING),
    "multiply": _multiply,
    "divide": _binary("/", MULTIPLYING, RAISING),
    "negate": _negate,
    "power": _power,
    "sum_of": _sum_of,
    "minimum": _extreme("minimum", "MIN"),
    "maximum": _extreme("maximum", "MAX"),
    "ceiling": _ceiling,
    "floor": _floor,
    "exponential": _call("EXP"),
    "logarithm": _call("LN"),
    "less": _comparison("less"),
    "at_most": _comparison("at_most"),
    "equals": _comparison("equals"),
    "where": _where,
    "divide_or": _divide_or,
    "only_where": _only_where,
    "previous": _previous,
    "cumulative": _cumulative,
    "trailing_total": _window(">"),
    "lagged": _window(""),
    "total": _of_all_years("SUM"),
    "largest": _of_all_years("MAX"),
    "smallest": _of_all_years("MIN"),
    "value_at": _value_at,
    "first_year": _first_year,
    "last_year": _last_year,
}
