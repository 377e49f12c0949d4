"""The cells of a sheet as XML, printed from its entries and bands in one go: formula, stored value and style together.

The formulas of a band are written once, for all its years: its first cell holds the formula, the others share it, as
where a formula is filled to the right. Texts stand in the list of the file, and cells name their number.

openpyxl makes everything else of a sheet. Printed here, a cell costs a tenth of what it costs as an object of openpyxl,
and a formula gets the value that is stored beside it, which openpyxl cannot write.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import repeat
from typing import Final
from xml.sax.saxutils import escape

from estimator.workbook.cells.addresses import column_letters
from estimator.workbook.cells.data_table import DataTable
from estimator.workbook.cells.formula import moves_as_copied, placed
from estimator.workbook.cells.grid import Band, Entry, Formula, Grid, Value, stored
from estimator.workbook.file.escapes import escaped
from estimator.workbook.file.long_data import LongPrinter
from estimator.workbook.file.shared_texts import SharedTexts
from estimator.workbook.file.styles import StyleOf

MOST_WHOLE: Final = 2.0**53
NIL: Final = ("", "0")


class SheetPrinter:
    """Prints the cells of one sheet, row by row; `rows` are the attributes of its rows, such as height and outline."""

    def __init__(self, grid: Grid, style_of: StyleOf, rows: Mapping[int, str], texts: SharedTexts) -> None:
        """Sort the sheet by rows; its texts go to those of the file."""
        self.grid, self.style_of, self.rows, self.texts = grid, style_of, rows, texts
        self.tables = {table.first: table for table in grid.data_tables}
        self.entries: dict[int, list[tuple[int, Entry]]] = {}
        for (row, column), entry in grid.entries.items():
            self.entries.setdefault(row, []).append((column, entry))
        self.bands: dict[int, Band] = {band.row: band for band in grid.bands}
        self.long = LongPrinter(grid.long, grid.name, style_of, texts) if grid.long else None
        self.shared = 0

    def lines(self) -> Iterator[str]:
        """The XML of each row that holds a cell or has attributes, from top to bottom."""
        for row in sorted({*self.entries, *self.bands, *self.rows, *(self.long.rows if self.long else ())}):
            yield f'<row r="{row}"{self.rows.get(row, "")}>{self._cells(row)}</row>'

    def _cells(self, row: int) -> str:
        """The cells of a row from left to right; an entry goes before the band's cell in its place."""
        if self.long and row in self.long.rows:
            return self.long.cells(row)
        entries, band = sorted(self.entries.get(row, ()), key=_column), self.bands.get(row)
        here = [self._entry(row, column, entry) for column, entry in entries]
        if band is None:
            return "".join(here)
        years, columns = self.grid.columns(band), [column for column, _ in entries]
        along = self._band(band, years.start, whole=set(columns).isdisjoint(years))
        if not columns or columns[-1] < years.start:
            return "".join([*here, *along])
        both = {**dict(zip(years, along, strict=True)), **dict(zip(columns, here, strict=True))}
        return "".join(text for _, text in sorted(both.items()))

    def _entry(self, row: int, column: int, entry: Entry) -> str:
        content, address = entry.content, f"{column_letters(column)}{row}"
        if isinstance(content, Formula):
            style = self.style_of(entry.kind, entry.format)
            return self._formula(address, style, content.text, content.value)
        if isinstance(content, str):
            return self._text(address, entry, content)
        style = self.style_of(entry.kind, entry.format)
        if content is None:
            return f'<c r="{address}" s="{style}"/>'
        number = stored(content)
        if address in self.tables:
            return f'<c r="{address}" s="{style}">{_table(self.tables[address])}<v>{_whole(number)}</v></c>'
        return self._number(address, style, number)

    def _text(self, address: str, entry: Entry, text: str) -> str:
        known = self.texts.known(text, self.grid.name, address)
        style = self.style_of(entry.kind, entry.format, quoted=known.quoted, latin=known.latin)
        return f'<c r="{address}" s="{style}"{known.inside}'

    def _number(self, address: str, style: int, value: Value) -> str:
        """A cell with a number; a dash stands for what does not apply."""
        if isinstance(value, str):
            return f'<c r="{address}" s="{style}"{self.texts.known(value, self.grid.name, address).inside}'
        return f'<c r="{address}" s="{style}" t="n"><v>{value:.16g}</v></c>'

    def _formula(self, address: str, style: int, text: str, value: Value) -> str:
        kind = ' t="str"' if isinstance(value, str) else ""
        return f'<c r="{address}" s="{style}"{kind}><f>{escape(text)}</f><v>{_whole(value)}</v></c>'

    def _band(self, band: Band, first: int, whole: bool) -> list[str]:
        """The cells along the years; `whole` if no entry stands in the place of one."""
        style, row = self.style_of(band.kind, band.format), band.row
        letters = [column_letters(column) for column in range(first - 1, first + len(band.values))]
        if band.template:
            formulas = self._formulas(band, letters, whole)
            cells = zip(letters[1:], map(_kind_and_digits, band.values), formulas, strict=True)
            return [
                f'<c r="{column}{row}" s="{style}"{kind}>{formula}<v>{number}</v></c>'
                for column, (kind, number), formula in cells
            ]
        return [
            f'<c r="{column}{row}" s="{style}"/>'
            if value is None
            else self._number(f"{column}{row}", style, stored(value))
            for column, value in zip(letters[1:], band.values, strict=True)
        ]

    def _formulas(self, band: Band, letters: Sequence[str], whole: bool) -> Iterator[str]:
        """The formula of each cell of a band; `letters` are those of the column before it and of its columns."""
        template, before = escape(band.template), letters[:-1]
        if not whole or len(before) == 1 or not moves_as_copied(band.template):
            texts = (placed(template, *pair) for pair in zip(letters[1:], before, strict=True))
            yield from (f"<f>{text}</f>" for text in texts)
            return
        cells = f"{letters[1]}{band.row}:{letters[-1]}{band.row}"
        yield f'<f t="shared" ref="{cells}" si="{self.shared}">{placed(template, letters[1], letters[0])}</f>'
        yield from repeat(f'<f t="shared" si="{self.shared}"/>', len(before) - 1)
        self.shared += 1


def _kind_and_digits(value: float | None) -> tuple[str, str]:
    """The attribute and the stored value of a formula; most are nil."""
    if not value:
        return NIL
    number = stored(float(value))
    return (' t="str"', escape(number)) if isinstance(number, str) else ("", _whole(number))


def _column(pair: tuple[int, Entry]) -> int:
    return pair[0]


def _table(table: DataTable) -> str:
    """A data table of two inputs, with the attributes that Excel gives it."""
    inputs = f'r1="{table.row_input}" r2="{table.column_input}"'
    return f'<f t="dataTable" ref="{table.cells}" dt2D="1" dtr="1" {inputs} />'


def _whole(value: Value) -> str:
    """A stored value: a text, a whole number without a point, or all digits of another."""
    if isinstance(value, str):
        return escape(escaped(value))
    return str(int(value)) if value.is_integer() and abs(value) < MOST_WHOLE else repr(value)
