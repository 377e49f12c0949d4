"""Read a workbook from a stranger: limits before anything is opened, no entities, no macros, nothing executed."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from estimator.errors import WorkbookError

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
LARGEST_FILE, LARGEST_PART, LARGEST_WHOLE = 64 * 2**20, 128 * 2**20, 256 * 2**20
MOST_PARTS, LARGEST_RATIO, SMALL_PART = 2000, 200, 2**20
CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})\Z")
FORBIDDEN = re.compile(r"xl/(vbaProject\.bin|macrosheets/|externalLinks/|embeddings/)")


@dataclass(frozen=True, slots=True)
class StoredCell:
    """One cell as the file has it: its value, and whether a formula stands behind it."""

    value: float | str | bool | None
    formula: str | None = None
    is_error: bool = False


@dataclass(frozen=True)
class Package:
    """The parts of a workbook file."""

    parts: Mapping[str, bytes]

    def manifest(self) -> dict[str, str]:
        """The custom properties by name."""
        if "docProps/custom.xml" not in self.parts:
            return {}
        found = self.xml("docProps/custom.xml")
        return {each.get("name", ""): "".join(each.itertext()) for each in found}

    def sheet_parts(self) -> dict[str, str]:
        """The part of each sheet by its name, in the order of the tabs."""
        targets = {each.get("Id"): each.get("Target", "") for each in self.xml("xl/_rels/workbook.xml.rels")}
        sheets = self.xml("xl/workbook.xml").iter(f"{MAIN}sheet")
        return {each.get("name", ""): _resolved(targets.get(each.get(f"{RELATION}id"), "")) for each in sheets}

    def names(self) -> dict[str, str]:
        """The defined names and what they stand for."""
        found = self.xml("xl/workbook.xml").iter(f"{MAIN}definedName")
        return {each.get("name", ""): each.text or "" for each in found}

    def cells(self, sheet: str) -> dict[str, StoredCell]:
        """All cells of a sheet by address."""
        parts = self.sheet_parts()
        if sheet not in parts:
            raise WorkbookError(f'the workbook has no sheet "{sheet}"; it has {", ".join(parts)}')
        return dict(self._cells(parts[sheet], self.texts))

    @cached_property
    def texts(self) -> list[str]:
        """The shared texts."""
        if "xl/sharedStrings.xml" not in self.parts:
            return []
        found = self.xml("xl/sharedStrings.xml")
        return ["".join(_texts(item)) for item in found.iter(f"{MAIN}si")]

    def xml(self, part: str) -> Any:
        """The root element of a part."""
        if part not in self.parts:
            raise WorkbookError(f"the workbook has no part {part}")
        try:
            return fromstring(self.parts[part], forbid_dtd=True)
        except (ParseError, DefusedXmlException) as problem:
            raise WorkbookError(f"part {part} cannot be read: {type(problem).__name__}") from None

    def _cells(self, part: str, texts: list[str]) -> Iterator[tuple[str, StoredCell]]:
        for element in self.xml(part).iter(f"{MAIN}c"):
            address = element.get("r", "")
            if CELL.match(address):
                yield address, _cell(element, texts, address)

    def cell(self, element: Any) -> StoredCell:
        """One `c` element of a sheet as a cell."""
        return _cell(element, self.texts, element.get("r", ""))


def _resolved(target: str) -> str:
    """A sheet's target as a part's name."""
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))


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
    behind = None if formula is None else formula.text or ""
    inline = element.find(f"{MAIN}is")
    if inline is not None:
        return StoredCell("".join(_texts(inline)), behind)
    if value is None or value.text is None:
        return StoredCell("" if kind == "str" and value is not None else None, behind)
    return StoredCell(_value(value.text, kind, texts, address), behind, kind == "e")


def _value(text: str, kind: str, texts: list[str], address: str) -> float | str | bool:
    try:
        if kind == "s":
            return texts[int(text)]
        if kind == "b":
            return text == "1"
        return text if kind in ("str", "e", "d") else float(text)
    except (ValueError, IndexError):
        raise WorkbookError(f"cell {address}: {text[:40]!r} cannot be read") from None


def read_package(path: Path) -> Package:
    """Open a workbook file within limits.

    Raises WorkbookError for what is no workbook, is too large, or holds macros or links to other files.
    """
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise WorkbookError(f"{path}: larger than {LARGEST_FILE // 2**20} MB")
        return package_of(path.read_bytes(), str(path))
    except OSError as problem:
        raise WorkbookError(f"{path}: cannot be read: {problem.strerror}") from None


def package_of(content: bytes, name: str) -> Package:
    """The parts of a workbook's bytes, within limits."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_limits(archive.infolist(), name)
            parts = {each.filename: _bounded(archive, each) for each in archive.infolist()}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, zipfile.zlib.error):  # type: ignore[attr-defined]
        raise WorkbookError(f"{name}: no workbook (.xlsx), or damaged") from None
    if "xl/workbook.xml" not in parts:
        raise WorkbookError(f"{name}: no workbook (.xlsx)")
    return Package(parts)


def _bounded(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Read one part, never more than the directory of the archive promised."""
    with archive.open(entry) as file:
        content = file.read(entry.file_size + 1)
    if len(content) > entry.file_size:
        raise WorkbookError(f"part {entry.filename} is larger than it says")
    return content


def _check_limits(entries: list[zipfile.ZipInfo], name: str) -> None:
    if len(entries) > MOST_PARTS or len({each.filename for each in entries}) != len(entries):
        raise WorkbookError(
            f"{name}: {len(entries)} parts, or one part twice; at most {MOST_PARTS} different ones are read"
        )
    if sum(each.file_size for each in entries) > LARGEST_WHOLE:
        raise WorkbookError(f"{name}: unpacks to more than {LARGEST_WHOLE // 2**20} MB")
    for each in entries:
        ratio = each.file_size / max(each.compress_size, 1)
        if each.file_size > LARGEST_PART or (each.file_size > SMALL_PART and ratio > LARGEST_RATIO):
            raise WorkbookError(f"{name}: part {each.filename} unpacks to {ratio:.0f} times its size")
        if FORBIDDEN.match(each.filename):
            raise WorkbookError(f"{name}: holds macros, embedded files or links to other files ({each.filename})")
