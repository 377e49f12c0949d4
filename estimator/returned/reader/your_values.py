"""Read the *your value* cells and the scenario of a workbook that a colleague has edited."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from estimator.returned.file.cell_formats import CellFormats, cell_formats
from estimator.returned.file.stored_cell import StoredCell
from estimator.returned.reader.assumptions import BaseRow
from estimator.returned.reader.refusal import Refusal
from estimator.returned.reader.workbook import Returned
from estimator.returned.reader.yearly_inputs import YOUR_VALUE
from estimator.units import PERCENT
from estimator.workbook.cells.addresses import at
from estimator.workbook.cells.shares import from_cell
from estimator.workbook.plan.row_places import FIRST
from estimator.workbook.plan.sheet_registry import YEARLY

LONGEST_SHOWN: Final = 60
PLAIN: Final = "type a plain number"


@dataclass(frozen=True, slots=True)
class Typed:
    """What one *your value* cell holds: a number, or a text that may be one.

    `unit` and `scale` are those beside it in the file; `percentage` tells that the cell shows its number in percent,
    `is_share` that it holds a true percentage, 0.1 for 10 %.
    """

    id: str
    cell: str
    content: float | str
    unit: str
    scale: float | None
    year: int | None = None
    percentage: bool = False
    is_share: bool = False

    @property
    def number(self) -> float | None:
        """The number in the unit beside it; None for a text."""
        if not isinstance(self.content, float):
            return None
        return from_cell(self.content, PERCENT) if self.is_share else self.content


@dataclass(frozen=True)
class YourValues:
    """What was typed into a workbook, in the order of its cells, and the scenario that was chosen."""

    manifest: Mapping[str, str]
    scenario: str
    typed: tuple[Typed, ...]
    refused: tuple[Refusal, ...] = ()

    @property
    def numbers(self) -> dict[str, float]:
        """The plain numbers of assumptions with one value, in the unit beside them."""
        return {each.id: each.number for each in self.typed if each.year is None and each.number is not None}

    @property
    def by_year(self) -> dict[str, dict[int, float]]:
        """The plain numbers of assumptions by year, the edited years only."""
        found: dict[str, dict[int, float]] = {}
        for each in self.typed:
            if each.year is not None and each.number is not None:
                found.setdefault(each.id, {})[each.year] = each.number
        return found


def your_values(returned: Returned) -> YourValues:
    """The edited cells of a workbook that came back."""
    chosen, formats = returned.comparison.chosen, cell_formats(returned.package)
    found: list[Typed | Refusal] = [*_scalars(returned, formats), *_yearly(returned, formats)]
    if returned.format == 1:
        found = [_in_points(each) if isinstance(each, Typed) and each.is_share else each for each in found]
    refused = [each for each in found if isinstance(each, Refusal)]
    if chosen.formula is not None or not isinstance(chosen.value, str):
        cell = returned.comparison.selector
        refused.append(Refusal(cell, _held(chosen), "choose a scenario from the list"))
    scenario = chosen.value if isinstance(chosen.value, str) else ""
    typed = tuple(each for each in found if isinstance(each, Typed))
    return YourValues(returned.manifest, scenario, typed, tuple(refused))


def _scalars(returned: Returned, formats: CellFormats) -> Iterator[Typed | Refusal]:
    assumptions, known = returned.assumptions, {each.row: each for each in returned.base_rows().values()}
    for row in assumptions.rows:
        cell = assumptions.sheet.cell(row, assumptions.columns["your_value"])
        if _is_blank(cell):
            continue
        address, each = f"{assumptions.sheet.name}!{assumptions.address(row, 'your_value')}", known.get(row)
        if each is None:
            yield Refusal(address, _held(cell), "no assumption stands in this row")
        elif each.by_year:
            yield Refusal(
                address, _held(cell), f"{each.id} goes by year: type into its row on {returned.called(YEARLY)}"
            )
        else:
            yield _typed(each, cell, address, formats)


def _yearly(returned: Returned, formats: CellFormats) -> Iterator[Typed | Refusal]:
    yearly, known = returned.yearly, returned.base_rows()
    owners = {rows[YOUR_VALUE]: id for id, rows in yearly.blocks.items() if YOUR_VALUE in rows}
    first = min(yearly.years, default=FIRST)
    for (row, column), cell in yearly.sheet.places.items():
        if row not in owners or column < first or _is_blank(cell):
            continue
        where, id = f"{yearly.sheet.name}!{at(row, column)}", owners[row]
        if column not in yearly.years:
            yield Refusal(where, _held(cell), "no fiscal year stands above it")
        elif id not in known:
            yield Refusal(where, _held(cell), f"{id} has no row on {returned.assumptions.sheet.name} any more")
        else:
            yield _typed(known[id], cell, where, formats, yearly.years[column])


def _typed(
    each: BaseRow, cell: StoredCell, address: str, formats: CellFormats, year: int | None = None
) -> Typed | Refusal:
    """The content of a cell if it may be a number."""
    if cell.formula is not None or cell.is_error or isinstance(cell.value, bool):
        return Refusal(address, _held(cell), PLAIN)
    if isinstance(cell.value, float) and cell.style in formats.dates:
        return Refusal(address, f"holds a date ({cell.value:g} to Excel)", f"{PLAIN}, with the format General")
    if not isinstance(cell.value, float | str):
        return Refusal(address, _held(cell), PLAIN)
    in_percent = cell.style in formats.percentages
    return Typed(each.id, address, cell.value, each.unit, each.scale, year, in_percent, each.is_share)


def _in_points(each: Typed) -> Typed:
    """What a cell for a share of format 1 holds, and the scale beside it, as they stand in the file."""
    content = each.content if each.number is None else each.number
    return replace(each, content=content, scale=each.scale and each.scale * PERCENT, is_share=False)


def _held(cell: StoredCell) -> str:
    if cell.formula is not None:
        shown = f", which shows {cell.value}" if cell.value not in (None, "") else ""
        return f"holds the formula ={cell.formula[:LONGEST_SHOWN]}{shown}"
    if cell.value in (None, ""):
        return "is empty"
    if isinstance(cell.value, bool):
        return f"holds {str(cell.value).upper()}"
    return f"holds {cell.value:g}" if isinstance(cell.value, float) else f"holds {shown_briefly(str(cell.value))}"


def shown_briefly(content: float | str) -> str:
    """What a cell holds, for a message: a number, or the beginning of a text."""
    if isinstance(content, float):
        return f"{content:.15g}"
    if len(content) <= LONGEST_SHOWN:
        return repr(content)
    return f"{content[:LONGEST_SHOWN]!r} … ({len(content):,} characters)"


def _is_blank(cell: StoredCell) -> bool:
    return cell.formula is None and (cell.value is None or (isinstance(cell.value, str) and not cell.value.strip()))
