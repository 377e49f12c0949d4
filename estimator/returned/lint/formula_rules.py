"""Rules on formulas: what they may hold, how long they are, and that a row has one pattern along the years."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

from estimator.returned.lint.contents import Contents, Sheet
from estimator.returned.lint.copied import Copied
from estimator.returned.lint.tokens import Tokens, corners, tokens
from estimator.workbook.cells.addresses import at as address

LONGEST_FORMULA, DEEPEST_IF = 160, 2
INDEX_ARGUMENTS = 3  # the range, the row and the column
NUMBERS = frozenset({0.0, 1.0, 2.0})
EARLIEST_YEAR = 1000
VOLATILE = frozenset("NOW TODAY RAND RANDBETWEEN RANDARRAY OFFSET INDIRECT INFO CELL".split())
SHARED = frozenset(
    """ABS ACOS AND ASIN ATAN ATAN2 AVERAGE AVERAGEIF AVERAGEIFS BINOMDIST CHOOSE COLUMN COLUMNS COMBIN CORREL COS COUNT
    COUNTA COUNTBLANK COUNTIF COUNTIFS DATE DAY DEGREES DOLLAR EVEN EXACT EXP FACT FALSE FIND FIXED FREQUENCY GEOMEAN
    HLOOKUP HOUR HYPERLINK IF IFERROR INDEX INT IRR ISBLANK ISERR ISERROR ISEVEN ISLOGICAL ISNA ISNONTEXT ISNUMBER
    ISODD ISTEXT LARGE LEFT LEN LN LOG LOG10 LOOKUP LOWER MATCH MAX MEDIAN MID MIN MINUTE MOD MONTH N NA NORMDIST
    NORMINV NORMSDIST NORMSINV NOT NPV ODD OR PERCENTILE PERCENTRANK PI PMT POWER PRODUCT PROPER PV QUARTILE QUOTIENT
    RADIANS RANK REPLACE REPT RIGHT ROUND ROUNDDOWN ROUNDUP ROW ROWS SEARCH SECOND SIGN SIN SMALL SQRT STDEV STDEVP
    SUBSTITUTE SUBTOTAL SUM SUMIF SUMIFS SUMPRODUCT SUMSQ T TAN TEXT TRANSPOSE TRIM TRUE TRUNC UPPER VALUE VAR VARP
    VLOOKUP WEEKDAY YEAR""".split()
)
KNOWN = SHARED | VOLATILE


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that an audit of the workbook would object to."""

    rule: str
    sheet: str
    cell: str
    what: str
    hint: str

    def __str__(self) -> str:
        """`rule  Sheet!C12: what; what to do`."""
        where = f"{self.sheet}!{self.cell}" if self.sheet and self.cell else self.sheet or self.cell
        return f"{self.rule}  {where}: {self.what}; {self.hint}"


LENGTH = "formula-length"
Judge = Callable[[Tokens, str], Iterator[tuple[str, str]]]


def _literals(parts: Tokens, _: str) -> Iterator[tuple[str, str]]:
    for kind, text in parts:
        if kind == "number" and float(text) not in NUMBERS:
            yield f"holds the number {text}", "make it an assumption with a source, and read its cell"


def _length(_: Tokens, formula: str) -> Iterator[tuple[str, str]]:
    if len(formula) > LONGEST_FORMULA:
        yield f"has {len(formula)} characters, at most {LONGEST_FORMULA} can be read", "split it into two rows"


def _nesting(parts: Tokens, _: str) -> Iterator[tuple[str, str]]:
    open_calls: list[str] = []
    deepest = 0
    for kind, text in parts:
        if kind in ("function", "open"):
            open_calls.append(text.upper())
            deepest = max(deepest, open_calls.count("IF"))
        elif kind == "close" and open_calls:
            open_calls.pop()
    if deepest > DEEPEST_IF:
        yield f"nests {deepest} IF", f"nest at most {DEEPEST_IF}: give each condition a row"


def _volatile(parts: Tokens, _: str) -> Iterator[tuple[str, str]]:
    for kind, text in parts:
        if kind == "function" and text.upper() in VOLATILE:
            yield f"calls {text}, which changes without an edit", "use INDEX, or a number with a source"


def _functions(parts: Tokens, _: str) -> Iterator[tuple[str, str]]:
    for kind, text in parts:
        if kind == "function" and text.upper() not in KNOWN:
            yield f"calls {text}, which some spreadsheet programs lack", "use a function that Excel 2016 has too"


def _index_arguments(parts: Tokens, _: str) -> Iterator[tuple[str, str]]:
    for start, (kind, text) in enumerate(parts, 1):
        if kind == "function" and text.upper() == "INDEX" and _arguments(parts[start:]) < INDEX_ARGUMENTS:
            yield "calls INDEX with a row or a column alone", "give it both, 1 where the range has one of them"


def _arguments(after: Tokens) -> int:
    """How many arguments a call has whose opening bracket stands before these parts."""
    depth, count = 0, 1
    for kind, text in after:
        if kind == "close" and depth == 0:
            break
        depth += (kind in ("function", "open")) - (kind == "close")
        count += text == "," and depth == 0
    return count


def _whole_columns(parts: Tokens, _: str) -> Iterator[tuple[str, str]]:
    for kind, text in parts:
        area = text.rpartition("!")[2].replace("$", "") if kind == "reference" and ":" in text else ""
        if ":" in area and not corners(area):
            yield f"reads the whole column or row {text}", "name the first and the last cell"


def _broken(parts: Tokens, _: str) -> Iterator[tuple[str, str]]:
    for kind, text in parts:
        if kind == "error":
            yield f"holds {text}", "point it to a cell that exists"


def _outside(parts: Tokens, _: str) -> Iterator[tuple[str, str]]:
    if any(kind == "outside" or (kind == "reference" and text.startswith("'[")) for kind, text in parts):
        yield "reads another workbook", "bring the number in as an assumption with a source"


JUDGES: dict[str, Judge] = {
    "literal-number": _literals,
    LENGTH: _length,
    "nested-if": _nesting,
    "volatile": _volatile,
    "shared-functions": _functions,
    "index-arguments": _index_arguments,
    "whole-column": _whole_columns,
    "error": _broken,
    "external-link": _outside,
}


def formula_findings(rule: str, contents: Contents) -> Iterator[Finding]:
    """What one rule finds in the formulas of all sheets and names; copies along a row are reported once."""
    for sheet in contents.sheets:
        for each in sheet.distinct:
            for what, hint in _objections(rule, each):
                yield Finding(rule, sheet.name, address(each.row, each.column), what, hint)
    for name, scope, target in contents.names:
        if not name.startswith("_xlnm.") and rule != LENGTH:
            for what, hint in JUDGES[rule](tokens(target), target):
                yield Finding(rule, scope, f"name {name}", what, hint)


def _objections(rule: str, formula: Copied) -> Iterable[tuple[str, str]]:
    """What a rule objects to in a formula; only its length is of its own, not of its shape."""
    if rule != LENGTH and rule not in _rules_against(formula.shape):
        return ()
    return JUDGES[rule](() if rule == LENGTH else tokens(formula.text), formula.text)


@lru_cache(maxsize=50_000)
def _rules_against(shape: str) -> frozenset[str]:
    """The rules that object to formulas of a shape, whatever cells they read."""
    parts = tokens(shape)
    return frozenset(rule for rule, judge in JUDGES.items() if rule != LENGTH and any(judge(parts, shape)))


def one_pattern(contents: Contents) -> Iterator[Finding]:
    """Along the years a row has one formula, copied, or numbers only."""
    hint = "copy one formula along the row; an opening value stands in the column before the first year"
    what = "differs from the cells before it in this row"
    for sheet in contents.sheets:
        for row, found in _along_years(sheet, year_columns(sheet)).items():
            (_, first), *others = sorted(found, key=itemgetter(0))
            column = next((column for column, own in others if _pattern(own) != _pattern(first)), None)
            if column is not None:
                yield Finding("one-pattern", sheet.name, address(row, column), what, hint)


def _pattern(held: Copied | None) -> str:
    """The pattern of a formula; all numbers have one."""
    return "a number" if held is None else held.pattern


def _along_years(sheet: Sheet, years: frozenset[int]) -> dict[int, list[tuple[int, Copied | None]]]:
    """Of each row beneath the headings the first column of a formula and its copies, and the columns with a number."""
    rows: dict[int, list[tuple[int, Copied | None]]] = {}
    if not years:
        return rows
    cells = sheet.cells
    told = zip(cells.computed, cells.rows, cells.columns, cells.contents, strict=True)
    for computed, row, column, held in told:
        if not computed and column in years and held is not None and row > sheet.titles[1]:
            rows.setdefault(row, []).append((column, None))
    for each in (each for each in sheet.copied if each.row > sheet.titles[1]):
        first = next((column for column in each.columns if column in years), None)
        if first is not None:
            rows.setdefault(each.row, []).append((first, each))
    return rows


def year_columns(sheet: Sheet) -> frozenset[int]:
    """The columns whose heading is a fiscal year."""
    return frozenset(column for _, column, held in sheet.headed if isinstance(held, float) and held >= EARLIEST_YEAR)
