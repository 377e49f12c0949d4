"""What stands on the first screen of an option's sheet beside its words: links to its parts, and its outlays drawn.

An element's rows are folded away; its heading tells what it costs over the years compared, so that those of all
elements add up to the option's life-cycle cost.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from estimator.calculators.roles import Role
from estimator.display.decision import shown
from estimator.display.number_format import number_format
from estimator.model.graph import Model
from estimator.workbook.cells.addresses import column_letters, quoted
from estimator.workbook.cells.charts import PALETTE, Chart, Line
from estimator.workbook.cells.grid import WIDE_LETTERS, Formula, Grid
from estimator.workbook.plan.row_places import (
    CONTENTS,
    FIRST,
    HEADER,
    LABEL,
    LINKS_A_ROW,
    OPENING,
    UNIT,
    VALUE,
    Layout,
    Section,
    option_of,
)

LINK_WIDTH, WIDE, HIGH = 32.0, 16.0, 9.0
ON_THIS_SHEET, OPEN = "On this sheet", "+ opens an element; its total: life-cycle cost"
Values = Mapping[str, NDArray[np.float64]]


def put_contents(grid: Grid, sections: Sequence[Section], title: str, first: int) -> None:
    """Links to the parts of a sheet, four a row: above the units, and above the years compared, from `first` on."""
    step = math.ceil(LINK_WIDTH / grid.widths[first])
    columns = (UNIT, *(first + each * step for each in range(LINKS_A_ROW - 1)))
    grid.put(CONTENTS, LABEL, ON_THIS_SHEET, "strong")
    if any(each.element for each in sections):
        grid.put(CONTENTS + 1, LABEL, OPEN, "small")
    for place, section in enumerate(sections):
        words = section.heading.removeprefix(f"{title}: ")
        link = f"{quoted(grid.name)}!A{section.row}"
        row, column = CONTENTS + place // LINKS_A_ROW, columns[place % LINKS_A_ROW]
        grid.put(row, column, words[:1].upper() + words[1:], "go", link=link)


def put_element_total(grid: Grid, section: Section, model: Model, values: Values, layout: Layout) -> None:
    """What an element costs over the years compared, in the row of its heading; nothing where it has no outlays."""
    option = option_of(model.rows[section.rows[0]])
    ids = [id for id in _added_up(model, model.role(Role.OUTLAYS, option) or "") if id in section.rows]
    if not ids:
        return
    first, last = compared(model, layout)
    spans = (
        f"{column_letters(first)}{top}:{column_letters(last)}{bottom}"
        for top, bottom in _together(sorted(layout.spots[id].row for id in ids))
    )
    years = slice(first - FIRST, last - FIRST + 1)
    total = math.fsum(float(each) for id in ids for each in np.broadcast_to(values[id][0], len(layout.years))[years])
    how = shown(model.pack.settings.money, model.pack.settings, "", [total])
    grid.put(section.row, UNIT, how.words, "band")
    grid.put(section.row, VALUE, Formula(f"SUM({','.join(spans)})", total), "band_number", number_format(how))


def _added_up(model: Model, id: str) -> Iterator[str]:
    """The rows of elements that an option's row adds up, by way of other rows of the option."""
    row = model.rows.get(id)
    for each in row.precedents if row else ():
        if each in model.rows and model.rows[each].scope == "element":
            yield each
        else:
            yield from _added_up(model, each)


def _together(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Rows that follow one another as spans."""
    starts = [rows[0], *(row for before, row in pairwise(rows) if row > before + 1)]
    ends = [*(before for before, row in pairwise(rows) if row > before + 1), rows[-1]]
    return zip(starts, ends, strict=True)


def compared(model: Model, layout: Layout) -> tuple[int, int]:
    """The first and the last column of the years compared."""
    settings = model.pack.settings
    return FIRST + settings.first_year - layout.years[0], FIRST + settings.last_year - layout.years[0]


def outlay_chart(
    grid: Grid, model: Model, values: Values, layout: Layout, option: str, top: int, longest: int
) -> Chart | None:
    """The option's outlays by year against the budget's headroom, or, where it takes none, its outlays alone.

    It stands to the right of the sentences, of which the longest has `longest` letters, from the row `top` on. None
    where a pack has neither row.
    """
    spots, headroom = layout.spots, model.role(Role.HEADROOM) or ""
    charged, spent = (model.role(role, option) or "" for role in (Role.CHARGED, Role.OUTLAYS))
    takes = charged in spots and headroom in spots and bool(np.any(values[charged]))
    id = charged if takes else spent
    if id not in spots or not spots[id].by_year:
        return None
    first, last = compared(model, layout)
    years = f"${column_letters(first)}${{0}}:${column_letters(last)}${{0}}"

    def line(id: str, color: str) -> Line:
        sheet, row = quoted(spots[id].sheet), spots[id].row
        return Line(f"{sheet}!$A${row}", f"{sheet}!{years.format(HEADER)}", f"{sheet}!{years.format(row)}", color)

    how = shown(model.rows[id].unit, model.pack.settings, "", values[id][0].tolist())
    title = "Outlays against the budget's headroom" if takes else "Outlays by fiscal year"
    return Chart(
        kind="columns",
        title=f"{title}: {how.words}",
        across_title="",
        up_title="",
        lines=(line(id, PALETTE[0]),),
        row=top,
        column=_beside_words(grid, longest, first),
        wide=WIDE,
        high=HIGH,
        up_format=number_format(how),
        over=(line(headroom, "000000"),) if takes else (),
        thinned=True,
        least=None if takes else 0.0,
    )


def _beside_words(grid: Grid, longest: int, first: int) -> int:
    """The first column of the years compared that sentences of so many letters do not reach."""
    left = longest * WIDE_LETTERS - sum(grid.widths[column] for column in (UNIT, VALUE, OPENING))
    return first + max(0, math.ceil(left / grid.widths[first]))
