"""Readers of workbooks by other makers, each run apart from ours: what cells they find, or what they compute.

calamine is a wheel; SheetJS, exceljs and HyperFormula are packages for Node, installed by `.ci/run readers` into
`node_modules` beside this file; Gnumeric's ssconvert comes from the system. None of them is shipped with the program.
"""

import json
import os
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

from estimator.returned.file.libreoffice import stored_values
from estimator.returned.file.package import read_package
from estimator.workbook.cells.addresses import at, place_of

HERE = Path(__file__).parent
PROGRAM = HERE / "cells.js"
PATIENCE = 900
BUILT_IN = "_xlnm."


def missing(reader):
    """Why a reader cannot be run here; empty if it can."""
    if reader == "calamine":
        return "" if find_spec("python_calamine") else "python-calamine is not installed: pip install -e '.[test]'"
    if reader == "gnumeric":
        return "" if shutil.which("ssconvert") else "ssconvert is not installed: apt-get install gnumeric"
    package = {"sheetjs": "xlsx"}.get(reader, reader)
    if not shutil.which("node"):
        return "node is not installed: apt-get install nodejs npm"
    return "" if (HERE / "node_modules" / package).is_dir() else f"{package} is not installed: .ci/run readers"


def stored(path):
    """The values of the cells that are not blank, as our reader has them."""
    return _not_blank(stored_values(read_package(path)))


def by_calamine(path, _):
    from python_calamine import CalamineWorkbook

    found, book = {}, CalamineWorkbook.from_path(str(path))
    for name in book.sheet_names:
        for row, values in enumerate(book.get_sheet_by_name(name).to_python(skip_empty_area=False), 1):
            found.update({(name, at(row, column)): _plain(value) for column, value in enumerate(values, 1)})
    return _not_blank(found)


def by_sheetjs(path, _):
    return _not_blank(_by_node("sheetjs", path))


def by_exceljs(path, _):
    return _not_blank(_by_node("exceljs", path))


def by_hyperformula(path, folder):
    """The workbook computed anew: HyperFormula reads no files, and gets cells and names as a table."""
    package = read_package(path)
    sheets = {sheet: _table(package.cells(sheet)) for sheet in package.sheet_parts()}
    names = {name: target for name, target in package.names().items() if not name.startswith(BUILT_IN)}
    given = folder / "sheets.json"
    given.write_text(json.dumps({"sheets": sheets, "names": names}), encoding="utf-8")
    return _by_node("hyperformula", given)


def by_gnumeric(path, folder):
    """The workbook recalculated and saved anew."""
    made = folder / "gnumeric.xlsx"
    environment = {**os.environ, "HOME": str(folder)}
    command = ["ssconvert", "--recalc", str(path), str(made)]
    subprocess.run(command, capture_output=True, env=environment, timeout=PATIENCE, check=True)
    return stored_values(read_package(made))


def _by_node(reader, path):
    command = ["node", "--max-old-space-size=4096", str(PROGRAM), reader, str(path)]
    done = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False, cwd=HERE)
    assert done.returncode == 0, done.stderr.decode(errors="replace")[-2000:]
    cells = json.loads(done.stdout)
    return {(sheet, at(row, column)): _plain(value) for sheet, row, column, value in cells}


def _table(cells):
    """The rows of a sheet; a text that begins like a formula is quoted, as it is typed."""
    rows = []
    for address, cell in cells.items():
        row, column = place_of(address)
        rows.extend([] for _ in range(row - len(rows)))
        line = rows[row - 1]
        line.extend(None for _ in range(column - len(line)))
        text = isinstance(cell.value, str) and cell.value.startswith(("=", "'"))
        line[column - 1] = f"={cell.formula}" if cell.formula is not None else f"'{cell.value}" if text else cell.value
    return rows


def _plain(value):
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _not_blank(cells):
    return {place: value for place, value in cells.items() if value is not None and value != ""}
