"""The sheet Read me of a workbook that came back: the manifest that it shows, and what its contents name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from estimator.returned.reader.sheet import Sheet
from estimator.workbook.plan.landmarks import MANIFEST_HEADING


class ReadMe:
    """The sheet Read me; blank if the file has none."""

    def __init__(self, sheet: Sheet) -> None:
        """Find the manifest."""
        self.sheet = sheet
        self.top, self.column = sheet.find(MANIFEST_HEADING)

    @cached_property
    def contents(self) -> frozenset[str]:
        """The first texts of the rows, those of the contents among them; empty if the sheet is gone."""
        return frozenset(found for row in self.sheet.rows if (found := self.sheet.word(row, self.column or 1)))

    def manifest(self) -> Iterator[tuple[str, str]]:
        """Where the workbook comes from, as the sheet shows it."""
        for row in (each for each in self.sheet.rows if each > self.top > 0):
            key, value = self.sheet.text(row, self.column), self.sheet.cell(row, self.column + 1).value
            if key:
                yield key, f"{value:g}" if isinstance(value, float) else str(value or "")
