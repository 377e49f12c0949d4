"""Recalculate a workbook by LibreOffice where it is installed: the second program that the tests and benchmarks ask.

It forgets the stored values only when a private profile tells it to, and otherwise believes a wrong one.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from estimator.errors import WorkbookError
from estimator.returned.file.package import Package, read_package
from estimator.returned.file.recalculate import PATIENCE
from estimator.returned.file.recalculated import Place
from estimator.returned.file.sheet_cells import Value

PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item></oor:items>"""


def recalculate_with_libreoffice(path: Path, soffice: str = "soffice") -> dict[Place, Value]:
    """The value of every cell as LibreOffice computes it after a hard recalculation.

    Raises WorkbookError if LibreOffice cannot be run or gives no file.
    """
    with tempfile.TemporaryDirectory() as folder:
        made = resaved_by_libreoffice(path, Path(folder), soffice)
        return stored_values(read_package(made))


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


def stored_values(package: Package) -> dict[Place, Value]:
    """What every cell of every sheet holds in the file, by sheet and address."""
    return {(sheet, at): each.value for sheet in package.sheet_parts() for at, each in package.cells(sheet).items()}
