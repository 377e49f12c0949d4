"""The numbers and texts that a chart shows, stored in it, so that viewers which compute nothing draw it too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from openpyxl.chart.data_source import NumData, NumVal, StrData, StrVal
from openpyxl.utils.cell import range_boundaries

from estimator.workbook.cells.grid import Band, Formula, Grid
from estimator.workbook.file.openpyxl_inside import charts_within

REFERENCE: Final = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!(\$?[A-Z]+\$?[0-9]+(?::\$?[A-Z]+\$?[0-9]+)?)\Z")
Content = float | str | None


class ChartCache:
    """Looks up what stands in the cells that charts read."""

    def __init__(self, grids: Sequence[Grid]) -> None:
        """Look into these sheets."""
        self._grids = {grid.called: grid for grid in grids}
        self._bands = {grid.called: {band.row: band for band in grid.bands} for grid in grids}

    def fill(self, chart: Any) -> None:
        """Store beside each reference of an openpyxl chart what stands there."""
        for part in charts_within(chart):
            for series in part.series:
                for source in (series.tx, series.cat, series.val, series.xVal, series.yVal):
                    self._source(source)

    def _source(self, source: Any) -> None:
        if source is None:
            return
        if getattr(source, "strRef", None) is not None:
            texts = [_text(each) for each in self.contents(source.strRef.f)]
            points = [StrVal(idx=at, v=each) for at, each in enumerate(texts) if each]
            source.strRef.strCache = StrData(ptCount=len(texts), pt=points)
        elif getattr(source, "numRef", None) is not None:
            numbers = self.contents(source.numRef.f)
            points = [NumVal(idx=at, v=repr(each)) for at, each in enumerate(numbers) if isinstance(each, float)]
            source.numRef.numCache = NumData(formatCode="General", ptCount=len(numbers), pt=points)

    def contents(self, reference: str) -> list[Content]:
        """What stands in the cells of a reference, row by row."""
        found = REFERENCE.match(reference)
        if not found:
            return []
        name = (found[1] or found[2]).replace("''", "'")
        return list(self._cells(name, range_boundaries(found[3])))

    def _cells(self, name: str, bounds: tuple[int, int, int, int]) -> Iterator[Content]:
        left, top, right, bottom = bounds
        grid, bands = self._grids.get(name), self._bands.get(name, {})
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                yield _content(grid, bands, row, column) if grid else None


def _content(grid: Grid, bands: Mapping[int, Band], row: int, column: int) -> Content:
    entry = grid.entries.get((row, column))
    if entry is not None:
        return entry.content.value if isinstance(entry.content, Formula) else entry.content
    band = bands.get(row)
    if band is None or column not in grid.columns(band):
        return None
    return band.values[column - grid.columns(band).start]


def _text(content: Content) -> str:
    if isinstance(content, float):
        return f"{content:.15g}"
    return content or ""
