"""The parts of a formula, and its pattern: the same for copies of one formula along a row."""

from __future__ import annotations

import re
from functools import lru_cache

from estimator.workbook.cells.addresses import column_number

SHEET = r"(?:'(?:[^']|'')+'|[^\W\d][\w.]*)!"
AREA = r"\$?[A-Z]{1,3}\$?[0-9]+(?::\$?[A-Z]{1,3}\$?[0-9]+)?"
LINES = r"\$?[A-Z]{1,3}:\$?[A-Z]{1,3}|\$?[0-9]+:\$?[0-9]+"
TEXT = r'"(?:[^"]|"")*"'
TOKEN = re.compile(
    rf"""(?P<text>{TEXT})
    |(?P<error>\#(?:N/A|[A-Z0-9/]+[!?]))
    |(?P<reference>(?:{SHEET})?(?:{AREA}|{LINES})(?![\w.(]))
    |(?P<function>[^\W\d][\w.]*)\(
    |(?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
    |(?P<name>[^\W\d][\w.\\]*)
    |(?P<open>\()|(?P<close>\))|(?P<outside>\[)|(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
APART = re.compile(rf"{TEXT}|{SHEET}|(?<![\w.])(\$?)([A-Z]{{1,3}})(\$?)([0-9]{{1,7}})(?![\w.(])")
ADDRESS = re.compile(r"(?<![\w.])\$?[A-Z]{1,3}\$?[0-9]{1,7}(?![\w.(])")
CORNER = re.compile(r"\$?[A-Z]{1,3}\$?[0-9]+")

Tokens = tuple[tuple[str, str], ...]


@lru_cache(maxsize=50_000)
def tokens(formula: str) -> Tokens:
    """The kinds and texts of a formula's parts, from left to right."""
    return tuple(_token(found) for found in TOKEN.finditer(formula) if not found[0].isspace())


def _token(match: re.Match[str]) -> tuple[str, str]:
    kind = match.lastgroup or "other"
    return kind, match["function"] if kind == "function" else match[0]


def corners(area: str) -> list[str]:
    """The cells that an area names: none for a whole column."""
    return CORNER.findall(area)


def pattern(formula: str, row: int, column: int) -> str:
    """The formula with relative addresses as distances from its own cell: equal for copies along a row."""

    def distance(match: re.Match[str]) -> str:
        fixed_column, letters, fixed_row, digits = match.groups()
        if not letters:
            return match[0]
        across = f"C{letters}" if fixed_column else f"C[{_index(letters) - column}]"
        return across + (f"R{digits}" if fixed_row else f"R[{int(digits) - row}]")

    return APART.sub(distance, formula)


def shape(formula: str) -> str:
    """The formula with the same address in place of each, in texts too: its parts are of the same kinds.

    >>> shape('SUM(Checks!$B$2:C9)*LOG10(D4)')
    'SUM(Checks!A1:A1)*LOG10(A1)'
    """
    return ADDRESS.sub("A1", formula)


_index = lru_cache(maxsize=20_000)(column_number)
