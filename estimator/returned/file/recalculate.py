"""Recalculate a workbook from scratch by a program that is not ours: IronCalc always, LibreOffice where installed.

Both forget the stored values first: IronCalc computes all formulas anew, LibreOffice does so only when a private
profile tells it to, and otherwise believes a wrong stored value.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape, unescape

from estimator.errors import WorkbookError
from estimator.returned.file import engine
from estimator.returned.file.package import Package, read_package
from estimator.returned.file.stored_cell import StoredCell
from estimator.workbook.cells.addresses import column_letters
from estimator.workbook.file.fill import packed, without_blank_numbers

Cells = dict[tuple[str, str], float | str | bool | None]
UNREADABLE = re.compile(r"xl/(comments|threadedComments|persons|tables|drawings/vml|charts|drawings)")
RELATIONSHIP = re.compile(r"<Relationship [^>]*?/>")
OVERRIDE = re.compile(r'<Override [^>]*?PartName="/(xl/[^"]*)"[^>]*?/>|<Override [^>]*?/>')
LEFTOVERS = re.compile(
    r"<(legacyDrawing|drawing)\b[^>]*+(?<=/)>|<tableParts\b[^>]*+(?:(?<=/)>|>.*?</tableParts>)", re.DOTALL
)
DATA_TABLE = re.compile(
    r'<f (?=[^>]*\bt="dataTable")[^>]*+(?:(?<=/)>|>[^<]*+</f>)|<f\b[^>]*+>(?:TABLE|MULTIPLE\.OPERATIONS)\([^<]*+</f>'
)
ADDRESS = re.compile(r"(?:'(?:[^']|'')+'|[A-Za-z_][A-Za-z0-9_]*)!\$[A-Z]{1,3}\$[0-9]+\Z")
DEFINED_NAME = re.compile(r'<definedName [^>]*?name="([^"]*)"[^>]*>[^<]*</definedName>')
FORMULA = re.compile(r"(<f(?: [^>]*[^/>])?>)([^<]+)</f>")
WORD = re.compile(r"\"[^\"]*\"|'[^']*'!|[A-Za-z_][A-Za-z0-9_.]*")
QUOTES = {"&quot;": '"', "&apos;": "'"}
PATIENCE = 300
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item></oor:items>"""


def recalculate(path: Path) -> Cells:
    """The value of every cell that is not blank, by sheet and address, by IronCalc. Raises WorkbookError."""
    return recalculated(read_package(path), str(path))


def recalculated(package: Package, name: str) -> Cells:
    """The value of every cell of a package that is not blank."""
    for sheet in package.sheet_parts():
        package.cells(sheet)  # only well-formed parts with proper cells go on
    with tempfile.TemporaryDirectory() as folder:
        copy, result = Path(folder) / "copy.xlsx", Path(folder) / "cells.json"
        copy.write_bytes(packed(cleaned(package)))
        _run_engine(copy, result, name)
        found = json.loads(result.read_text(encoding="utf-8"))
    letters = _Letters()
    return {(found["sheets"][sheet], f"{letters[column]}{row}"): value for sheet, row, column, value in found["cells"]}


class _Letters(dict[int, str]):
    def __missing__(self, column: int) -> str:
        self[column] = column_letters(column)
        return self[column]


def _run_engine(copy: Path, result: Path, name: str) -> None:
    command = [sys.executable, "-P", str(Path(engine.__file__)), str(copy), str(result)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        raise WorkbookError(f"{name}: cannot be recalculated: its formulas take too long") from None
    if done.returncode != 0 or not result.exists():
        words = done.stderr.decode(errors="replace").strip().splitlines()
        why = (
            words[-1][:300]
            if done.returncode == 1 and words
            else "its formulas take too much memory or nest too deeply"
        )
        raise WorkbookError(f"{name}: cannot be recalculated: {why}")


def cleaned(package: Package) -> Mapping[str, bytes]:
    """The parts without comments, tables, drawings and data tables, which IronCalc cannot load.

    Names of cells are replaced by the addresses that they stand for: IronCalc takes a minute over 2,500 names.
    """
    kept = {name: content for name, content in package.parts.items() if not UNREADABLE.match(name)}
    targets = {name: target for name, target in package.names().items() if ADDRESS.match(target)}
    without = {name: _cleaned_part(name, content) for name, content in kept.items()}
    return {name: _without_names(name, content, targets) for name, content in without.items()}


def _without_names(part: str, content: bytes, targets: Mapping[str, str]) -> bytes:
    """A part whose formulas read addresses in place of names, and whose list of names has lost those."""
    if part == "xl/workbook.xml":
        return DEFINED_NAME.sub(lambda match: "" if match[1] in targets else match[0], content.decode()).encode()
    if not part.startswith("xl/worksheets/sheet"):
        return content

    def replaced(match: re.Match[str]) -> str:
        formula = WORD.sub(lambda word: targets.get(word[0], word[0]), unescape(match[2], QUOTES))
        return f"{match[1]}{escape(formula)}</f>"

    return FORMULA.sub(replaced, content.decode()).encode()


def _cleaned_part(name: str, content: bytes) -> bytes:
    if name == "[Content_Types].xml":
        return OVERRIDE.sub(
            lambda match: "" if UNREADABLE.match(match[1] or "") else match[0], content.decode()
        ).encode()
    if name.startswith("xl/worksheets/_rels/"):
        return RELATIONSHIP.sub(lambda match: match[0] if "/hyperlink" in match[0] else "", content.decode()).encode()
    if name.startswith("xl/worksheets/"):
        return without_blank_numbers(DATA_TABLE.sub("", LEFTOVERS.sub("", content.decode()))).encode()
    return content


def recalculate_with_libreoffice(path: Path, soffice: str = "soffice") -> Cells:
    """The value of every cell as LibreOffice computes it after a hard recalculation.

    Raises WorkbookError if LibreOffice cannot be run or gives no file.
    """
    with tempfile.TemporaryDirectory() as folder:
        made = resaved_by_libreoffice(path, Path(folder), soffice)
        package = read_package(made)
        return {(sheet, address): cell.value for sheet, address, cell in all_cells(package)}


def resaved_by_libreoffice(path: Path, folder: Path, soffice: str = "soffice") -> Path:
    """The same workbook, recalculated and saved by LibreOffice in another folder."""
    user = folder / "profile" / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(PROFILE, encoding="utf-8")
    profile = f"-env:UserInstallation={(folder / 'profile').resolve().as_uri()}"
    out = folder / "out"
    command = [soffice, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(path.resolve())]
    try:
        done = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False)
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise WorkbookError(f"LibreOffice ({soffice}) cannot be run: {type(problem).__name__}") from None
    made = out / f"{path.stem}.xlsx"
    if not made.exists():
        raise WorkbookError(f"LibreOffice gave no file: {done.stderr.decode(errors='replace')[:300]}")
    return made


def all_cells(package: Package) -> list[tuple[str, str, StoredCell]]:
    """Every cell of every sheet."""
    return [(sheet, address, cell) for sheet in package.sheet_parts() for address, cell in package.cells(sheet).items()]
