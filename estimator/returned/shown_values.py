"""The assumptions and the results that a workbook of this program shows.

Stored values are taken as they stand. Where a program saved the file without them, its formulas are recalculated first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from estimator import units
from estimator.analysis.differences.compared import FailingCheck
from estimator.errors import UnitError, WorkbookError
from estimator.pack.changes import Refused
from estimator.pack.layers.typed_text import number_of
from estimator.returned.file.recalculate import recalculated
from estimator.returned.own_checks import failing_checks, unfit_inputs
from estimator.returned.reader.assumptions import Assumptions, BaseRow
from estimator.returned.reader.workbook import Returned, read_returned
from estimator.returned.reader.yearly_inputs import IN_USE, YOUR_VALUE
from estimator.returned.reader.your_values import Typed, your_values
from estimator.workbook.plan.landmarks import ID_HEADING
from estimator.workbook.plan.named_cells import CHECKS_HOLD
from estimator.workbook.plan.sheet_registry import CHECKS

TEXTS: Final = ("low", "high", "shape", "grade", "source", "note", "basis", "origin", "why")
Yours = Mapping[str, Mapping[int | None, float]]


@dataclass(frozen=True, slots=True)
class Shown:
    """One assumption as a workbook shows it, in the unit of the pack's file; `yours` if a *your value* is in use."""

    id: str
    label: str
    unit: str
    value: float | Mapping[int, float] | None
    texts: Mapping[str, str]
    yours: bool


@dataclass(frozen=True)
class Exported:
    """What a workbook shows: its manifest, the scenario chosen, assumptions by id, metrics by option and id.

    Metrics are in base units, None where a dash stands; `units` has the words beside each metric. `in_scenario` are the
    assumptions that the scenario chosen sets, `failing` the workbook's own checks that do not hold.
    """

    manifest: Mapping[str, str]
    scenario: str
    assumptions: Mapping[str, Shown]
    results: Mapping[str, Mapping[str, float | None]]
    units: Mapping[str, str]
    in_scenario: frozenset[str] = frozenset()
    failing: tuple[FailingCheck, ...] = ()


def read_exported(path: Path) -> Exported:
    """What a workbook shows, within the limits for files of strangers.

    Raises WorkbookError for a file that is no workbook of this program.
    """
    returned = _with_values(read_returned(path), path)
    scenario = returned.comparison.chosen.value
    chosen = scenario if isinstance(scenario, str) else ""
    found = {each.id: each for each in _assumptions(returned)}
    results, beside = _results(returned, path)
    failing = tuple(_failing(returned))
    return Exported(returned.manifest, chosen, found, results, beside, returned.scenarios.set_by(chosen), failing)


def _failing(returned: Returned) -> Iterator[FailingCheck]:
    cells = returned.sheet(CHECKS).cells
    master = returned.cell_of(CHECKS_HOLD.name, CHECKS)
    unfit = partial(unfit_inputs, returned)
    yield from failing_checks(master, lambda address: cells[address].value if address in cells else None, unfit)


def _with_values(returned: Returned, path: Path) -> Returned:
    """The workbook recalculated, if formulas of its Comparison stand without values."""
    cells = returned.comparison.sheet.cells.values()
    if not any(cell.formula is not None and cell.value is None for cell in cells):
        return returned
    return Returned(returned.package, str(path), recalculated(returned.package, str(path)))


def _assumptions(returned: Returned) -> Iterator[Shown]:
    of, as_text = returned.assumptions, _typed_as_text(returned)
    for each in returned.base_rows().values():
        if not each.scale:
            continue
        own = {**_numbers_typed(returned, each), **as_text.get(each.id, {})}
        value = _by_year(returned, each, own) if each.by_year else _scalar(of, each, own)
        yield Shown(each.id, of.text(each.row, "label"), each.unit, value, _texts(of, each), bool(own))


def _numbers_typed(returned: Returned, each: BaseRow) -> Mapping[int | None, float]:
    """The numbers that stand in the *your value* cells of an assumption, by fiscal year."""
    if each.by_year:
        found = returned.yearly.by_year(each.id, YOUR_VALUE) or {}
        return {year: each.number(number) for year, number in found.items()}
    number = returned.assumptions.number(each.row, "your_value")
    return {} if number is None else {None: each.number(number)}


def _typed_as_text(returned: Returned) -> Yours:
    """The numbers typed as text, by id and fiscal year, each in the unit beside it; what is no number is left out."""
    found: dict[str, dict[int | None, float]] = {}
    for each in your_values(returned).typed:
        number = _meant(each.content, each) if isinstance(each.content, str) else None
        if number is not None:
            found.setdefault(each.id, {})[each.year] = number
    return found


@dataclass(frozen=True, slots=True)
class _InFile:
    """A unit as the file has it beside a cell."""

    unit: str
    normal_unit: str
    scale: float


def _meant(text: str, each: Typed) -> float | None:
    """The number that a text means in the unit beside it; None if it is no plain number."""
    try:
        known = units.read(each.unit)
        return number_of(text, _InFile(each.unit, known.normal, known.scale), each.is_share)
    except (UnitError, Refused):
        return None


def _scalar(of: Assumptions, each: BaseRow, own: Mapping[int | None, float]) -> float | None:
    """*Your value*, else the value in use without the last digit that dividing by the scale may leave."""
    in_use = of.number(each.row, "in_use")
    if None in own or in_use is None or not each.scale:
        return own.get(None)
    return each.number(float(f"{in_use / each.scale:.15g}"))


def _by_year(returned: Returned, each: BaseRow, own: Mapping[int | None, float]) -> dict[int, float]:
    in_use = returned.yearly.by_year(each.id, IN_USE) or {}
    return {year: own.get(year, each.number(number / (each.scale or 1))) for year, number in in_use.items()}


def _texts(of: Assumptions, each: BaseRow) -> dict[str, str]:
    """What else stands beside an assumption: range, shape, grade, source, note, origin, why."""
    found = {name: of.value(each.row, name) for name in TEXTS}
    return {
        name: f"{each.number(held):.15g}" if isinstance(held, float) else str(held)
        for name, held in found.items()
        if held not in (None, "")
    }


def _results(returned: Returned, path: Path) -> tuple[dict[str, dict[str, float | None]], dict[str, str]]:
    """The metrics of each option, and the unit of each metric."""
    table = returned.comparison
    if not table.heading[0]:
        raise WorkbookError(f'{path}: the sheet "{table.sheet.name}" has no column "{ID_HEADING}"')
    results = {
        option: {metric: table.sheet.number(row, column) for metric, row in table.metrics.items()}
        for column, option in table.options.items()
    }
    return results, {metric: table.sheet.text(row, table.unit_column) for metric, row in table.metrics.items()}
