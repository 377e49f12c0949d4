"""The lines of a long table as XML: each text is looked up once with its style, each format once with its number."""

from __future__ import annotations

from estimator.workbook.cells.addresses import column_letters
from estimator.workbook.cells.grid import long_cell, stored
from estimator.workbook.cells.long_lines import LongLines
from estimator.workbook.file.shared_texts import SharedTexts
from estimator.workbook.file.styles import StyleOf


class LongPrinter:
    """Prints the lines of one sheet. State: what stands behind the address of a cell, by text and by number format."""

    def __init__(self, long: LongLines, sheet: str, style_of: StyleOf, texts: SharedTexts) -> None:
        """Texts go to those of the file; the sheet is named in what is raised."""
        self.long, self.sheet, self.style_of, self.texts = long, sheet, style_of, texts
        self.rows = long.rows
        self._letters = [column_letters(column) for column in range(1, long.width + 1)]
        self._texts: dict[str, str] = {}
        self._formats: dict[str, str] = {}

    def cells(self, row: int) -> str:
        """The cells of one line from left to right. Raises WorkbookError for what no cell can hold."""
        line, made = self.long.lines[row - self.long.first], list[str]()
        for place, (letters, cell) in enumerate(zip(self._letters, line, strict=False)):
            if isinstance(cell, str):
                if cell:
                    made.append(f'<c r="{letters}{row}"{self._texts.get(cell) or self._text(cell, letters, row)}')
            elif cell is not None:
                format = self.long.format_of(line, place)
                style = self._formats.get(format) or self._format(format)
                number = stored(cell)
                if isinstance(number, str):
                    made.append(f'<c r="{letters}{row}"{style}{self.texts.known(number, self.sheet, letters).inside}')
                else:
                    made.append(f'<c r="{letters}{row}"{style} t="n"><v>{number:.16g}</v></c>')
        return "".join(made)

    def _text(self, text: str, letters: str, row: int) -> str:
        entry, known = long_cell(text, ""), self.texts.known(text, self.sheet, f"{letters}{row}")
        style = self.style_of(entry.kind, entry.format, quoted=known.quoted, latin=known.latin)
        self._texts[text] = f' s="{style}"{known.inside}'
        return self._texts[text]

    def _format(self, format: str) -> str:
        entry = long_cell(0.0, format)
        self._formats[format] = f' s="{self.style_of(entry.kind, entry.format)}"'
        return self._formats[format]
