"""The budget as layers of sand: what is bound, what can be redirected, and the headroom under the ceiling."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from estimator.calculators.roles import Role
from estimator.display.decision import Shown
from estimator.display.number_format import number_format
from estimator.model.graph import Model
from estimator.workbook.cells.addresses import fixed, quoted
from estimator.workbook.cells.charts import PALETTE, Line
from estimator.workbook.cells.grid import Formula, Grid
from estimator.workbook.plan.row_places import HEADER, Layout
from estimator.workbook.plan.sheet_registry import CHARTS

# Each layer: its heading, and the rows of the budget that are added (+) and taken away (-).
LAYERS: dict[str, tuple[tuple[str, Role], ...]] = {
    "Personnel and provisions": (("+", Role.PERSONNEL),),
    "Materiel that is bound": (("+", Role.MATERIEL), ("-", Role.REDIRECTABLE)),
    "Support, realignment and other claims": (
        ("+", Role.SUPPORT_CHANGE),
        ("+", Role.REALIGNMENT),
        ("+", Role.OTHER_CLAIMS),
    ),
    "Headroom": (("+", Role.HEADROOM),),
}
CEILING = "Ceiling"
COLORS = ("7F7F7F", "BFBFBF", PALETTE[1], PALETTE[4])


def sand_table(
    grid: Grid, model: Model, values: Mapping[str, NDArray[np.float64]], layout: Layout, row: int, how: Shown
) -> tuple[tuple[Line, ...], Line]:
    """Put the layers by fiscal year, one beneath the other; returns the areas and the ceiling's line."""
    settings = model.pack.settings
    layers = {**LAYERS, CEILING: (("+", Role.CEILING),)}
    columns = {name: [(sign, model.role(role)) for sign, role in parts] for name, parts in layers.items()}
    grid.put(row, 1, "Budget by fiscal year", "band")
    grid.line(row + 1, ("", "Unit"), "header")
    grid.line(row + 1, columns, "right_header", 3)
    grid.raise_to(row + 1, 3)
    first = row + 2
    for at_row, year in enumerate(range(settings.first_year, settings.last_year + 1), first):
        grid.put(
            at_row,
            1,
            Formula(_address(layout, model.require_role(Role.HEADROOM), year, HEADER), float(year)),
            "left_year",
            f'"{settings.year_prefix}"0',
        )
        grid.put(at_row, 2, how.words, "unit")
        for column, parts in enumerate(columns.values(), 3):
            grid.put(at_row, column, _layer(parts, values, layout, year), "link", number_format(how))
    last = first + settings.last_year - settings.first_year
    return _lines(row + 1, first, last), _line(row + 1, first, last, 3 + len(LAYERS), "000000")


def _layer(
    parts: Sequence[tuple[str, str | None]], values: Mapping[str, NDArray[np.float64]], layout: Layout, year: int
) -> Formula | float:
    """One layer in one year; what folded away as nil is left out."""
    index = layout.years.index(year)
    found = [(sign, id) for sign, id in parts if id and id in layout.spots]
    if not found:
        return 0.0
    text = "".join(sign + _address(layout, id, year) for sign, id in found).removeprefix("+")
    return Formula(text, sum(float(values[id][0, index]) * (1 if sign == "+" else -1) for sign, id in found))


def _address(layout: Layout, id: str, year: int, row: int = 0) -> str:
    spot = layout.spots[id]
    return f"{quoted(spot.sheet)}!{layout.column(year)}{row or spot.row}"


def _lines(header: int, first: int, last: int) -> tuple[Line, ...]:
    return tuple(_line(header, first, last, column, color) for column, color in enumerate(COLORS, 3))


def _line(header: int, first: int, last: int, column: int, color: str) -> Line:
    area = f"{CHARTS}!{fixed(first, column)}:{fixed(last, column)}"
    return Line(
        f"{CHARTS}!{fixed(header, column)}",
        f"{CHARTS}!{fixed(first, 1)}:{fixed(last, 1)}",
        area,
        color,
        thick=column == 3 + len(LAYERS),
    )
