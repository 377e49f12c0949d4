"""A workbook for the engine: what was read of a file, and nothing else of it, written anew.

The engine sees the cells as the reader understood them, with formulas that several cells share written out; never the
file itself. So comments, drawings, styles or damage that it cannot load do not reach it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from estimator.returned.file.package import Package
from estimator.returned.file.stored_cell import StoredCell
from estimator.workbook.cells.addresses import place_of
from estimator.workbook.file.fill import packed

ADDRESS: Final = re.compile(r"(?:'(?:[^']|'')+'|[A-Za-z_][A-Za-z0-9_]*)!\$[A-Z]{1,3}\$[0-9]+\Z")
WORD: Final = re.compile(r"\"[^\"]*\"|'[^']*'!|[A-Za-z_][A-Za-z0-9_.]*")
NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*\Z")
TABLE: Final = ("TABLE(", "MULTIPLE.OPERATIONS(")
NOT_XML: Final = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
STAND_IN: Final = "\ufffd"
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


def engine_copy(package: Package) -> bytes:
    """The file for the engine.

    Names of cells are replaced by the addresses that they stand for: IronCalc takes a minute over 2,500 names. Cells of
    data tables, which it does not know, keep their values.
    """
    names, sheets = package.names(), list(package.sheet_parts())
    targets = {name: target for name, target in names.items() if ADDRESS.match(target)}
    others = {name: target for name, target in names.items() if name not in targets and NAME.match(name)}
    parts = {
        "[Content_Types].xml": _types(len(sheets)),
        "_rels/.rels": _relationships([("rId1", "officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _workbook(sheets, others),
        "xl/_rels/workbook.xml.rels": _relationships(_parts_of_workbook(len(sheets))),
        "xl/styles.xml": STYLES,
    }
    for number, sheet in enumerate(sheets, 1):
        parts[f"xl/worksheets/sheet{number}.xml"] = _sheet(package.cells(sheet), targets)
    return packed({name: part.encode() for name, part in parts.items()})


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
    rows: dict[int, list[tuple[int, str, StoredCell]]] = {}
    for address, cell in cells.items():
        row, column = place_of(address)
        rows.setdefault(row, []).append((column, address, cell))
    return f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(_rows(rows, targets))}</sheetData></worksheet>'


def _rows(rows: Mapping[int, list[tuple[int, str, StoredCell]]], targets: Mapping[str, str]) -> Iterator[str]:
    for row in sorted(rows):
        cells = (_cell(address, cell, targets) for _, address, cell in sorted(rows[row], key=_column))
        yield f'<row r="{row}">{"".join(cells)}</row>'


def _column(found: tuple[int, str, StoredCell]) -> int:
    return found[0]


def _cell(address: str, cell: StoredCell, targets: Mapping[str, str]) -> str:
    if cell.formula and not cell.table and not cell.formula.startswith(TABLE):
        formula = WORD.sub(lambda word: targets.get(word[0], word[0]), cell.formula)
        return f'<c r="{address}"><f>{escape(formula)}</f></c>'
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
