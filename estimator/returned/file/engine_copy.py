"""A workbook for the engine: what was read of a file, and nothing else of it, written anew.

The engine sees the cells as the reader understood them, with formulas that several cells share written out; never the
file itself. So comments, drawings, styles or damage that it cannot load do not reach it, nor sheets of values alone
that no formula names, such as Data, which holds a third of all cells.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from estimator.returned.file.engine_cells import MAIN, NOT_XML, STAND_IN, is_computed, printed_cells
from estimator.returned.file.package import Package
from estimator.returned.file.sheet_cells import Run, Value
from estimator.workbook.file.fill import packed

ADDRESS: Final = re.compile(r"(?:'(?:[^']|'')+'|[^\W\d][\w.]*)!\$[A-Z]{1,3}\$[0-9]+\Z")
NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*\Z")
BUILT_IN: Final = "_xlnm."  # print areas and titles, which no formula reads
BY_ITS_TEXT: Final = "indirect("  # what may name a sheet by a text
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
QUICKLY: Final = 1  # of zlib's levels; the file lives for a second
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


@dataclass(frozen=True)
class EngineCopy:
    """The file for the engine, and the formulas of each sheet in it that the engine computes."""

    file: bytes
    computing: Mapping[str, Sequence[Run]]


def engine_copy(package: Package) -> EngineCopy:
    """Write the cells of a package for the engine.

    Names of cells are replaced by the addresses that they stand for: IronCalc takes a minute over 2,500 names. Cells of
    data tables, which it does not know, keep their values.
    """
    names = {name: target for name, target in package.names().items() if not name.startswith(BUILT_IN)}
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
    file = packed({name: part.encode() for name, part in parts.items()}, QUICKLY)
    return EngineCopy(file, {sheet: list(filter(is_computed, package.cells(sheet).runs)) for sheet in sheets})


def seen(held: Value) -> Value:
    """What the engine sees of what a cell holds: XML has no letters for some signs."""
    return NOT_XML.sub(STAND_IN, held) if isinstance(held, str) else held


def _printed(package: Package, targets: Mapping[str, str], others: Mapping[str, str]) -> dict[str, str]:
    """The XML of each sheet that holds a formula or that a formula or a name may read, in the order of the tabs."""
    cells = {sheet: package.cells(sheet) for sheet in package.formula_sheets}
    formulas = [*others.values()]
    made = {sheet: printed_cells(held, targets, formulas) for sheet, held in cells.items() if held.runs}
    said = "\n".join(formulas).lower()
    everything = not made or BY_ITS_TEXT in said
    for sheet in package.sheet_parts():
        if sheet not in made and (everything or _named(sheet, said)):
            made[sheet] = printed_cells(package.cells(sheet), targets, [])
    return {sheet: made[sheet] for sheet in package.sheet_parts() if sheet in made}


def _named(sheet: str, said: str) -> bool:
    """True if a reference to the sheet stands in formulas, alone or in quotes."""
    name = sheet.lower()
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
