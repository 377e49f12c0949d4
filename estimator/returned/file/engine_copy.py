"""A workbook for the engine: what was read of a file, and nothing else of it, written anew.

The engine sees the cells as the reader understood them, with formulas that several cells share written out; never the
file itself. So comments, drawings, styles or damage that it cannot load do not reach it, nor sheets of values alone
that no formula names, such as Data, which holds a third of all cells. A formula copied along its
row is shared again where every program copies it alike, and each has a value that the engine forgets: of one without it
says so, line by line, which took half of its time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from estimator.returned.file.copied_formula import copies
from estimator.returned.file.package import Package
from estimator.returned.file.shared_formulas import PIECE
from estimator.returned.file.stored_cell import StoredCell
from estimator.workbook.cells.addresses import split_address
from estimator.workbook.file.fill import packed

ADDRESS: Final = re.compile(r"(?:'(?:[^']|'')+'|[^\W\d][\w.]*)!\$[A-Z]{1,3}\$[0-9]+\Z")
WORD: Final = re.compile(r"\"[^\"]*\"|'[^']*'!|[A-Za-z_][A-Za-z0-9_.]*")
NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*\Z")
TABLE: Final = ("TABLE(", "MULTIPLE.OPERATIONS(")
NOT_XML: Final = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
STAND_IN: Final = "\ufffd"
NOT_SHARED: Final = (
    re.compile(  # what moves with a copy elsewhere, and is no address here: whole columns, small letters
        r"(?<![A-Za-z0-9_.])\$?[A-Za-z]{1,3}\$?[0-9]{1,7}(?![A-Za-z0-9_.(!])|[A-Za-z0-9$]:|:[A-Za-z0-9$]"
    )
)
BY_ITS_TEXT: Final = "indirect("  # what may name a sheet by a text
FORGOTTEN: Final = "<v>0</v>"
MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LISTS: Final = "http://schemas.openxmlformats.org/package/2006"
SHEET_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
STYLES: Final = (
    f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font><sz val="10"/><name val="Arial"/></font></fonts>'
    '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)

Place = tuple[int, str, StoredCell]
"""A cell with its column and its address."""


def engine_copy(package: Package) -> bytes:
    """The file for the engine.

    Names of cells are replaced by the addresses that they stand for: IronCalc takes a minute over 2,500 names. Cells of
    data tables, which it does not know, keep their values.
    """
    names = package.names()
    targets = {name: target for name, target in names.items() if ADDRESS.match(target)}
    others = {name: target for name, target in names.items() if name not in targets and NAME.match(name)}
    printed = _printed(package, targets, others)
    sheets = list(printed)
    parts = {
        "[Content_Types].xml": _types(len(sheets)),
        "_rels/.rels": _relationships([("rId1", "officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _workbook(sheets, others),
        "xl/_rels/workbook.xml.rels": _relationships(_parts_of_workbook(len(sheets))),
        "xl/styles.xml": STYLES,
    }
    for number, sheet in enumerate(printed.values(), 1):
        parts[f"xl/worksheets/sheet{number}.xml"] = sheet
    return packed({name: part.encode() for name, part in parts.items()})


def _printed(package: Package, targets: Mapping[str, str], others: Mapping[str, str]) -> dict[str, str]:
    """The XML of each sheet that holds a formula or that a formula or a name may read, in the order of the tabs."""
    cells = {sheet: package.cells(sheet) for sheet in package.sheet_parts()}
    computing = [sheet for sheet, held in cells.items() if any(each.formula is not None for each in held.values())]
    made = {sheet: _sheet(cells[sheet], targets) for sheet in computing}
    said = "".join((*made.values(), *map(escape, others.values()))).lower()
    everything = not computing or BY_ITS_TEXT in said
    for sheet in cells:
        if sheet not in made and (everything or _named(sheet, said)):
            made[sheet] = _sheet(cells[sheet], targets)
    return {sheet: made[sheet] for sheet in cells if sheet in made}


def _named(sheet: str, said: str) -> bool:
    """True if a reference to the sheet stands in printed sheets, alone or in quotes."""
    name = escape(sheet.lower())
    return f"{name}!" in said or f"{name.replace(chr(39), 2 * chr(39))}'!" in said


def _types(sheets: int) -> str:
    kinds = [("/xl/workbook.xml", "sheet.main"), ("/xl/styles.xml", "styles")]
    kinds += [(f"/xl/worksheets/sheet{number}.xml", "worksheet") for number in range(1, sheets + 1)]
    overrides = (f'<Override PartName="{part}" ContentType="{SHEET_TYPE}.{kind}+xml"/>' for part, kind in kinds)
    usual = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'<Types xmlns="{LISTS}/content-types">{usual}{"".join(overrides)}</Types>'


def _parts_of_workbook(sheets: int) -> list[tuple[str, str, str]]:
    found = [(f"rId{number}", "worksheet", f"worksheets/sheet{number}.xml") for number in range(1, sheets + 1)]
    return [*found, ("rIdStyles", "styles", "styles.xml")]


def _relationships(found: list[tuple[str, str, str]]) -> str:
    lines = (f'<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{target}"/>' for id, kind, target in found)
    return f'<Relationships xmlns="{LISTS}/relationships">{"".join(lines)}</Relationships>'


def _workbook(sheets: list[str], names: Mapping[str, str]) -> str:
    listed = (f'<sheet name={quoteattr(name)} sheetId="{at}" r:id="rId{at}"/>' for at, name in enumerate(sheets, 1))
    defined = "".join(f'<definedName name="{name}">{escape(target)}</definedName>' for name, target in names.items())
    names_part = f"<definedNames>{defined}</definedNames>" if defined else ""
    return f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{"".join(listed)}</sheets>{names_part}</workbook>'


def _sheet(cells: Mapping[str, StoredCell], targets: Mapping[str, str]) -> str:
    rows: dict[int, list[Place]] = {}
    for address, cell in cells.items():
        row, column = split_address(address)
        rows.setdefault(row, []).append((column, address, cell))
    return f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(_rows(rows, targets))}</sheetData></worksheet>'


def _rows(rows: Mapping[int, list[Place]], targets: Mapping[str, str]) -> Iterator[str]:
    printer = _Printer(targets)
    for row in sorted(rows):
        yield f'<row r="{row}">{"".join(printer.cells(sorted(rows[row], key=_column)))}</row>'


def _column(found: Place) -> int:
    return found[0]


class _Printer:
    """Prints the cells of one sheet."""

    def __init__(self, targets: Mapping[str, str]) -> None:
        self.targets, self.shared = targets, 0

    def cells(self, row: Sequence[Place]) -> Iterator[str]:
        """The cells of a row from left to right."""
        for formula, run in _runs(row):
            if formula:
                yield from self._formulas(formula, run)
            else:
                yield from (_value(address, cell) for _, address, cell in run)

    def _formulas(self, formula: str, run: Sequence[Place]) -> Iterator[str]:
        """The cells of a formula and of its copies."""
        text = escape(WORD.sub(lambda word: self.targets.get(word[0], word[0]), formula))
        first, last = run[0][1], run[-1][1]
        if len(run) == 1:
            yield f'<c r="{first}"><f>{text}</f>{FORGOTTEN}</c>'
            return
        yield f'<c r="{first}"><f t="shared" ref="{first}:{last}" si="{self.shared}">{text}</f>{FORGOTTEN}</c>'
        copy = f'<f t="shared" si="{self.shared}"/>{FORGOTTEN}</c>'
        yield from (f'<c r="{address}">{copy}' for _, address, _ in run[1:])
        self.shared += 1


def _runs(row: Sequence[Place]) -> Iterator[tuple[str, Sequence[Place]]]:
    """The cells of a row in runs: a formula with its copies, cells without any."""
    columns, formulas, first = [column for column, *_ in row], [_formula(cell) for *_, cell in row], 0
    while first < len(row):
        formula, stop = formulas[first], first + 1
        if not formula:
            while stop < len(row) and not formulas[stop]:
                stop += 1
        elif _copies_alike(formula):
            stop = copies(columns, formulas, first, PIECE)
        yield formula, row[first:stop]
        first = stop


def _formula(cell: StoredCell) -> str:
    """The formula that the engine computes; empty for none."""
    return "" if not cell.formula or cell.table or cell.formula.startswith(TABLE) else cell.formula


def _copies_alike(formula: str) -> bool:
    """True if what moves with a copy is what moves with one in any program."""
    return NOT_SHARED.search(PIECE.sub("", formula)) is None


def _value(address: str, cell: StoredCell) -> str:
    if isinstance(cell.value, bool):
        return f'<c r="{address}" t="b"><v>{int(cell.value)}</v></c>'
    if isinstance(cell.value, float):
        return f'<c r="{address}"><v>{cell.value!r}</v></c>'
    if cell.value is None:
        return ""
    text = escape(NOT_XML.sub(STAND_IN, cell.value))  # the engine reads `_x0041_` letter by letter
    if cell.is_error:
        return f'<c r="{address}" t="e"><v>{text}</v></c>'
    return f'<c r="{address}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
