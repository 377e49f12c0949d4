"""The sheet Sources: every document, and how many assumptions rest on it."""

from __future__ import annotations

from estimator.model.graph import Model
from estimator.workbook.cells.addresses import fixed
from estimator.workbook.cells.grid import Formula, Grid
from estimator.workbook.plan.input_places import COLUMN, TOP, Places
from estimator.workbook.plan.sheet_registry import ASSUMPTIONS, SOURCES

FIRST_SOURCE, USES = 5, "Assumptions that use it"


def source_grid(model: Model, places: Places) -> Grid:
    """The sheet Sources: every document, and how many assumptions rest on it."""
    grid = Grid(SOURCES, freeze="B5", title_rows="4:4")
    grid.line(4, ("Id", "Publisher", "Title", "Date", "Where", USES), "header")
    grid.fit(4, USES, 14)
    grid.widths.update({1: 40, 2: 40, 3: 80, 4: 14, 5: 60, 6: 14})
    base = model.pack.base or model.pack.assumptions
    used = [base.get(id, each).source for id, each in model.inputs.items()]
    column = COLUMN["source"]
    span = f"{ASSUMPTIONS}!{fixed(TOP, column)}:{fixed(max(places.last, TOP), column)}"
    for row, source in enumerate(model.pack.sources.values(), FIRST_SOURCE):
        texts = (source.id, source.publisher, source.title, source.date, source.where or None)
        grid.line(row, texts, "label")
        for text, width in ((source.title, 80), (source.where, 60), (source.publisher, 40)):
            grid.fit(row, text, width)
        grid.put(row, 6, Formula(f"COUNTIF({span},A{row})", float(used.count(source.id))), "link", "0")
    return grid
