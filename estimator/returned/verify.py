"""Hold the stored value of every formula cell against a recalculation from scratch."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from estimator.analysis.differences.compared import FailingCheck
from estimator.errors import WorkbookError
from estimator.returned.file.package import Package, read_package
from estimator.returned.file.recalculate import recalculated
from estimator.returned.file.recalculated import Place, Recalculated
from estimator.returned.file.sheet_cells import Run, SheetCells, Value
from estimator.returned.own_checks import failing_checks, unfit_inputs
from estimator.returned.reader.sheets import Sheets
from estimator.workbook.cells.addresses import at, column_number, corners_of, place_of, sheets_named, unquoted
from estimator.workbook.cells.grid import FORMULAS
from estimator.workbook.plan.named_cells import CHECKS_HOLD

Values = Mapping[Place, Value]
TOLERANCE = 1e-9
DIGITS = 9  # of a count that a stranger's file states
MOST_READ = 50_000_000
ERRORS = (
    "#N/A",
    "#VALUE!",
    "#REF!",
    "#DIV/0!",
    "#NUM!",
    "#NAME?",
    "#NULL!",
    "#ERROR!",
    "#CIRC!",
    "#N/IMPL!",
    "#SPILL!",
)
CELL_OR_SPAN = re.compile(
    r"(?:(?P<sheet>'(?:[^']|'')+'|[^\W\d][\w.]*)!)?\$?(?P<first>[A-Z]{1,3})\$?(?P<top>[0-9]{1,7})"
    r"(?::\$?(?P<last>[A-Z]{1,3})\$?(?P<bottom>[0-9]{1,7}))?(?![A-Za-z0-9_.(])"
)
NAME = re.compile(r"(?<![A-Za-z0-9_.!'])[A-Za-z_][A-Za-z0-9_.]*(?![A-Za-z0-9_.(!'])")
TABLE_CELLS = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}(:[A-Z]{1,3}[1-9][0-9]{0,6})?\Z")
MOST_TABLES = 50
TEXT = re.compile(r'"[^"]*"')


@dataclass(frozen=True, slots=True)
class Difference:
    """A formula cell whose stored value is not what its formula gives."""

    sheet: str
    cell: str
    formula: str
    stored: object
    recalculated: object

    @property
    def of_numbers(self) -> bool:
        """True if both values are numbers, which may be near one another."""
        return isinstance(self.stored, int | float) and isinstance(self.recalculated, int | float)

    def __str__(self) -> str:
        """`Sheet!C12: stored 3, recalculated 4 (=A1+1)`."""
        formula = f" (={self.formula})" if self.formula else ""
        if self.stored == self.recalculated:
            return f"{self.sheet}!{self.cell}: is the error {self.stored}{formula}"
        return f"{self.sheet}!{self.cell}: stored {self.stored!r}, recalculated {self.recalculated!r}{formula}"


@dataclass(frozen=True)
class Verification:
    """What a verification found. `not_computed` are cells of data tables, which the engine does not know.

    `failing` are the workbook's own checks that do not hold, each with its sheet: rows moved, numbers typed over,
    inputs that are not valid.
    """

    path: Path
    formulas: int
    sheets: int
    differences: tuple[Difference, ...]
    errors: tuple[Difference, ...]
    manifest: Mapping[str, str]
    not_computed: int = 0
    failing: tuple[FailingCheck, ...] = ()

    @property
    def holds(self) -> bool:
        """True if there are formulas, none differs, none is an error."""
        return self.formulas > 0 and not self.differences and not self.errors


def verify(path: Path) -> Verification:
    """Recalculate every formula of a workbook by IronCalc and compare with the stored values.

    Numbers agree to 1e-9 of the value, or of the largest number that the formula reads or that its row along the years
    holds. Raises WorkbookError for a file that cannot be read.
    """
    package = read_package(path)
    found = recalculated(package, str(path))
    not_computed = sum(len(table) for table in data_tables(package, found))
    made = _compared(path, package, found, [])
    failing = (*_failing(package, found), *_typed_over(made), *_left_behind(package, made))
    return replace(made, not_computed=not_computed, failing=failing)


def _failing(package: Package, found: Recalculated) -> Iterator[FailingCheck]:
    """The workbook's own checks that do not hold after the recalculation."""
    sheet, _, cell = package.names().get(CHECKS_HOLD.name, "").rpartition("!")
    name = unquoted(sheet)
    unfit = partial(_unfit, package, found)
    yield from failing_checks(cell, lambda address: found.get((name, address)), unfit)


def _unfit(package: Package, found: Recalculated) -> str:
    """The inputs that are not as they must be; none named where the sheet of inputs cannot be read."""
    from estimator.returned.reader.workbook import Returned

    try:
        return unfit_inputs(Returned(package, "", found))
    except WorkbookError:
        return ""


def _typed_over(made: Verification) -> Iterator[FailingCheck]:
    """That formulas are fewer than the workbook was written with, which no recalculation can tell."""
    written = made.manifest.get(FORMULAS, "")
    lost = int(written) - made.formulas if written.isascii() and written.isdigit() and len(written) <= DIGITS else 0
    if lost > 0:
        words = f"{lost:,} formulas fewer than were written, typed over or deleted: estimator import names them"
        yield FailingCheck(words)


def _left_behind(package: Package, made: Verification) -> Iterator[FailingCheck]:
    """The sheets that formulas in error name and no tab is called by: it was renamed and they did not follow."""
    count = Counter[str]()
    for each in made.errors:
        count.update(sheets_named(each.formula) - set(package.sheet_parts()))
    for name, times in count.items():
        reads = "formula reads" if times == 1 else "formulas read"
        words = f'{times:,} {reads} a sheet "{name}", and no tab is called so: was it renamed? Call it so again'
        yield FailingCheck(words)


def compared(path: Path, package: Package, recalculated: Values) -> Verification:
    """Compare the stored values of a workbook, those of data tables too, with values from elsewhere."""
    return _compared(path, package, recalculated, list(data_tables(package, recalculated)))


def _compared(
    path: Path, package: Package, recalculated: Values, tables: Sequence[Sequence[Difference]]
) -> Verification:
    count, doubtful = _unlike(package, recalculated)
    terms, results = _Terms(package), [each for table in tables for each in table]
    wrong = [each for each in doubtful if not (_close(each, 0.0) or (each.of_numbers and _near(each, terms)))]
    wrong += [each for table in tables for each in table if not _close(each, _largest(table))]
    errors = [each for each in (*doubtful, *results) if _is_error(each.recalculated) or _is_error(each.stored)]
    sheets, count = len(package.sheet_parts()), count + len(results)
    return Verification(path, count, sheets, tuple(wrong), tuple(errors), package.manifest())


def _unlike(package: Package, recalculated: Values) -> tuple[int, list[Difference]]:
    """How many formulas there are, and those whose stored value is not just the recalculated one, or is an error."""
    count, found = 0, list[Difference]()
    for sheet in package.formula_sheets:
        cells = package.cells(sheet)
        values = _values_of(sheet, cells, recalculated)
        errors = [place for place, now in enumerate(values) if type(now) is str and _is_error(now)]
        for run in (each for each in cells.runs if not _is_table(each)):
            count += run.size
            spoilt = bisect_left(errors, run.place) < bisect_left(errors, run.stop)
            if spoilt or cells.contents[run.place : run.stop] != values[run.place : run.stop]:
                found += _unlike_of(sheet, cells, run, values)
    return count, found


def _values_of(sheet: str, cells: SheetCells, recalculated: Values) -> Sequence[Value]:
    if isinstance(recalculated, Recalculated):
        return recalculated.values_of(sheet, cells)
    return [recalculated.get((sheet, address)) for address in cells.addresses]


def _unlike_of(sheet: str, cells: SheetCells, run: Run, values: Sequence[Value]) -> Iterator[Difference]:
    for place, formula in enumerate(run.texts(), run.place):
        held, now = cells.contents[place], values[place]
        if now != held or _is_error(now):
            yield Difference(sheet, cells.addresses[place], formula, held, now)


def _is_table(run: Run) -> bool:
    return bool(run.table and TABLE_CELLS.match(run.table))


def data_tables(package: Package, recalculated: Values) -> Iterator[list[Difference]]:
    """The cells of each data table, as far as the file has them. Raises WorkbookError for a sheet with too many."""
    for sheet in package.formula_sheets:
        cells = package.cells(sheet)
        spans = [corners_of(run.table) for run in cells.runs if _is_table(run)]
        if len(spans) > MOST_TABLES:
            raise WorkbookError(f"{sheet}: {len(spans)} data tables; at most {MOST_TABLES} are read")
        places = list(zip(cells.addresses, cells.rows, cells.columns, strict=True)) if spans else []
        for left, top, right, bottom in spans:
            inside = [at for at, row, column in places if top <= row <= bottom and left <= column <= right]
            yield [Difference(sheet, each, "", cells.value(each), recalculated.get((sheet, each))) for each in inside]


def _largest(table: Sequence[Difference]) -> float:
    """The largest number of a data table, by size."""
    return max((abs(each.stored) for each in table if isinstance(each.stored, float)), default=0.0)


def _is_error(value: object) -> bool:
    return isinstance(value, str) and value.startswith("#") and value.upper().startswith(ERRORS)


def _close(difference: Difference, largest_term: float) -> bool:
    """Equal texts, or numbers within the tolerance."""
    left, right = difference.stored, difference.recalculated
    if isinstance(left, int | float) and isinstance(right, int | float):
        return abs(left - right) <= TOLERANCE * max(abs(left), abs(right), largest_term)
    return left == right or (left in (None, "") and right in (None, ""))


def _near(difference: Difference, terms: _Terms) -> bool:
    """True for numbers that differ by little against what the formula reads."""
    return _close(difference, terms.largest(difference))


class _Terms:
    """Looks up the numbers that a formula reads, for the few cells that need it."""

    def __init__(self, package: Package) -> None:
        self._package, self._sheets = package, Sheets(package)
        self._names: dict[str, str] | None = None
        self._left = MOST_READ

    def largest(self, cell: Difference) -> float:
        """The largest number, by size, that the formula of a cell reads, or that its row along the years holds."""
        found = [*self._read(TEXT.sub("", cell.formula), cell.sheet), *self._along_the_years(cell)]
        return max((abs(value) for value in found if isinstance(value, float)), default=0.0)

    def _along_the_years(self, cell: Difference) -> Iterator[object]:
        """The other years of the same row; nothing on a sheet without years."""
        sheet, (row, _) = self._sheets.named(cell.sheet), place_of(cell.cell)
        yield from (sheet.number(row, column) for column in sheet.years)

    def _read(self, formula: str, sheet: str) -> Iterator[object]:
        for found in CELL_OR_SPAN.finditer(formula):
            yield from self._span(found, sheet)
        for found in NAME.finditer(formula):
            target = self.names().get(found[0], "")
            for each in CELL_OR_SPAN.finditer(target):
                yield from self._span(each, sheet)

    def _span(self, match: re.Match[str], sheet: str) -> Iterator[object]:
        cells = self._sheets.named(unquoted(match["sheet"]) if match["sheet"] else sheet).cells
        first, last = (column_number(match[each] or match["first"]) for each in ("first", "last"))
        top, bottom = int(match["top"]), int(match["bottom"] or match["top"])
        size = min((bottom - top + 1) * (last - first + 1), len(cells))
        self._left -= size
        if self._left < 0:  # only a file made to keep us busy
            return
        if size == len(cells):
            yield from cells.contents  # a span larger than the sheet
            return
        for row in range(top, bottom + 1):
            for column in range(first, last + 1):
                yield cells.value(at(row, column))

    def names(self) -> dict[str, str]:
        """The defined names and what they stand for."""
        if self._names is None:
            self._names = self._package.names()
        return self._names
