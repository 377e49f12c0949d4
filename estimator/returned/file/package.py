"""Read a workbook from a stranger: limits before anything is opened, no entities, no macros, nothing executed."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError

from estimator.errors import WorkbookError
from estimator.files import read_bytes
from estimator.returned.file.attributes import whole
from estimator.returned.file.collecting import uncollected
from estimator.returned.file.limits import (
    ENDING,
    LARGEST_FILE,
    LONGEST_NAME,
    MEGABYTE,
    Tags,
    check_ending,
    check_entries,
    check_lists,
    check_start,
)
from estimator.returned.file.plain_part import Known, PlainPart, split
from estimator.returned.file.plain_values import frame_of_values
from estimator.returned.file.relations import STRICT, Relations
from estimator.returned.file.safe_xml import root_of, root_of_text
from estimator.returned.file.shared_formulas import SharedFormulas
from estimator.returned.file.sheet_cells import SheetCells
from estimator.returned.file.stored_cell import StoredCell, checked_formula, of_several, value_of
from estimator.workbook.cells.addresses import (
    COLUMN_LETTERS,
    LAST_COLUMN,
    LAST_ROW,
    ROW_NUMBER,
    column_letters,
    place_of,
)
from estimator.workbook.file.escapes import unescaped

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
CELL = re.compile(rf"({COLUMN_LETTERS})({ROW_NUMBER})\Z")
MOST_STYLES = 99_999
DECLARES = (
    "it has a document type (DOCTYPE), which no workbook needs and which may declare entities. Open the file in Excel "
    "or LibreOffice and save it there"
)
FORMULA, ROW, CELL_TAG = f"{MAIN}f", f"{MAIN}row", f"{MAIN}c"
UNREADABLE = (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OverflowError, zlib.error)


@dataclass(frozen=True)
class Package:
    """The parts of a workbook file; `name` is the file in messages."""

    parts: Mapping[str, bytes]
    name: str = "the workbook"
    _read: dict[str, SheetCells] = field(default_factory=dict, repr=False, compare=False)
    _frames: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def relations(self) -> Relations:
        """Where the parts are."""
        return Relations(self.parts, self.name, self.xml)

    @cached_property
    def _tags(self) -> Tags:
        return Tags(self.name)

    def manifest(self) -> dict[str, str]:
        """The custom properties by name."""
        part = self.relations.properties()
        found = self.xml(part) if part else ()
        return {each.get("name", ""): "".join(each.itertext()).strip() for each in found}  # Gnumeric indents them

    @cached_property
    def workbook(self) -> Any:
        """The root element of the part that lists sheets and names. Raises WorkbookError if that is no workbook."""
        root = self.xml(self.relations.main)
        if root.tag != f"{MAIN}workbook":
            what = "Strict Open XML" if STRICT in root.tag else "another kind of file"
            raise WorkbookError(f"{self.name}: is {what}, no workbook; save it as Excel Workbook ({ENDING})")
        return root

    def sheet_parts(self) -> dict[str, str]:
        """The part of each sheet by its name, in the order of the tabs."""
        return self._sheet_parts

    @cached_property
    def _sheet_parts(self) -> dict[str, str]:
        sheets = list(self.workbook.iter(f"{MAIN}sheet"))
        if len({each.get("name", "").lower() for each in sheets}) != len(sheets):
            raise WorkbookError(f"{self.name}: two sheets of one name")
        longest = max((len(each.get("name", "")) for each in sheets), default=0)
        if longest > LONGEST_NAME:
            raise WorkbookError(f"{self.name}: a sheet with a name of {longest:,} characters; Excel holds 31")
        targets = {each.id: each.part for each in self.relations.of_main}
        return {each.get("name", ""): targets.get(each.get(f"{RELATION}id"), "") for each in sheets}

    def names(self) -> dict[str, str]:
        """The defined names and what they stand for."""
        found = self.workbook.iter(f"{MAIN}definedName")
        return {each.get("name", ""): each.text or "" for each in found}

    def cells(self, sheet: str) -> SheetCells:
        """All cells of a sheet by address."""
        if sheet not in self._read:
            with uncollected():
                self._read[sheet] = self._read_cells(sheet)
        return self._read[sheet]

    @cached_property
    def formula_sheets(self) -> Sequence[str]:
        """The sheets in the order of the tabs, but those of plain values, found sound without reading each cell."""
        return [sheet for sheet, part in self.sheet_parts().items() if not self._holds_values_alone(part)]

    def _holds_values_alone(self, part: str) -> bool:
        content = self.parts.get(part, b"")
        frame = frame_of_values(content, len(self.texts))
        if frame is None or _root_without_cells(frame) is None:
            return False
        self._tags.check(part, content)
        return True

    def frame(self, sheet: str) -> Any:
        """The root element of a sheet's part without its cells: widths, heights, merged cells, validations."""
        self.cells(sheet)
        return self._frames[sheet]

    def _read_cells(self, sheet: str) -> SheetCells:
        parts = self.sheet_parts()
        if sheet not in parts:
            raise WorkbookError(f'{self.name}: no sheet "{sheet}"; it has {", ".join(parts)}')
        content = self.parts.get(parts[sheet], b"")
        self._tags.check(parts[sheet], content)
        found = self._plain_cells(sheet, split(content))
        return self._parsed_cells(sheet, parts[sheet]) if found is None else found

    def _plain_cells(self, sheet: str, part: PlainPart | None) -> SheetCells | None:
        """The cells of a part of the plain shape; None for any other, and for one in which something is wrong."""
        root = None if part is None else _root_without_cells(part.frame)
        found = None if part is None or root is None else part.cells(self._known)
        if found is not None:
            self._frames[sheet] = root
        return found

    def _parsed_cells(self, sheet: str, part: str) -> SheetCells:
        """The cells of any part, by the XML parser. Raises WorkbookError for what is wrong in it."""
        found: dict[str, StoredCell] = {}
        root = self.xml(part)
        try:
            for address, cell in _cells(root, self.texts):
                if address in found:
                    raise WorkbookError(f"cell {address}: stands twice")
                found[address] = cell
        except WorkbookError as problem:
            raise WorkbookError(f"{self.name}: sheet {sheet}, {problem}") from None
        for row in root.iter(ROW):
            del row[:]
        self._frames[sheet] = root
        return SheetCells.of(found)

    @cached_property
    def texts(self) -> list[str]:
        """The shared texts."""
        part = self.relations.related("sharedStrings")
        found = self.xml(part).iter(f"{MAIN}si") if part else ()
        return [unescaped("".join(_texts(item))) for item in found]

    @cached_property
    def _known(self) -> Known:
        return Known(self.texts)

    @cached_property
    def styles(self) -> Any:
        """The root element of the part with styles; None for a file without."""
        part = self.relations.related("styles")
        return self.xml(part) if part else None

    def xml(self, part: str) -> Any:
        """The root element of a part, in whatever encoding; comments and instructions are passed over."""
        if part not in self.parts:
            raise WorkbookError(f"{self.name}: damaged: no part {part or 'of a sheet'}")
        self._tags.check(part, self.parts[part])
        try:
            return root_of(self.parts[part])
        except ParseError as problem:
            where = "{}:{}".format(*problem.position)
            raise WorkbookError(f"{self.name}: damaged: part {part} cannot be read from {where} on") from None
        except DefusedXmlException:
            raise WorkbookError(f"{self.name}: part {part} cannot be read: {DECLARES}") from None
        except (ValueError, LookupError):
            raise WorkbookError(f"{self.name}: part {part} cannot be read: its encoding is not known") from None


def _root_without_cells(frame: str) -> Any:
    """The root element of a plain part without its cells; None if one is left, or it is no XML."""
    try:
        root = root_of_text(frame)
    except (ParseError, DefusedXmlException):
        return None
    return root if next(root.iter(CELL_TAG), None) is None else None


def _cells(root: Any, texts: list[str]) -> Iterator[tuple[str, StoredCell]]:
    shared = SharedFormulas()
    for address, element in _addressed(root):
        cell = _cell(element, texts, address)
        if cell.formula is not None:
            formula, table = of_several(cell.formula, element.find(FORMULA).attrib, address, shared)
            cell = replace(cell, formula=formula, table=table)
        yield address, cell


def _addressed(root: Any) -> Iterator[tuple[str, Any]]:
    """The cells with their addresses; one that names none stands behind the one before, as its row does."""
    row, column, given = 0, 0, ""
    for element in root.iter():
        if element.tag == ROW:
            given = element.get("r", str(row + 1))
            row, column = whole(given, 1, LAST_ROW) or 0, 0
        elif element.tag == CELL_TAG:
            address = element.get("r", f"{column_letters(min(column, LAST_COLUMN) + 1)}{row}")
            if not CELL.match(address) or not row:
                raise WorkbookError(f"a cell without a proper address ({address[:20]!r} in row {given[:20]!r})")
            column = place_of(address)[1]
            yield address, element


def _texts(item: Any) -> Iterator[str]:
    """The text of a string, phonetic hints left out."""
    for child in item:
        if child.tag == f"{MAIN}t":
            yield child.text or ""
        elif child.tag == f"{MAIN}r":
            yield from (each.text or "" for each in child.iter(f"{MAIN}t"))


def _cell(element: Any, texts: list[str], address: str) -> StoredCell:
    kind = element.get("t", "n")
    formula, value = element.find(f"{MAIN}f"), element.find(f"{MAIN}v")
    behind = None if formula is None else checked_formula(formula.text or "", address)
    inline, style = element.find(f"{MAIN}is"), whole(element.get("s"), 0, MOST_STYLES) or 0
    if inline is not None:
        return StoredCell(unescaped("".join(_texts(inline))), behind, style=style)
    if value is None or value.text is None:
        return StoredCell("" if kind == "str" and value is not None else None, behind, style=style)
    return StoredCell(value_of(value.text, kind, texts, address), behind, kind == "e", style)


def read_package(path: Path) -> Package:
    """Open a workbook file within limits.

    Raises WorkbookError for what is no workbook, is too large, or holds macros or links to other files.
    """
    check_ending(path)
    try:
        content = read_bytes(path, LARGEST_FILE + 1)
    except OSError as problem:
        raise WorkbookError(f"{path}: cannot be read: {problem.strerror}") from None
    if len(content) > LARGEST_FILE:
        raise WorkbookError(f"{path}: larger than {LARGEST_FILE // MEGABYTE} MB")
    return package_of(content, str(path))


def package_of(content: bytes, name: str) -> Package:
    """The parts of a workbook's bytes, within limits."""
    check_start(content, name)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            check_entries(archive.infolist(), name)
            parts = {each.filename: _bounded(archive, each, name) for each in archive.infolist()}
    except UNREADABLE:
        raise WorkbookError(f"{name}: no workbook (.xlsx), or damaged") from None
    check_lists(parts, name)
    package = Package(parts, name)
    package.relations.check_types()
    package.sheet_parts()  # refused here if it is no workbook
    return package


def _bounded(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> bytes:
    """Read one part, never more than the directory of the archive promised."""
    with archive.open(entry) as file:
        content = file.read(entry.file_size + 1)
    if len(content) != entry.file_size:
        raise WorkbookError(f"{name}: part {entry.filename} is larger or smaller than it says")
    return content
