"""The sheets of a workbook that came back, found by what their tabs were called, else by their titles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

from estimator.language import read_back
from estimator.returned.file.package import Package
from estimator.returned.file.recalculated import Recalculated
from estimator.returned.file.stored_cell import StoredCell
from estimator.returned.reader.read_me import ReadMe
from estimator.returned.reader.sheet import Sheet
from estimator.workbook.plan.landmarks import NAMING, as_written
from estimator.workbook.plan.sheet_registry import README


class Sheets:
    """The sheets of a workbook. Where it was `recalculated`, formulas have those values."""

    def __init__(self, package: Package, recalculated: Recalculated | None = None) -> None:
        """Look at a package; a sheet is read when it is first asked for."""
        self.package, self.names = package, list(package.sheet_parts())
        self._recalculated, self._read = recalculated, dict[str, Sheet]()

    @cached_property
    def tabs(self) -> Mapping[str, str]:
        """What the tabs were called when the file was written, by sheet; none of those called as their sheet is."""
        return as_written(self._told)

    @property
    def by_label(self) -> bool:
        """True for a file that was written with tabs in its language, those of options by their short labels."""
        return NAMING in self._told

    @cached_property
    def _told(self) -> Mapping[str, str]:
        """The manifest among the properties, or on Read me where a program dropped those."""
        told = self.package.manifest()
        return told if "digest" in told else dict(ReadMe(self.named(self._in_any_language(README))).manifest())

    def name_of(self, sheet: str, title: str = "", tab: str = "") -> str:
        """What a sheet is called now; empty if it is gone. It was written on a `tab`, else on the one that is told."""
        written = tab or self.tabs.get(sheet, sheet)
        if written in self.names:
            return written
        return self._in_any_language(sheet) or self._by_title.get(read_back(title or sheet), "")

    def called(self, sheet: str) -> str:
        """What a message calls a sheet: as its tab now, or by its name if it is gone."""
        return self.name_of(sheet) or sheet

    def _in_any_language(self, sheet: str) -> str:
        return next((each for each in self.names if read_back(each) == sheet), "")

    def sheet(self, sheet: str, title: str = "") -> Sheet:
        """A sheet by its name or title; a blank one if it is gone."""
        return self.named(self.name_of(sheet, title))

    def named(self, name: str) -> Sheet:
        """The sheet that is called so now; a blank one if there is none."""
        if name not in self._read:
            self._read[name] = Sheet(name, self._cells(name) if name in self.names else {})
        return self._read[name]

    @cached_property
    def _by_title(self) -> dict[str, str]:
        """The sheets by the first text on each, which is its title, save those whose name another one has."""
        titles = {each: _title(self.named(each)) for each in self.names}
        found = {read_back(title): each for each, title in titles.items() if title}
        return {title: each for title, each in found.items() if title not in self.names}

    def _cells(self, name: str) -> Mapping[str, StoredCell]:
        stored, recalculated = self.package.cells(name), self._recalculated
        if recalculated is None:
            return stored
        return {
            address: cell if cell.formula is None else replace(cell, value=_plain(recalculated.get((name, address))))
            for address, cell in stored.items()
        }


def _title(sheet: Sheet) -> str:
    return next((cell.value for cell in sheet.cells.values() if isinstance(cell.value, str) and cell.value), "")


def _plain(value: float | str | bool | None) -> float | str | bool | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else value
