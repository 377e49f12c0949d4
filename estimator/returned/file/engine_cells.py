"""The cells of a sheet as the engine gets them: values and formulas without styles, in the order of rows and columns.

A formula copied along its row is shared again where every program copies it alike, and each has a value that the engine
forgets: of one without it says so, line by line, which took half of its time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from operator import lt
from typing import Final
from xml.sax.saxutils import escape

from estimator.returned.file.copied_formula import copies
from estimator.returned.file.shared_formulas import PIECE
from estimator.returned.file.sheet_cells import Run, SheetCells, Value
from estimator.workbook.cells.addresses import LAST_COLUMN, split_address

MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
WORD: Final = re.compile(r"(\"[^\"]*\"|'[^']*'!|[A-Za-z_][A-Za-z0-9_.]*)")
TABLE: Final = ("TABLE(", "MULTIPLE.OPERATIONS(")
NOT_XML: Final = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
STAND_IN: Final = "\ufffd"
NOT_SHARED: Final = (
    re.compile(  # what moves with a copy elsewhere, and is no address here: whole columns, small letters
        r"(?<![A-Za-z0-9_.])\$?[A-Za-z]{1,3}\$?[0-9]{1,7}(?![A-Za-z0-9_.(!])|[A-Za-z0-9$]:|:[A-Za-z0-9$]"
    )
)
FORGOTTEN: Final = "<v>0</v>"


def is_computed(run: Run) -> bool:
    """True for formulas that the engine computes: not those of data tables, nor cells that are said to have one."""
    return bool(run.text) and not run.table and not run.text.startswith(TABLE)


def printed_cells(cells: SheetCells, targets: Mapping[str, str], formulas: list[str]) -> str:
    """The XML of a sheet; its formulas with the addresses for names are added to `formulas`."""
    ordered = _in_order(cells)
    printer = _Printer(ordered, targets, formulas)
    return f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(printer.rows())}</sheetData></worksheet>'


def _in_order(cells: SheetCells) -> SheetCells:
    """The cells in the order of rows and columns, as nearly every file has them."""
    places = [row * (LAST_COLUMN + 1) + column for row, column in zip(cells.rows, cells.columns, strict=True)]
    if all(map(lt, places, places[1:])):
        return cells
    return SheetCells.of({address: cells[address] for address in sorted(cells.addresses, key=split_address)})


class _Printer:
    """Prints the cells of one sheet."""

    def __init__(self, cells: SheetCells, targets: Mapping[str, str], formulas: list[str]) -> None:
        self.cells, self.targets, self.formulas = cells, targets, formulas
        self.shared = 0
        self.printed: list[str | None] = [None] * len(cells)

    def rows(self) -> Iterator[str]:
        """The rows from top to bottom."""
        for alone in self._runs():
            self._along(alone)
        told = zip(self.cells.addresses, self.cells.contents, self.cells.marks, self.printed, strict=True)
        printed = [_value(at, held, mark.is_error) if made is None else made for at, held, mark, made in told]
        rows = self.cells.rows
        ends = [place for place, (one, other) in enumerate(pairwise(rows), 1) if one != other]
        for start, stop in pairwise([0, *ends, len(rows)] if rows else ()):
            yield f'<row r="{rows[start]}">{"".join(printed[start:stop])}</row>'

    def _runs(self) -> Iterator[list[Run]]:
        """Prints formulas that were read with their copies; gives the others, those side by side together."""
        alone, rows = list[Run](), self.cells.rows
        for run in filter(is_computed, self.cells.runs):
            beside = alone and alone[-1].stop == run.place and rows[alone[-1].place] == rows[run.place]
            if run.size > 1 or not beside:
                yield alone
                alone = []
            if run.size == 1 or not copies_alike(run.text):
                alone += [Run(place, 1, text) for place, text in enumerate(run.texts(), run.place)]
            else:
                self._print(run.place, run.text, run.size)
        yield alone

    def _along(self, alone: Sequence[Run]) -> None:
        """Formulas side by side, each with its copies."""
        formulas, columns = [each.text for each in alone], [self.cells.columns[each.place] for each in alone]
        first = 0
        while first < len(alone):
            alike = first + 1 < len(alone) and copies_alike(formulas[first])
            stop = copies(columns, formulas, first, PIECE) if alike else first + 1
            self._print(alone[first].place, formulas[first], stop - first)
            first = stop

    def _print(self, place: int, formula: str, size: int) -> None:
        """A formula and its copies."""
        pieces = WORD.split(formula)
        pieces[1::2] = [self.targets.get(word, word) for word in pieces[1::2]]
        text = "".join(pieces)
        self.formulas.append(text)
        first, *others = self.cells.addresses[place : place + size]
        self.printed[place : place + size] = [""] * size
        if not others:
            self.printed[place] = f'<c r="{first}"><f>{escape(text)}</f>{FORGOTTEN}</c>'
            return
        sharing = f't="shared" ref="{first}:{others[-1]}" si="{self.shared}"'
        end = f'"><f t="shared" si="{self.shared}"/>{FORGOTTEN}</c>'
        copied = f'{end}<c r="'.join(others)
        self.printed[place] = f'<c r="{first}"><f {sharing}>{escape(text)}</f>{FORGOTTEN}</c><c r="{copied}{end}'
        self.shared += 1


def copies_alike(formula: str) -> bool:
    """True if what moves with a copy is what moves with one in any program."""
    return NOT_SHARED.search(PIECE.sub("", formula)) is None


def _value(address: str, held: Value, is_error: bool) -> str:
    if isinstance(held, float):
        return f'<c r="{address}"><v>{held!r}</v></c>'
    if held is None:
        return ""
    if isinstance(held, bool):
        return f'<c r="{address}" t="b"><v>{int(held)}</v></c>'
    return f'<c r="{address}"{_said(held, is_error)}'


@lru_cache(maxsize=65_536)
def _said(text: str, is_error: bool) -> str:
    """What stands behind the address of a text or an error: most texts of a workbook stand in it many times."""
    text = escape(NOT_XML.sub(STAND_IN, text))  # the engine reads `_x0041_` letter by letter
    if is_error:
        return f' t="e"><v>{text}</v></c>'
    return f' t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
